"""One interview that this process holds, with everything that belongs to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from interview_coach.domain.events import SelfAssessed
from interview_coach.domain.transcript import Transcript
from interview_coach.errors import StorageError
from interview_coach.grading.offline import OfflineGrader
from interview_coach.grading.queue import GradingQueue, to_be_graded
from interview_coach.interviewing.offline import OfflineInterviewer
from interview_coach.interviewing.session import RunningInterview
from interview_coach.journal.drafts import Draft, DraftStore
from interview_coach.journal.journal import Journal
from interview_coach.journal.lines import LineProblem

Clock = Callable[[], datetime]


class Session:
    """An interview that this process holds: its conversation, its draft, and the grading behind it."""

    def __init__(
        self, journal: Journal, clock: Clock, *, drafts: DraftStore, chunk_delay: float, draft: Draft | None = None
    ) -> None:
        self.draft = draft
        """What stood in the answer box when a process before this one died; ``None`` where nothing did."""
        self.drafts = drafts
        self.grading = GradingQueue(OfflineGrader(), journal, clock)
        self.interview = RunningInterview(
            journal, OfflineInterviewer(chunk_delay=chunk_delay), clock, on_closed=self.grading.submit
        )
        self._journal = journal
        self._clock = clock

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

    async def close(self) -> None:
        """Put everything that waits on disk and give the journal free.

        A grade that cannot be stored is no reason to fail: it is made up for when the interview is opened again.
        """
        try:
            await asyncio.to_thread(self.drafts.flush)
            with suppress(StorageError):
                await self.grading.drain()
        finally:
            await asyncio.to_thread(self._journal.close)
