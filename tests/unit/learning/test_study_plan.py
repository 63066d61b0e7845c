from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.attempt import Attempt
from interview_coach.domain.question import Question, Stakeholder
from interview_coach.domain.study import Material, MaterialKind, Phase, StudyGuide
from interview_coach.domain.vocabulary import Format
from interview_coach.learning.allotting import MOST_DRILLS
from interview_coach.learning.goal import Goal
from interview_coach.learning.needs import practices
from interview_coach.learning.rhythm import WITHOUT_A_DATE, days_before, special
from interview_coach.learning.study_plan import study_plan
from interview_coach.learning.tasks import Kind, StudyPlan, Task
from interview_coach.learning.ticking import ticked
from tests.support.attempts import COMPETENCIES, ESTIMATE, an_attempt, attempts, days, histories
from tests.support.events import START, a_question

TODAY = START.date()

COUNSEL = Stakeholder(name="Ines", role="Counsel", wants="Peace", fears="A headline", opening="Who gets hurt?")
QUESTIONS = (
    *(a_question(f"q-{i}", competency=COMPETENCIES[i % 3]) for i in range(6)),
    a_question("scene", competency="ethics", formats=(Format.ROLEPLAY,), stakeholder=COUNSEL),
    a_question("my-case", competency="failure-modes", formats=(Format.PORTFOLIO,)),
)


def a_material(name: str, hours: float, *competencies: str) -> Material:
    return Material(
        id=name, phase="one", kind=MaterialKind.TASK, hours=hours, title=name, competencies=competencies, do="Do it."
    )


GUIDE = StudyGuide(
    phases=(Phase(id="one", title="One", weeks=2, why="Because."),),
    material=(
        a_material("book", 20, "ethics"),
        a_material("paper", 1, "ethics"),
        a_material("talk", 0.5, "failure-modes"),
    ),
)


def plan_of(
    *made: Attempt, left: int | None = 20, day: float = 0, questions: Sequence[Question] = QUESTIONS, **goal: Any
) -> StudyPlan:
    on = None if left is None else days(day).date() + timedelta(days=left)
    return study_plan(
        Goal(**({"began_on": TODAY, "interview_on": on} | goal)),
        made,
        questions=questions,
        titles={"ethics": "Ethics and safety"},
        weights={"ethics": 2.0},
        guide=GUIDE,
        now=days(day),
        zone=UTC,
    )


def tasks_of(plan: StudyPlan, *kinds: Kind) -> list[Task]:
    return [task for day in plan.days for task in day.tasks if task.kind in kinds]


class TestDays:
    def test_without_attempts_it_goes_by_weight(self) -> None:
        plan = plan_of()
        drills = Counter(t.competency for t in tasks_of(plan, Kind.DRILL))
        assert drills["ethics"] > drills["failure-modes"] > 0
        assert plan.needs[0].title == "Ethics and safety"
        [own] = practices([QUESTIONS[0].model_copy(update={"competency": "mlops-and-rag"})], {})
        assert own.title == "MLOps and RAG"
        assert any("Nothing has a level yet" in note for note in plan.notes)

    def test_levels_of_the_first_day_are_said_to_count_from_tomorrow(self) -> None:
        plan = plan_of(an_attempt(days(0.01), 4.0, competency="ethics", question="q-9"), day=0.1)
        assert any("Nothing has a level before today" in note for note in plan.notes)
        assert any("Today's levels count from tomorrow on" in note for note in plan.notes)

    @pytest.mark.parametrize(("left", "count"), [(0, 1), (1, 2), (2, 3), (731, 732), (None, WITHOUT_A_DATE)])
    def test_every_day_up_to_the_interview_is_there(self, left: int | None, count: int) -> None:
        plan = plan_of(left=left)
        assert [d.on for d in plan.days] == [TODAY + timedelta(days=i) for i in range(count)]
        assert plan.days_left == left

    def test_the_day_itself_is_free_and_the_day_before_is_half(self) -> None:
        plan = plan_of(left=1, minutes=60)
        assert plan.days[1].tasks == ()
        assert "The interview" in plan.days[1].note
        assert plan.days[0].minutes <= 30
        assert len(plan.days[0].tasks) == 1
        assert plan_of(left=0).days[0].tasks == ()

    def test_a_date_that_has_passed_is_said(self) -> None:
        plan = plan_of(left=-3)
        assert (plan.days_left, len(plan.days)) == (None, WITHOUT_A_DATE)
        assert plan.notes[0].startswith("The interview was on Tue 17 Nov 2026")

    def test_mocks_come_at_intervals_and_closer_towards_the_end(self) -> None:
        plan = plan_of(left=40)
        mocks = [
            (plan.goal.interview_on or TODAY) - d.on for d in plan.days if any(t.kind is Kind.MOCK for t in d.tasks)
        ]
        assert [m.days for m in mocks] == [37, 30, 23, 16, 9, 5, 2]

    def test_scenes_and_own_cases_only_where_there_are_questions(self) -> None:
        kinds = {t.kind for day in plan_of(left=40).days for t in day.tasks}
        assert {Kind.ROLEPLAY, Kind.PORTFOLIO} <= kinds
        kinds = {t.kind for day in plan_of(left=40, questions=QUESTIONS[:6]).days for t in day.tasks}
        assert not {Kind.ROLEPLAY, Kind.PORTFOLIO} & kinds

    def test_the_same_kind_never_fills_the_whole_rhythm(self) -> None:
        every = tuple(Kind)
        found = [special(days_before(TODAY + timedelta(days=i), None), every) for i in range(WITHOUT_A_DATE)]
        assert {Kind.MOCK, Kind.ROLEPLAY, None} <= set(found)

    def test_no_questions_at_all(self) -> None:
        plan = plan_of(questions=())
        assert [d.tasks for d in plan.days] == [()]
        assert "There are no questions" in plan.notes[0]

    def test_everything_mastered_keeps_warm(self) -> None:
        made = [
            an_attempt(days(-1), 4.8, question=f"q-{i}", competency=COMPETENCIES[i % 3], interview=f"i-{i}")
            for i in range(6)
        ]
        plan = plan_of(*made)
        assert any("keeps it so" in note for note in plan.notes)
        assert all(day.tasks for day in plan.days[:-1])


class TestNeeds:
    def test_the_weaker_the_more_and_unmeasured_lies_between(self) -> None:
        made = [
            an_attempt(days(-1), 1.2, competency="evaluation-design"),
            an_attempt(days(-2), 4.2, competency="ethics"),
        ]
        found = study_plan(
            Goal(began_on=TODAY), made, questions=QUESTIONS, titles={}, weights={}, guide=GUIDE, now=START, zone=UTC
        ).needs
        assert [n.competency for n in found] == ["evaluation-design", "failure-modes", "ethics"]
        assert "not practised yet" in found[1].why
        assert "1.2 of 5 (its only level)" in found[0].why

    def test_what_was_practised_lately_waits_for_its_turn(self) -> None:
        lately = [an_attempt(days(-i / 10), 1.0, competency="ethics", interview=f"i-{i}") for i in range(10, 20)]
        first = next(t for t in tasks_of(plan_of(*lately, minutes=10), Kind.DRILL))
        assert first.competency != "ethics"

    def test_drills_are_shared_out_as_needed_and_no_topic_comes_three_times_running(self) -> None:
        plan = plan_of(left=200, minutes=10, questions=QUESTIONS[:6])
        drilled = [t.competency for t in tasks_of(plan, Kind.DRILL)]
        counts = Counter(drilled)
        shares = {n.competency: n.share for n in plan.needs}
        assert all(abs(counts[c] / len(drilled) - share) < 0.02 for c, share in shares.items())
        assert max(shares.values()) <= 0.5
        assert all(len(set(drilled[i : i + 3])) > 1 for i in range(len(drilled) - 2))

    @settings(max_examples=40)
    @given(histories)
    def test_shares_sum_to_one(self, made: list[Attempt]) -> None:
        found = plan_of(*made, left=2, day=6).needs
        assert sum(n.share for n in found) == pytest.approx(1)
        assert all(0 <= n.distance <= 1 and n.share > 0 for n in found)


class TestTicks:
    def test_today_stays_as_it_was_planned_and_answers_tick_it(self) -> None:
        morning = plan_of(minutes=40)
        drill = next(t for t in morning.days[0].tasks if t.kind is Kind.DRILL)
        answer = an_attempt(days(0.01), 1.0, competency=drill.competency, question="q-9")
        evening = plan_of(answer, minutes=40, day=0.1)
        assert [t.id for t in evening.days[0].tasks] == [t.id for t in morning.days[0].tasks]
        assert [t.done for t in evening.days[0].tasks if t.id == drill.id] == [True]
        assert [d.title for d in evening.days[0].done] == ["A golden set"]
        assert [d.tasks for d in evening.days[1:]] == [d.tasks for d in morning.days[1:]]

    def test_what_was_not_done_is_taken_up_tomorrow(self) -> None:
        due = an_attempt(days(-5), 1.0, question="q-0")
        today = plan_of(due).days[0]
        tomorrow = plan_of(due, day=1).days[0]
        assert [t.question for t in today.tasks if t.kind is Kind.REVIEW] == ["q-0"]
        assert [t.question for t in tomorrow.tasks if t.kind is Kind.REVIEW] == ["q-0"]

    def test_a_review_is_ticked_by_its_question_alone(self) -> None:
        due = an_attempt(days(-5), 1.0, question="q-0")
        other = an_attempt(days(0.01), question="q-1", competency="ethics")
        same = an_attempt(days(0.02), question="q-0", format=Format.MOCK)
        assert not self.review(plan_of(due, other, day=0.1)).done
        done = self.review(plan_of(due, other, same, day=0.1))
        assert done.done and done.done_by and done.done_by.interview == same.interview

    def test_one_answer_ticks_one_review_or_drill(self) -> None:
        drill = Task(id="d", kind=Kind.DRILL, minutes=9, title="Drill", why="Why", competency="ethics")
        review = drill.model_copy(update={"id": "r", "kind": Kind.REVIEW, "bank": "test-bank", "question": "q-1"})
        answer = an_attempt(question="q-1", competency="ethics")
        assert [(t.id, t.done) for t in ticked([drill, review], [answer], [])] == [("d", False), ("r", True)]
        second = an_attempt(days(0.01), question="q-2", competency="ethics")
        assert all(t.done for t in ticked([drill, review], [answer, second], []))

    def test_skipped_questions_tick_nothing(self) -> None:
        due = an_attempt(days(-5), 1.0, question="q-0")
        skipped = an_attempt(days(0.01), None, question="q-0", answered=False)
        assert not self.review(plan_of(due, skipped, day=0.1)).done

    @pytest.mark.parametrize("kind", [Kind.MOCK, Kind.ROLEPLAY, Kind.PORTFOLIO])
    def test_other_interviews_are_ticked_by_their_format(self, kind: Kind) -> None:
        left = {Kind.MOCK: 9, Kind.ROLEPLAY: 11, Kind.PORTFOLIO: 7}[kind]
        answer = an_attempt(days(0.01), format=Format(kind.value), question="q-9")
        [task] = [t for t in plan_of(answer, left=left, day=0.1).days[0].tasks if t.kind is kind]
        assert task.done

    def test_days_before_today_tell_what_was_done_since_the_beginning(self) -> None:
        made = [an_attempt(days(-3)), an_attempt(days(-1)), an_attempt(days(-1.1))]
        plan = plan_of(*made, began_on=date(2026, 11, 18), studied={"talk": date(2026, 11, 19)})
        assert [(d.on.day, len(d.done)) for d in plan.past] == [(19, 3)]

    @staticmethod
    def review(plan: StudyPlan) -> Task:
        return next(t for t in plan.days[0].tasks if t.kind is Kind.REVIEW)


class TestMaterial:
    def test_what_cannot_be_finished_in_time_is_not_begun(self) -> None:
        material = {t.material for t in tasks_of(plan_of(left=40), Kind.MATERIAL)}
        assert material == {"paper", "talk"}
        assert "book" in {t.material for t in tasks_of(plan_of(left=None), Kind.MATERIAL)}

    def test_nobody_reads_for_more_than_an_hour_at_a_time(self) -> None:
        sittings = tasks_of(plan_of(left=None, minutes=300), Kind.MATERIAL)
        assert max(t.minutes for t in sittings) == 60

    def test_what_was_begun_is_gone_on_with_when_less_time_is_left(self) -> None:
        plan = plan_of(left=12, day=28)
        assert "paper" in {t.material for t in tasks_of(plan, Kind.MATERIAL)}

    def test_what_is_studied_today_is_ticked_and_planned_no_more(self) -> None:
        left = next(n for n in range(10, 30) if any(t.material for t in plan_of(left=n).days[0].tasks))
        material = next(t.material for t in plan_of(left=left).days[0].tasks if t.material)
        assert material
        plan = plan_of(left=left, studied={material: TODAY})
        assert [t.done for t in plan.days[0].tasks if t.material] == [True]
        assert material not in {t.material for d in plan.days[1:] for t in d.tasks}
        assert [d.material for d in plan.days[0].done] == [material]
        [item] = [m for m in plan.material if m.material.id == material]
        assert item.studied_on == TODAY


@settings(max_examples=50)
@given(
    histories,
    st.none() | st.integers(0, 45),
    st.integers(10, 200),
    st.sets(st.sampled_from(["book", "paper", "talk"])),
)
def test_whatever_was_done_the_plan_covers_every_day_within_its_minutes(
    made: list[Attempt], left: int | None, minutes: int, studied: set[str]
) -> None:
    goal: dict[str, Any] = {"left": left, "minutes": minutes, "day": 6, "studied": dict.fromkeys(studied, TODAY)}
    plan = plan_of(*made, **goal)
    assert plan == plan_of(*reversed(made), **goal) or len({(a.at, a.interview) for a in made}) < len(made)
    assert all((other.on - one.on).days == 1 for one, other in pairwise(plan.days))
    assert len(plan.days) == (WITHOUT_A_DATE if left is None else left + 1)
    ids = [t.id for d in plan.days for t in d.tasks]
    assert len(set(ids)) == len(ids)
    for day in plan.days:
        if day.on != plan.goal.interview_on:
            assert day.tasks
        assert day.minutes <= minutes or len(day.tasks) == 1
        assert all(task.minutes > 0 and task.title and task.why for task in day.tasks)
        assert sum(t.kind is Kind.DRILL for t in day.tasks) <= MOST_DRILLS
        assert not any(t.material in studied for t in day.tasks)


@settings(max_examples=40)
@given(histories, attempts())
def test_what_is_answered_today_moves_no_task(made: list[Attempt], extra: Attempt) -> None:
    before = [a for a in made if a.at.date() < TODAY]
    answer = extra.model_copy(update={"at": days(0.01)})
    bare, after = plan_of(*before, day=0.1), plan_of(*before, answer, day=0.1)
    assert [[t.id for t in d.tasks] for d in bare.days] == [[t.id for t in d.tasks] for d in after.days]


def test_estimates_are_said_to_be_estimates() -> None:
    plan = plan_of(an_attempt(days(-1), 2.0, scale=ESTIMATE))
    assert any("estimates (±1)" in note for note in plan.notes)
    assert any(need.estimate for need in plan.needs)


def test_levels_of_different_graders_are_said_to_be_such() -> None:
    one = an_attempt(days(-1), 2.0)
    two = an_attempt(days(-2), 2.0, scale=ESTIMATE, competency="ethics")
    assert any("Different graders" in note for note in plan_of(one, two).notes)
    assert not any("Different graders" in note for note in plan_of(one).notes)


def test_a_beginning_in_the_future_is_said() -> None:
    assert "check this machine's clock" in " ".join(plan_of(began_on=date(2027, 1, 1)).notes)
