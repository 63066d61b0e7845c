"""Quotes are found where they stand, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interview_coach.domain.evidence import is_verbatim
from interview_coach.domain.replay import replay
from interview_coach.domain.transcript import Exchange
from interview_coach.grading.quotes import FEWEST_LETTERS, locate, locate_all
from tests.support.events import answered, asked, started


def exchange_saying(text: str, asked_for: str = "What would you do?") -> Exchange:
    return replay([started(), asked(1, text=asked_for), answered(2, text=text)]).exchanges[0]


SAID = "First I’d ask “who gets hurt?” – and then\n\n I count   the wrong answers, ward by ward… É is é."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("First I’d ask", "First I’d ask"),
        ('first i\'d ask "who gets hurt?" - and then', "First I’d ask “who gets hurt?” – and then"),
        ("- and then I count the wrong", "– and then\n\n I count   the wrong"),
        ('"I count the wrong answers"', "I count   the wrong answers"),
        ("ward by ward...", "ward by ward…"),
        ("answers, ward by ward... é is", "answers, ward by ward… É is"),
    ],
)
def test_white_space_quotation_marks_dashes_and_case_are_forgiven(quote: str, found: str) -> None:
    exchange = exchange_saying(SAID)
    evidence = locate(quote, exchange)
    assert evidence is not None
    assert evidence.quote == found
    assert is_verbatim(evidence, exchange)


@pytest.mark.parametrize(
    "quote",
    [
        *("", "   ", "I count", "count the right answers", "who gets hurt and then"),
        *("First I’d ask … the wrong answers", "the interviewer's words here"),
    ],
)
def test_other_words_short_ones_and_gaps_are_not_found(quote: str) -> None:
    assert locate(quote, exchange_saying(SAID, asked_for="These are the interviewer's words here.")) is None


@given(st.text(max_size=200), st.data())
def test_every_part_of_an_answer_is_found_as_it_stands(text: str, data: st.DataObject) -> None:
    assume(text.strip())
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    exchange = exchange_saying(text)
    evidence = locate(quote, exchange)
    if evidence is not None:
        assert is_verbatim(evidence, exchange)
    elif quote.isascii() and not set(quote) & set("\"'`"):
        assert sum(c.isalnum() for c in quote) < FEWEST_LETTERS


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_found_was_said(quote: str, text: str) -> None:
    exchange = exchange_saying(text or "x")
    found, lost = locate_all([quote], exchange)
    assert len(found) + len(lost) == 1
    assert all(is_verbatim(evidence, exchange) for evidence in found)


def test_one_passage_counts_once() -> None:
    found, lost = locate_all(
        ["I count the wrong answers", "i count the WRONG answers", 7, "nobody said that"], exchange_saying(SAID)
    )
    assert len(found) == 1
    assert lost == ("7", "nobody said that")
