"""Where the words that are searched for stand in one interview: all places, for the screen that shows them."""

from __future__ import annotations

from pathlib import Path

from interview_coach.errors import CoachError
from interview_coach.journal.index.hits import Hit, hit_in
from interview_coach.journal.index.passages import passages
from interview_coach.journal.index.query import Query
from interview_coach.journal.reading import read_journal

MOST = 100
"""Places that are shown of one interview."""


def hits_in(journal: Path, text: str) -> tuple[Hit, ...]:
    """Return the first places in which the words of ``text`` stand; none where the journal is gone. Blocks."""
    query = Query.parse(text)
    try:
        found = (p for p in passages(read_journal(journal).transcript) if query.matches(p.text))
        return tuple(hit_in(passage, query) for passage, _ in zip(found, range(MOST), strict=False))
    except CoachError:
        return ()
