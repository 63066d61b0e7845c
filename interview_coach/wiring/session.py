"""One interview that this process holds, with everything that belongs to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from interview_coach.domain.events import Debriefed, SelfAssessed
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import EngineError
from interview_coach.grading.queue import GradingQueue, to_be_graded
from interview_coach.interviewing.offline import OfflineInterviewer
from interview_coach.interviewing.session import RunningInterview, Updates
from interview_coach.journal.drafts import Draft, DraftStore
from interview_coach.journal.journal import Journal
from interview_coach.journal.lines import LineProblem
from interview_coach.wiring.engines import HOW_TO_GET_CLAUDE, Engines

Clock = Callable[[], datetime]


PATIENCE = 2.0
"""Seconds that gradings under way are given when an interview is closed: the offline grader needs milliseconds."""


class Session:
    """An interview that this process holds: its conversation, its draft, and the grading behind it."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        *,
        drafts: DraftStore,
        engines: Engines,
        closed: Callable[[Path], None],
        draft: Draft | None = None,
    ) -> None:
        """Take the open journal with all that belongs to it.

        ``closed`` is told the journal's file, in a thread, once others may open it.
        """
        self.draft = draft
        """What stood in the answer box when a process before this one died; ``None`` where nothing did."""
        self.drafts = drafts
        self.engines = engines
        self.grading = GradingQueue(engines.grader, journal, clock)
        self.interview = RunningInterview(journal, engines.interviewer, clock, on_closed=self.grading.submit)
        self._debriefing = False
        self._journal = journal
        self._clock = clock
        self._closed = closed

    @property
    def id(self) -> str:
        """The transcript's id."""
        return self._journal.id

    @property
    def transcript(self) -> Transcript:
        """The interview as it is on disk."""
        return self._journal.transcript

    @property
    def problems(self) -> tuple[LineProblem, ...]:
        """The lines of the journal that could not be understood when it was opened; they are kept."""
        return self._journal.problems

    @property
    def engine_note(self) -> str:
        """What is to be told about who interviews; empty where it is as planned."""
        if self.transcript.plan.engine is Engine.CLAUDE and not self.has_stand_in and not self.transcript.ended:
            return f"Claude held this interview, but can't be asked now: the offline coach goes on. {HOW_TO_GET_CLAUDE}"
        return ""

    @property
    def activity(self) -> str:
        """What the interviewer's request is doing, in words with the seconds that passed; empty where none goes on."""
        return self.engines.interviewing.in_words() if self.engines.interviewing else ""

    @property
    def grading_activity(self) -> str:
        """What the grading waits for, in words; empty where it waits for nothing."""
        pending = sorted(index + 1 for index in self.grading.pending)
        if not pending and not self._debriefing:
            return ""
        which = f"question {pending[0]}" if len(pending) == 1 else f"questions {', '.join(map(str, pending))}"
        doing = self.engines.grading.in_words() if self.engines.grading else ""
        what = f"Grading {which}" if pending else "Writing the debrief"
        return what + (f" · {doing}" if doing else "")

    @property
    def has_stand_in(self) -> bool:
        """Whether the offline coach can take a turn of the interviewer's."""
        return self.engines.interviewing is not None

    def advance_offline(self) -> Updates:
        """Let the offline coach do what the interviewer owes, this once; that it did is recorded."""
        return self.interview.advance(OfflineInterviewer())

    async def self_assess(self, exchange: int, level: int | None) -> None:
        """Record the candidate's guess at their own level (1 to 5); ``None`` where they would not guess."""
        await self._journal.append(SelfAssessed(at=self._clock(), exchange=exchange, level=level))

    async def finish_grading(self) -> Transcript:
        """Wait until every closed exchange is graded, those left over by a process that died included."""
        await self.grading.drain()
        for index in to_be_graded(self.transcript):
            self.grading.submit(index)
        await self.grading.drain()
        return self.transcript

    async def grade_missing(self) -> Transcript:
        """Grade what has no level, and nothing else."""
        for index, exchange in enumerate(self.transcript.exchanges):
            if exchange.closed:
                self.grading.submit(index, missing=True)
        await self.grading.drain()
        return self.transcript

    async def write_debrief(self) -> Transcript:
        """Have the debrief written, where there is somebody to write it and nothing stands yet; failing costs nothing.

        Raises:
            StorageError: it could not be recorded.
        """
        debriefer = self.engines.debriefer
        if debriefer is None or self.transcript.debrief is not None or not self.transcript.ended:
            return self.transcript
        if not any(e.answered for e in self.transcript.exchanges):
            return self.transcript
        try:
            self._debriefing = True
            debrief = await debriefer.write(self.transcript)
            event = Debriefed(at=self._clock(), debrief=debrief)
        except EngineError as error:
            event = Debriefed(at=self._clock(), failed=str(error))
        finally:
            self._debriefing = False
        return await self._journal.append(event)

    async def close(self) -> None:
        """Put everything that waits on disk and give the journal free.

        A grade that cannot be stored, or takes long, is no reason to wait: it is made up for when the interview is
        opened again.
        """
        try:
            await asyncio.to_thread(self.drafts.flush)
            await self.grading.stop(PATIENCE)
        finally:
            if self.engines.close is not None:
                await self.engines.close()
            await asyncio.to_thread(self._journal.close)
            await asyncio.to_thread(self._closed, self._journal.path)
