"""Files beside a journal that hold words which are in no journal yet. They go to the trash together with it."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from interview_coach.domain.text import storable
from interview_coach.paths import PRIVATE_FILE


def editor_file(folder: Path, interview: str) -> Path:
    """Return the file in which the candidate's editor gets the answer."""
    return folder / f"{interview}.editor.md"


def keep(path: Path, text: str) -> None:
    """Write ``text`` into the new file ``path``, for its owner's eyes alone. Blocks; raises ``OSError``."""
    keep_bytes(path, storable(text).encode())


def keep_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` into the new file ``path``, for its owner's eyes alone. Blocks; raises ``OSError``."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
        file.write(content)


def keep_paste(folder: Path, interview: str, text: str) -> Path:
    """Write what did not fit into the box into a new file, and return where. Blocks; raises ``OSError``."""
    for number in count(1):
        path = folder / f"{interview}.paste-{number}.txt"
        try:
            keep(path, text)
        except FileExistsError:
            continue
        return path
    raise AssertionError("counting has no end")


def set_aside(path: Path) -> Path:
    """Give the file ``path`` another name that is free, and return it. Blocks; raises ``OSError``."""
    for number in count(1):
        aside = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not aside.exists():
            return path.rename(aside)
    raise AssertionError("counting has no end")
