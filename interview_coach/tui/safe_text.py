"""Making text that others wrote harmless to the terminal: control characters are shown, never obeyed."""

from __future__ import annotations

import re

from interview_coach.domain.text import UNSAFE


def shown(text: str) -> str:
    """Return ``text`` with every control character replaced by one visible character, so that offsets still hold."""
    return UNSAFE.sub(_picture, text)


def pasted(text: str) -> str:
    """Return ``text`` as it goes into an answer: lines end with a line feed, control characters are visible."""
    return shown(with_line_feeds(text))


def with_line_feeds(text: str) -> str:
    """Return ``text`` with lines that end with a line feed, wherever it was copied from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str, limit: int = 200) -> str:
    """Return ``text`` on one line, at most ``limit`` characters long."""
    line = " ".join(shown(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"
