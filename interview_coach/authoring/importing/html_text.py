"""The words of an HTML text, without its tags; nothing in it is ever run, fetched or shown as markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "svg", "math"})
_BREAKS = frozenset(
    """
    address article aside blockquote br dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p
    pre section table td th tr ul
    """.split()
)
_MEDIA = frozenset({"img", "audio", "video", "object", "embed", "iframe"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.media = False
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.media |= tag in _MEDIA
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.media |= tag in _MEDIA
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def plain_text(html: str) -> tuple[str, bool]:
    """Return the words of ``html``, a line for each block, and whether there were pictures, sounds or the like."""
    words = _Words()
    words.feed(html)
    words.close()
    text = "".join(words.parts).replace("\N{NO-BREAK SPACE}", " ")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), words.media
