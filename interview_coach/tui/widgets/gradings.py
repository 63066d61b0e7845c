"""What was made of one exchange: its gradings, the criteria of one of them, and the words that each level rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static

from interview_coach.domain.evidence import Mark, marks
from interview_coach.domain.scoring import score_exchange
from interview_coach.domain.transcript import Exchange
from interview_coach.tui import grading_words, score_words
from interview_coach.tui.compare_words import graded_by_one
from interview_coach.tui.safe_text import one_line
from interview_coach.tui.widgets.choosing import Paged
from interview_coach.tui.widgets.level_bar import LEGEND, LEGEND_OF_GRADES
from interview_coach.tui.widgets.marked_answer import MARK

ROOMY = 24
"""Lines from which there is room for the criteria and what is said of one of them."""


class Gradings(VerticalScroll, can_focus=False):
    """Shows an exchange's gradings, one of them in full."""

    @dataclass
    class CriterionChosen(Message):
        """Another criterion is highlighted; ``None`` where there is none to highlight."""

        criterion: str | None

    @dataclass
    class MarkWanted(Message):
        """The words of a mark are to be shown."""

        number: int

    class GradingChosen(Message):
        """Another grading is shown."""

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self.index = 0
        self.place: int | None = None
        """Which grading is shown, counted from 0; ``None`` where there is none to show."""
        self._exchange: Exchange | None = None
        self._shown: Exchange | None = None
        self._marks: tuple[Mark, ...] = ()
        self._last_mark = 0

    def compose(self) -> ComposeResult:
        """Lay out the question's line, the gradings, the criteria and what is said about one of them."""
        yield Static(id="question", markup=False)
        yield Static(id="level")
        yield Static(id="hidden-grades", classes="notice hidden", markup=False)
        yield Static("Gradings", classes="heading", id="gradings-heading")
        yield Paged(id="gradings", markup=False)
        yield Static("Criteria", classes="heading", id="criteria-heading")
        yield Paged(id="criteria", markup=False)
        yield Static(id="legend", classes="quiet", markup=False)
        yield Static(id="details")
        yield Static("Key points", classes="heading", id="points-heading")
        yield Static(id="points")

    # What is shown

    def show(self, exchange: Exchange, index: int, place: int | None, now: datetime, *, hidden: str = "") -> None:
        """Show ``exchange``, the question ``index``, as its grading ``place`` has it.

        Args:
            exchange: the exchange with all its gradings.
            index: which question of the interview it is, counted from 0.
            place: which grading, counted from 0.
            now: the time, for what is said of other times.
            hidden: why no grades are to show; empty where they are.
        """
        self._exchange, self.index = exchange, index
        self.place = None if hidden or place is None or place >= len(exchange.grades) else place
        grade = exchange.grades[self.place] if self.place is not None else None
        self._shown = graded_by_one(exchange, grade)
        self._marks = marks(exchange, grade)
        self.query_one("#question", Static).update(f"{index + 1} · {one_line(exchange.question.title)}")
        notice = self.query_one("#hidden-grades", Static)
        notice.update(hidden)
        notice.set_class(not hidden, "hidden")
        level = self.query_one("#level", Static)
        level.update(score_words.question_line(score_exchange(index, self._shown), self._shown))
        level.set_class(bool(hidden), "hidden")
        self._show_gradings(now, hidden=bool(hidden))
        for name in ("#criteria-heading", "#criteria", "#legend", "#details", "#points-heading", "#points"):
            self.query_one(name).set_class(grade is None, "hidden")
        full = grade is not None and grade.grader.full
        self.query_one("#legend", Static).update(LEGEND_OF_GRADES if full else LEGEND)
        self.query_one("#points", Static).update(score_words.key_points(exchange.question, grade))
        self.show_criteria()

    def _show_gradings(self, now: datetime, *, hidden: bool) -> None:
        exchange, options = self._exchange, self.query_one("#gradings", OptionList)
        none = hidden or exchange is None or not exchange.grades
        self.query_one("#gradings-heading").set_class(none, "hidden")
        options.set_class(none, "hidden")
        with self.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            if exchange is not None and not none:
                count = len(exchange.grades)
                options.add_options(grading_words.grading_line(exchange, place, now) for place in range(count))
                options.highlighted = self.place

    def show_criteria(self) -> None:
        """Show the criteria in the room that there is, with the same one highlighted as before."""
        exchange, options = self._shown, self.query_one("#criteria", OptionList)
        if exchange is None or exchange.grade is None:
            self.post_message(self.CriterionChosen(None))
            return
        highlighted = options.highlighted or 0
        with self.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            options.add_options(score_words.criterion_lines(exchange, width=options.size.width))
            options.highlighted = min(highlighted, len(exchange.current_rubric.criteria) - 1)
        self._show_criterion()

    @property
    def criterion(self) -> str | None:
        """The id of the criterion that is highlighted."""
        place = self.query_one("#criteria", OptionList).highlighted
        if self._shown is None or self._shown.grade is None or place is None:
            return None
        return self._shown.current_rubric.criteria[place].id

    def _show_criterion(self) -> None:
        exchange, chosen = self._shown, self.criterion
        if exchange is not None and exchange.grade is not None and chosen is not None:
            criterion = exchange.current_rubric.criterion(chosen)
            details = score_words.criterion_details(criterion, exchange.grade.criterion(chosen), self._marks)
            self.query_one("#details", Static).update(details)
        self.post_message(self.CriterionChosen(chosen))

    @on(OptionList.OptionHighlighted, "#criteria")
    def _criterion_highlighted(self) -> None:
        self._last_mark = 0
        self._show_criterion()

    @on(OptionList.OptionHighlighted, "#gradings")
    def _grading_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index != self.place:
            self.place = event.option_index
            self.post_message(self.GradingChosen())

    # Marks and criteria lead to each other

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The evidence of the grading that is shown."""
        return self._marks

    @on(OptionList.OptionSelected, "#criteria")
    def _to_the_words(self) -> None:
        """Ask for the words that the criterion rests on; again for the next of them."""
        numbers = [mark.number for mark in self._marks if mark.criterion == self.criterion]
        if numbers:
            later = [number for number in numbers if number > self._last_mark]
            self._last_mark = (later or numbers)[0]
            self.post_message(self.MarkWanted(self._last_mark))

    def choose_mark(self, number: int) -> None:
        """Highlight the criterion that the mark ``number`` is for."""
        exchange = self._shown
        found = next((mark for mark in self._marks if mark.number == number), None)
        if exchange is not None and found is not None:
            ids = [criterion.id for criterion in exchange.current_rubric.criteria]
            self.query_one("#criteria", OptionList).highlighted = ids.index(found.criterion)
            self._last_mark = number
            self.call_after_refresh(self._reveal_details)

    def _reveal_details(self) -> None:
        """Bring what is said of the criterion into view, where there is little room from its beginning."""
        self.scroll_to_widget(self.query_one("#details"), animate=False, top=self.size.height < ROOMY)

    def on_click(self, event: events.Click) -> None:
        """Ask for the words whose quote was clicked."""
        number = event.style.meta.get(MARK)
        if isinstance(number, int):
            self.post_message(self.MarkWanted(number))
