"""Pasted text reaches the app as text: escape characters in it are shown, never taken for keys.

Textual (8.2) goes on looking for key sequences inside a bracketed paste. So text that was copied with escape characters
in it could send an answer or leave the app, in terminals that do not take them out.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"
ESCAPE_SHOWN = "\N{SYMBOL FOR ESCAPE}"


class SafePasteParser(XTermParser):
    """Hands Textual's parser a paste in which no escape character stands but that of its end."""

    _pasting = False
    _pending = ""
    """The end of what came last, where it could begin the next mark; handed on already when outside of a paste."""

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what the terminal sent; an empty text is the end of input."""
        if not data:
            return super().feed(data)
        harmless = self._harmless(data)
        return super().feed(harmless) if harmless else ()

    def _harmless(self, data: str) -> str:
        parts: list[str] = []
        while data:
            mark = END if self._pasting else START
            handed_on = 0 if self._pasting else len(self._pending)
            before, found, data = (self._pending + data).partition(mark)
            self._pending = "" if found else _beginning(before, mark)
            if self._pasting:
                parts.append(before.removesuffix(self._pending).replace("\x1b", ESCAPE_SHOWN) + found)
            else:
                parts.append((before + found)[handed_on:])
            self._pasting ^= bool(found)
        return "".join(parts)


def _beginning(text: str, mark: str) -> str:
    """Return the longest end of ``text`` that ``mark`` begins with."""
    return next((mark[:n] for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), "")


def install() -> None:
    """Let terminals be read through :class:`SafePasteParser`; the driver names its parser in its module."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # another platform, which reads pastes in another way
        return
    setattr(linux_driver, "XTermParser", SafePasteParser)  # noqa: B010 - a name of the module, not an attribute of ours
