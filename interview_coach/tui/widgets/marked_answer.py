"""The candidate's own words with the evidence marked in them: underlined, and numbered like a footnote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from interview_coach.domain.evidence import Mark, spans
from interview_coach.domain.transcript import ASKING, Exchange
from interview_coach.tui.safe_text import shown


def marked(text: str, of_turn: Sequence[Mark], chosen: str | None) -> Content:
    """Return ``text`` with its marks; those of the criterion ``chosen`` stand out."""
    pieces: list[Content] = []
    for span in spans(text, of_turn):
        pieces.append(Content.styled(shown(span.text), _style(span.over, chosen)))
        pieces += [
            Content.styled(f"[{m.number}]", "bold reverse" if m.criterion == chosen else "dim") for m in span.ends
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
