from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.vocabulary import NonAnswer
from interview_coach.lexical.answers import is_generic, is_gibberish, is_soup, non_answer
from interview_coach.lexical.tokens import Token, sentences
from tests.support.events import a_question

QUESTION = a_question()
REAL = (
    "I would collect two hundred real notes from the nurses, have two raters judge each summary, "
    "and launch when nine in ten are right."
)


def tokens(text: str) -> list[Token]:
    return [t for s in sentences(text) for t in s.tokens]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", NonAnswer.EMPTY),
        ("  \n\t ", NonAnswer.EMPTY),
        ("?!...", NonAnswer.GIBBERISH),
        ("fine", NonAnswer.TOO_SHORT),
        ("It is good enough.", NonAnswer.TOO_SHORT),
        ("I don't know", NonAnswer.DONT_KNOW),
        ("Honestly I don’t know, I have no idea how one would even start with that.", NonAnswer.DONT_KNOW),
        ("pass", NonAnswer.DONT_KNOW),
        (QUESTION.ask, NonAnswer.ECHO),
        (QUESTION.ask.upper(), NonAnswer.ECHO),
        ("xkcd qwrtp zxcvb mnbvc lkjhg fghjk", NonAnswer.GIBBERISH),
        ("test test test test test test test", NonAnswer.GIBBERISH),
        (
            "My sister has a cottage by the sea and in summer we grill fish there with the neighbours and their dogs.",
            NonAnswer.OFF_TOPIC,
        ),
    ],
)
def test_what_is_no_answer(text: str, reason: NonAnswer) -> None:
    assert non_answer(text, question=QUESTION) is reason


def test_a_real_answer_is_one() -> None:
    assert non_answer(REAL, question=QUESTION) is None


def test_dont_know_in_a_long_answer_is_modesty() -> None:
    assert non_answer(f"I don't know the exact figure yet. {REAL} {REAL}", question=QUESTION) is None


@pytest.mark.parametrize(
    "text",
    [
        "We'd pass the flagged chats to a nurse within five minutes and log the reason.",
        "A retrained model has to pass that same test before anything ships.",
        "I'm not sure the summaries are the problem; I would look at the handover notes first.",
        "We can't say that publicly, so the release notes name the languages.",
        "Nurses who have no idea why a summary changed stop trusting it, so we show the source.",
    ],
)
def test_words_of_doubt_in_an_answer_do_not_make_it_none(text: str) -> None:
    assert non_answer(text, question=QUESTION, follow_up=True) is None


@pytest.mark.parametrize(
    "text", ["Skip.", "I'll pass", "dunno", "No clue.", "I'm really not sure", "next question please"]
)
def test_short_ways_to_say_so(text: str) -> None:
    assert non_answer(text, question=QUESTION, follow_up=True) is NonAnswer.DONT_KNOW


@pytest.mark.parametrize("text", ["About five percent.", "40", "Two senior nurses."])
def test_a_few_words_can_answer_a_follow_up(text: str) -> None:
    assert non_answer(text, question=QUESTION, follow_up=True) is None
    assert non_answer(text, question=QUESTION) is NonAnswer.TOO_SHORT


def test_repeating_the_probe_is_an_echo() -> None:
    probe = "Who says that a summary is right, and who checks them?"
    assert non_answer(probe, question=QUESTION, said=[probe], follow_up=True) is NonAnswer.ECHO


def test_generic_answers_have_neither_number_nor_example() -> None:
    assert is_generic("I would make sure that quality is high and that users are happy.")
    assert not is_generic("I would look at 200 notes.")
    assert not is_generic("For example, a discharge letter.")


def test_word_lists_are_soup_and_speech_is_not() -> None:
    assert is_soup(tokens("golden set kappa precision recall guardrails fallback drift audit fairness"))
    assert not is_soup(tokens(REAL))


@given(st.text(max_size=300))
def test_any_text_gets_a_verdict(text: str) -> None:
    assert non_answer(text, question=QUESTION) in {None, *NonAnswer}


@given(st.lists(st.sampled_from(REAL.split()), min_size=8, max_size=60))
def test_real_words_are_not_gibberish_unless_repeated(words: list[str]) -> None:
    if len(set(words)) > max(2, len(words) // 6):
        assert not is_gibberish(tokens(" ".join(words)))
