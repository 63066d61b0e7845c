"""Standard streams: closed ones, narrow encodings, and readers that go away."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from interview_coach.domain.text import spelt_out

_READABLE = "interview-coach-readable"

_PLAIN = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "±": "+/-", "×": "x",
    "→": "->", "•": "*", "≤": "<=", "≥": ">=", "\N{NO-BREAK SPACE}": " ",
    "●": "o", "│": "|", "└": "+", "─": "-", "☐": "[ ]", "☑": "[x]",
}  # fmt: skip
"""What stands for characters of our own texts where an encoding lacks them."""


def prepare_streams() -> None:
    r"""Make the standard streams take every text that we print and every byte that is typed.

    A stream that was closed is stood in for: there is nothing to read, and nobody reads. What the encoding of the
    output lacks is written in ASCII, ``\u65e5`` at the worst. Bytes of the input that its encoding does not know come
    as lone surrogates; an input that is said to be ASCII is read as UTF-8.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    codecs.register_error(_READABLE, _readable)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_READABLE)
    if isinstance(sys.stdin, TextIOWrapper):
        narrow = codecs.lookup(sys.stdin.encoding).name == "ascii"
        sys.stdin.reconfigure(encoding="utf-8" if narrow else None, errors="surrogateescape")


def complain(sentence: str) -> None:
    """Tell ``sentence`` on standard error, where anybody listens; nothing in it steers the terminal."""
    try:
        print(f"interview-coach: {spelt_out(sentence)}", file=sys.stderr, flush=True)
    except (OSError, ValueError):
        drop(sys.stderr)


def drop(stream: TextIO) -> None:
    """Give up what could not be written; otherwise Python would complain again when it flushes at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _readable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_PLAIN.get(c) or c.encode("ascii", "backslashreplace").decode() for c in lacking), error.end
