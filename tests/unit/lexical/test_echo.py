from __future__ import annotations

from interview_coach.domain.rubric import Indicator
from interview_coach.lexical.coverage import CueBook
from interview_coach.lexical.echo import Shown
from interview_coach.lexical.tokens import sentences
from tests.support.events import a_criterion, a_question, a_rubric

SIGNS = Indicator(id="i", text="Sits down with two raters and settles where they disagree.", cues=("two raters",))
RUBRIC = a_rubric(criteria=(a_criterion("method", 0.6, indicators=(SIGNS,)), a_criterion("rigour", 0.4)))
SHOWN = Shown.of(a_question(), RUBRIC)


def echoed(text: str) -> str:
    (sentence,) = sentences(text)
    places = SHOWN.echoed(sentence.tokens)
    return " ".join(token.word for place, token in enumerate(sentence.tokens) if place in places)


def test_what_was_shown_is_recognised_inside_other_words() -> None:
    assert echoed("So, I sit down with two raters and settle where they disagree, of course.") == (
        "sit down with two raters and settle where they disagree"
    )


def test_a_phrase_in_common_is_no_echo() -> None:
    assert echoed("We had two raters, and we settled it together.") == ""


def test_a_short_sentence_is_an_echo_as_a_whole() -> None:
    assert echoed("Collects real examples.") == "collects real examples"
    assert echoed("Real examples.") == ""


def test_the_key_points_hints_and_anchors_are_shown() -> None:
    assert echoed("Think of what you would look at first") != ""
    assert echoed("Anchor of level 4 of rigour") != ""


def test_cues_in_what_was_taken_over_are_not_heard() -> None:
    book = CueBook({"a": ["two raters"]}, question=a_question(), shown=SHOWN)
    pasted = book.read("I would sit down with two raters and settle where they disagree.")
    assert pasted.spans == []
    assert [token.word for token in pasted.own] == ["i", "would"]
    assert len(book.read("There should be two raters on each of them.").spans) == 1
