"""What the index holds of one journal, and how it is made from the file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import time_ns
from typing import NamedTuple

from interview_coach.domain.attempt import Attempt, attempts_of
from interview_coach.domain.text import storable
from interview_coach.domain.transcript import Transcript
from interview_coach.errors import CoachError, JournalNotFound, JournalUnreadable
from interview_coach.journal.index.filters import instant
from interview_coach.journal.index.passages import Passage, passages
from interview_coach.journal.listing import Listing, listing_of, unlistable
from interview_coach.journal.reading import read_journal, stamp_of

UNSETTLED = ""
"""The stamp of what has to be looked at again in any case."""

SETTLES_AFTER = 2_000_000_000
"""Nanoseconds that a file must have been left alone for its stamp to vouch for it: clocks of file systems are coarse,
so that two changes in a row may leave the same time behind."""

Read = Callable[[Path], Transcript]


class AttemptRow(NamedTuple):
    """An attempt as it is stored: what is asked for by itself, and the whole as JSON."""

    exchange: int
    at: int
    """Microseconds since 1970."""
    question: str
    competency: str
    data: str


class Entry(NamedTuple):
    """All that the index holds of one journal."""

    name: str
    """The file's name."""
    stamp: str
    listing: Listing
    attempts: tuple[AttemptRow, ...]
    passages: tuple[Passage, ...]


def read_plainly(path: Path) -> Transcript:
    """Return the transcript of a journal; raises as :func:`read_journal` does."""
    return read_journal(path).transcript


def entry_of(path: Path, read: Read) -> Entry | None:
    """Return what the index is to hold of the journal at ``path``; ``None`` where there is none.

    A file that holds no interview has an entry that says so, as has one that cannot be read; that may pass, so it is
    looked at again at the next occasion.
    """
    try:
        status = path.stat()  # before reading: what changes meanwhile has another stamp by the next look
        transcript = read(path)
    except (JournalNotFound, FileNotFoundError):
        return None
    except JournalUnreadable as error:
        return Entry(path.name, _settled(status), unlistable(path, error), (), ())
    except (CoachError, OSError) as error:
        told = error if isinstance(error, CoachError) else CoachError(f"Cannot read {path}: {error.strerror}.")
        return Entry(path.name, UNSETTLED, unlistable(path, told), (), ())
    listing = listing_of(path, transcript)
    attempts = tuple(map(_row, attempts_of(transcript)))
    found = tuple(p._replace(text=storable(p.text).replace("\x00", " ")) for p in passages(transcript))
    return Entry(path.name, _settled(status), listing, attempts, found)


def _row(attempt: Attempt) -> AttemptRow:
    data = attempt.model_dump_json()
    return AttemptRow(attempt.exchange, instant(attempt.at), attempt.question, attempt.competency, data)


def _settled(status: os.stat_result) -> str:
    return stamp_of(status) if abs(time_ns() - status.st_mtime_ns) > SETTLES_AFTER else UNSETTLED
