from __future__ import annotations

from interview_coach.domain.conversation import PROBE_BUDGETS
from interview_coach.domain.plan import AttemptRef, TimeLimit, TimeScope
from interview_coach.domain.question import Question, Stakeholder
from interview_coach.domain.vocabulary import Format
from interview_coach.interviewing.repeating import Again, plan_again, stands_alone
from tests.support.events import a_plan, a_question, a_rubric

COUNSEL = Stakeholder(name="Ines", role="Counsel", wants="Peace", fears="A headline", opening="Who gets hurt?")
SCENE = a_question("scene", formats=(Format.ROLEPLAY,), stakeholder=COUNSEL)
OWN_CASE = a_question("own-case", formats=(Format.PORTFOLIO, Format.MOCK))


def again(question: Question, number: int = 0) -> Again:
    return Again(AttemptRef(interview=f"i-{number}", exchange=number), question, a_rubric())


def test_one_question_makes_a_drill_linked_to_its_attempt() -> None:
    plan = plan_again(a_plan(format=Format.MOCK), [again(a_question())], seed=7)
    assert (plan.format, plan.seed, plan.probe_budget) == (Format.DRILL, 7, PROBE_BUDGETS[Format.DRILL])
    assert plan.redo_of == plan.earlier(0) == AttemptRef(interview="i-0", exchange=0)


def test_several_make_a_mock_and_each_has_its_own_link() -> None:
    plan = plan_again(a_plan(), [again(a_question("one"), 1), again(a_question("two"), 2)], seed=0)
    assert (plan.format, plan.redo_of, len(plan.rubrics)) == (Format.MOCK, None, 1)
    assert [plan.earlier(i) for i in range(3)] == [
        AttemptRef(interview="i-1", exchange=1),
        AttemptRef(interview="i-2", exchange=2),
        None,
    ]


def test_a_scene_stays_one_even_where_it_was_asked_in_another_format() -> None:
    assert plan_again(a_plan(), [again(SCENE)], seed=0).format is Format.ROLEPLAY
    assert stands_alone(SCENE) and stands_alone(OWN_CASE) and not stands_alone(a_question())


def test_limits_for_a_question_stay_and_those_for_an_interview_go() -> None:
    each, whole = (TimeLimit(scope=scope, minutes=9) for scope in (TimeScope.QUESTION, TimeScope.INTERVIEW))
    assert plan_again(a_plan(time=each), [again(a_question())], seed=0).time == each
    assert plan_again(a_plan(time=whole), [again(a_question())], seed=0).time is None


def test_the_candidates_case_goes_with_a_single_question_alone() -> None:
    base = a_plan(portfolio="My case.")
    assert plan_again(base, [again(OWN_CASE)], seed=0).portfolio == "My case."
    assert plan_again(base, [again(a_question("a")), again(a_question("b"))], seed=0).portfolio == ""


def test_a_plan_that_repeats_nothing_points_nowhere() -> None:
    assert a_plan().earlier(0) is None
