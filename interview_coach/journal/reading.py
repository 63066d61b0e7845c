"""Reading a journal without changing it: no lock is needed, and whatever can be understood is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from interview_coach.domain.events import SCHEMA_VERSION
from interview_coach.domain.replay import replay
from interview_coach.domain.transcript import Transcript
from interview_coach.errors import JournalNotFound, JournalUnreadable, StorageError
from interview_coach.journal.lines import EventsRead, LineProblem, newer_version, read_events
from interview_coach.paths import NotAFile, read_regular, reason

SUFFIX = ".jsonl"

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes from which a file is taken for no journal; a long interview has less than one megabyte."""


@dataclass(frozen=True)
class ReadJournal:
    """A journal as it was read: the transcript, and the lines that could not be understood."""

    path: Path
    transcript: Transcript
    problems: tuple[LineProblem, ...]


def is_journal(entry: os.DirEntry[str]) -> bool:
    """Return whether what stands in the folder of transcripts is a journal, by its name and kind."""
    try:
        return entry.name.endswith(SUFFIX) and not entry.name.startswith(".") and entry.is_file()
    except OSError:
        return False


def stamp_of(status: os.stat_result) -> str:
    """Return what changes when a file does."""
    return f"{status.st_mtime_ns}:{status.st_size}:{status.st_ino}"


def identity(path: Path) -> str:
    """Return the id of the journal at ``path``: its name without suffix, with bytes that are no UTF-8 spelt out."""
    return encodable(path.stem)


def encodable(text: str) -> str:
    r"""Return ``text`` with the parts of file names that are no UTF-8 as numbers, ``\udce9``."""
    return text.encode("utf-8", "backslashreplace").decode()


def read_bytes(path: Path) -> bytes:
    """Return what the journal file holds.

    Raises:
        JournalNotFound: there is no such file.
        JournalUnreadable: it is no regular file, or too large to be a journal.
        StorageError: it cannot be read.
    """
    try:
        return read_regular(path, SIZE_LIMIT)
    except NotAFile as error:
        raise JournalUnreadable(f"{path} holds no interview: {reason(error)}.") from error
    except FileNotFoundError as error:
        raise JournalNotFound(f"There is no journal {path}.") from error
    except OSError as error:
        raise StorageError(f"Cannot read {path}: {reason(error)}. Mend that, then try again.") from error


def transcript_of(path: Path, read: EventsRead) -> Transcript:
    """Return the transcript that the events tell, under the id that the file's name gives.

    So a copy, or a journal that was renamed, is an interview of its own.

    Raises:
        JournalUnreadable: there is none; the message names the file and the line.
    """
    try:
        return replay(read.events).model_copy(update={"id": identity(path)})
    except JournalUnreadable as error:
        if read.version is not None and read.version > SCHEMA_VERSION:
            raise JournalUnreadable(
                f"{path} cannot be read: {newer_version(read.version)}. "
                "Install the newer version; the file is left as it is."
            ) from error
        detail = f" ({read.problems[0]})" if read.problems else ""
        raise JournalUnreadable(f"{path} holds no interview: {error}{detail} The file is left as it is.") from error


def read_journal(path: Path) -> ReadJournal:
    """Read the journal at ``path``; raises as :func:`read_bytes` and :func:`transcript_of` do."""
    read = read_events(read_bytes(path))
    return ReadJournal(path, transcript_of(path, read), read.problems)
