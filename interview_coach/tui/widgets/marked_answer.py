"""The candidate's own words with the evidence marked in them: underlined, and numbered like a footnote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from textual.content import Content

from interview_coach.domain.grade import Evidence, ExchangeGrade, Graded
from interview_coach.domain.transcript import ASKING, Exchange
from interview_coach.grading.evidence import is_verbatim
from interview_coach.tui.safe_text import shown


@dataclass(frozen=True)
class Mark:
    """A piece of evidence with its number, and the criterion that it is for."""

    number: int
    criterion: str
    evidence: Evidence


def marks(exchange: Exchange, grade: ExchangeGrade | None) -> tuple[Mark, ...]:
    """Number the evidence in the order in which it stands in the answers; what does not stand there is left out."""
    if grade is None:
        return ()
    found = [
        (criterion.id, evidence)
        for criterion in exchange.rubric.criteria
        if isinstance(result := grade.criterion(criterion.id), Graded)
        for evidence in (*result.evidence, *(flag.evidence for flag in result.red_flags))
        if is_verbatim(evidence, exchange)
    ]
    found.sort(key=lambda pair: (pair[1].turn, pair[1].start, pair[1].end))
    return tuple(Mark(number, criterion, evidence) for number, (criterion, evidence) in enumerate(found, start=1))


def marked(text: str, of_turn: Sequence[Mark], chosen: str | None) -> Content:
    """Return ``text`` with its marks; those of the criterion ``chosen`` stand out."""
    ends: dict[int, list[Mark]] = {}
    for mark in of_turn:
        ends.setdefault(mark.evidence.end, []).append(mark)
    pieces: list[Content] = []
    edges = sorted({0, len(text), *ends, *(m.evidence.start for m in of_turn)})
    for start, end in pairwise(edges):
        inside = [m for m in of_turn if m.evidence.start <= start and end <= m.evidence.end]
        pieces.append(Content.styled(shown(text[start:end]), _style(inside, chosen)))
        pieces += [
            Content.styled(f"[{m.number}]", "bold reverse" if m.criterion == chosen else "dim")
            for m in ends.get(end, ())
        ]
    return Content("").join(pieces)


def _style(inside: Iterable[Mark], chosen: str | None) -> str:
    criteria = {mark.criterion for mark in inside}
    if chosen in criteria:
        return "bold underline"
    return "underline" if criteria else ""


def marked_answers(exchange: Exchange, all_marks: Sequence[Mark], chosen: str | None) -> Content:
    """Return everything that the candidate answered, with what was asked between."""
    parts: list[Content] = []
    for index, turn in exchange.answers():
        asked = [turn.text for turn in exchange.turns[:index] if turn.purpose in ASKING]
        if parts and asked:
            parts.append(Content.styled(f"Asked: {shown(asked[-1])}", "italic"))
        of_turn = [m for m in all_marks if m.evidence.turn == index]
        parts.append(marked(turn.text, of_turn, chosen) if turn.text.strip() else Content.styled("(nothing)", "italic"))
    return Content("\n\n").join(parts) if parts else Content.styled("You gave no answer to this question.", "italic")
