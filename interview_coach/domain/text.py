r"""Text that we did not write may steer a terminal; here it is made harmless.

Unsafe are the C0 controls save tab and line feed, DEL, the C1 controls, line and paragraph separators, bidirectional
overrides and isolates, lone surrogates and what is no character. The marks that right-to-left languages need are not.
"""

from __future__ import annotations

import re

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

_HALVES = re.compile("[\ud800-\udfff]")


def spelt_out(text: str) -> str:
    r"""Return ``text`` with every unsafe character as its number, ``\x1b`` or ``\u202e``; tabs and line feeds stay."""
    return UNSAFE.sub(lambda m: escaped(m.group()), text.replace("\r\n", "\n"))


def escaped(character: str) -> str:
    r"""Return the number of ``character`` as it is written in program text: ``\x1b``, ``\u202e``."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def without_unsafe(text: str) -> str:
    """Return ``text`` without its unsafe characters."""
    return UNSAFE.sub("", text)


def storable(text: str) -> str:
    """Return ``text`` verbatim, save that lone surrogates, which no file can hold, become U+FFFD."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)
