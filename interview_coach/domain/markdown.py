"""Text that others wrote, in Markdown: shown as it is, whatever it holds, by CommonMark and GitHub's extensions."""

from __future__ import annotations

import re

from interview_coach.domain.text import spelt_out

_ALWAYS = re.compile(r"[\\`*\[\]<~|#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?\w+;)")
"""What may begin emphasis, code, links, HTML, tables or character references; an underscore within a word may not."""

_ADDRESS = re.compile(r"(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
"""Where GitHub would see the address of a page, and make it a link."""

_LINE_START = re.compile(r"^(?:(?=[>+=-])|(\d{1,9})(?=[.)](?:[ \t]|$)))")
"""What may begin a quotation, a list, or the underline of a heading."""

_INDENTED = re.compile(r"^[ \t]+")


def inline(text: str) -> str:
    """Return ``text`` on one line, as Markdown that shows it as it is."""
    return _line(" ".join(spelt_out(text).split()))


def quoted(text: str) -> str:
    """Return ``text`` as a block quotation that keeps its lines."""
    lines = [line.rstrip(" \t") for line in spelt_out(text).strip("\n").split("\n")]
    shown = [_line(line) for line in lines]
    return "\n".join(
        f"> {line}{'  ' if following else ''}" if line else ">"
        for line, following in zip(shown, [*shown[1:], ""], strict=True)
    )


def _line(line: str) -> str:
    """Return a line, its indentation kept with spaces that do not begin a block of code."""
    indent = "".join("\N{NO-BREAK SPACE}" * (4 if c == "\t" else 1) for c in _found(_INDENTED, line))
    rest = _ADDRESS.sub(r"\\\g<0>", _ALWAYS.sub(r"\\\g<0>", line.lstrip(" \t")))
    return indent + (rest if indent else _LINE_START.sub(lambda m: f"{m[1] or ''}\\", rest, count=1))


def _found(pattern: re.Pattern[str], line: str) -> str:
    match = pattern.match(line)
    return match.group() if match else ""
