from __future__ import annotations

import pytest

from interview_coach.domain.question import ContextItem
from interview_coach.lexical.matching import fitting_context, is_counter_question, is_general
from tests.support.events import a_question

ITEMS = (
    ContextItem(about="users, who", tell="Two hundred nurses use it on the ward."),
    ContextItem(about="cost of a mistake", tell="A wrong dose on the ward harms a patient."),
    ContextItem(about="languages", tell="On every ward half of the notes are in Welsh."),
)
QUESTION = a_question(context=ITEMS)


@pytest.mark.parametrize(
    ("asked", "fitting"),
    [
        ("How costly is a mistake?", [1]),
        ("Which languages do we need?", [2]),
        ("How many nurses are there?", [0]),
        ("What does a mistake do to a patient, and in which language?", [1, 2]),
        ("When is the board meeting?", []),
        ("How big is the team?", []),
        ("Which patients complained to the regulator last autumn?", []),
    ],
)
def test_the_facts_that_fit_what_was_asked(asked: str, fitting: list[int]) -> None:
    assert fitting_context(QUESTION, asked) == fitting


@pytest.mark.parametrize("asked", ["", "Could you tell me a bit more about it?", "Any details?", "And the ward?"])
def test_what_was_asked_in_general_is_told_by_every_fact_in_order(asked: str) -> None:
    assert fitting_context(QUESTION, asked) == [0, 1, 2]


def test_without_facts_nothing_fits() -> None:
    assert fitting_context(a_question(context=()), "nurses") == []
    assert is_general("Can you give me some more context, please?")
    assert not is_general("Can you give me the budget?")


@pytest.mark.parametrize(
    "text",
    [
        "What exactly did the customer ask for?",
        "Sure, one thing first. How many of them are there, and since when?",
        "Who else knows about this? And since when?",
        "When do you need it?",
    ],
)
def test_a_short_question_to_the_interviewer_is_one(text: str) -> None:
    assert is_counter_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Why?",
        "I would ask the nurses first.",
        "Couldn't we just ask two of the nurses to judge it?",
        "What if we started with a single ward?",
        "Well, why don't we wait a week?",
        "Who gets hurt? I would start with the patients on the ward, because a wrong dose harms them.",
        "Who judges it? " * 12,
    ],
)
def test_proposals_and_thinking_aloud_are_none(text: str) -> None:
    assert not is_counter_question(text)
