"""Names that do for files on every system."""

from __future__ import annotations

import re

LONGEST = 121

SAFE_NAME = re.compile(rf"[A-Za-z0-9][A-Za-z0-9-]{{0,{LONGEST - 1}}}")
"""What the id of an interview that this program begins looks like."""

_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def safe_name(wanted: str) -> str:
    """Return ``wanted`` as a name that does for a file; journals may be called anything, by whoever renamed them."""
    if SAFE_NAME.fullmatch(wanted):
        return wanted
    return _UNSAFE.sub("-", wanted).strip("-")[:LONGEST].rstrip("-") or "interview"
