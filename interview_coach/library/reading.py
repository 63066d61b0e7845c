"""From a file on disk to its text: size, kind of file, encoding, characters that do not belong into text."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from interview_coach.domain.text import UNSAFE, escaped

MAX_BYTES = 2_000_000
"""A bank of a hundred full questions is about 1.2 MB."""

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that is saved as UTF-16."""

_SHOWN_CHARACTERS = 20
_SAFE_ASCII = bytes(c for c in range(128) if not UNSAFE.match(chr(c)))


@dataclass(frozen=True)
class Flaw:
    """Something wrong at a line and a column, both counted from 1."""

    line: int
    column: int
    message: str
    end_column: int | None = None
    """The column behind it, where that is known."""


def read_bytes(path: Path) -> bytes | str:
    """Return the bytes of the regular file ``path``, or a sentence that says why they cannot be had."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            os.close(descriptor)
            return "this is a folder, not a file" if stat.S_ISDIR(mode) else "this is not a regular file"
        with os.fdopen(descriptor, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return "there is no such file"
    except PermissionError:
        return "this file may not be read: its permissions forbid it"
    except (OSError, ValueError) as error:
        return f"this file cannot be read: {getattr(error, 'strerror', None) or 'its name is impossible'}"
    if len(raw) > MAX_BYTES:
        return f"this file is larger than {MAX_BYTES / 1e6:g} MB; split it into several"
    return raw


def decode(raw: bytes) -> str | Flaw:
    """Return the text of ``raw``, which must be UTF-8; a byte order mark and Windows line ends are dropped."""
    if raw.startswith(UTF_16):
        return Flaw(1, 1, "this file is saved as UTF-16; save it as UTF-8")
    if (nul := raw.find(0)) >= 0:
        line, column = _place(raw.decode("utf-8", "replace"), len(raw[:nul].decode("utf-8", "replace")))
        return Flaw(line, column, "this is not a text file: it holds NUL bytes")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = _place(before, len(before))
        return Flaw(line, column, f"the byte {raw[error.start]:#04x} is not UTF-8; save the file as UTF-8")
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n") if "\r" in text else text


def without_unsafe(text: str) -> tuple[str, list[Flaw]]:
    """Return ``text`` with every unsafe character replaced, and a flaw for each of the first of them."""
    if (text.isascii() and not text.encode().translate(None, _SAFE_ASCII)) or not UNSAFE.search(text):
        return text, []
    flaws = []
    for found in islice(UNSAFE.finditer(text), _SHOWN_CHARACTERS):
        line, column = _place(text, found.start())
        message = f"the invisible character {escaped(found.group())} is not allowed; delete it"
        flaws.append(Flaw(line, column, message, column + 1))
    return UNSAFE.sub("\ufffd", text), flaws


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
