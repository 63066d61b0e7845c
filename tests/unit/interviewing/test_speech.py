"""Putting utterances together: nothing twice, the same every time, cut into groups of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.replay import replay
from interview_coach.interviewing.choosing import stable_number
from interview_coach.interviewing.speech import Speech, chunks, sentences_of
from tests.support.events import answered, asked, started

POOL = ("First phrase.", "Second phrase.", "Third phrase.")


def speech(*said: str, seed: int = 0) -> Speech:
    events = [started(seed=seed), *(asked(n, text=text) for n, text in enumerate(said[:1]))]
    for number, text in enumerate(said[1:], start=1):
        events += [answered(10 * number), asked(10 * number + 1, purpose="probe", text=text)]
    return Speech(replay(events), 0)


def test_sentences_are_compared_by_their_words() -> None:
    assert list(sentences_of("Hold on!  “Why, then?” I ask…\n\n- so")) == ["hold on", "why then", "i ask", "so"]


def test_what_was_said_is_not_picked_again() -> None:
    one = speech("first PHRASE!", "Then: Second phrase. And more.", "second phrase")
    assert one.pick(POOL)
    assert one.text == "Third phrase."
    assert not one.pick(POOL)
    assert one.text == "Third phrase."


def test_what_the_candidate_said_may_be_said() -> None:
    events = [started(), asked(0), answered(1, text="First phrase.")]
    assert Speech(replay(events), 0).is_new("First phrase.")


def test_one_stale_sentence_makes_a_phrase_stale() -> None:
    assert not speech("Hold on. Why?").is_new("Hold on. What then?")


def test_added_text_is_remembered_but_never_refused() -> None:
    one = speech("A fact.")
    one.add("A fact.")
    one.break_paragraph()
    one.add("Another.")
    assert one.text == "A fact.\n\nAnother."
    assert not one.is_new("Another.")


def test_lines_come_in_their_order_verbatim() -> None:
    one = speech("Mild {line}.")
    lines = ("Mild {line}.", "Sharp {0}.", "Last %s.")
    assert one.next_of(lines)
    assert one.text == "Sharp {0}."
    assert one.next_of(lines)
    assert not one.next_of(lines)


def test_the_choice_depends_on_the_seed_alone() -> None:
    texts = set()
    for seed in range(30):
        one, again = speech(seed=seed), speech(seed=seed)
        one.pick(POOL)
        again.pick(POOL)
        assert one.text == again.text
        texts.add(one.text)
    assert texts == set(POOL)


def test_the_stable_number_is_the_same_in_every_process() -> None:
    assert stable_number(7, "golden-set") == 8557910641448804648
    assert stable_number("1", "2") != stable_number("12")


@given(st.text())
def test_chunks_lose_nothing(text: str) -> None:
    text = text.strip()
    assert "".join(chunks(text)) == text
    assert all(len(chunk.split()) <= 3 for chunk in chunks(text))
