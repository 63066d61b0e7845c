"""The candidate's own words with the evidence marked in them: underlined, and numbered like a footnote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.style import Style

from interview_coach.domain.evidence import Mark, spans
from interview_coach.domain.transcript import ASKING, Exchange
from interview_coach.tui.safe_text import shown

MARK = "mark"
"""What a click on evidence, or on its number, finds in the style of what was clicked: the number."""


def marked(text: str, of_turn: Sequence[Mark], chosen: str | None) -> Content:
    """Return ``text`` with its marks, which can be clicked; those of the criterion ``chosen`` stand out."""
    pieces: list[Content] = []
    for span in spans(text, of_turn):
        words = Content.styled(shown(span.text), _style(span.over, chosen))
        pieces.append(linked(words, span.over[0]) if span.over else words)
        pieces += [
            linked(Content.styled(f"[{m.number}]", "bold reverse" if m.criterion == chosen else "dim"), m)
            for m in span.ends
        ]
    return Content("").join(pieces)


def linked(content: Content, mark: Mark) -> Content:
    """Return ``content`` so that a click on it finds the number of ``mark``."""
    return content.stylize(Style.from_meta({MARK: mark.number}))


def place_of(mark: Mark, of_turn: Sequence[Mark]) -> int:
    """Return where the words of ``mark`` begin in what :func:`marked` makes of its turn."""
    start = mark.evidence.start
    return start + sum(len(f"[{m.number}]") for m in of_turn if m.evidence.end <= start)


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
