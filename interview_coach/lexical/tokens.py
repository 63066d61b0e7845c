"""Cutting text into sentences of stemmed tokens that remember where they stood."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from interview_coach.lexical.words import COMMON_WORDS, FUNCTION_WORDS

LONGEST_SENTENCE = 45
"""Tokens after which a sentence is cut: dictated answers come without full stops."""

_WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*")
_BREAK = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s|$)|\n+")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|cf|approx|Mr|Mrs|Ms|Dr)\Z", re.IGNORECASE)
"""Before a full stop that ends no sentence."""
_LONGEST_ABBREVIATION = 7

_CLAUSE_MARK = re.compile(r"[,;:()—–]")

_of_thread = threading.local()


class Token(NamedTuple):
    """A word with its stem and its place in the text; ``text[start:end]`` is the word as it was written."""

    word: str
    stem: str
    start: int
    end: int
    opens_clause: bool
    """Whether a comma, colon, bracket or dash stands before it."""
    is_content: bool
    """Whether it says something about the topic."""
    is_function: bool
    """Whether it is a function word or a filler of speech."""


class Sentence(NamedTuple):
    """A sentence, or a part of one that is too long; ``text[start:end]`` is its text."""

    tokens: tuple[Token, ...]
    start: int
    end: int


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the Snowball (English) stem of a lower-case word."""
    stemmer = getattr(_of_thread, "stemmer", None)
    if stemmer is None:
        # A stemmer keeps the word that it works on, so threads must not share one.
        stemmer = _of_thread.stemmer = snowballstemmer.stemmer("english")
    result: str = stemmer.stemWord(word)
    return result


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of all words of ``text``, in order."""
    return tuple(_known(m.group())[1] for m in _WORD.finditer(text))


def content_stems(text: str) -> frozenset[str]:
    """Return the distinct stems of the words of ``text`` that say what it is about."""
    words = (_known(m.group()) for m in _WORD.finditer(text))
    return frozenset(its_stem for _, its_stem, content, _ in words if content)


def is_content(word: str) -> bool:
    """Return whether a lower-case word says something about the topic."""
    return word not in COMMON_WORDS and len(word) > 1 and not word[0].isdigit()


def is_function(word: str) -> bool:
    """Return whether a lower-case word is a function word or a filler of speech."""
    return word in FUNCTION_WORDS


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut ``text`` into sentences of at most :data:`LONGEST_SENTENCE` tokens; those without a word are left out."""
    found = []
    begin = 0
    for mark in _BREAK.finditer(text):
        if mark.group() == "." and _ABBREVIATION.search(
            text[max(begin, mark.start() - _LONGEST_ABBREVIATION) : mark.start()]
        ):
            continue
        found.extend(_cut(text, begin, mark.end()))
        begin = mark.end()
    found.extend(_cut(text, begin, len(text)))
    return tuple(found)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


@lru_cache(maxsize=65_536)
def _known(written: str) -> tuple[str, str, bool, bool]:
    """Return a word in lower case, its stem, and whether it is a content word or a function word."""
    word = _plain(written)
    return word, stem(word), is_content(word), is_function(word)


def _cut(text: str, begin: int, end: int) -> list[Sentence]:
    tokens: list[Token] = []
    last = begin
    for match in _WORD.finditer(text, begin, end):
        start, stop = match.span()
        word, its_stem, content, function = _known(match.group())
        if word == "no" and text[stop : stop + 1] == "-":
            word, function = "no-", False  # as in "no-shows", which denies nothing
        clause = start - last > 1 and bool(tokens) and bool(_CLAUSE_MARK.search(text, last, start))
        tokens.append(Token(word, its_stem, start, stop, clause, content, function))
        last = stop
    parts = [tokens[i : i + LONGEST_SENTENCE] for i in range(0, len(tokens), LONGEST_SENTENCE)]
    cut = []
    for number, part in enumerate(parts):
        whole_end = part[-1].end if number < len(parts) - 1 else len(text[begin:end].rstrip()) + begin
        cut.append(Sentence(tuple(part), part[0].start, max(whole_end, part[-1].end)))
    return cut
