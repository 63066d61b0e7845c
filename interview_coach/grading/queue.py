"""Grading in the background: each exchange as it closes, each result on disk as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from interview_coach.domain.events import CriterionWasGraded, GradingFinished, GradingStarted, KeyPointsFound
from interview_coach.domain.grade import ExchangeGrade, Graded, KeyPointFinding, Ungraded
from interview_coach.domain.recording import Recorder
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.errors import EngineError
from interview_coach.grading.evidence import checked, checked_findings
from interview_coach.grading.grader import Grader

AT_ONCE = 3
"""Exchanges that are graded at the same time, at most."""


class GradingQueue:
    """Grades exchanges of one interview in the background, at most :data:`AT_ONCE` at a time."""

    def __init__(self, grader: Grader, recorder: Recorder, clock: Callable[[], datetime]) -> None:
        self._grader = grader
        self._recorder = recorder
        self._clock = clock
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._tasks: dict[int, asyncio.Task[None]] = {}

    @property
    def pending(self) -> frozenset[int]:
        """The exchanges whose grading is not finished."""
        return frozenset(index for index, task in self._tasks.items() if not task.done())

    def submit(self, index: int, *, missing: bool = False, rubric: Rubric | None = None) -> None:
        """Start grading the exchange ``index``, unless it is being graded already.

        With ``missing``, only what has no level is graded: in the same grading where the same grader made it, else the
        whole exchange anew; an exchange that lacks nothing is left as it is, whoever graded it. ``rubric`` is graded
        against instead of the one that the exchange was planned with.
        """
        if index not in self.pending:
            self._tasks[index] = asyncio.create_task(
                self._grade(index, missing=missing, rubric=rubric), name=f"grade exchange {index}"
            )

    async def drain(self) -> None:
        """Wait until nothing is pending; gradings go on where the waiting is cancelled.

        Raises what went wrong with storing a result, the first of it, after all have ended.
        """
        while self._tasks:
            tasks = dict(self._tasks)
            await asyncio.wait(tasks.values())
            for index in tasks:
                self._tasks.pop(index, None)
            failures = [error for task in tasks.values() if (error := task.exception())]
            if failures:
                raise failures[0]

    async def stop(self, patience: float = 0.0) -> None:
        """Give what is under way ``patience`` seconds, then break it off: it is made up for when somebody asks again.

        What went wrong with storing a result is not told.
        """
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=patience)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks.clear()

    async def _grade(self, index: int, *, missing: bool, rubric: Rubric | None) -> None:
        async with self._slots:
            exchange = self._recorder.transcript.exchanges[index]
            earlier = exchange.grade if missing else None
            against = rubric or exchange.rubric_of(earlier)
            lacking = ungraded(earlier, exchange) if earlier is not None else ()
            if earlier is not None and earlier.finished and not lacking:
                return
            if earlier is not None and self._can_complete(earlier, against):
                run, only = earlier.run, lacking
            else:
                run, only = await self._begin(index, exchange, against), ()
            exchange = exchange.model_copy(update={"rubric": against})
            reason = "The grader gave no result for this."
            results = self._grader.grade(exchange, index=index, only=only)
            while True:
                try:
                    result = await anext(results)
                except StopAsyncIteration:
                    break
                except EngineError as error:
                    reason = str(error)
                    break
                except Exception as error:  # a grader's own mistake costs its results, never the interview
                    reason = f"The grader failed ({type(error).__name__}: {error})."
                    break
                await self._record_result(index, run, exchange, result)
            if not only:
                await self._fill_gaps(index, run, reason)
                await self._recorder.append(GradingFinished(at=self._clock(), exchange=index, run=run))

    def _can_complete(self, grade: ExchangeGrade, rubric: Rubric) -> bool:
        return grade.finished and grade.grader == self._grader.info and grade.rubric_hash == rubric.hash

    async def _begin(self, index: int, exchange: Exchange, against: Rubric) -> str:
        """Record that a new grading begins, and return its name."""
        run = f"{index + 1}.{len(exchange.grades) + 1}"
        await self._recorder.append(
            GradingStarted(
                at=self._clock(),
                exchange=index,
                run=run,
                grader=self._grader.info,
                rubric_hash=against.hash,
                rubric=None if against == exchange.rubric else against,
            )
        )
        return run

    async def _record_result(
        self, index: int, run: str, exchange: Exchange, result: Graded | Ungraded | tuple[KeyPointFinding, ...]
    ) -> None:
        """Record a result after its quotes were checked."""
        if isinstance(result, tuple):
            findings = checked_findings(result, exchange)
            await self._recorder.append(KeyPointsFound(at=self._clock(), exchange=index, run=run, findings=findings))
        else:
            grade = checked(result, exchange) if isinstance(result, Graded) else result
            await self._record(index, run, grade)

    async def _fill_gaps(self, index: int, run: str, reason: str) -> None:
        """Record, for each criterion without a result, that it is ungraded and why."""
        exchange = self._recorder.transcript.exchanges[index]
        grade = next(g for g in exchange.grades if g.run == run)
        for criterion in exchange.rubric_of(grade).criteria:
            if grade.criterion(criterion.id) is None:
                await self._record(index, run, Ungraded(criterion=criterion.id, reason=reason))

    async def _record(self, index: int, run: str, grade: Graded | Ungraded) -> None:
        await self._recorder.append(CriterionWasGraded(at=self._clock(), exchange=index, run=run, grade=grade))


def ungraded(grade: ExchangeGrade, exchange: Exchange) -> tuple[str, ...]:
    """Return the criteria of an exchange that ``grade`` gives no level."""
    return tuple(c.id for c in exchange.rubric_of(grade).criteria if not isinstance(grade.criterion(c.id), Graded))


def to_be_graded(transcript: Transcript) -> tuple[int, ...]:
    """Return the closed exchanges that no grading has finished for: a process may have died over them."""
    return tuple(
        index
        for index, exchange in enumerate(transcript.exchanges)
        if exchange.closed and not (exchange.grade and exchange.grade.finished)
    )
