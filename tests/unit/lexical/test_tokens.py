from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview_coach.lexical.tokens import LONGEST_SENTENCE, content_stems, sentences, stem, stems


def test_stems_join_inflections() -> None:
    assert stem("evaluating") == stem("evaluated") == stem("evaluation")


def test_typographic_apostrophes_are_apostrophes() -> None:
    assert stems("don’t") == stems("don't")


def test_hyphens_separate_words() -> None:
    assert stems("held-out") == stems("held out")


def test_content_leaves_out_function_words_and_numbers() -> None:
    assert content_stems("We would have 90% of the raters agree") == {stem("raters"), stem("agree")}


def test_sentences_end_at_stops_and_new_lines() -> None:
    found = sentences("First we ask. Then we check!\nNext line without a stop")
    assert [len(s.tokens) for s in found] == [3, 3, 5]


def test_decimals_and_percentages_do_not_end_a_sentence() -> None:
    assert len(sentences("It rose from 3.5 to 4.2 and 90% agreed")) == 1


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "We ask experts, e.g. nurses or Dr. Lee, vs. the old tool. Then we ship, approx. in May."
    assert [text[s.start : s.end] for s in sentences(text)] == [text[:57], text[58:]]
    assert len(sentences("The recipe. Then the vest.")) == 2


def test_speech_without_stops_is_cut() -> None:
    found = sentences("and then we looked again " * 30)
    assert max(len(s.tokens) for s in found) == LONGEST_SENTENCE
    assert sum(len(s.tokens) for s in found) == 150


def test_a_comma_opens_a_clause() -> None:
    (sentence,) = sentences("not now, later")
    assert [t.opens_clause for t in sentence.tokens] == [False, False, True]


@given(st.text(max_size=400))
def test_places_are_true_for_any_text(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert end <= sentence.start < sentence.end <= len(text)
        for token in sentence.tokens:
            assert token.start >= end
            assert text[token.start : token.end].lower().replace("’", "'") == token.word
            end = token.end
        assert sentence.end >= end
        end = sentence.end
