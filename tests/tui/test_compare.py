"""Two sides compared: levels and differences where they mean something, reasons where not, words added and dropped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.comparing import compare_attempts, word_changes
from interview_coach.domain.levels import shown_change
from interview_coach.domain.replay import replay
from interview_coach.domain.transcript import Transcript
from interview_coach.tui import compare_words, grading_words
from interview_coach.tui.comparables import in_order, other_gradings
from interview_coach.tui.compare_words import Side, side
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.comparison import ComparisonScreen
from interview_coach.tui.widgets.flowing import line_breaks
from interview_coach.tui.widgets.turn_blocks import emphasised
from tests.support.events import FULL_GRADER, START
from tests.support.past import FIRST, SECOND, a_past_interview, graded_exchange
from tests.support.tui import LARGE, SMALL, TINY, Desk, desk

HOSTILE = "I would [b]launch[/b] \x1b[31mred\x1b[0m and collect 200 real notes from every ward in the hospital first."


def _side(name: str, answer: str, started: float = 0.0, **grading: Any) -> Side:
    found = side(replay(a_past_interview(name, answer, started=started, **grading)), 0)
    assert found is not None
    return found


def _twice(**second: Any) -> Transcript:
    """Return an interview that was graded twice."""
    again = graded_exchange(0, 500, FIRST, **({"quotes": (FIRST[10:30],), "run": "run-2"} | second))
    return replay([*a_past_interview("twice", FIRST), *again])


async def _show(seat: Desk, before: Side, after: Side) -> ComparisonScreen:
    seat.app.push_screen(ComparisonScreen(before=before, after=after))
    return await seat.on(ComparisonScreen)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_two_attempts_stand_side_by_side_with_what_rose_and_fell(tmp_path: Path, size: tuple[int, int]) -> None:
    before = _side("one", FIRST, levels=(2.0, 3.0), grader=FULL_GRADER)
    after = _side("two", SECOND, started=9_000, levels=(4.0, 2.5), grader=FULL_GRADER)
    async with desk(tmp_path, size=size) as seat:
        await _show(seat, before, after)
        assert seat.words("#verdict") == "The level rose by 1.0."
        shown = seat.shown()
        assert "▲ +2.0" in shown and "▼ −0.5" in shown
        assert "Before" in seat.words("#before") and "2.4 of 5" in seat.words("#before")
        assert seat.words("#reasons").startswith("Method")
        await seat.press("down")
        assert seat.words("#reasons").startswith("Rigour")
        assert "added" in seat.words("#legend") and "+start" in seat.words("#words")
        await seat.press("w", "space", "pageup")


async def test_what_cannot_be_compared_gets_reasons_and_no_differences(tmp_path: Path) -> None:
    before = _side("one", FIRST)
    after = _side("two", SECOND, started=9_000, grader=FULL_GRADER)
    async with desk(tmp_path, size=LARGE) as seat:
        await _show(seat, before, after)
        assert "cannot be compared" in seat.words("#verdict")
        assert "One is a coverage estimate (±1 level), the other a full grade." in seat.words("#verdict")
        assert "▲" not in seat.shown() and "▼" not in seat.shown()
        assert "−collect" in seat.words("#words")


async def test_two_grades_of_one_answer(tmp_path: Path) -> None:
    transcript = _twice(levels=(4.0, 2.0), rubric_hash="other")
    found = other_gradings(transcript, 0, 1)
    assert len(found) == 1 and "rubric" in found[0].line.plain.lower()
    before, after = side(transcript, 0, "run-1"), side(transcript, 0, "run-2")
    assert before is not None and after is not None
    async with desk(tmp_path) as seat:
        await _show(seat, *in_order(after, before))
        assert "two grades of one answer" in seat.words("#top") and "grading 1" in seat.words("#before")
        assert "The rubric testing changed (abc123 and other)." in " ".join(seat.words("#verdict").split())
        assert "Word for word the same." in seat.words("#legend")


async def test_hostile_words_are_shown_and_a_tiny_terminal_does_no_harm(tmp_path: Path) -> None:
    before, after = _side("one", FIRST), _side("two", HOSTILE, started=9_000)
    async with desk(tmp_path, size=TINY) as seat:
        await _show(seat, before, after)
        await seat.press("down", "w", "space", "pageup")
        assert "[b]" in seat.words("#words") and "\x1b" not in seat.words("#words")
        await seat.press("escape")


async def test_answers_that_are_too_long_are_not_compared_word_by_word(tmp_path: Path) -> None:
    long = FIRST + " and so on" * 4_000
    async with desk(tmp_path) as seat:
        await _show(seat, _side("one", FIRST), _side("two", long, started=9_000))
        assert "too many to compare" in seat.words("#words")


def test_a_difference_too_small_to_show_is_none() -> None:
    assert compare_words.signed(0.04) == "= 0.0" and compare_words.signed(-0.04) == "= 0.0"
    assert compare_words.signed(0.25) == "▲ +0.2" and compare_words.signed(None) == "–"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (3.86, 4.04, "rose by 0.1"),
        (3.84, 4.06, "rose by 0.3"),
        (3.96, 4.04, "is the same"),
        (4.44, 3.96, "fell by 0.4"),
    ],
)
def test_whoever_subtracts_the_levels_that_are_shown_finds_the_same(before: float, after: float, said: str) -> None:
    one = compare_attempts(_side("one", FIRST).attempt, _side("two", SECOND, started=9_000).attempt)
    both = one.model_copy(update={"before": before, "after": after})
    assert compare_words.verdict_on(both, estimates=False) == f"The level {said}."
    assert shown_change(before, after) == round(float(f"{after:.1f}") - float(f"{before:.1f}"), 1)


def test_the_redo_is_set_beside_the_earlier_attempt_in_a_sentence() -> None:
    before, after = _side("one", FIRST), _side("two", SECOND, started=9_000, levels=(4.0, 2.0))
    sentence = compare_words.beside_earlier(compare_attempts(before.attempt, after.attempt), before, after)
    assert "about 2.6 then, about 3.2 now (▲ +0.6, each ±1)" in sentence
    full = _side("two", SECOND, started=9_000, grader=FULL_GRADER)
    sentence = compare_words.beside_earlier(compare_attempts(before.attempt, full.attempt), before, full)
    assert "coverage estimate" in sentence and "▲" not in sentence


def test_a_difference_between_estimates_is_not_made_more_of_than_it_is() -> None:
    before, after = _side("one", FIRST), _side("two", SECOND, started=9_000, levels=(4.0, 2.0))
    comparison = compare_attempts(before.attempt, after.attempt)
    said = compare_words.verdict_on(comparison, estimates=compare_words.both_estimates(before, after))
    assert said == f"The coverage estimate rose by 0.6. {compare_words.ESTIMATES_CLOSE}"
    far = comparison.model_copy(update={"before": 1.3, "after": 4.7})
    assert compare_words.ESTIMATES_APART in compare_words.verdict_on(far, estimates=True)
    assert compare_words.verdict_on(far, estimates=False) == "The level rose by 3.4."


def test_a_question_that_is_not_over_has_no_side() -> None:
    events = a_past_interview("one", FIRST)
    assert side(replay(events[:3]), 0) is None
    assert side(replay(events), 7) is None


def test_gradings_say_which_one_counts_and_how_two_differ() -> None:
    transcript = _twice(grader=FULL_GRADER)
    exchange = transcript.exchanges[0]
    lines = [grading_words.grading_line(exchange, place, START).plain for place in (0, 1)]
    assert "counts" not in lines[0] and "counts" in lines[1] and "prompt abc" in lines[1]
    assert "coverage estimate" in grading_words.how_they_differ(exchange, 0, 1)
    assert "can be compared" in grading_words.how_they_differ(exchange, 0, 0)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_words_of_both_sides_are_all_there(before: str, after: str) -> None:
    content = compare_words.changed_words(word_changes(before, after)).plain
    for text in (before, after):
        for word in text.split():
            assert shown(word) in content
    assert "\x1b" not in content


@given(st.text(max_size=200), st.integers(1, 60))
def test_lines_hold_every_word_and_are_never_too_wide(text: str, width: int) -> None:
    from rich.cells import cell_len, get_character_cell_size

    lines = [text[start:end] for start, end in line_breaks(text, width)]
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    widest = max((get_character_cell_size(character) for character in text), default=1)
    assert all(cell_len(line) <= max(width, widest) for line in lines)
    assert len(lines) >= text.count("\n") + 1


def test_emphasis_is_shown_and_nothing_else_is_markup() -> None:
    assert emphasised("Is it **good enough** for *you*?").plain == "Is it good enough for you?"
    assert emphasised("2 * 3 * 4, [b]x[/b] **").plain == "2 * 3 * 4, [b]x[/b] **"
