"""The study plan for front ends: the goal on disk, the plan from the journals, its exports, its tasks as interviews."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from interview_coach.domain.plan import Choices, Plan
from interview_coach.domain.study import StudyGuide
from interview_coach.domain.vocabulary import Engine, Format
from interview_coach.errors import StorageError, UsageError
from interview_coach.interviewing.weights import weight
from interview_coach.learning.allotting import FORMATS
from interview_coach.learning.calendar import calendar
from interview_coach.learning.days import Zone, day_of, day_words
from interview_coach.learning.goal import FARTHEST, Goal
from interview_coach.learning.markdown import plan_markdown
from interview_coach.learning.study_plan import study_plan
from interview_coach.learning.tasks import Kind, StudyPlan, Task
from interview_coach.wiring.goal_file import GoalFile

if TYPE_CHECKING:
    from interview_coach.wiring.coach import Coach
    from interview_coach.wiring.learning import Learning


class PlanFormat(StrEnum):
    """What a study plan can be written as."""

    MARKDOWN = "md"
    JSON = "json"
    CALENDAR = "ics"


class Studying:
    """The study plan of one person. All methods block: call them in a thread."""

    def __init__(self, coach: Coach, learning: Learning, clock: Callable[[], datetime], zone: Zone) -> None:
        """Take the coach whose library is read, what tells the attempts, the clock (UTC) and the time zone."""
        self._coach = coach
        self._learning = learning
        self._clock = clock
        self._zone = zone
        self._file = GoalFile(coach.settings.home.study_plan_file)

    @cached_property
    def guide(self) -> StudyGuide:
        """What there is to study; raises ``ContentError``."""
        from interview_coach.library.study_guide import load_study_guide

        return load_study_guide()

    def goal(self) -> Goal:
        """Return what was set, else a goal without a date for the role that was practised last.

        Raises:
            StorageError: the file cannot be read, holds no goal, or a day that no plan reaches; the message says what
                to do.
        """
        goal = self._file.read() or self._default()
        if goal.interview_on is not None and _too_far(goal.interview_on, day_of(self._clock(), self._zone)):
            raise StorageError(
                f"{self._file.path} says that the interview is on {day_words(goal.interview_on)}, more than two years "
                "away. Correct the date there, or move the file away and set the date again; what you practised stays."
            )
        return goal

    def is_set(self) -> bool:
        """Return whether a goal was ever set."""
        return self._file.exists()

    def set_goal(self, **changes: Any) -> Goal:
        """Change the goal's fields (those of :class:`Goal`), keep it, and return it.

        A new date after an interview that has passed begins a new plan: what counts as done is what comes from then on.

        Raises:
            UsageError: the date has passed or is too far away, or the minutes are no day's work.
            StorageError: the file cannot be read or written, or another window is changing it and does not finish;
                what was kept before still is.
        """
        return self._change(lambda _: changes)

    def tick(self, material: str, *, studied: bool = True) -> Goal:
        """Tick material off, or take the tick away.

        Raises:
            UsageError: there is no such material.
            StorageError: as :meth:`set_goal`.
        """
        known = [m.id for m in self.guide.material]
        if material not in known:
            from interview_coach.library.words import did_you_mean, shown

            raise UsageError(f"There is no material {shown(material)}{did_you_mean(material, known) or '.'}")

        def ticked(goal: Goal) -> dict[str, Any]:
            ticks = dict(goal.studied)
            if studied:
                ticks.setdefault(material, day_of(self._clock(), self._zone))
            else:
                ticks.pop(material, None)
            return {"studied": ticks}

        return self._change(ticked)

    def _change(self, change: Callable[[Goal], dict[str, Any]]) -> Goal:
        """Keep what is on disk with the fields that ``change`` returns for it, while nobody else changes it."""
        with self._file.changing():
            before = self.goal()
            goal = _changed(before, change(before), day_of(self._clock(), self._zone))
            if goal != before or not self.is_set():
                self._file.write(goal)
        return goal

    def plan(self, goal: Goal | None = None) -> StudyPlan:
        """Return the study plan for what was set, or for ``goal``."""
        goal = goal or self.goal()
        library = self._coach.library()
        questions = library.questions()
        return study_plan(
            goal,
            self._learning.attempts(),
            questions=questions,
            titles={bank.competency: bank.title for bank in reversed(library.banks)},
            weights={
                c: weight(c, goal.track, goal.seniority, goal.background) for c in {q.competency for q in questions}
            },
            guide=self.guide,
            now=self._clock(),
            zone=self._zone,
            retention=self._coach.settings.retention,
        )

    def written(self, plan: StudyPlan, form: PlanFormat, *, at: time | None = None) -> str:
        """Return ``plan`` in that format; ``at`` is when practice begins, in a calendar."""
        match form:
            case PlanFormat.MARKDOWN:
                return plan_markdown(plan)
            case PlanFormat.CALENDAR:
                return calendar(plan, now=self._clock(), at=at)
        return json.dumps(plan.model_dump(mode="json"), indent=2) + "\n"

    def export(
        self, plan: StudyPlan, form: PlanFormat, target: Path, *, at: time | None = None, force: bool = False
    ) -> Path:
        """Write ``plan`` to the file ``target``, or into that folder, and return the file.

        Raises:
            StorageError: there is a file already and ``force`` is not set, or it cannot be written.
        """
        from interview_coach.wiring.exporting import make_folder, write_export

        file = target / f"study-plan.{form}" if target.is_dir() else target
        make_folder(file.parent)
        write_export(file, self.written(plan, form, at=at).encode(), force=force)
        return file

    def interview(self, task: Task, *, engine: Engine | None = None) -> Plan:
        """Return the plan of the interview that does ``task``.

        Raises:
            UsageError: nobody interviews for it: it is material to study.
            NothingDue: the question of a review was never asked, or stands in no bank any more.
            PlanError: nothing fits the goal.
        """
        if task.kind is Kind.MATERIAL:
            raise UsageError(f"{task.title} is nothing to be interviewed about: study it, and tick it off.")
        if task.kind is Kind.REVIEW and task.bank and task.question:
            return self._learning.again(task.bank, task.question, engine=engine)
        goal = self.goal()
        choices = Choices(
            format=FORMATS.get(task.kind, Format.DRILL),
            topics=(task.competency,) if task.competency else (),
            track=goal.track,
            seniority=goal.seniority,
            background=goal.background,
            persona=self._coach.choices().persona,
            questions=task.questions,
            engine=engine,
        )
        return self._coach.plan(choices, seed=secrets.randbelow(2**31))

    def _default(self) -> Goal:
        chosen = self._coach.choices()
        return Goal(
            began_on=day_of(self._clock(), self._zone),
            track=chosen.track,
            seniority=chosen.seniority,
            background=chosen.background,
        )


def _changed(before: Goal, changes: dict[str, Any], today: date) -> Goal:
    if wanted := changes.get("interview_on"):
        _check(wanted, today)
        if before.interview_on is not None and before.interview_on < today:
            changes = {"began_on": today} | changes
    try:
        return Goal.model_validate(before.model_dump() | changes)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise UsageError(f"The study plan's {wrong['loc'][0]} cannot be that: {wrong['msg'].lower()}.") from error


def _check(wanted: date, today: date) -> None:
    if wanted < today:
        raise UsageError(f"{day_words(wanted)} has passed; today is {day_words(today)}.")
    if _too_far(wanted, today):
        raise UsageError(f"{day_words(wanted)} is more than two years away. Set a date that is nearer.")


def _too_far(wanted: date, today: date) -> bool:
    return (wanted - today).days > FARTHEST
