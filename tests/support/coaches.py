"""A real coach over a folder of its own, with a small library that lives in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from interview_coach.domain.question import ContextItem, Exemplar, KeyPoint, Probe, Question, Stakeholder
from interview_coach.domain.rubric import Criterion, Indicator, Rubric
from interview_coach.domain.vocabulary import Format
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.wiring import Coach
from tests.support.events import Clock

GOOD_ANSWER = (
    "First I would sit with the nurses and collect two hundred real notes, so that we have a golden set to test on. "
    "Then two raters score each summary on their own, and I check how often they agree; below 80 percent agreement the "
    "guideline is not clear enough. We launch in one ward first, watch the error rate for two weeks, and roll back "
    "when more than 2 percent of the summaries leave out a drug."
)

ASK = """A hospital wants a model that summarises night-shift notes.

How would you decide whether it is **good enough** to launch?"""
KEY_POINTS = (
    KeyPoint(id="examples", text="Collects real examples", criterion="method", cues=("golden set", "real notes")),
    KeyPoint(id="agreement", text="Checks that judges agree", criterion="rigour", cues=("two raters", "agree")),
    KeyPoint(id="threshold", text="Names a number", criterion="rigour", cues=("error rate", "roll back")),
)


@dataclass
class SmallLibrary:
    """What a library tells, without files."""

    all_questions: tuple[Question, ...]
    rubrics: dict[str, Rubric]
    problems: tuple[Any, ...] = ()
    banks: tuple[Any, ...] = field(default=())

    def questions(self) -> tuple[Question, ...]:
        return self.all_questions


class LibraryCoach(Coach):
    """A coach whose library is given."""

    small: SmallLibrary

    def library(self, extra_banks: Sequence[Path] = ()) -> Any:
        return self.small


def a_small_library() -> SmallLibrary:
    """Return three questions for interviews and one for roleplays, on two topics."""
    questions = (
        _question("ward-summaries", "evaluation-design", "Summaries for nurses"),
        _question("chat-support", "evaluation-design", "A support chatbot"),
        _question("loan-advice", "failure-modes", "Loan advice gone wrong"),
        _question(
            "wary-counsel",
            "failure-modes",
            "Counsel has doubts",
            formats=(Format.ROLEPLAY,),
            stakeholder=Stakeholder(
                name="Ines Marchetti",
                role="General counsel",
                wants="A launch that she can defend",
                fears="A headline",
                opening="I read your launch plan on the train. Tell me **who gets hurt** when it is wrong.",
                escalates=("That is a hope, not a control. What do you do on Monday?",),
                softens=("Fine, that I can put in writing. And what if it fails at night?",),
            ),
        ),
    )
    return SmallLibrary(questions, {"testing": _rubric()})


def a_coach(
    folder: Path,
    clock: Callable[[], datetime] | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    **settings: Any,
) -> LibraryCoach:
    """Return a coach that keeps its data in ``folder``."""
    coach = LibraryCoach(Settings(home=Home(root=folder), **settings), clock=clock or Clock(), sleep=sleep)
    coach.small = a_small_library()
    return coach


def _question(name: str, competency: str, title: str, **changes: Any) -> Question:
    fields: dict[str, Any] = {
        "id": name,
        "bank": "test-bank",
        "competency": competency,
        "rubric": "testing",
        "title": title,
        "ask": ASK,
        "minutes": 5,
        "context": (
            ContextItem(about="users, who uses it", tell="Two hundred nurses in three hospitals use it."),
            ContextItem(about="risk, what goes wrong", tell="Last year a drug was left out twice."),
        ),
        "key_points": KEY_POINTS,
        "probes": (
            Probe(id="which-examples", ask="Where would those examples come from?", aims_at="examples"),
            Probe(id="who-judges", ask="Who says that a summary is right?", aims_at="agreement"),
        ),
        "hints": ("Think of what you would look at first.", "Think of who judges.", "Think of what may go wrong."),
        "exemplars": (
            Exemplar(level=1, text="I would try it and see whether people like it."),
            Exemplar(level=3, text="I would collect real notes and count wrong summaries before we launch."),
            Exemplar(level=5, text=GOOD_ANSWER),
        ),
    }  # fmt: skip
    return Question(**(fields | changes))


def _rubric() -> Rubric:
    return Rubric(
        id="testing",
        title="Testing",
        criteria=(
            _criterion("method", 0.6, "Method", ("golden set", "real notes", "test on", "collect", "one ward first")),
            _criterion("rigour", 0.4, "Rigour", ("two raters", "agree", "error rate", "percent", "roll back")),
        ),
    )


def _criterion(name: str, weight: float, title: str, cues: tuple[str, ...]) -> Criterion:
    words = ("nothing", "a wish", "a plan", "a plan with reasons", "a plan with reasons and numbers")
    return Criterion(
        id=name,
        title=title,
        weight=weight,
        description=f"How {title.lower()} shows in the answer.",
        levels={n: f"The answer holds {what} for {title.lower()}." for n, what in enumerate(words, start=1)},
        indicators=(Indicator(id="shows", text="It shows", cues=cues),),
    )
