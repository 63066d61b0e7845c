"""The study plan for front ends: what was set is kept, tasks become interviews, exports are whole files."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from interview_coach.domain.plan import AttemptRef, Choices
from interview_coach.domain.vocabulary import Format, Seniority, Track
from interview_coach.errors import NothingDue, StorageError, UsageError
from interview_coach.learning.tasks import Kind, StudyPlan, Task
from interview_coach.wiring import goal_file
from interview_coach.wiring.learning import Learning
from interview_coach.wiring.studying import PlanFormat, Studying
from tests.support.coaches import LibraryCoach
from tests.support.events import START, Clock
from tests.unit.wiring.test_learning import DAY, drilled

TODAY = START.date()
SOON = date(2026, 12, 10)


@pytest.fixture
def studying(coach: LibraryCoach, clock: Clock) -> Studying:
    return Learning(coach, clock, zone=UTC).studying


def a_task(plan: StudyPlan, kind: Kind) -> Task:
    return next(t for d in plan.days for t in d.tasks if t.kind is kind)


class TestGoal:
    def test_before_anything_was_set_it_is_for_what_was_practised_last(
        self, coach: LibraryCoach, studying: Studying
    ) -> None:
        coach.remember(Choices(track=Track.PLATFORM, seniority=Seniority.DIRECTOR))
        goal = studying.goal()
        assert (goal.track, goal.seniority, goal.interview_on) == (Track.PLATFORM, Seniority.DIRECTOR, None)
        assert not studying.is_set()

    @pytest.mark.parametrize("began", ["2026-01-01", "9999-12-31"])
    def test_a_day_that_no_plan_reaches_is_refused_with_the_file_named(
        self, coach: LibraryCoach, studying: Studying, began: str
    ) -> None:
        file = coach.settings.home.study_plan_file
        file.write_text(json.dumps({"began_on": began, "interview_on": "9999-12-31"}))
        with pytest.raises(StorageError, match="Fri 31 Dec 9999, more than two years away") as told:
            studying.plan()
        assert str(file) in str(told.value)
        file.write_text(json.dumps({"began_on": began, "interview_on": "2028-11-20"}))
        assert studying.goal().interview_on == date(2028, 11, 20)

    def test_what_was_set_is_kept_and_private(self, coach: LibraryCoach, clock: Clock, studying: Studying) -> None:
        studying.set_goal(interview_on=SOON, minutes=45)
        again = Learning(coach, clock, zone=UTC).studying
        assert (again.goal().interview_on, again.goal().minutes, again.goal().began_on) == (SOON, 45, TODAY)
        assert coach.settings.home.study_plan_file.stat().st_mode & 0o077 == 0
        assert again.set_goal(interview_on=None).interview_on is None

    def test_a_new_date_after_the_interview_begins_anew(self, clock: Clock, studying: Studying) -> None:
        studying.set_goal(interview_on=SOON)
        clock.tick(5 * DAY)
        assert studying.set_goal(interview_on=date(2026, 12, 11)).began_on == TODAY
        clock.tick(30 * DAY)
        assert studying.set_goal(interview_on=date(2027, 2, 1)).began_on == date(2026, 12, 25)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"interview_on": date(2026, 11, 19)}, "has passed; today is Fri 20 Nov 2026"),
            ({"interview_on": date(2029, 11, 19)}, "more than two years away"),
            ({"minutes": 5}, "minutes cannot be that"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, studying: Studying, changes: dict[str, Any], said: str) -> None:
        with pytest.raises(UsageError, match=said):
            studying.set_goal(**changes)
        assert not studying.is_set()

    @pytest.mark.parametrize("today", [TODAY, date(2028, 11, 20)])
    def test_today_and_in_two_years_are_fine(self, studying: Studying, today: date) -> None:
        assert studying.set_goal(interview_on=today).interview_on == today
        assert studying.plan().days[-1].on == today

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"began_on": "soon"}', b"\xff\xfe", b'{"minutes": 30}'])
    def test_a_broken_file_is_told_and_left_alone(
        self, coach: LibraryCoach, studying: Studying, content: bytes
    ) -> None:
        file = coach.settings.home.study_plan_file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        for ask in (studying.goal, studying.plan, lambda: studying.set_goal(minutes=20)):
            with pytest.raises(StorageError, match="Move it away"):
                ask()
        assert file.read_bytes() == content

    def test_a_folder_in_its_place_is_told(self, coach: LibraryCoach, studying: Studying) -> None:
        coach.settings.home.study_plan_file.mkdir(parents=True)
        with pytest.raises(StorageError, match=r"Cannot read .*study-plan\.json"):
            studying.goal()

    def test_fields_of_a_newer_version_do_no_harm(self, coach: LibraryCoach, studying: Studying) -> None:
        studying.set_goal(interview_on=SOON)
        file = coach.settings.home.study_plan_file
        file.write_text(json.dumps(json.loads(file.read_text()) | {"mood": "good"}))
        assert studying.goal().interview_on == SOON


class TestMaterial:
    def test_ticks_are_kept_with_their_day_and_can_be_taken_away(self, clock: Clock, studying: Studying) -> None:
        studying.tick("inspired")
        clock.tick(DAY)
        assert studying.tick("inspired").studied == {"inspired": TODAY}
        assert studying.tick("inspired", studied=False).studied == {}

    def test_unknown_material_is_refused_with_what_was_meant(self, studying: Studying) -> None:
        with pytest.raises(UsageError, match="did you mean `inspired`"):
            studying.tick("inspird")


class TestTwoWindows:
    def test_nobody_changes_the_plan_between_anothers_look_and_their_change(
        self, coach: LibraryCoach, clock: Clock, studying: Studying, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(goal_file, "PATIENCE", 0)
        told: list[str] = []

        def meanwhile() -> datetime:
            with pytest.raises(StorageError) as refused:
                studying.tick("inspired")
            told.append(str(refused.value))
            return clock()

        Learning(coach, meanwhile, zone=UTC).studying.tick("sql-own-data")
        assert told and all("Another window is changing the study plan" in said for said in told)
        assert set(studying.tick("inspired").studied) == {"inspired", "sql-own-data"}

    def test_no_tick_and_no_date_is_lost(self, coach: LibraryCoach, clock: Clock, studying: Studying) -> None:
        material = [m.id for m in studying.guide.material][:12]
        windows = [Learning(coach, clock, zone=UTC).studying for _ in range(5)]
        with ThreadPoolExecutor(len(windows)) as pool:
            for number, name in enumerate(material):
                pool.submit(windows[number % 4].tick, name)
            pool.submit(windows[4].set_goal, interview_on=SOON)
            pool.submit(windows[4].set_goal, minutes=45)
        goal = studying.goal()
        assert set(goal.studied) == set(material)
        assert (goal.interview_on, goal.minutes) == (SOON, 45)

    def test_a_lock_that_cannot_be_made_is_told(self, coach: LibraryCoach, studying: Studying) -> None:
        coach.settings.home.study_plan_file.with_suffix(".lock").mkdir(parents=True)
        with pytest.raises(StorageError, match=r"Cannot lock the study plan with .*study-plan\.lock"):
            studying.set_goal(minutes=20)


class TestInterviews:
    async def test_a_drill_is_on_its_competency_for_the_role(self, studying: Studying) -> None:
        studying.set_goal(interview_on=SOON, track=Track.PLATFORM)
        task = a_task(studying.plan(), Kind.DRILL)
        plan = studying.interview(task)
        assert (plan.format, plan.track) == (Format.DRILL, Track.PLATFORM)
        assert {q.competency for q in plan.questions} == {task.competency}

    async def test_a_mock_has_as_many_questions_as_the_task_says(self, studying: Studying) -> None:
        studying.set_goal(interview_on=SOON)
        task = a_task(studying.plan(), Kind.MOCK)
        assert (studying.interview(task).format, len(studying.interview(task).questions)) == (Format.MOCK, 3)

    async def test_a_review_repeats_the_last_attempt(
        self, coach: LibraryCoach, clock: Clock, studying: Studying
    ) -> None:
        first = await drilled(coach, "ward-summaries")
        clock.tick(9 * DAY)
        task = a_task(studying.plan(), Kind.REVIEW)
        assert studying.interview(task).redo_of == AttemptRef(interview=first, exchange=0)
        gone = task.model_copy(update={"question": "nowhere"})
        with pytest.raises(NothingDue, match="never asked"):
            studying.interview(gone)

    def test_nobody_interviews_about_a_book(self, studying: Studying) -> None:
        task = a_task(studying.plan(), Kind.MATERIAL)
        with pytest.raises(UsageError, match="study it, and tick it off"):
            studying.interview(task)


class TestExport:
    @pytest.mark.parametrize("form", PlanFormat)
    def test_files_hold_what_is_written(self, studying: Studying, tmp_path: Path, form: PlanFormat) -> None:
        plan = studying.plan()
        file = studying.export(plan, form, tmp_path)
        assert file == tmp_path / f"study-plan.{form}"
        assert file.read_bytes().decode() == studying.written(plan, form)
        with pytest.raises(StorageError, match="already"):
            studying.export(plan, form, file)
        assert studying.export(plan, form, file, force=True) == file

    def test_the_json_is_the_plan(self, studying: Studying) -> None:
        plan = studying.plan()
        assert StudyPlan.model_validate_json(studying.written(plan, PlanFormat.JSON)) == plan


async def test_the_plan_is_the_same_the_whole_day_and_answers_tick_it(
    coach: LibraryCoach, clock: Clock, studying: Studying
) -> None:
    studying.set_goal(interview_on=SOON)
    morning = studying.plan()
    task = a_task(morning, Kind.DRILL)
    clock.tick(60)
    question = next(q for q in coach.small.all_questions if q.competency == task.competency)
    await drilled(coach, question.id)
    evening = studying.plan()
    assert [t.id for t in evening.days[0].tasks] == [t.id for t in morning.days[0].tasks]
    assert [t.id for t in evening.days[0].tasks if t.done] == [task.id]
    assert len(evening.days[0].done) == 1
