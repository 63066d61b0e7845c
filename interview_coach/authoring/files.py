"""New files: written whole or not at all, and never over another."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from interview_coach.errors import ContentError, StorageError
from interview_coach.paths import PRIVATE_FILE, make_private, reason

Kind = Literal["bank", "rubric"]

NOUNS: dict[Kind, str] = {"bank": "question bank", "rubric": "rubric"}


@dataclass(frozen=True)
class NewFile:
    """A file that can be written: where, and what will stand in it."""

    kind: Kind
    id: str
    path: Path
    text: str


def write_new(files: Sequence[NewFile]) -> None:
    """Write ``files``, each whole or not at all, readable by their owner alone.

    Raises:
        ContentError: there is a file of that name already.
        StorageError: the system refused. Files of the same call that were written before are removed again.
    """
    written: list[Path] = []
    try:
        for file in files:
            make_private(file.path.parent)
            _write(file.path, file.text.encode())
            written.append(file.path)
    except (ContentError, StorageError):
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to the new file ``path``, whole or not at all.

    Raises:
        ContentError: there is something of that name already.
        StorageError: the system refused.
    """
    _write(path, text.encode())


def _write(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            with open(draft, "xb", opener=_private) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _put_in_place(draft, path)
        finally:
            with suppress(OSError):
                draft.unlink()
    except FileExistsError as error:
        raise ContentError(f"There is {path} already, and nothing is written over. Choose another name.") from error
    except OSError as error:
        raise StorageError(f"Cannot write {path}: {reason(error)}. Mend that, then try again.") from error


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, PRIVATE_FILE)


def _put_in_place(draft: Path, path: Path) -> None:
    """Give the whole file its name, unless another has it; where there are no hard links, by renaming."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(17, "there is a file of that name", str(path)) from None
        draft.rename(path)
