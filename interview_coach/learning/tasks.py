"""The values of a study plan: tasks, days, what was done, and the plan itself."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from interview_coach.domain.base import Slug, Value
from interview_coach.domain.plan import AttemptRef
from interview_coach.domain.study import Material
from interview_coach.domain.vocabulary import Format
from interview_coach.learning.goal import Goal
from interview_coach.learning.needs import Need


class Kind(StrEnum):
    """What a task is."""

    REVIEW = "review"
    DRILL = "drill"
    MOCK = "mock"
    ROLEPLAY = "roleplay"
    PORTFOLIO = "portfolio"
    MATERIAL = "material"


class Task(Value):
    """One thing to do on a day."""

    id: str
    """The same in every plan that holds it: day, kind and what it is about."""
    kind: Kind
    minutes: int
    title: str
    why: str
    competency: Slug | None = None
    bank: Slug | None = None
    """Of a review; so are the two fields below it."""
    question: Slug | None = None
    last: AttemptRef | None = None
    """The latest attempt at that question."""
    questions: int = 1
    material: Slug | None = None
    done: bool = False
    done_by: AttemptRef | None = None


class Done(Value):
    """Something that was done: a question that was answered, or material that was ticked off."""

    title: str
    format: Format | None = None
    competency: Slug | None = None
    at: datetime | None = None
    minutes: float = 0.0
    level: float | None = None
    estimate: bool = False
    attempt: AttemptRef | None = None
    material: Slug | None = None


class Day(Value):
    """One day of the plan: what is to do, and what was done."""

    on: date
    tasks: tuple[Task, ...] = ()
    done: tuple[Done, ...] = ()
    note: str = ""

    @property
    def minutes(self) -> int:
        """What all tasks take."""
        return sum(task.minutes for task in self.tasks)


class StudyItem(Value):
    """A piece of material as the plan sees it."""

    material: Material
    studied_on: date | None
    planned_on: date | None
    """The first day from today on that has it; ``None`` where no day has."""


class StudyPlan(Value):
    """What to do each day until the interview, and what was done since the plan began."""

    goal: Goal
    on: date
    days_left: int | None
    """Days until the interview; ``None`` where no date is set, or it has passed."""
    days: tuple[Day, ...]
    """From today on, every day up to the interview."""
    past: tuple[Day, ...]
    """The days since the plan began on which something was done, the earliest first."""
    needs: tuple[Need, ...]
    material: tuple[StudyItem, ...]
    notes: tuple[str, ...]
    """What to know about the plan, a sentence each."""
