"""A few pictures of the app, compared whole; what engines say is fixed here.

Renew them with ``pytest tests/tui/test_snapshots.py --snapshot-update``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from interview_coach.domain.events import (
    CriterionWasGraded,
    GradingFinished,
    GradingStarted,
    InterviewEnded,
    InterviewStarted,
    KeyPointsFound,
    SelfAssessed,
)
from interview_coach.domain.grade import Coverage, Evidence, Graded, KeyPointFinding, Ungraded
from interview_coach.domain.replay import replay
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import CloseReason, EndReason, Format, Purpose
from interview_coach.interviewing.interviewer import Hearing, Move, Situation
from interview_coach.tui.app import CoachApp
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.screens.scorecard import ScorecardScreen
from interview_coach.tui.screens.setup import SetupScreen
from interview_coach.wiring import Coach, Session
from tests.support.coaches import ASK, GOOD_ANSWER, a_coach, a_small_library
from tests.support.events import OFFLINE_GRADER, Clock, a_plan, answered, asked, at
from tests.support.tui import LARGE, SMALL, Desk

Compare = Callable[..., bool]
VAGUE = "I would just try it out and see whether people like it or not."


class Scripted:
    """An interviewer that always says the same."""

    async def hear(self, transcript: Transcript) -> Hearing:
        return Hearing()

    async def speak(self, situation: Situation) -> AsyncIterator[str | Move]:
        if situation.opening:
            yield f"Good to meet you.\n\n{ASK}"
            yield Move(purpose=Purpose.OPEN)
        else:
            yield "Take one patient and one night. What would you look at *first*?"
            yield Move(purpose=Purpose.PROBE)


async def _begin(coach: Coach) -> Session:
    choices = coach.choices().model_copy(update={"format": Format.MOCK, "questions": 2})
    session = await coach.start(choices, seed=7)
    session.interview._interviewer = Scripted()
    return session


def _scored() -> Transcript:
    """Return a drill with a fixed grade."""
    question, rubric = a_small_library().all_questions[0], a_small_library().rubrics["testing"]
    plan = a_plan().model_copy(update={"questions": (question,), "rubrics": (rubric,)})
    start = GOOD_ANSWER.index("two hundred")
    quote = GOOD_ANSWER[start : GOOD_ANSWER.index(".")]
    evidence = Evidence(quote=quote, turn=1, start=start, end=start + len(quote))
    told = {"reason": "Real notes are collected before anything is claimed.", "next_level": "Say who collects them."}
    findings = (
        KeyPointFinding(key_point="examples", coverage=Coverage.COVERED),
        KeyPointFinding(key_point="agreement", coverage=Coverage.PARTLY),
        KeyPointFinding(key_point="threshold", coverage=Coverage.MISSED),
    )
    method = Graded(criterion="method", level=3.6, margin=1, evidence=(evidence,), **told)
    rigour = Ungraded(criterion="rigour", reason="Too little was said about it.")
    return replay(
        [
            InterviewStarted(at=at(0), id="20261120T184500Z-drill-abc123", plan=plan),
            asked(1, text=question.ask),
            answered(90, text=GOOD_ANSWER),
            asked(95, purpose=Purpose.MOVE_ON, text="Thank you.", closes=CloseReason.ANSWERED),
            InterviewEnded(at=at(96), reason=EndReason.COMPLETED),
            SelfAssessed(at=at(97), exchange=0, level=4),
            GradingStarted(at=at(98), exchange=0, run="run-1", grader=OFFLINE_GRADER, rubric_hash="abc123"),
            CriterionWasGraded(at=at(98), exchange=0, run="run-1", grade=method),
            CriterionWasGraded(at=at(98), exchange=0, run="run-1", grade=rigour),
            KeyPointsFound(at=at(98), exchange=0, run="run-1", findings=findings),
            GradingFinished(at=at(98), exchange=0, run="run-1"),
        ]
    )


def _app(folder: Path, *, begin: bool = False, theme: str = "textual-dark") -> CoachApp:
    clock = Clock()
    coach = a_coach(folder, clock, theme=theme)
    app = CoachApp(load_coach=lambda: coach, clock=clock, begin=_begin if begin else None)
    app.animation_level = "none"
    return app


def _desk(pilot: Pilot[Any]) -> Desk:
    app = pilot.app
    assert isinstance(app, CoachApp) and isinstance(app.clock, Clock)
    return Desk(app=app, coach=app.coach, clock=app.clock, pilot=pilot)  # type: ignore[arg-type]


async def _still(pilot: Pilot[Any]) -> None:
    """Stop what blinks and what passes."""
    for area in pilot.app.screen.query(TextArea):
        area.cursor_blink = False
    pilot.app.clear_notifications()
    await pilot.pause()


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_home(tmp_path: Path, snap_compare: Compare, theme: str) -> None:
    async def ready(pilot: Pilot[Any]) -> None:
        await _desk(pilot).until(lambda: bool(pilot.app.screen.query("#nothing")))
        await _desk(pilot).on(HomeScreen)

    assert snap_compare(_app(tmp_path, theme=theme), terminal_size=SMALL, run_before=ready)


def test_setup(tmp_path: Path, snap_compare: Compare) -> None:
    async def ready(pilot: Pilot[Any]) -> None:
        seat = _desk(pilot)
        await seat.until(lambda: seat.app.coach is not None)
        await seat.press("s")
        await seat.on(SetupScreen)
        await seat.until(lambda: "1 question" in seat.words("#summary"))

    assert snap_compare(_app(tmp_path), terminal_size=SMALL, run_before=ready)


def test_interview(tmp_path: Path, snap_compare: Compare) -> None:
    async def ready(pilot: Pilot[Any]) -> None:
        seat = _desk(pilot)
        await seat.on(InterviewScreen)
        seat.clock.tick(200)
        await seat.answer(VAGUE)
        await seat.write("Take the night shift on ward four:")
        (await seat.interview()).tick()
        await _still(pilot)

    assert snap_compare(_app(tmp_path, begin=True), terminal_size=SMALL, run_before=ready)


def test_scorecard(tmp_path: Path, snap_compare: Compare) -> None:
    async def regrade(interview: str, *, missing: bool = False) -> Transcript:
        return _scored()

    async def ready(pilot: Pilot[Any]) -> None:
        seat = _desk(pilot)
        await seat.until(lambda: bool(pilot.app.screen.query("#nothing")))
        seat.app.push_screen(ScorecardScreen(interview="one", transcript=_scored(), session=None, regrade=regrade))
        await seat.on(ScorecardScreen)
        await seat.press("v")

    assert snap_compare(_app(tmp_path), terminal_size=LARGE, run_before=ready)
