"""What comes back for practice, in rows and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.widgets.row_list import columns
from interview_coach.tui.words import counted, spaced

if TYPE_CHECKING:
    from interview_coach.learning.due import DueItem, DueList
    from interview_coach.learning.schedule import Card
    from interview_coach.wiring import Coach

WHEN, RECALL, LEVEL = 14, 8, 13
"""Cells of the columns after the title."""

LATER = 12
"""How many of the questions that are due later are listed."""

HOW = "A question comes back when it is likely to begin to fade: later after a good answer, sooner after a thin one."


def heading(words: str, width: int) -> Content:
    """Return the heading of a part of the list, above its columns."""
    names = ("due", "recall", "last level")
    return _row(Content.styled(words, "bold"), names, width)


def due_row(item: DueItem, width: int) -> Content:
    """Show a question in ``width`` cells: its title, when it is due, the estimated recall, its last level."""
    said = (when_due(item.overdue), f"{item.recall:.0%}", _level(item.card))
    return _row(Content(one_line(item.card.title)), said, width)


def ungraded_row(card: Card, width: int) -> Content:
    """Show a question that has no level yet."""
    return _row(Content(one_line(card.title)), ("", "", "no level"), width)


def _row(title: Content, cells: tuple[str, ...], width: int) -> Content:
    return columns(title, tuple(zip((WHEN, RECALL, LEVEL), cells, strict=True)), width)


def when_due(overdue: int) -> str:
    """Say when something is due, by the days that have passed since."""
    if overdue > 1:
        return f"{overdue} days ago"
    return {1: "yesterday", 0: "today", -1: "tomorrow"}.get(overdue, f"in {-overdue} days")


def about_due(item: DueItem) -> Content:
    """Explain a question that comes back: what it is about, why it is due when it is, how it went so far."""
    card = item.card
    return Content.assemble(
        (shown(card.title), "bold"), f"  {spaced(card.competency)}\n", item.why, f" {_so_far(card)}"
    )


def about_ungraded(card: Card) -> Content:
    """Explain a question that has no date."""
    return Content.assemble(
        _named(card),
        "It has no level, so nothing says when to repeat it. Answer it again, or open its transcript and grade it.",
    )


def on_home(coach: Coach) -> str:
    """Say in two words how many are due; empty where nothing was ever due, or that cannot be found out. Blocks."""
    from interview_coach.errors import CoachError

    try:
        listed = coach.learning.due()
    except CoachError:
        return ""  # the way there says why
    if listed.due:
        return f"{len(listed.due)} due"
    return "none today" if listed.coming else ""


def standing(listed: DueList) -> str:
    """Say how many are due; where none is, what is next and when."""
    if listed.due:
        verb = "comes" if len(listed.due) == 1 else "come"
        return f"{counted(len(listed.due), 'question')} {verb} back today."
    if listed.coming:
        soonest = listed.coming[0]
        when = when_due(soonest.overdue)
        return f"Nothing is due today: well kept. Next is “{one_line(soonest.card.title, 60)}”, {when}."
    if listed.ungraded or listed.gone:
        return "Nothing is due today."
    return "Nothing is due: none of these questions has been graded yet. Press d on the first screen for a drill."


def comes_back(item: DueItem) -> str:
    """Say when a question that was just practised comes back."""
    return f"“{one_line(item.card.title, 60)}” comes back {when_due(item.overdue)}."


def _named(card: Card) -> Content:
    return Content.assemble((shown(card.title), "bold"), f"  {spaced(card.competency)}\n")


def _so_far(card: Card) -> str:
    lapses = f", {counted(card.lapses, 'lapse')}" if card.lapses else ""
    return f"{counted(card.attempts, 'attempt')} so far{lapses}."


def _level(card: Card) -> str:
    if card.level is None:
        return "no level"
    return level_words(card.level, margin_of(estimate=card.estimate), Wording.FIGURE)
