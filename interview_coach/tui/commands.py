"""The command palette: every action that the screen on top offers, with its key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider


class Offer(NamedTuple):
    """An action as the palette offers it."""

    title: str
    help: str
    action: str


class ScreenCommands(Provider):
    """Offers what the keys of the screen and of the app do; what is not possible now is left out."""

    def _offers(self) -> Iterator[Offer]:
        seen = set()
        for node, binding, enabled, tooltip in self.screen.active_bindings.values():
            if node not in (self.screen, self.app) or not enabled or binding.id is None:
                continue
            if binding.action in seen or not binding.description:
                continue
            seen.add(binding.action)
            key = self.app.get_key_display(binding)
            namespace = "app" if node is self.app else "screen"
            action = binding.action if "." in binding.action else f"{namespace}.{binding.action}"
            yield Offer(f"{binding.description} ({key})", binding.tooltip or tooltip, action)

    async def discover(self) -> Hits:
        """Offer everything."""
        for offer in self._offers():
            yield DiscoveryHit(offer.title, partial(self.app.run_action, offer.action), help=offer.help)

    async def search(self, query: str) -> Hits:
        """Offer what resembles ``query``."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score = matcher.match(f"{offer.title} {offer.help}")
            if score > 0:
                run = partial(self.app.run_action, offer.action)
                yield Hit(score, matcher.highlight(offer.title), run, help=offer.help)
