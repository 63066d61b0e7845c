"""Taking over a journal from elsewhere: nothing that is here is overwritten, and doing it twice changes nothing."""

from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from interview_coach.errors import JournalError, StorageError
from interview_coach.journal.lines import read_events
from interview_coach.journal.locking import JournalLock
from interview_coach.journal.naming import safe_name
from interview_coach.journal.reading import SUFFIX, read_bytes
from interview_coach.paths import Home, make_private, reason, write_private


class Outcome(StrEnum):
    """What became of a journal that was to be taken over."""

    ADDED = "added"
    ALREADY_HERE = "already-here"
    HERE_WITH_MORE = "here-with-more"
    CONTINUED = "continued"


@dataclass(frozen=True)
class Adopted:
    """A journal that is here now."""

    path: Path
    outcome: Outcome
    lines: int
    """How many lines were written."""


def entries(raw: bytes) -> list[Any]:
    """Return the lines of a journal: objects as they are, anything else as a string; empty lines are left out."""
    return [_entry(line) for line in raw.split(b"\n") if line.strip()]


def adopt(home: Home, name: str, raw: bytes, *, keep_both: bool = False) -> Adopted:
    """Put the journal ``raw`` among the others, as ``name``.

    Where one of that name holds the same, or the same and more, nothing is written. Where it holds the beginning of
    the same, the rest is added: the interview went on elsewhere.

    Args:
        home: the data folder.
        name: the id that the interview had elsewhere.
        raw: a journal that is known to hold an interview.
        keep_both: where another interview has that id, add the number of the content to it instead of refusing.

    Raises:
        JournalError: another interview has that id.
        JournalLocked: the one that is here is open.
        StorageError: it cannot be written, or what is here cannot be read.
    """
    make_private(home.transcripts)
    path = home.transcripts / f"{safe_name(name)}{SUFFIX}"
    try:
        return _put(path, raw)
    except _Differs:
        if keep_both:
            return _put_beside(path, raw)
    raise JournalError(
        f"The interview {name} is not the one in {path}, though both have that id. Nothing was changed. "
        "With --keep-both it comes under a name of its own."
    )


class _Differs(Exception):
    """Another interview has that id."""


def _put(path: Path, raw: bytes) -> Adopted:
    lock = JournalLock(path)
    try:
        there = read_bytes(path) if path.exists() else b""
        outcome, lines = _compared(entries(there), entries(raw))
        if outcome is Outcome.CONTINUED and read_events(there).problems:
            raise _Differs  # what could not be read there must not be replaced
        if lines:
            write_private(path, raw, durable=True)
    except OSError as error:
        raise StorageError(
            f"Could not save to {path}: {reason(error)}. Mend that, then try again. Nothing was changed."
        ) from error
    finally:
        lock.release()
    return Adopted(path, outcome, lines)


def _put_beside(path: Path, raw: bytes) -> Adopted:
    """Take a name that follows from the content, so that a second time finds it there."""
    beside = path.with_name(f"{path.stem}-{sha256(raw).hexdigest()[:6]}{SUFFIX}")
    try:
        return _put(beside, raw)
    except _Differs:
        raise JournalError(f"There is another interview in {beside}, too. Rename it, then try again.") from None


def _compared(there: Sequence[Any], new: Sequence[Any]) -> tuple[Outcome, int]:
    """Return what is to be done, and how many lines that writes; raises ``_Differs``."""
    if not there:
        return Outcome.ADDED, len(new)
    common = min(len(there), len(new))
    if list(there[:common]) != list(new[:common]):
        raise _Differs
    if len(there) == len(new):
        return Outcome.ALREADY_HERE, 0
    return (Outcome.HERE_WITH_MORE, 0) if len(there) > len(new) else (Outcome.CONTINUED, len(new) - len(there))


def _entry(line: bytes) -> Any:
    """Return the object that ``line`` is; as text what is none, or holds a number that only overflows into one."""
    try:
        found = from_json(line.removeprefix(codecs.BOM_UTF8), allow_inf_nan=False)
        json.dumps(found, allow_nan=False)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else line.decode("utf-8", "backslashreplace")
