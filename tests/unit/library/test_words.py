from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.base import SLUG_PATTERN
from interview_coach.library.words import FreeIds, closest, did_you_mean, harmless, listed, one_of, shown, slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("What could go wrong?", "what-could-go-wrong"),
        ("Don't panic", "dont-panic"),
        ("Crème brûlée", "creme-brulee"),
        ("../../etc/passwd", "etc-passwd"),
        ("a_b c", "a-b-c"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 200, "x" * 56),
    ],
)
def test_slugs_are_made_of_the_first_words(text: str, slug: str) -> None:
    assert slug_of(text, fallback="question") == slug


def test_text_without_latin_letters_has_an_id_that_depends_on_it_alone() -> None:
    first, second = slug_of("Что не так?", fallback="question"), slug_of("何ですか", fallback="question")
    assert re.fullmatch(r"question-[0-9a-f]{8}", first)
    assert first == slug_of("Что не так?", fallback="question") != second


@given(st.text())
@settings(max_examples=200)
def test_every_slug_is_an_id(text: str) -> None:
    assert re.fullmatch(SLUG_PATTERN, slug_of(text, fallback="question"))


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "b"]), max_size=12))
@settings(max_examples=100)
def test_free_ids_never_repeat(wanted: list[str]) -> None:
    free = FreeIds({"a-2"})
    given_out = [free.like(w) for w in wanted]
    assert len(set(given_out)) == len(given_out)
    assert "a-2" not in given_out


def test_thousands_of_equal_ids_are_counted_on() -> None:
    free = FreeIds(())
    assert [free.like("a") for _ in range(20_000)][-1] == "a-20000"


def test_the_word_that_was_meant() -> None:
    assert closest("weigth", ["id", "weight", "text"]) == "weight"
    assert closest("Failure_Mode", ["failure-modes", "ethics"]) == "failure-modes"
    assert closest("zebra", ["weight"]) is None
    assert closest("w" * 100_000, ["w" * 100_000]) is None
    assert did_you_mean("weigth", ["weight"]) == ": did you mean `weight`?"
    assert did_you_mean("weigth", ["weigh\x1bt"]) == ": did you mean `weigh\\x1bt`?"
    assert did_you_mean("zebra", ["weight"]) == ""


def test_lists_of_words() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed([]) == one_of([]) == ""
    assert one_of(["a", "b\x1b\n", "c"]) == "a, b\\x1b  or c"
    assert one_of(map(str, range(10_000))).endswith("38, 39, …")


@given(st.text())
@settings(max_examples=200)
def test_what_is_shown_is_short_and_on_one_line(text: str) -> None:
    seen = shown(text)
    assert len(seen) <= 62
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", seen)


def test_control_characters_are_shown_as_numbers() -> None:
    assert harmless("\x1b[31mred\u202e\nnew") == "\\x1b[31mred\\u202e new"
