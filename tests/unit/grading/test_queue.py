from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

import pytest

from interview_coach.domain.events import (
    CriterionWasGraded,
    Event,
    ExchangeClosed,
    GradingFinished,
    GradingStarted,
)
from interview_coach.domain.grade import Evidence, Graded, GraderInfo, KeyPointFinding, Ungraded
from interview_coach.domain.replay import after, replay
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.vocabulary import CloseReason, Engine
from interview_coach.errors import EngineError, StorageError
from interview_coach.grading.queue import AT_ONCE, GradingQueue, to_be_graded
from tests.support.events import FULL_GRADER, Clock, answered, asked, at, graded, started

QUOTE = Evidence(quote="200 real notes", turn=1, start=16, end=30)


class Memory:
    """Keeps events in a list."""

    def __init__(self, questions: int = 1) -> None:
        events: list[Event] = [started(questions)]
        for index in range(questions):
            at = 10.0 * index
            events += [asked(at + 1, index), answered(at + 2, index)]
            events.append(ExchangeClosed(at=events[-1].at, exchange=index, reason=CloseReason.ANSWERED))
        self.transcript: Transcript = replay(events)
        self.broken = False

    async def append(self, event: Event) -> Transcript:
        if self.broken:
            raise StorageError("The disk is full.")
        await asyncio.sleep(0)
        self.transcript = after(self.transcript, event)
        return self.transcript


class Scripted:
    """Grades the criterion ``method`` and then does what it is told."""

    def __init__(self, *, fail: Exception | None = None, quote: Evidence = QUOTE, lazy: bool = False) -> None:
        self.fail = fail
        self.lazy = lazy
        self.quote = quote
        self.running = 0
        self.most = 0
        self.go_on = asyncio.Event()
        self.go_on.set()

    @property
    def info(self) -> GraderInfo:
        return GraderInfo(engine=Engine.OFFLINE, model="scripted")

    async def grade(
        self, exchange: Exchange, *, index: int | None = None, only: Iterable[str] = ()
    ) -> AsyncIterator[Graded | Ungraded | tuple[KeyPointFinding, ...]]:
        self.running += 1
        self.most = max(self.most, self.running)
        yield Graded(criterion="method", level=4, reason="Said.", evidence=(self.quote,))
        await self.go_on.wait()
        self.running -= 1
        if self.fail:
            raise self.fail
        if self.lazy:
            return
        yield Ungraded(criterion="rigour", reason="Nothing to see.")
        yield ()


async def test_results_are_recorded_one_by_one() -> None:
    memory, grader = Memory(), Scripted()
    grader.go_on.clear()
    queue = GradingQueue(grader, memory, Clock())
    queue.submit(0)
    while not memory.transcript.exchanges[0].grades or not memory.transcript.exchanges[0].grades[0].criteria:
        await asyncio.sleep(0)
    assert queue.pending == {0}
    grade = memory.transcript.exchanges[0].grades[0]
    assert [c.criterion for c in grade.criteria] == ["method"]
    assert not grade.finished
    grader.go_on.set()
    await queue.drain()
    grade = memory.transcript.exchanges[0].grades[0]
    assert [c.status for c in grade.criteria] == ["graded", "ungraded"]
    assert grade.finished
    assert queue.pending == frozenset()


async def test_a_failed_grader_leaves_ungraded_with_its_reason() -> None:
    memory = Memory()
    queue = GradingQueue(Scripted(fail=EngineError("The engine went away.")), memory, Clock())
    queue.submit(0)
    await queue.drain()
    grade = memory.transcript.exchanges[0].grade
    assert grade is not None
    assert grade.finished
    assert [(c.criterion, c.status) for c in grade.criteria] == [("method", "graded"), ("rigour", "ungraded")]
    assert grade.criteria[1].reason == "The engine went away."


@pytest.mark.parametrize(
    ("grader", "reason"),
    [
        (Scripted(fail=IndexError("pop from empty list")), "The grader failed (IndexError: pop from empty list)."),
        (Scripted(lazy=True), "The grader gave no result for this."),
    ],
)
async def test_a_graders_own_mistake_costs_no_more_than_its_results(grader: Scripted, reason: str) -> None:
    memory = Memory(questions=2)
    queue = GradingQueue(grader, memory, Clock())
    queue.submit(0)
    queue.submit(1)
    await queue.drain()
    for exchange in memory.transcript.exchanges:
        assert exchange.grade is not None
        assert exchange.grade.finished
        assert exchange.grade.criteria[1].reason == reason


async def test_who_stops_waiting_stops_no_grading() -> None:
    memory, grader = Memory(), Scripted()
    grader.go_on.clear()
    queue = GradingQueue(grader, memory, Clock())
    queue.submit(0)
    waiting = asyncio.create_task(queue.drain())
    for _ in range(20):
        await asyncio.sleep(0)
    assert queue.pending == {0}
    waiting.cancel()
    grader.go_on.set()
    await queue.drain()
    assert memory.transcript.exchanges[0].grade is not None
    assert memory.transcript.exchanges[0].grade.finished
    assert len(memory.transcript.exchanges[0].grades) == 1


async def test_invented_quotes_never_reach_the_journal() -> None:
    memory = Memory()
    queue = GradingQueue(Scripted(quote=QUOTE.model_copy(update={"quote": "300 real notes"})), memory, Clock())
    queue.submit(0)
    await queue.drain()
    grade = memory.transcript.exchanges[0].grade
    assert grade is not None
    assert grade.criteria[0].level == 2
    assert grade.criteria[0].evidence == ()


async def test_no_more_than_three_at_a_time() -> None:
    memory, grader = Memory(questions=6), Scripted()
    grader.go_on.clear()
    queue = GradingQueue(grader, memory, Clock())
    for index in range(6):
        queue.submit(index)
    for _ in range(100):
        await asyncio.sleep(0)
    assert grader.running == AT_ONCE
    grader.go_on.set()
    await queue.drain()
    assert grader.most == AT_ONCE
    assert all(e.grade and e.grade.finished for e in memory.transcript.exchanges)


async def test_submitting_twice_grades_once_and_again_later_grades_anew() -> None:
    memory = Memory()
    queue = GradingQueue(Scripted(), memory, Clock())
    queue.submit(0)
    queue.submit(0)
    await queue.drain()
    assert len(memory.transcript.exchanges[0].grades) == 1
    queue.submit(0)
    await queue.drain()
    assert [g.run for g in memory.transcript.exchanges[0].grades] == ["1.1", "1.2"]


async def test_a_full_disk_is_reported_when_draining() -> None:
    memory = Memory()
    memory.broken = True
    queue = GradingQueue(Scripted(), memory, Clock())
    queue.submit(0)
    with pytest.raises(StorageError, match="disk is full"):
        await queue.drain()
    assert to_be_graded(memory.transcript) == (0,)


async def test_what_is_left_to_grade() -> None:
    memory = Memory(questions=2)
    assert to_be_graded(memory.transcript) == (0, 1)
    queue = GradingQueue(Scripted(), memory, Clock())
    queue.submit(0)
    await queue.drain()
    assert to_be_graded(memory.transcript) == (1,)


async def test_what_takes_long_is_broken_off_when_all_must_end() -> None:
    memory, grader = Memory(), Scripted()
    grader.go_on.clear()
    queue = GradingQueue(grader, memory, Clock())
    queue.submit(0)
    while not memory.transcript.exchanges[0].grades:
        await asyncio.sleep(0)
    await queue.stop(patience=0.0)
    assert not queue.pending
    assert to_be_graded(memory.transcript) == (0,)
    await queue.drain()


async def test_what_is_nearly_done_may_finish() -> None:
    memory = Memory()
    queue = GradingQueue(Scripted(), memory, Clock())
    queue.submit(0)
    await queue.stop(patience=5.0)
    grade = memory.transcript.exchanges[0].grade
    assert grade is not None and grade.finished


async def test_what_has_all_its_levels_is_not_graded_again_where_only_what_is_missing_is_wanted() -> None:
    """Another grader, maybe a lesser one, must not take the place of a grade that lacks nothing."""
    memory = Memory()
    events = [
        GradingStarted(at=at(90), exchange=0, run="1.1", grader=FULL_GRADER, rubric_hash="x"),
        *(CriterionWasGraded(at=at(91), exchange=0, run="1.1", grade=graded(c, 3)) for c in ("method", "rigour")),
        GradingFinished(at=at(92), exchange=0, run="1.1"),
    ]
    for event in events:
        await memory.append(event)
    queue = GradingQueue(Scripted(), memory, Clock())
    queue.submit(0, missing=True)
    await queue.drain()
    assert [g.run for g in memory.transcript.exchanges[0].grades] == ["1.1"]
