"""What can be done with a past interview: compare, grade again, redo, label, export, take up."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual import work
from textual.widgets import Static

from interview_coach.errors import CoachError, JournalNotFound
from interview_coach.tui import comparables, detail_words, score_words
from interview_coach.tui.comparables import Comparable
from interview_coach.tui.compare_words import side
from interview_coach.tui.screens.comparison import ComparisonScreen
from interview_coach.tui.screens.labelling import LabelDialog, Labels
from interview_coach.tui.screens.picking import PickDialog
from interview_coach.tui.screens.regrading import RegradeDialog
from interview_coach.tui.screens.scorecard import Redo
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.wishes import ReadScorecard, TakeUp

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Exchange, Transcript
    from interview_coach.journal.reading import ReadJournal
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Coach

DetailWish = Redo | TakeUp | ReadScorecard | None


class TranscriptActions(StandingScreen[DetailWish]):
    """Holds an interview that was read, and does what is asked for. A subclass shows it, with a notice ``#busy``.

    Args:
        coach: everything that can be asked for.
        read: the interview's journal.
    """

    def __init__(self, *, coach: Coach, read: ReadJournal) -> None:
        super().__init__()
        self.coach = coach
        self.journal = read
        self.busy = ""
        """What is being done to the journal; empty where nothing is."""
        self.stamp: tuple[int, int] | None = None
        """What the journal file was like when it was read; ``None`` before the first look."""

    @abstractmethod
    def show_transcript(self) -> None:
        """Show the interview as it is now."""

    @abstractmethod
    def grading_of(self, index: int) -> int | None:
        """Return which grading of an exchange is shown, counted from 0."""

    @property
    @abstractmethod
    def index(self) -> int:
        """The question that is shown, counted from 0."""

    @property
    def transcript(self) -> Transcript:
        """The interview."""
        return self.journal.transcript

    @property
    def interview(self) -> str:
        """The name under which it is kept."""
        return self.transcript.id

    @property
    def exchange(self) -> Exchange | None:
        """The question that is shown; ``None`` where the interview ended before any."""
        return self.transcript.exchanges[self.index] if self.transcript.exchanges else None

    @property
    def now(self) -> datetime:
        """The time."""
        return cast("CoachApp", self.app).clock()

    def tell(self, problem: str, *, title: str) -> None:
        """Show a sentence about a problem."""
        cast("CoachApp", self.app).tell(problem, title=title)

    def take(self, read: ReadJournal, stamp: tuple[int, int] | None = None) -> None:
        """Show the interview as it was read anew."""
        known = self.stamp is not None or stamp is None
        self.journal, self.stamp = read, stamp
        if self.stands and known:
            self.show_transcript()

    def gone(self) -> None:
        """Say that the interview was deleted meanwhile, and leave."""
        if self.stands:
            self.tell(detail_words.GONE, title="Deleted meanwhile")
            self.leave(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what does not apply, and show as not possible what has to wait."""
        exchange = self.exchange
        over = exchange is not None and exchange.closed is not None
        unfinished = not self.transcript.ended or any(
            e.answers() and not (e.self_assessed and e.grade and e.grade.finished) for e in self.transcript.exchanges
        )
        if action == "take_up":
            return unfinished
        if action == "scorecard":
            return not unfinished
        if action == "redo":
            return over
        if action in ("grade", "compare"):
            return over and (None if self.busy else True)
        return True

    # What leads elsewhere

    def action_redo(self) -> None:
        """Answer this question again."""
        if self.exchange is not None:
            self.close(Redo(interview=self.interview, exchange=self.index))

    def action_scorecard(self) -> None:
        """Open the scorecard."""
        self.close(ReadScorecard(self.interview))

    def action_take_up(self) -> None:
        """Go on with the interview."""
        self.close(TakeUp(self.interview))

    @work(group="compare", exclusive=True)
    async def action_compare(self) -> None:
        """Compare what is shown with another grading of it, or with another attempt at the question."""
        transcript, index, place = self.transcript, self.index, self.grading_of(self.index)
        run = transcript.exchanges[index].grades[place].run if place is not None else None
        mine = side(transcript, index, run)
        if mine is None:
            return
        found = comparables.other_gradings(transcript, index, place)
        try:
            found += await asyncio.to_thread(comparables.other_attempts, self.coach, mine.attempt, self.now)
        except CoachError as error:
            self.tell(str(error), title="Other attempts cannot be found")
        other = await self._picked(found)
        if other is None:
            return
        try:
            before, after = await asyncio.to_thread(comparables.sides, self.coach, transcript, index, run, other)
        except CoachError as error:
            self.tell(str(error), title="These cannot be compared")
            return
        self.app.push_screen(ComparisonScreen(before=before, after=after))

    async def _picked(self, found: list[Comparable]) -> Comparable | None:
        if not found:
            self.notify("This is the only attempt at this question, graded once. Press r to redo it.", markup=False)
            return None
        if len(found) == 1:
            return found[0]
        place = await self.ask(PickDialog(question="Compare with …", lines=[one.line for one in found]))
        return None if place is None else found[place]

    # What changes the journal

    @work(group="change", exclusive=True)
    async def action_grade(self) -> None:
        """Grade the interview again with what is chosen; earlier grades are kept beside."""
        chosen = await self.ask(RegradeDialog(coach=self.coach, transcript=self.transcript))
        if chosen is None or self.busy:
            return
        self._set_busy("Grading again; the earlier grades are kept beside the new ones …")
        try:
            await self.coach.regrade(
                self.interview,
                engine=chosen.engine,
                model=chosen.model,
                current_rubrics=chosen.current_rubrics,
            )
            await self._read_again()
            self.notify(score_words.graded_again(self.transcript), markup=False)
        except JournalNotFound:
            self.gone()
        except CoachError as error:
            self.tell(str(error), title="Grading stopped")
        finally:
            self._set_busy("")

    @work(group="change", exclusive=True)
    async def action_label(self) -> None:
        """Name the interview, tag it, write a note on it."""
        old = Labels(self.transcript.name, self.transcript.tags, self.transcript.note)
        labels = await self.ask(LabelDialog(labels=old))
        if labels is None:
            return
        try:
            await self.coach.archive.label(self.interview, name=labels.name, tags=labels.tags, note=labels.note)
            await self._read_again()
        except JournalNotFound:
            self.gone()
        except CoachError as error:
            self.tell(str(error), title="This is not kept")

    @work(group="export", exclusive=True)
    async def action_export(self) -> None:
        """Write the interview to a file for others."""
        from interview_coach.tui.exports import export

        await export(self, self.coach, self.interview)

    async def _read_again(self) -> None:
        self.take(await asyncio.to_thread(self.coach.store.read, self.interview))

    def _set_busy(self, doing: str) -> None:
        self.busy = doing
        if self.stands:
            notice = self.query_one("#busy", Static)
            notice.update(doing)
            notice.set_class(not doing, "hidden")
            self.refresh_bindings()
