"""Comparing attempts: differences where they mean something, and the reason where they do not."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.attempt import Attempt, CriterionLevel, Scale
from interview_coach.domain.comparing import Change, compare_attempts, differences, word_changes
from interview_coach.domain.vocabulary import (
    Background,
    CloseReason,
    Difficulty,
    Engine,
    Format,
    Seniority,
    Track,
)
from tests.support.events import START

SCALE = Scale(
    engine=Engine.CLAUDE,
    model="opus",
    prompt_hash="p1",
    full=True,
    samples=1,
    rubric="testing",
    rubric_hash="r1",
    seniority=Seniority.MID,
)
OFFLINE = SCALE.model_copy(
    update={"engine": Engine.OFFLINE, "model": "lexical-1", "prompt_hash": "", "full": False, "seniority": None}
)


def attempt(level: float | None = 3.0, scale: Scale | None = SCALE, **changes: Any) -> Attempt:
    fields: dict[str, Any] = {
        "interview": "one",
        "exchange": 0,
        "at": START,
        "format": Format.DRILL,
        "track": Track.PLATFORM,
        "seniority": Seniority.MID,
        "background": Background.FROM_PM,
        "question": "golden-set",
        "bank": "test-bank",
        "competency": "evaluation-design",
        "title": "Golden set",
        "question_hash": "q1",
        "difficulty": Difficulty.MEDIUM,
        "closed": CloseReason.ANSWERED,
        "answered": True,
        "interviewed_by": Engine.CLAUDE,
        "scale": scale,
        "level": level,
        "criteria": tuple(CriterionLevel(criterion=c, title=c.title(), level=level) for c in ("method", "rigour")),
        "ungraded": "" if level is not None else "The key was refused.",
    }
    return Attempt(**(fields | changes))


def test_two_attempts_on_one_scale_have_differences() -> None:
    later = attempt(4.25, at=START + timedelta(days=2), interview="two", hints=2)
    found = compare_attempts(attempt(3.0), later)
    assert found.comparable
    assert found.delta == 1.25
    assert [(c.criterion, c.delta) for c in found.criteria] == [("method", 1.25), ("rigour", 1.25)]
    assert found.remarks == ("Hints: 0 and 2.",)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"model": "sonnet"}, "Different graders: claude (opus) and claude (sonnet)."),
        ({"prompt_hash": "p2"}, "The grader's instructions changed (prompt p1 and p2)."),
        ({"prompt_hash": ""}, "The grader's instructions changed (prompt p1 and none)."),
        ({"rubric_hash": "r2"}, "The rubric testing changed (r1 and r2)."),
        ({"rubric": "other"}, "Different rubrics: testing and other."),
        ({"seniority": Seniority.DIRECTOR}, "Graded for different seniorities: mid and director."),
        ({"full": False}, "One is a coverage estimate (±1 level), the other a full grade."),
    ],
)
def test_what_was_measured_differently_is_not_compared(changes: dict[str, Any], reason: str) -> None:
    found = compare_attempts(attempt(3.0), attempt(5.0, scale=SCALE.model_copy(update=changes)))
    assert found.obstacles == (reason,)
    assert found.delta is None
    assert (found.before, found.after) == (3.0, 5.0), "both levels are still shown"


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        (attempt(question="other"), "Different questions: golden-set and other."),
        (attempt(question_hash="q2"), "The question golden-set was edited between the two."),
        (attempt(None), "The second has no level: The key was refused."),
        (attempt(None, scale=None), "One of the two is not graded."),
    ],
)
def test_what_cannot_be_compared_says_why(after: Attempt, reason: str) -> None:
    assert reason in compare_attempts(attempt(), after).obstacles


def test_several_samples_are_a_remark_and_no_obstacle() -> None:
    found = compare_attempts(attempt(), attempt(scale=SCALE.model_copy(update={"samples": 3})))
    assert found.comparable
    assert found.remarks == ("Graded once and 3 times.",)


def test_another_seniority_is_an_obstacle_for_full_grades_and_a_remark_for_estimates() -> None:
    director = SCALE.model_copy(update={"seniority": Seniority.DIRECTOR})
    full = compare_attempts(attempt(), attempt(scale=director, seniority=Seniority.DIRECTOR))
    assert (full.obstacles, full.remarks) == (("Graded for different seniorities: mid and director.",), ())
    rough = compare_attempts(attempt(scale=OFFLINE), attempt(4.0, scale=OFFLINE, seniority=Seniority.DIRECTOR))
    assert rough.delta == 1.0
    assert rough.remarks == ("Practised for different seniorities: mid and director.",)


def test_estimates_are_comparable_with_one_another() -> None:
    assert differences(OFFLINE, OFFLINE) == ()
    assert len(differences(OFFLINE, SCALE)) == 1, "that one is an estimate says it all"


def test_a_criterion_that_only_one_has_is_kept_without_a_difference() -> None:
    before = attempt(criteria=(CriterionLevel(criterion="old", title="Old", level=2),))
    after = attempt(criteria=(CriterionLevel(criterion="new", title="New", level=4),))
    found = compare_attempts(before, after).criteria
    assert [(c.title, c.before, c.after, c.delta) for c in found] == [("New", None, 4, None), ("Old", 2, None, None)]


def test_words_added_and_dropped() -> None:
    found = word_changes("I would test it on real notes.", "I would test it on 200 real notes, twice.")
    assert [(p.change, p.text.strip()) for p in found] == [
        (Change.KEPT, "I would test it on"),
        (Change.ADDED, "200"),
        (Change.KEPT, "real"),
        (Change.DROPPED, "notes."),
        (Change.ADDED, "notes, twice."),
    ]


texts = st.lists(st.sampled_from(["a", "b", "c", "[x]", "é", "\n", "a\n"]), max_size=25).map(" ".join)


@given(texts, texts)
def test_the_passages_give_both_texts_back(before: str, after: str) -> None:
    found = word_changes(before, after)
    assert "".join(p.text for p in found if p.change is not Change.DROPPED).split() == after.split()
    assert "".join(p.text for p in found if p.change is not Change.ADDED).split() == before.split()
    assert "".join(p.text for p in found if p.change is not Change.DROPPED).strip() == after.strip()
    assert all(p.text[-1].isspace() for p in found), "no passage runs into the next"


@pytest.mark.parametrize(
    ("before", "after"),
    [("a " * 4000, "a b " * 4000), ("a b c d " * 700, "d c b a e " * 700), ("well " * 300, "well so " * 300)],
)
def test_a_word_said_over_and_over_costs_no_time(before: str, after: str) -> None:
    begun = time.process_time()
    found = word_changes(before, after)
    assert time.process_time() - begun < 2
    assert "".join(p.text for p in found if p.change is not Change.DROPPED).split() == after.split()
    assert "".join(p.text for p in found if p.change is not Change.ADDED).split() == before.split()


def test_long_answers_that_hardly_differ_are_told_word_by_word() -> None:
    said = " ".join(f"word{n % 40}" for n in range(4000))
    found = word_changes(said, said.replace("word7 word8", "word7 indeed word8", 1))
    assert [(p.change, p.text) for p in found if p.change is not Change.KEPT] == [(Change.ADDED, "indeed ")]
