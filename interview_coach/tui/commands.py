"""What the command palette offers: every action of the screen on top and of the app, with its key."""

from __future__ import annotations

from typing import NamedTuple

from textual.screen import Screen

THEME = "app.change_theme"


class Offer(NamedTuple):
    """An action as the palette offers it."""

    title: str
    help: str
    action: str


def offers(screen: Screen[object]) -> list[Offer]:
    """Return what the keys of ``screen`` and of the app do; what is not possible now or says nothing is left out."""
    app = screen.app
    found: dict[str, Offer] = {}
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        about = binding.tooltip or tooltip
        if node not in (screen, app) or not enabled or binding.id is None or not about:
            continue
        namespace = "app" if node is app else "screen"
        action = binding.action if "." in binding.action else f"{namespace}.{binding.action}"
        title = f"{binding.description} ({app.get_key_display(binding)})"
        found.setdefault(action, Offer(title, about, action))
    return [*found.values(), Offer("Theme", "Choose among all themes, until the app is left", THEME)]


def themes(names: list[str]) -> list[Offer]:
    """Return an offer for each theme."""
    return [Offer(name, "", f"app.choose_theme({name!r})") for name in sorted(names)]
