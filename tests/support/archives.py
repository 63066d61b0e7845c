"""Folders of journals that change, and what an index says of them."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from interview_coach.domain.attempt import Attempt
from interview_coach.domain.events import (
    CriterionWasGraded,
    Event,
    GradingFinished,
    GradingStarted,
    InterviewEnded,
    InterviewLabelled,
    InterviewStarted,
    SelfAssessed,
)
from interview_coach.domain.grade import GraderInfo
from interview_coach.domain.vocabulary import CloseReason, EndReason, Purpose
from interview_coach.journal.index.base import Index
from interview_coach.journal.index.filters import Filters
from interview_coach.journal.index.hits import Found
from interview_coach.journal.lines import as_line
from interview_coach.journal.listing import Listing
from interview_coach.paths import Home
from tests.support.events import OFFLINE_GRADER, START, a_plan, a_question, answered, asked, at, graded

LONG_AGO = 1_600_000_000


class Folder:
    """The journals of a data folder, changed from outside; every change leaves a time of its own, long past."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._changes = 0
        home.transcripts.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, *events: Event) -> Path:
        """Write a whole journal."""
        return self.write_bytes(name, b"".join(map(as_line, events)))

    def write_bytes(self, name: str, raw: bytes) -> Path:
        path = self.home.transcripts / f"{name}.jsonl"
        path.write_bytes(raw)
        self._changes += 1
        os.utime(path, (LONG_AGO, LONG_AGO + self._changes))
        return path


class Content(NamedTuple):
    """All that can be had from an index."""

    listings: list[Listing]
    attempts: tuple[Attempt, ...]
    asked: dict[str, datetime]
    tags: dict[str, int]
    found: list[list[Found]]
    number: int


def content(index: Index, *searched: str) -> Content:
    """Return what ``index`` says, and what it finds for each of the words."""
    return Content(
        index.page(limit=1000),
        index.attempts(),
        index.last_asked(),
        index.tags(),
        [sorted(index.search(text, limit=1000), key=lambda found: found.listing.id) for text in searched],
        index.count(Filters()),
    )


def interview(
    name: str,
    said: str = "I would collect 200 real notes.",
    *,
    days: float = 0,
    level: float | None = 3.0,
    grader: GraderInfo = OFFLINE_GRADER,
    question: str = "golden-set",
    competency: str = "evaluation-design",
    tags: tuple[str, ...] = (),
    labelled: str = "",
    **plan: Any,
) -> list[Event]:
    """Return the events of a finished drill, ``days`` before the tests' present; ungraded without a ``level``."""
    asked_about = a_question(question, competency=competency)
    events: list[Event] = [
        InterviewStarted(at=START, id=name, plan=a_plan().model_copy(update={"questions": (asked_about,), **plan})),
        asked(1),
        answered(60, text=said),
        asked(61, purpose=Purpose.MOVE_ON, text="Thank you.", closes=CloseReason.ANSWERED),
        InterviewEnded(at=at(62), reason=EndReason.COMPLETED),
        SelfAssessed(at=at(63), exchange=0, level=4),
    ]
    if level is not None:
        events.append(GradingStarted(at=at(64), exchange=0, run="1.1", grader=grader, rubric_hash="0f0f"))
        for criterion in ("method", "rigour"):
            grade = graded(criterion, level, "200")
            events.append(CriterionWasGraded(at=at(65), exchange=0, run="1.1", grade=grade))
        events.append(GradingFinished(at=at(66), exchange=0, run="1.1"))
    if tags or labelled:
        events.append(InterviewLabelled(at=at(67), name=labelled, tags=tags))
    return [e.model_copy(update={"at": e.at - timedelta(days=days)}) for e in events]
