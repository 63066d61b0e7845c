"""Taking out of text what a terminal would obey or a file could not hold."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Everything but tab and line feed that a terminal may obey: C0 and C1 controls, line separators, marks that turn the
writing direction; and halves of surrogate pairs."""

_HALVES = re.compile("[\ud800-\udfff]")


def without_controls(text: str) -> str:
    """Return ``text`` without control characters; tabs and line feeds stay."""
    return _CONTROLS.sub("", text)


def storable(text: str) -> str:
    """Return ``text`` verbatim, save that halves of surrogate pairs, which no file can hold, become U+FFFD."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)
