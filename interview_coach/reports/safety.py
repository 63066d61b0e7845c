"""Making text that we did not write harmless for a terminal."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    """Return ``text`` with control characters, line separators and direction marks spelt out, as Python spells them."""
    return _CONTROLS.sub(lambda m: m.group().encode("unicode_escape").decode(), text.replace("\r\n", "\n"))
