"""The words and drawings of the app: pure functions, so tested as such."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.evidence import Mark
from interview_coach.domain.grade import Evidence
from interview_coach.tui.safe_text import one_line, pasted, shown
from interview_coach.tui.utterances import Voice, utterances
from interview_coach.tui.widgets.countdown import time_in_words
from interview_coach.tui.widgets.level_bar import BAND, BOTH, GUESS, LEVEL, level_bar
from interview_coach.tui.widgets.marked_answer import marked
from interview_coach.tui.words import clock, counted, moment, spaced, spoken_level
from tests.support.events import answered, asked, started


@given(st.text())
@settings(max_examples=100)
def test_shown_text_keeps_its_length_and_holds_no_control(text: str) -> None:
    safe = shown(text)
    assert len(safe) == len(text)
    assert not any((ord(c) < 32 and c not in "\t\n") or 0x7F <= ord(c) < 0xA0 for c in safe)
    safe.encode()


def test_escapes_and_direction_marks_become_visible() -> None:
    assert shown("\x1b[31m\x07\x7f\x9b\u202e") == "␛[31m␇␡��"


def test_pasted_lines_end_alike() -> None:
    assert pasted("a\r\nb\rc\n") == "a\nb\nc\n"


def test_one_line_is_cut_with_a_sign() -> None:
    assert one_line("a  b\nc") == "a b c"
    assert one_line("abcdef", 4) == "abc…"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (None, "0:42 gone"),
        (252.0, "4:12 left"),
        (3700.0, "1:01:40 left"),
        (120.0, "Under 2 minutes: 2:00"),
        (60.0, "Last minute: 1:00"),
        (0.4, "Last minute: 0:00"),
        (0.0, "Time is up: finish your sentence"),
        (-90.0, "Time is up: finish your sentence"),
    ],
)
def test_time_in_words(left: float | None, said: str) -> None:
    assert time_in_words(left, 42.0, paused=False) == said
    assert time_in_words(left, 42.0, paused=True) == f"Paused · {said}"


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (3, f"{(datetime(2026, 11, 17, tzinfo=UTC)):%-d %b} ")]
)
def test_moments(days: int, said: str) -> None:
    now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert moment(now - timedelta(days=days), now).startswith(said)


def test_an_old_moment_names_its_year() -> None:
    now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert "2024" in moment(now.replace(year=2024), now)


def test_small_words() -> None:
    assert clock(-3) == "0:00"
    assert counted(1, "word") == "1 word"
    assert counted(1200, "word") == "1,200 words"
    assert spaced("evaluation-design") == "Evaluation design"
    assert spaced("") == ""
    assert (spoken_level(1.0), spoken_level(2.5), spoken_level(5.0)) == ("not shown", "solid", "outstanding")


@given(st.floats(1, 5), st.floats(0, 2), st.none() | st.integers(1, 5), st.integers(5, 40))
@settings(max_examples=100)
def test_a_level_bar_always_shows_its_level_and_the_guess(
    level: float, margin: float, guess: int | None, cells: int
) -> None:
    bar = level_bar(level, margin=margin, guess=guess, cells=cells).plain
    assert len(bar) == cells + 4
    assert bar.count(LEVEL) + bar.count(BOTH) == 1
    assert (bar.count(GUESS) + bar.count(BOTH) >= 1) == (guess is not None) or BOTH in bar


def test_a_level_bar_without_a_level_is_empty() -> None:
    assert not set(level_bar(None).plain) & {LEVEL, BAND, GUESS}


@given(st.text(min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=5))
@settings(max_examples=100)
def test_marking_loses_no_word(text: str, spans: list[tuple[int, int]]) -> None:
    found = [(start, min(start + length, len(text))) for start, length in spans if start < len(text)]
    marks = [
        Mark(number, "method", Evidence.model_construct(quote=text[a:b], turn=0, start=a, end=b))
        for number, (a, b) in enumerate(found, start=1)
    ]
    plain = marked(text, marks, "method").plain
    for mark in marks:
        plain = plain.replace(f"[{mark.number}]", "", 1) if f"[{mark.number}]" not in shown(text) else plain
    if not any(f"[{m.number}]" in text for m in marks):
        assert plain == shown(text)


def test_markers_stand_where_their_quotes_end() -> None:
    text = "I collect notes and count errors."
    marks = [
        Mark(1, "method", Evidence(quote="collect notes", turn=0, start=2, end=15)),
        Mark(2, "rigour", Evidence(quote="notes and count", turn=0, start=10, end=25)),
    ]
    content = marked(text, marks, "rigour")
    assert content.plain == "I collect notes[1] and count[2] errors."
    assert marked("[bold]x[/bold]", [], None).plain == "[bold]x[/bold]"


def test_a_conversation_is_told_in_order() -> None:
    from interview_coach.domain.events import ClarificationAsked, ExchangeClosed, HintAsked
    from interview_coach.domain.replay import replay
    from tests.support.events import at

    told = utterances(
        replay(
            [
                started(2),
                asked(1),
                HintAsked(at=at(2), exchange=0),
                asked(3, purpose="hint", text="Think."),
                ClarificationAsked(at=at(4), exchange=0),
                asked(5, purpose="clarify", text="200 nurses."),
                ClarificationAsked(at=at(6), exchange=0, text="Who?"),
                answered(40),
                asked(50, purpose="probe", text="Why?"),
                ExchangeClosed(at=at(60), exchange=0),
            ]
        )
    )
    assert [(u.voice, u.name) for u in told] == [
        (Voice.NOTE, "Question 1 of 2"),
        (Voice.INTERVIEWER, "Warm peer"),
        (Voice.NOTE, "You asked for hint 1 of 3"),
        (Voice.INTERVIEWER, "Warm peer · hint"),
        (Voice.NOTE, "You asked to clarify the question"),
        (Voice.INTERVIEWER, "Warm peer · clarifies"),
        (Voice.CANDIDATE, "You · to clarify"),
        (Voice.CANDIDATE, "You · 6 words in 0:30"),
        (Voice.INTERVIEWER, "Warm peer · follow-up"),
        (Voice.NOTE, "You skipped the rest of this question."),
    ]
