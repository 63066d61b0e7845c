"""The line of keys at the bottom: as many as fit whole, the most important first, and always the way out and help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

_KEY, _ABOUT = "key", "about"
"""What a click, and the pointer over a key, find in the style of what is beneath."""


@dataclass(frozen=True)
class Key:
    """A key that can be pressed now."""

    key: str
    shown: str
    does: str
    about: str
    enabled: bool = True
    stays: bool = False
    """Whether it shows however little room there is: the way out, and help, which lists all the others."""

    @property
    def width(self) -> int:
        """Its cells."""
        return cell_len(self.shown) + 1 + cell_len(self.does)


def fitting(keys: Sequence[Key], width: int) -> tuple[Key, ...]:
    """Return those of ``keys`` that fit whole into ``width`` cells, in their order: it says which matter most.

    Those that stay are left out last, the first of them before the others.
    """
    wanted = sorted(range(len(keys)), key=lambda place: (not keys[place].stays, -place if keys[place].stays else place))
    room, chosen = width + 1, set[int]()
    for place in wanted:
        room -= keys[place].width + 1
        if room < 0:
            break
        chosen.add(place)
    return tuple(key for place, key in enumerate(keys) if place in chosen)


class KeyLine(Widget, can_focus=False):
    """Shows the keys of its screen.

    Args:
        palette: whether the key of the palette of commands shows as well, at the right.
    """

    ALLOW_SELECT = False

    def __init__(self, *, palette: bool = False) -> None:
        super().__init__()
        self._palette = palette
        self._keys: tuple[Key, ...] = ()
        self._last: Key | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that show, that of the palette left out."""
        return fitting(self._keys, self.size.width - (self._last.width + 2 if self._last else 0))

    def on_mount(self) -> None:
        """Keep up with what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_unmount(self) -> None:
        """Look no more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self._look)

    def _look(self) -> None:
        if not self.is_attached:
            return
        keys = tuple(_keys(self.screen))
        palette = self.app.COMMAND_PALETTE_BINDING if self._palette else ""
        last = next((key for key in _keys(self.screen, hidden=True) if key.key == palette), None)
        if (keys, last) != (self._keys, self._last):
            self._keys, self._last = keys, last
            self.refresh()

    def render(self) -> Content:
        """Return the line."""
        line = Content(" ").join(_content(key) for key in self.keys)
        if self._last is None:
            return line
        gap = self.size.width - line.cell_length - self._last.width - 1
        return Content.assemble(line, " " * max(0, gap), ("│", "dim"), _content(self._last))

    def on_click(self, event: events.Click) -> None:
        """Do what the key does that was clicked."""
        key = event.style.meta.get(_KEY)
        if isinstance(key, str):
            self.app.simulate_key(key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the pointer tell more about the key beneath it."""
        self.tooltip = event.style.meta.get(_ABOUT)


def _keys(screen: Screen[object], *, hidden: bool = False) -> Iterator[Key]:
    """Yield what can be done now, each once with its first key; or what can be done by keys that are not to show."""
    seen: set[str] = set()
    for found in screen.active_bindings.values():
        binding = found.binding
        if binding.show is hidden or binding.action in seen:
            continue
        seen.add(binding.action)
        yield Key(
            binding.key,
            screen.app.get_key_display(binding),
            binding.description,
            found.tooltip or binding.description,
            enabled=found.enabled,
            stays=binding.key == "escape" or binding.action == "help",
        )


def _content(key: Key) -> Content:
    dim = "" if key.enabled else " dim"
    words = Content.assemble(
        (key.shown, f"bold $footer-key-foreground{dim}"), (f" {key.does}", f"$footer-description-foreground{dim}")
    )
    return words.stylize(Style.from_meta({_KEY: key.key, _ABOUT: key.about}))
