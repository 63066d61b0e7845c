"""No text is slow to read: twice as much of the worst takes about twice as long, for every pattern and reader."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from interview_coach.domain.question import ContextItem
from interview_coach.interviewing import speech
from interview_coach.lexical import answers, matching, tokens
from interview_coach.lexical.answers import is_generic, non_answer
from interview_coach.lexical.coverage import CueBook
from interview_coach.lexical.echo import Shown
from interview_coach.lexical.matching import fitting_context, is_counter_question
from tests.support.events import a_question

SIZE = 20_000
"""Characters at first; twice as many at the second time."""

MOST = 3.0
"""How many times longer twice the text may take; four times it would be with quadratic work."""

PATTERNS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": pattern
    for module in (answers, matching, speech, tokens)
    for name, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern)
}

ANCHORED = {"answers._PASS", "matching._PROPOSES"}
"""Only ever held against the beginning of a text, or against the whole."""

UNITS = (
    "!", "!\"", "!!!!!!!!a ", "\"\"\"\"\".", ".)", "?'", "…", "\n", " ", "\t\n", "- ", "a", "a'", "a'b", "1",
    "1,", "1:1", "%", "_", "“", "not ", "no ", "i ", "i really ", "i have ", "i don't ", "pass it ",
    "next one ", "well, ", "and well ", "let's ", "couldn't i ", "it is not true that ", "real examples ",
    "examples real ", "golden, ", "zzzz ", "é", "ß", "ﬀ", "𝔘", "\u0301", "a\u200b",
)  # fmt: skip
"""What hostile texts are made of, over and over."""

QUESTION = a_question(context=tuple(ContextItem(about=f"fact {n}", tell="Real examples.") for n in range(5)))
BOOK = CueBook({"a": ["golden set", "real examples"]}, question=QUESTION, shown=Shown([QUESTION.ask]))
READERS: dict[str, Callable[[str], object]] = {
    "cutting": tokens.sentences.__wrapped__,
    "reading": BOOK.read,
    "non-answers": lambda text: non_answer(text, question=QUESTION, said=[text]),
    "generic": is_generic,
    "counter-questions": lambda text: is_counter_question(f"{text}?"),
    "facts": lambda text: fitting_context(QUESTION, text),
    "chunks": speech.chunks,
    "compared sentences": lambda text: list(speech.sentences_of(text)),
}


def seconds(work: Callable[[str], object], text: str) -> float:
    tokens.sentences.cache_clear()
    before = time.process_time()
    work(text)
    return time.process_time() - before


def is_linear(work: Callable[[str], object], unit: str) -> bool:
    """Tell whether twice the text takes less than :data:`MOST` times as long, in one of a few tries.

    What is over within 20 ms is fast enough, whatever its ratio: quadratic work on so much text takes seconds.
    """
    once, twice = unit * (SIZE // len(unit)), unit * (2 * SIZE // len(unit))
    for _ in range(5):
        later = seconds(work, twice)
        if later < 0.02 or later < MOST * seconds(work, once):
            return True
    return False


def test_there_are_patterns_to_try() -> None:
    assert {"tokens._BREAK", "tokens._WORD", "answers._DONT_KNOW", "answers._PASS", "matching._PROPOSES"} <= set(
        PATTERNS
    )


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_searches_in_linear_time(name: str) -> None:
    pattern = PATTERNS[name]
    if name not in ANCHORED:
        assert [unit for unit in UNITS if not is_linear(lambda text: [*pattern.finditer(text)], unit)] == []
    assert [unit for unit in UNITS if not is_linear(pattern.fullmatch, unit)] == []
    assert [unit for unit in UNITS if not is_linear(pattern.match, unit)] == []


@pytest.mark.parametrize("name", READERS)
def test_every_reader_takes_linear_time(name: str) -> None:
    assert [unit for unit in UNITS if not is_linear(READERS[name], unit)] == []
