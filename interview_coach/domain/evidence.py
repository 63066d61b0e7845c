"""Evidence in the candidate's words: whether it stands there, and the numbers under which it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interview_coach.domain.grade import Evidence, ExchangeGrade, Graded
from interview_coach.domain.transcript import Exchange
from interview_coach.domain.vocabulary import Purpose


@dataclass(frozen=True)
class Mark:
    """A piece of evidence with its number, and the criterion that it is for."""

    number: int
    criterion: str
    evidence: Evidence


@dataclass(frozen=True)
class Span:
    """A piece of an answer, the marks that lie over the whole of it, and those that end behind it."""

    text: str
    over: tuple[Mark, ...]
    ends: tuple[Mark, ...]


def is_verbatim(evidence: Evidence, exchange: Exchange) -> bool:
    """Return whether the quote stands exactly there in an answer of the candidate."""
    if evidence.turn >= len(exchange.turns):
        return False
    turn = exchange.turns[evidence.turn]
    return turn.purpose is Purpose.ANSWER and turn.text[evidence.start : evidence.end] == evidence.quote


def marks(exchange: Exchange, grade: ExchangeGrade | None) -> tuple[Mark, ...]:
    """Number the evidence in the order in which it stands in the answers; what does not stand there is left out."""
    if grade is None:
        return ()
    found = [
        (criterion.id, evidence)
        for criterion in exchange.rubric_of(grade).criteria
        if isinstance(result := grade.criterion(criterion.id), Graded)
        for evidence in (*result.evidence, *(flag.evidence for flag in result.red_flags))
        if is_verbatim(evidence, exchange)
    ]
    found.sort(key=lambda pair: (pair[1].turn, pair[1].start, pair[1].end))
    return tuple(Mark(number, criterion, evidence) for number, (criterion, evidence) in enumerate(found, start=1))


def spans(text: str, of_turn: Sequence[Mark]) -> Iterator[Span]:
    """Yield ``text`` cut where a mark of its turn begins or ends; marks may overlap."""
    edges = sorted({0, len(text), *(m.evidence.start for m in of_turn), *(m.evidence.end for m in of_turn)})
    for start, end in pairwise(edges):
        yield Span(
            text=text[start:end],
            over=tuple(m for m in of_turn if m.evidence.start <= start and end <= m.evidence.end),
            ends=tuple(m for m in of_turn if m.evidence.end == end),
        )
