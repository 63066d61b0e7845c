"""Small factories for plans, questions, rubrics and events, and a clock that tests move by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from interview_coach.domain.events import AnswerGiven, InterviewerSaid, InterviewStarted
from interview_coach.domain.grade import Evidence, Graded, GraderInfo, Ungraded
from interview_coach.domain.persona import PersonaId
from interview_coach.domain.plan import Plan
from interview_coach.domain.question import ContextItem, Exemplar, KeyPoint, Probe, Question
from interview_coach.domain.rubric import Criterion, Rubric
from interview_coach.domain.vocabulary import Background, Engine, Format, Purpose, Seniority, Track

START = datetime(2026, 11, 20, 18, 45, tzinfo=UTC)
"""The instant at which every interview of the tests starts."""

OFFLINE_GRADER = GraderInfo(engine=Engine.OFFLINE, model="lexical-1")
FULL_GRADER = GraderInfo(engine=Engine.OFFLINE, model="full-1", prompt_hash="abc", full=True)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def tick(self, seconds: float) -> datetime:
        """Move on by ``seconds`` and return the new time."""
        self.now += timedelta(seconds=seconds)
        return self.now


def clock(now: datetime = START) -> Clock:
    """Return a clock that stands at ``now``."""
    return Clock(now)


def at(seconds: float) -> datetime:
    """Return the instant ``seconds`` after the start."""
    return START + timedelta(seconds=seconds)


def a_question(name: str = "golden-set", **changes: Any) -> Question:
    """Return a small but whole question with the rubric ``testing``."""
    fields: dict[str, Any] = {
        "id": name,
        "bank": "test-bank",
        "competency": "evaluation-design",
        "rubric": "testing",
        "title": f"Title of {name}",
        "ask": "How would you decide whether the summariser is good enough to launch?",
        "minutes": 5,
        "context": (ContextItem(about="users, who", tell="Two hundred nurses in three hospitals use it."),),
        "key_points": (
            KeyPoint(
                id="examples", text="Collects real examples", criterion="method", cues=("golden set", "real examples")
            ),
            KeyPoint(id="agreement", text="Checks the judges", criterion="rigour", cues=("two raters", "agree")),
        ),
        "probes": (
            Probe(id="which-examples", ask="Where would those examples come from?", aims_at="examples"),
            Probe(id="who-judges", ask="Who says that a summary is right?", aims_at="agreement"),
        ),
        "hints": ("Think of what you would look at first.", "Think of who judges.", "Think of what may go wrong."),
        "exemplars": (
            Exemplar(level=1, text="I would try it and see."),
            Exemplar(level=3, text="I would collect real examples and look at how often it is wrong."),
            Exemplar(level=5, text="I would build a golden set of 200 real notes, and have two raters agree on each."),
        ),
    }
    return Question(**(fields | changes))


def a_criterion(name: str = "method", weight: float = 0.6, **changes: Any) -> Criterion:
    """Return a criterion with anchors for all five levels."""
    levels = {n: f"Anchor of level {n} of {name}" for n in range(1, 6)}
    return Criterion(**({"id": name, "title": name.title(), "weight": weight, "levels": levels} | changes))


def a_rubric(name: str = "testing", **changes: Any) -> Rubric:
    """Return a rubric with the criteria ``method`` (0.6) and ``rigour`` (0.4)."""
    criteria = (a_criterion("method", 0.6), a_criterion("rigour", 0.4))
    return Rubric(**({"id": name, "title": "Testing", "criteria": criteria} | changes))


def a_plan(questions: int = 1, **changes: Any) -> Plan:
    """Return a plan with so many questions: a drill with one, else a mock interview."""
    fields: dict[str, Any] = {
        "format": Format.DRILL if questions == 1 else Format.MOCK,
        "track": Track.PRODUCT_FEATURE,
        "seniority": Seniority.MID,
        "background": Background.FROM_PM,
        "persona": PersonaId.WARM_PEER,
        "questions": tuple(a_question(f"question-{n + 1}") for n in range(questions)),
        "rubrics": (a_rubric(),),
        "probe_budget": 2,
    }
    return Plan(**(fields | changes))


def started(questions: int = 1, *, name: str = "20261120T184500Z-drill-abc123", **plan: Any) -> InterviewStarted:
    """Return the first event of a journal."""
    return InterviewStarted(at=START, id=name, plan=a_plan(questions, **plan))


def asked(seconds: float, exchange: int = 0, **changes: Any) -> InterviewerSaid:
    """Return the question being asked; other purposes through ``changes``."""
    fields: dict[str, Any] = {"purpose": Purpose.OPEN, "text": "How would you test it?"}
    return InterviewerSaid(at=at(seconds), exchange=exchange, **(fields | changes))


def answered(seconds: float, exchange: int = 0, text: str = "I would collect 200 real notes.") -> AnswerGiven:
    """Return an answer."""
    return AnswerGiven(at=at(seconds), exchange=exchange, text=text, seconds=30)


def graded(criterion: str, level: float, quote: str = "real notes") -> Graded:
    """Return a level with one piece of evidence."""
    evidence = (Evidence(quote=quote, turn=1, start=20, end=20 + len(quote)),)
    return Graded(criterion=criterion, level=level, reason="It was said.", evidence=evidence)


def ungraded(criterion: str, reason: str = "The engine failed.") -> Ungraded:
    """Return a criterion without a level."""
    return Ungraded(criterion=criterion, reason=reason)
