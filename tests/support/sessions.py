"""An interview under way with a scripted interviewer, and everything that a candidate can do in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import NamedTuple

from interview_coach.domain.vocabulary import CloseReason, Purpose
from interview_coach.interviewing.interviewer import Hearing, Move
from interview_coach.interviewing.session import RunningInterview, ignore
from interview_coach.interviewing.updates import Update
from tests.support.events import Clock, a_plan
from tests.support.interviews import MemoryRecorder, ScriptedInterviewer, collected, memory, running

OPEN: tuple[str | Move, ...] = ("How would ", "you test it?", Move(purpose=Purpose.OPEN))
PROBE: tuple[str | Move, ...] = ("Why?", Move(purpose=Purpose.PROBE))
CLOSE: tuple[str | Move, ...] = ("Let's leave it.", Move(purpose=Purpose.MOVE_ON, closes=CloseReason.ANSWERED))
COVERED = Hearing(covered=0.9)

Act = Callable[[RunningInterview], AsyncIterator[Update]]

ACTS: dict[str, Act] = {
    "answer": lambda i: i.answer("I would test it."),
    "clarify": lambda i: i.clarify(),
    "hint": lambda i: i.hint(),
    "skip": lambda i: i.skip(),
    "end": lambda i: i.end(),
    "pause": lambda i: i.pause(),
    "unpause": lambda i: i.unpause(),
}


class Opened(NamedTuple):
    """An interview whose first question was asked."""

    recorder: MemoryRecorder
    interviewer: ScriptedInterviewer
    interview: RunningInterview


async def opened(
    *script: Sequence[str | Move | BaseException],
    hears: Hearing | Exception = COVERED,
    questions: int = 1,
    clock: Clock | None = None,
    on_closed: Callable[[int], None] = ignore,
    probe_budget: int = 2,
) -> Opened:
    """Let a scripted interviewer ask the first question; without a probe budget it can close after the first answer."""
    recorder = memory(a_plan(questions, probe_budget=probe_budget))
    interviewer = ScriptedInterviewer(OPEN, *script, hears=hears)
    interview = running(recorder, interviewer, clock, on_closed=on_closed)
    await collected(interview.advance())
    return Opened(recorder, interviewer, interview)
