"""What a search finds: interviews, each with the places where the words stand, in context."""

from __future__ import annotations

from interview_coach.domain.base import Value
from interview_coach.journal.index.passages import Passage, Where
from interview_coach.journal.index.query import Query
from interview_coach.journal.listing import Listing

SHOWN = 3
"""Passages that are shown of one interview; the others are counted."""

BEFORE, LONGEST = 60, 200
"""Characters of context before the first mark, and of an excerpt as a whole."""


class Hit(Value):
    """A passage in which the words stand."""

    where: Where
    exchange: int | None
    """The exchange that it belongs to, counted from 0; ``None`` where it is about the whole interview."""
    turn: int | None
    """The turn of that exchange, counted from 0; ``None`` where it is no turn."""
    excerpt: str
    """A part of the passage, verbatim."""
    begins: int
    """Where the excerpt begins in the passage, in characters."""
    whole: int
    """How many characters the passage has."""
    marks: tuple[tuple[int, int], ...]
    """Where the words stand in the excerpt: start and end in characters, in order, without overlaps."""

    @property
    def cut_before(self) -> bool:
        """Whether something of the passage stands before the excerpt."""
        return self.begins > 0

    @property
    def cut_after(self) -> bool:
        """Whether something of the passage follows on the excerpt."""
        return self.begins + len(self.excerpt) < self.whole


class Found(Value):
    """An interview in which something was found."""

    listing: Listing
    hits: tuple[Hit, ...]
    """The first of them, in the order of the interview."""
    total: int
    """How many passages there are."""


def hit_in(passage: Passage, query: Query) -> Hit:
    """Return the hit that ``passage`` is: about its first mark, cut between words."""
    marks = query.marks(passage.text)
    begins = _begin(passage.text, marks[0][0] if marks else 0)
    ends = _end(passage.text, begins + LONGEST)
    inside = tuple((start - begins, min(end, ends) - begins) for start, end in marks if start < ends)
    return Hit(
        where=passage.where,
        exchange=passage.exchange,
        turn=passage.turn,
        excerpt=passage.text[begins:ends],
        begins=begins,
        whole=len(passage.text),
        marks=inside,
    )


def _begin(text: str, mark: int) -> int:
    if mark <= BEFORE:
        return 0
    space = text.find(" ", mark - BEFORE, mark)
    return space + 1 if space >= 0 else mark - BEFORE


def _end(text: str, limit: int) -> int:
    if limit >= len(text):
        return len(text)
    space = text.rfind(" ", limit - BEFORE, limit)
    return space if space >= 0 else limit
