"""The portable form of an interview: its journal whole, in one JSON file, and what other tools want to know of it.

::

    {
      "format": "interview-coach-transcript",
      "version": 1,
      "written_by": "interview-coach 0.1.0",
      "id": "20261120T184500Z-drill-abc123",
      "journal": [{"kind": "interview-started", ...}, ...],
      "problems": [{"line": 7, "message": "..."}],
      "transcript": {...}
    }

``journal`` holds the lines of the journal in their order: each as the object that it is, fields and kinds that this
version does not know included; a line that is no JSON object as a string. It alone is read again. ``transcript`` is
derived from it: :func:`~interview_coach.reports.data.transcript_data`, which says what it holds. ``problems`` are the
lines that this version could not understand.
"""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from interview_coach import __version__
from interview_coach.domain.events import SCHEMA_VERSION
from interview_coach.domain.replay import replay
from interview_coach.errors import JournalUnreadable
from interview_coach.journal.adopting import entries
from interview_coach.journal.lines import LineProblem, newer_version, read_events
from interview_coach.journal.reading import ReadJournal
from interview_coach.reports.data import transcript_data

FORMAT = "interview-coach-transcript"
VERSION = 1
"""Raised when what a program of an older version makes of a file would be wrong."""


@dataclass(frozen=True)
class Portable:
    """An interview that came in its portable form."""

    id: str
    """What it was called where it was exported."""
    journal: bytes
    """Its journal, as it belongs on disk."""
    problems: tuple[LineProblem, ...]
    """The lines of the journal that this version does not understand; they are kept."""


def to_portable(read: ReadJournal, raw: bytes) -> bytes:
    """Return the portable form of the journal that was ``read`` from ``raw``."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "written_by": f"interview-coach {__version__}",
        "id": read.transcript.id,
        "journal": entries(raw),
        "problems": [{"line": p.line, "message": p.message} for p in read.problems],
        "transcript": transcript_data(read.transcript),
    }
    return json.dumps(data, indent=1, ensure_ascii=False, default=str).encode() + b"\n"


def from_portable(raw: bytes) -> Portable:
    """Return the interview in ``raw``.

    Raises:
        JournalUnreadable: it is no such file, a newer version wrote it, or it holds no interview; the message says
            which, and is to follow the name of the file.
    """
    try:
        data = from_json(raw.removeprefix(codecs.BOM_UTF8), allow_inf_nan=False)
    except ValueError as error:
        hint = " It is a journal itself: copy it to the other transcripts." if read_events(raw).events else ""
        raise JournalUnreadable(f"is not JSON ({error}).{hint}") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise JournalUnreadable("is no interview that `transcripts export --format json` wrote.")
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise JournalUnreadable("does not say which version of the format it is.")
    if version > VERSION:
        raise JournalUnreadable(
            f"was written by a newer version (format {version}; this version knows {VERSION}). Install that one."
        )
    name, lines = data.get("id"), data.get("journal")
    if not isinstance(name, str) or not isinstance(lines, list):
        raise JournalUnreadable("lacks the id of the interview, or its journal.")
    journal = b"".join(_line(number, entry) for number, entry in enumerate(lines, start=1))
    return Portable(name, journal, _checked(journal))


def _line(number: int, entry: Any) -> bytes:
    if isinstance(entry, dict):
        return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    if isinstance(entry, str) and "\n" not in entry:
        return entry.encode() + b"\n"
    raise JournalUnreadable(f"has no line of a journal as its entry {number}.")


def _checked(journal: bytes) -> tuple[LineProblem, ...]:
    """Return what is not understood of a journal; raises ``JournalUnreadable`` where that is too much."""
    read = read_events(journal)
    if read.version is not None and read.version > SCHEMA_VERSION:
        raise JournalUnreadable(f"cannot be taken over: {newer_version(read.version)}. Install the newer version.")
    try:
        replay(read.events)
    except JournalUnreadable as error:
        detail = f" ({read.problems[0]})" if read.problems else ""
        raise JournalUnreadable(f"holds no interview: {error}{detail}") from error
    return read.problems
