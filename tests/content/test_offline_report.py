"""The report on the offline grader is what the shipped content gives, and what it says is good enough."""

from __future__ import annotations

from scripts.measuring import gaps, orders, placed, topics
from scripts.offline_report import DOCUMENT, report


def test_the_document_is_up_to_date_and_its_figures_are_good_enough() -> None:
    """One test, because measuring takes seconds and the parts share it."""
    assert DOCUMENT.read_text(encoding="utf-8") == report(), "run: python -m scripts.offline_report"

    in_order = orders()
    assert [order.question.id for order in in_order if not order.on_mean] == []
    assert sum(order.rising_steps for order in in_order) >= 0.9 * sum(order.steps for order in in_order)

    exemplars = placed()
    wrong = sum(abs(one.left_out - one.level) for one in exemplars)
    by_a_constant = sum(abs(3 - one.level) for one in exemplars)
    assert wrong < 0.5 * by_a_constant, "exemplars of unknown questions are placed far better than by a constant"

    assert all(abs(gap.levels) <= 1 for gap in gaps()), "jargon does not pay"

    told_apart = topics()
    assert told_apart.wrong_above_2 <= 0.02 * told_apart.wrong, "answers to other questions are noticed"
    assert told_apart.true_lost <= 0.01 * told_apart.true, "and true ones kept"
    assert told_apart.held_exemplars == 0
