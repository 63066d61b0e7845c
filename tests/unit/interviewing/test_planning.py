"""Which questions an interview gets, and what is said where none fits."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.conversation import PROBE_BUDGETS
from interview_coach.domain.plan import Choices, Plan, TimeLimit
from interview_coach.domain.question import Question
from interview_coach.domain.vocabulary import Background, Difficulty, Engine, Format, Seniority, Track
from interview_coach.errors import PlanError
from interview_coach.interviewing.planning import make_plan, what_was_relaxed
from interview_coach.interviewing.weights import weight
from tests.support.events import a_question, a_rubric
from tests.support.interviews import a_stakeholder

RUBRICS = {"testing": a_rubric(), "other": a_rubric("other")}
TOPICS = ("data-strategy", "ethics", "evaluation-design", "failure-modes", "model-selection")
POOL = [
    a_question(f"{topic}-{number}", competency=topic, difficulty=difficulty)
    for topic in TOPICS
    for number, difficulty in enumerate((Difficulty.HARD, Difficulty.EASY, Difficulty.MEDIUM))
]
SCENES = [
    a_question(
        f"scene-{n}", competency="stakeholder-scenarios", formats=(Format.ROLEPLAY,), stakeholder=a_stakeholder()
    )
    for n in range(3)
]


CASES = [a_question(f"case-{n}", competency="portfolio-and-story", formats=(Format.PORTFOLIO,)) for n in range(4)]


def plan(
    questions: list[Question] | None = None, /, *, recent: tuple[str, ...] = (), seed: int = 1, **choices: Any
) -> Plan:
    pool = [*POOL, *SCENES, *CASES] if questions is None else questions
    return make_plan(Choices(**choices), pool, RUBRICS, recent=recent, seed=seed)


def ids(made: Plan) -> list[str]:
    return [q.id for q in made.questions]


def test_a_drill_is_one_question_with_its_rubric_and_the_choices() -> None:
    limit = TimeLimit(minutes=4)
    made = plan(track=Track.PLATFORM, seniority=Seniority.SENIOR, persona="risk-counsel", time=limit, questions=9)
    assert len(made.questions) == 1
    assert [r.id for r in made.rubrics] == ["testing"]
    assert (made.track, made.seniority, made.persona.value) == (Track.PLATFORM, Seniority.SENIOR, "risk-counsel")
    assert (made.time, made.engine, made.seed, made.redo_of) == (limit, Engine.OFFLINE, 1, None)


@pytest.mark.parametrize("form", Format)
def test_the_probe_budget_is_the_formats(form: Format) -> None:
    assert plan(format=form).probe_budget == PROBE_BUDGETS[form]


def test_a_mock_spreads_over_topics_with_safety_among_them_from_easy_to_hard() -> None:
    order = list(Difficulty)
    for seed in range(25):
        made = plan(format=Format.MOCK, questions=3, seed=seed)
        topics = [q.competency for q in made.questions]
        assert len(set(topics)) == 3
        assert {"ethics", "failure-modes"} & set(topics)
        levels = [order.index(q.difficulty) for q in made.questions]
        assert levels == sorted(levels)


def test_weightier_topics_come_more_often_and_no_topic_never() -> None:
    """Over many seeds, a platform role is asked about models more often than a product feature's."""

    def share(track: Track) -> Counter[str]:
        plans = [plan(format=Format.MOCK, questions=2, seed=seed, track=track) for seed in range(300)]
        return Counter(q.competency for made in plans for q in made.questions)

    platform, feature = share(Track.PLATFORM), share(Track.PRODUCT_FEATURE)
    assert set(platform) == set(feature) == set(TOPICS)
    assert platform["model-selection"] > feature["model-selection"]
    assert feature["evaluation-design"] > feature["model-selection"]


def test_nothing_asked_lately_is_asked_while_others_remain() -> None:
    recent = tuple(q.id for q in POOL if not q.id.endswith("-2"))
    for seed in range(20):
        made = plan(format=Format.MOCK, questions=5, seed=seed, recent=recent)
        assert {q.id.rpartition("-")[2] for q in made.questions} == {"2"}


def test_difficulties_are_mixed_while_there_is_a_choice() -> None:
    for seed in range(20):
        made = plan(format=Format.MOCK, questions=3, seed=seed)
        assert len({q.difficulty for q in made.questions}) == 3


@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize("background", Background)
def test_weights_are_above_nothing(track: Track, background: Background) -> None:
    for seniority in Seniority:
        for topic in (*TOPICS, "bread-baking"):
            assert weight(topic, track, seniority, background) > 0


def test_a_portfolio_interview_asks_about_the_case_that_was_brought() -> None:
    made = make_plan(
        Choices(format=Format.PORTFOLIO, questions=3), [*POOL, *CASES], RUBRICS, recent=(), seed=1, portfolio="# Mine"
    )
    assert {q.competency for q in made.questions} == {"portfolio-and-story"}
    assert len(made.questions) == 3
    assert made.portfolio == "# Mine"


def test_nobody_is_asked_about_a_case_who_did_not_want_to_be() -> None:
    formats = (Format.PORTFOLIO, Format.DRILL)
    both = [a_question(f"case-{n}", competency="portfolio-and-story", formats=formats) for n in range(9)]
    drills = {plan([*both, POOL[0]], seed=seed).questions[0].id for seed in range(20)}
    assert drills == {POOL[0].id}
    assert plan(both, topics=("portfolio-and-story",)).questions[0] in both


def test_chosen_topics_are_not_added_to() -> None:
    made = plan(format=Format.MOCK, questions=4, topics=("model-selection", "data-strategy"))
    assert sorted(q.competency for q in made.questions) == ["data-strategy"] * 2 + ["model-selection"] * 2


def test_only_the_formats_questions_are_asked() -> None:
    assert not {q.id for q in plan(format=Format.MOCK, questions=20).questions} & {q.id for q in SCENES}
    assert ids(plan(format=Format.ROLEPLAY))[0].startswith("scene")


def test_a_roleplay_needs_somebody_to_play() -> None:
    lonely = a_question("lonely", formats=(Format.ROLEPLAY,))
    with pytest.raises(PlanError, match="No question is meant for the format roleplay: choose another format"):
        plan([lonely], format=Format.ROLEPLAY)


def test_fewer_than_asked_for_gives_a_shorter_plan() -> None:
    assert len(plan(format=Format.MOCK, questions=20, topics=("ethics",)).questions) == 3


def test_the_same_seed_gives_the_same_plan_and_others_differ() -> None:
    assert plan(format=Format.MOCK, seed=5) == plan(format=Format.MOCK, seed=5)
    assert len({ids(plan(seed=seed))[0] for seed in range(40)}) > 8


def test_the_order_of_the_files_does_not_matter() -> None:
    assert ids(plan(POOL, format=Format.MOCK)) == ids(plan(POOL[::-1], format=Format.MOCK))


def test_questions_of_late_are_avoided_and_the_oldest_comes_back_first() -> None:
    topic = [q for q in POOL if q.competency == "ethics"]
    for seed in range(10):
        assert ids(plan(topic, recent=("ethics-0", "ethics-1"), seed=seed)) == ["ethics-2"]
        assert ids(plan(topic, recent=("ethics-0", "ethics-2", "ethics-1", "ethics-2"), seed=seed)) == ["ethics-1"]
        made = plan(topic, recent=("ethics-0", "ethics-1"), seed=seed, format=Format.MOCK, questions=2)
        assert set(ids(made)) == {"ethics-2", "ethics-1"}


def test_a_question_that_stands_twice_is_asked_once() -> None:
    assert ids(plan([POOL[0], POOL[0]], format=Format.MOCK, questions=2)) == [POOL[0].id]


FITS: list[tuple[dict[str, Any], str]] = [
    ({"tracks": (Track.PLATFORM,)}, "the track product-feature"),
    ({"seniorities": (Seniority.DIRECTOR,)}, "the seniority mid"),
    ({"backgrounds": (Background.FROM_TECHNICAL,)}, "the background from-pm"),
]


@pytest.mark.parametrize(("misfit", "said"), FITS)
def test_fit_is_relaxed_only_where_nothing_fits_and_then_it_says_so(misfit: dict[str, Any], said: str) -> None:
    odd, fitting = a_question("odd", **misfit), a_question("fitting")
    for seed in range(5):
        made = plan([odd, fitting], format=Format.MOCK, questions=2, seed=seed)
        assert ids(made) == ["fitting"]
        assert what_was_relaxed(made) is None
    relaxed = plan([odd])
    assert ids(relaxed) == ["odd"]
    assert what_was_relaxed(relaxed) == f"This question was not written for {said}: nothing closer was found."


def test_the_nearest_misfit_is_taken() -> None:
    near = a_question("near", seniorities=(Seniority.SENIOR,))
    far = a_question("far", seniorities=(Seniority.SENIOR,), tracks=(Track.VERTICAL,))
    assert ids(plan([far, near], format=Format.MOCK)) == ["near"]
    several = plan([far, a_question("far-2", seniorities=(Seniority.SENIOR,), backgrounds=("from-technical",))])
    assert len(several.questions) == 1


def test_all_that_was_relaxed_is_listed() -> None:
    far = [
        a_question(f"far-{n}", seniorities=("senior",), tracks=("vertical",), backgrounds=("from-technical",))
        for n in (1, 2)
    ]
    assert what_was_relaxed(plan(far, format=Format.MOCK)) == (
        "Some of these questions were not written for the track product-feature, the seniority mid or "
        "the background from-pm: nothing closer was found."
    )


def test_exactly_one_question_can_be_asked_for_whatever_the_topics_and_the_fit() -> None:
    odd = a_question("odd", tracks=(Track.VERTICAL,))
    made = plan([*POOL, odd], question_id="odd", topics=("ethics",), format=Format.MOCK, questions=5, recent=("odd",))
    assert ids(made) == ["odd"]


@pytest.mark.parametrize(
    ("choices", "questions", "message"),
    [
        ({"topics": ("ethic",)}, None, "no questions on the topic 'ethic'. Did you mean 'ethics'?"),
        ({"topics": ("ethics", "zzz")}, None, "no questions on the topic 'zzz'. There are: data-strategy, ethics,"),
        (
            {"topics": ("ethics",), "format": "roleplay"},
            None,
            "No question on the topic 'ethics' is meant for the format roleplay: choose another format, or another "
            "topic (stakeholder-scenarios).",
        ),
        ({}, [], "There are no questions to ask"),
        ({}, [a_question(rubric="lost")], "There are no questions to ask"),
        ({"question_id": "ethics-9"}, None, "There is no question 'ethics-9'. Did you mean 'ethics-"),
        ({"question_id": "scene-1"}, None, "'scene-1' is not meant for the format drill: choose the format roleplay."),
        ({"question_id": "lost"}, [a_question("lost", rubric="gone")], "cannot be asked: its rubric 'gone' is missing"),
        ({"question_id": "none"}, [a_question("none", formats=())], "no format suits it"),
    ],
)
def test_errors_say_what_to_loosen(choices: dict[str, Any], questions: list[Question] | None, message: str) -> None:
    with pytest.raises(PlanError) as caught:
        plan(questions, **choices)
    assert message in str(caught.value)


@settings(max_examples=60)
@given(
    seed=st.integers(),
    count=st.integers(1, 20),
    topics=st.sets(st.sampled_from(TOPICS)).map(tuple),
    recent=st.lists(st.sampled_from([q.id for q in POOL]), max_size=20).map(tuple),
)
def test_any_mock_is_distinct_on_topic_and_as_long_as_can_be(
    seed: int, count: int, topics: tuple[str, ...], recent: tuple[str, ...]
) -> None:
    made = plan(POOL, format=Format.MOCK, questions=count, topics=topics, recent=recent, seed=seed)
    available = [q for q in POOL if not topics or q.competency in topics]
    assert len(set(ids(made))) == len(made.questions) == min(count, len(available))
    counts = [sum(q.competency == t for q in made.questions) for t in (topics or TOPICS)]
    assert max(counts) - min(counts) <= 1
