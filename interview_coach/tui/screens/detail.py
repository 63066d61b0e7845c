"""A past interview: what was said, turn by turn, beside what was made of it; words and criteria lead to each other."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import OptionList, Static

from interview_coach.domain.evidence import marks
from interview_coach.errors import CoachError, JournalNotFound
from interview_coach.tui import detail_words, grading_words
from interview_coach.tui.screens.transcript_actions import TranscriptActions
from interview_coach.tui.widgets.gradings import Gradings
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.widgets.turn_blocks import blocks
from interview_coach.tui.widgets.turns_view import TurnsView
from interview_coach.tui.wishes import ReadTranscript

if TYPE_CHECKING:
    from interview_coach.domain.evidence import Mark
    from interview_coach.domain.transcript import Exchange
    from interview_coach.journal.reading import ReadJournal
    from interview_coach.wiring import Coach

LOOK = 2.0
"""Seconds between looks at whether another program changed or deleted the journal."""


class DetailScreen(TranscriptActions):
    """Shows an interview; the result is what to do about it, or ``None``.

    Args:
        coach: everything that can be asked for.
        read: the interview's journal.
        at: where to begin; by default at the beginning.
    """

    CSS_PATH = "detail.tcss"
    AUTO_FOCUS = "#turns"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,space", "read(1)", "More", key_display="space", priority=True, id="detail.down"),
        Binding("pageup,backspace", "read(-1)", "Scroll up", show=False, priority=True, id="detail.up"),
        Binding("tab", "app.focus_next", "Switch", id="detail.switch", tooltip="Between words, gradings and criteria"),
        Binding(
            "e", "evidence(1)", "Evidence", id="detail.evidence", tooltip="To the next words that a level rests on"
        ),
        Binding("E", "evidence(-1)", "Evidence before", show=False, key_display="E", id="detail.evidence_back"),
        Binding("u", "take_up", "Take up", id="detail.take_up", tooltip="Go on with what is not finished"),
        Binding("r", "redo", "Redo", id="detail.redo", tooltip="Answer this question again; this attempt is kept"),
        Binding("c", "compare", "Compare", id="detail.compare", tooltip="With another grading, or another attempt"),
        Binding("g", "grade", "Grade again", id="detail.grade", tooltip="With another engine, model or rubric"),
        Binding("right_square_bracket,n", "question(1)", "Next", key_display="n", id="detail.next"),
        Binding("left_square_bracket,p", "question(-1)", "Previous", show=False, key_display="p", id="detail.previous"),
        Binding("s", "step", "Step", id="detail.step", tooltip="Show turn after turn, or everything again"),
        Binding("x", "export", "Export", id="detail.export", tooltip="Write it to a file for others"),
        Binding("o", "scorecard", "Scorecard", id="detail.scorecard", tooltip="Open the scorecard of the interview"),
        Binding("l", "label", "Label", id="detail.label", tooltip="Name it, tag it, write a note"),
        Binding("enter", "cross", "Criterion", show=False, id="detail.cross", tooltip="From words to the criteria"),
        Binding("escape,q", "leave", "Back", id="detail.leave", tooltip="Back to where you were"),
    ]

    def __init__(self, *, coach: Coach, read: ReadJournal, at: ReadTranscript | None = None) -> None:
        super().__init__(coach=coach, read=read)
        self._at = at
        self._places: dict[int, int] = {}
        """Which grading of an exchange is shown, where that is not the one that counts."""
        self._mark = 0

    def compose(self) -> ComposeResult:
        """Lay out the words, and what was made of them."""
        yield Static(id="top", markup=False)
        yield Static(id="labels", classes="quiet", markup=False)
        yield Static(id="problems", classes="notice hidden", markup=False)
        yield Static(id="busy", classes="notice hidden", markup=False)
        with Container(id="parts"):
            yield TurnsView(widget_id="turns")
            yield Gradings(widget_id="made-of-it")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show everything, at the place that was asked for."""
        if not self.stands:
            return
        self.show_transcript()
        if self._at is not None and self._at.exchange is not None:
            exchange, turn = self._at.exchange, self._at.turn
            self.call_after_refresh(self.turns.reveal_turn, exchange, turn)
        self.set_interval(LOOK, self._look)

    @property
    def turns(self) -> TurnsView:
        """The words."""
        return self.query_one("#turns", TurnsView)

    @property
    def gradings(self) -> Gradings:
        """What was made of them."""
        return self.query_one("#made-of-it", Gradings)

    # What is shown

    def show_transcript(self) -> None:
        """Show the interview as it is now, at the same place as before."""
        transcript = self.transcript
        self.query_one("#top", Static).update(detail_words.top_line(transcript, self.now))
        labels = detail_words.labels_line(transcript)
        self.query_one("#labels", Static).update(labels)
        self.query_one("#labels").set_class(not labels, "hidden")
        notice = detail_words.problems_notice(transcript, self.journal.problems)
        self.query_one("#problems", Static).update(notice)
        self.query_one("#problems").set_class(not notice, "hidden")
        self._show_words()
        self._show_gradings()
        self.refresh_bindings()

    def _show_words(self) -> None:
        exchanges = enumerate(self.transcript.exchanges)
        self.turns.show(blocks(self.transcript, {i: self._marks_of(i, e) for i, e in exchanges}))

    def _marks_of(self, index: int, exchange: Exchange) -> tuple[Mark, ...]:
        place = self.grading_of(index)
        hidden = place is None or grading_words.what_hides_grades(exchange)
        return () if hidden else marks(exchange, exchange.grades[place or 0])

    def grading_of(self, index: int) -> int | None:
        """Return which grading of an exchange is shown, counted from 0; ``None`` where it has none."""
        exchange = self.transcript.exchanges[index]
        if exchange.grade is None:
            return None
        place = self._places.get(index, len(exchange.grades))
        return place if place < len(exchange.grades) else exchange.grades.index(exchange.grade)

    @property
    def index(self) -> int:
        """Which question the cursor is in, counted from 0."""
        block = self.turns.block
        return block.exchange if block else 0

    def _show_gradings(self) -> None:
        if not self.transcript.exchanges:
            self.gradings.add_class("hidden")
            return
        exchange = self.transcript.exchanges[self.index]
        hidden = grading_words.what_hides_grades(exchange)
        if not hidden and self.turns.stepping and not self._stepped_through():
            hidden = grading_words.WHILE_STEPPING
        self.gradings.show(exchange, self.index, self.grading_of(self.index), self.now, hidden=hidden)

    def _stepped_through(self) -> bool:
        """Whether the last turn of the question shows; the notes behind it belong to its end."""
        block = self.turns.block
        turns = self.transcript.exchanges[self.index].turns
        seen = self.turns.last_turn_before(self.index)
        return block is None or not turns or (seen is not None and seen >= len(turns) - 1)

    @on(TurnsView.Moved)
    def _moved(self, event: TurnsView.Moved) -> None:
        if self.stands and (event.block.exchange != self.gradings.index or self.turns.stepping):
            self._mark = 0
            self._show_gradings()
            self.refresh_bindings()

    @on(Gradings.GradingChosen)
    def _grading_chosen(self) -> None:
        if self.gradings.place is not None:
            self._places[self.gradings.index] = self.gradings.place
            self._show_words()
            self._show_gradings()

    # Words and criteria lead to each other

    @on(Gradings.CriterionChosen)
    def _criterion_chosen(self, event: Gradings.CriterionChosen) -> None:
        self.turns.choose(self.gradings.index, event.criterion)

    @on(Gradings.MarkWanted)
    def _mark_wanted(self, event: Gradings.MarkWanted) -> None:
        self._mark = event.number
        self.turns.reveal_mark(self.gradings.index, event.number)

    @on(TurnsView.MarkClicked)
    def _mark_clicked(self, event: TurnsView.MarkClicked) -> None:
        self._mark = event.number
        self.gradings.choose_mark(event.number)

    def action_evidence(self, step: int) -> None:
        """Go to the next words that a level rests on, or to those before; their criterion is highlighted."""
        numbers = [mark.number for mark in self.gradings.marks]
        if not numbers:
            self.notify("No words are marked in this question.", markup=False)
            return
        self._mark = (self._mark - 1 + step) % len(numbers) + 1 if self._mark else numbers[0 if step > 0 else -1]
        self.gradings.choose_mark(self._mark)
        self.turns.reveal_mark(self.gradings.index, self._mark)

    def action_cross(self) -> None:
        """Go from the words to the criteria."""
        criteria = self.query_one("#criteria", OptionList)
        if criteria.display:
            criteria.focus()

    # Going about

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what does not apply."""
        if action == "question":
            return len(self.transcript.exchanges) > 1
        return super().check_action(action, parameters)

    def action_step(self) -> None:
        """Show turn after turn from the beginning of this question on, or everything again."""
        turns = self.turns
        if not turns.stepping:
            turns.reveal_turn(self.index, None)
        turns.step(not turns.stepping)
        turns.focus()
        self._show_gradings()

    def action_question(self, step: int) -> None:
        """Go ``step`` questions on."""
        self.turns.reveal_turn((self.index + step) % len(self.transcript.exchanges), None)

    def action_read(self, step: int) -> None:
        """Turn a page of what has the focus; while stepping, show the next turn."""
        if self.turns.has_focus or self.turns.stepping:
            self.turns.page(step)
        else:
            (self.gradings.scroll_page_down if step > 0 else self.gradings.scroll_page_up)(animate=False)

    def on_resize(self) -> None:
        """Give the criteria the room that there is now."""
        self.call_after_refresh(lambda: self.gradings.show_criteria() if self.stands else None)

    @work(group="look", exclusive=True)
    async def _look(self) -> None:
        """Keep up with what other programs do to the journal."""
        if self.busy:
            return
        stamp = await asyncio.to_thread(_stamp, self.journal.path)
        if stamp is None:
            self.gone()
        elif stamp != self.stamp:
            try:
                self.take(await asyncio.to_thread(self.coach.store.read, self.interview), stamp)
            except JournalNotFound:
                self.gone()
            except CoachError as error:
                self.stamp = stamp
                self.tell(str(error), title="This interview was changed")

    def action_leave(self) -> None:
        """Go back."""
        self.close()


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return what changes when the file does; ``None`` where there is none any more."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError:
        return (0, 0)
    return status.st_mtime_ns, status.st_size
