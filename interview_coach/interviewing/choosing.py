"""Choosing without chance: the same interview always goes the same way."""

from __future__ import annotations

import hashlib


def stable_number(*parts: object) -> int:
    """Return a number that depends on ``parts`` alone, the same in every process, spread like a die's."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
