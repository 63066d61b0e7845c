"""The report on the offline grader is what the shipped content gives."""

from __future__ import annotations

import pytest

from scripts.measuring import Placed, gaps, orders, placed, topics
from scripts.offline_report import DOCUMENT, report

pytestmark = pytest.mark.xdist_group("measures")
"""They share what takes seconds to measure."""


@pytest.fixture(scope="module")
def exemplars() -> list[Placed]:
    return placed()


def test_the_document_is_up_to_date() -> None:
    wanted, found = report(), DOCUMENT.read_text(encoding="utf-8")
    assert found == wanted, "run: python -m scripts.offline_report"


def test_exemplars_stand_in_their_order() -> None:
    found = orders()
    assert [order.question.id for order in found if not order.on_mean] == []
    assert sum(order.rising_steps for order in found) >= 0.9 * sum(order.steps for order in found)


def test_exemplars_of_unknown_questions_are_placed_far_better_than_by_a_constant(exemplars: list[Placed]) -> None:
    wrong = sum(abs(one.left_out - one.level) for one in exemplars)
    assert wrong < 0.5 * sum(abs(3 - one.level) for one in exemplars)


def test_jargon_does_not_pay() -> None:
    assert all(abs(gap.levels) <= 1 for gap in gaps())


def test_answers_to_other_questions_are_noticed_and_true_ones_kept() -> None:
    found = topics()
    assert found.wrong_above_2 <= 0.02 * found.wrong
    assert found.true_lost <= 0.01 * found.true
    assert found.held_exemplars == 0
