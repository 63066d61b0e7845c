"""Marks around words that somebody else wrote. Nobody who writes the words can know them, so they can't be forged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def fence(kind: str, secret: str, texts: Iterable[str]) -> str:
    """Return the name of a mark, ``kind`` and some digits, that stands in none of ``texts``.

    Args:
        kind: what is between the marks, such as ``candidate``.
        secret: what the writer of the texts doesn't know; the same one gives the same mark, so prompts can be cached.
        texts: what will stand between the marks, or near them.
    """
    whole = "\n".join(texts).casefold()
    number = 0
    while True:
        digits = hashlib.sha256(f"{kind}\0{secret}\0{number}".encode()).hexdigest()[:16]
        if digits not in whole:
            return f"{kind}-{digits}"
        number += 1


def fenced(name: str, text: str) -> str:
    """Return ``text`` between its marks."""
    return f"<{name}>\n{text}\n</{name}>"
