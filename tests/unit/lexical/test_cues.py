from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.lexical.cues import CueIndex, denied_behind
from interview_coach.lexical.tokens import sentences


def found(cue: str, text: str, *, negated: bool = False) -> bool:
    index = CueIndex([cue])
    return any(list(index.find(sentence, negated=negated)) for sentence in sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "raters agree",
        "We check that the raters mostly do agree.",
        "Rater agreement would come first, then: raters agreed.",
    ],
)
def test_a_cue_is_found_in_other_forms_and_with_words_between(text: str) -> None:
    assert found("raters agree", text)


@pytest.mark.parametrize(
    "text",
    [
        "agree raters",
        "the raters in all of our many teams agree",
        "We hired raters. They agree.",
        "rates agree",
    ],
)
def test_order_distance_and_sentence_matter(text: str) -> None:
    assert not found("raters agree", text)


@pytest.mark.parametrize(
    "text",
    [
        "I would not measure agreement",
        "We never really measured agreement",
        "without measuring agreement",
        "It is not true that you have to sit down with the team in week one and measure agreement",
        "I don't think that we should measure agreement",
    ],
)
def test_negations_take_a_cue_back(text: str) -> None:
    assert not found("measure agreement", text)
    assert found("measure agreement", text, negated=True)


@pytest.mark.parametrize(
    "text",
    [
        "not only measure agreement but publish it",
        "I would not ship until we measure agreement",
        "no doubt measure agreement",
        "We can't skip it, measure agreement",
        "I would never go on without measuring agreement",
        "It is not true that this is slow, but we measure agreement",
    ],
)
def test_what_is_no_negation_counts(text: str) -> None:
    assert found("measure agreement", text)


def test_a_hyphenated_no_denies_nothing() -> None:
    assert found("measure agreement", "For no-shows we measure agreement")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("A tick box isn't permission", True),
        ("A tick box is really not enough", True),
        ("A tick box is enough, not that I like it", False),
        ("A tick box will do", False),
        ("A tick box", False),
    ],
)
def test_a_denial_may_stand_behind(text: str, denied: bool) -> None:
    (sentence,) = sentences(text)
    (hit,) = CueIndex(["tick box"]).find(sentence)
    assert denied_behind(sentence, hit.last) is denied


def test_hits_tell_where() -> None:
    (sentence,) = sentences("First we measure the agreement between two people.")
    (hit,) = CueIndex(["nothing here", "measure agreement"]).find(sentence)
    assert (hit.cue, hit.first, hit.last) == (1, 2, 4)


@given(st.lists(st.sampled_from(["raters", "agree", "not", "never", "that", "true", "the", ","]), max_size=30))
def test_negated_finds_at_least_as_much(words: list[str]) -> None:
    index = CueIndex(["raters agree", "agree"])
    for sentence in sentences(" ".join(words)):
        every = set(index.find(sentence, negated=True))
        assert set(index.find(sentence)) <= every
        for hit in every:
            assert hit.first <= hit.last < len(sentence.tokens)


def test_an_empty_cue_is_found_nowhere() -> None:
    assert not found("...", "some text")
