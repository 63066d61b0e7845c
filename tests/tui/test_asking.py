"""Pure pieces of asking models: what is said meanwhile, what stays of long streams, paths as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.domain.rubric import Criterion
from interview_coach.domain.usage import Spent, Usage
from interview_coach.tui import score_words
from interview_coach.tui.asking_words import spent_in_short, waiting_words
from interview_coach.tui.own_case import path_of
from interview_coach.tui.widgets.utterance import LONGEST_PAGE, PAGE, page_turned
from tests.support.events import graded


def test_what_the_endpoint_said_is_cut_and_the_seconds_stay() -> None:
    said = waiting_words("the endpoint is [busy] and tells a story · try 2 of 4 in 5 s", speaks=False, room=60)
    assert said == "The endpoint is [busy] an… · try 2 of 4 in 5 s · Esc cancels"
    assert len(said) <= 60
    assert waiting_words("", speaks=False, room=60) == "The interviewer makes up its mind … · Esc cancels"
    assert waiting_words("speaking …", speaks=True, room=60) == "The interviewer is speaking … · Esc cancels"


def test_what_was_spent_is_told_in_short() -> None:
    assert spent_in_short(Spent()) == ""
    usage = Usage(input_tokens=12_000, output_tokens=300)
    assert spent_in_short(Spent(requests=2, usage=usage, dollars=0.04)) == "12.3k tokens · $0.04"
    assert spent_in_short(Spent(requests=2, usage=usage, unpriced=2)) == "12.3k tokens"


def test_a_page_of_a_long_stream_ends_between_paragraphs_and_never_inside_code() -> None:
    assert page_turned("x", "y\n\nz") == ("y\n\nz", None)
    assert page_turned("x" * PAGE, "y\n\nz") == ("y\n\n", "z")
    assert page_turned("```" + "x" * PAGE, "y\n\nz") == ("y\n\nz", None)
    assert page_turned("x" * LONGEST_PAGE, "y") == ("", "y")


@pytest.mark.parametrize("typed", ["/a b/c.md", " '/a b/c.md' ", '"/a b/c.md"', "/a\\ b/c.md"])
def test_a_path_is_understood_as_it_is_typed_or_dragged(typed: str) -> None:
    assert path_of(typed) == Path("/a b/c.md")


def test_no_path_a_home_and_a_stranger_s_home() -> None:
    assert path_of("  ") is None
    assert path_of("~/case.md") == Path.home() / "case.md"
    assert path_of("~nobody-of-this-name/x") == Path("~nobody-of-this-name/x")


def test_a_full_grade_shows_no_margin_and_tells_its_samples() -> None:
    criterion = Criterion(id="method", title="Method", weight=1, levels=dict.fromkeys(range(1, 6), "What it takes."))
    found = graded("method", 3.5, "notes").model_copy(update={"margin": 0.5, "samples": (3.0, 4.0)})
    full = str(score_words.criterion_line(criterion, found, guess=None, width=80, estimate=False))
    assert "±" not in full and "3.5" in full
    assert "±0.5" in str(score_words.criterion_line(criterion, found, guess=None, width=80))
    assert "mean of 3, 4" in str(score_words.criterion_details(criterion, found, ()))
