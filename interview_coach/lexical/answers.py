"""Telling answers from what is none: silence, "I don't know", echoes, gibberish, another topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from interview_coach.domain.question import Question
from interview_coach.domain.vocabulary import Format, NonAnswer
from interview_coach.lexical.matching import is_counter_question
from interview_coach.lexical.tokens import Sentence, Token, content_stems, sentences, stems

FEWEST_WORDS = 8
"""Words below which a first answer is too short to be one."""

FEWEST_WORDS_IN_REPLY = 3
"""The same for the reply to a follow-up: "About five percent" is one."""

SOUP_RATIO = 0.15
"""Share of function words below which words are no speech but a list; in real speech more than half are such."""

ECHO_SHARE = 0.7
"""Share of an answer's three-word runs that stand in what the interviewer said, from which it is an echo."""

LISTING_SHARE = 0.3
"""Share of words behind a comma from which a sentence of :data:`LISTING_WORDS` words or more is a list; the densest
sentence of the shipped exemplars has .26."""

LISTING_WORDS = 12

ON_TOPIC_STEMS = 3
ON_TOPIC_SHARE = 0.10
"""An answer is on topic with that many of the topic's words, if they are that share of its content words."""

BRIEF_SHARE = 0.2
"""Share of the content words from which a brief answer is about the question though it holds few of its words: a
general answer says little, but not about something else."""

TELLING_SHARE = 0.2
"""Share of the better exemplars' content words that stand in the question, where its words tell the topic: .3 to .6 for
the shipped questions about a given case, .13 where candidates choose the case."""

ENOUGH_TO_DRIFT = 12
"""Words from which a first answer can be told to be about something else."""

ENOUGH_TO_DRIFT_IN_REPLY = 25
DRIFTING_REPLY = 1
"""The same for the reply to a follow-up, which is about a detail: it drifts with at most one of the topic's words."""

FEWEST_TOPIC_STEMS = 12
"""Content words that a question must have, context and key points included, to tell what is off its topic."""

_DONT_KNOW = re.compile(
    r"\bi (?:really |honestly |just )?(?:don't|do not|wouldn't|would not) know\b"
    r"|(?:\bi (?:have|had) |\bi've |^\W*)no (?:idea|clue)\b|(?:\bi(?:'m| am) (?:really |honestly )?|^\W*)not sure\b"
    r"|\bi (?:can't|cannot|couldn't|can not) (?:answer|say|think of)\b|\bi(?:'ve| have) never (?:thought|heard)\b"
    r"|\bnothing comes to mind\b"
)
_PASS = re.compile(r"\W*(?:i(?:'ll| will)? )?(?:pass|skip|dunno|next)(?: (?:it|this|that|question|please|one))*\W*")
_MODEST = 12
"""Content words in a text above which it says something, whatever it admits."""

_ADMITTED = 2
"""Content words that may stand beside "I don't know": with more, somebody thinks aloud and says something all the same.
"""
_NUMBER = re.compile(
    r"\d|\b(?:half|third|quarter|dozen|twice|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty"
    r"|fifty|hundred|thousand|million|percent|per cent)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"\b(?:for example|for instance|such as|let['’]?s say|say,|imagine|suppose|concretely|specifically|in one case"
    r"|last (?:year|time)|when i (?:was|worked|ran|led)|we (?:had|saw|found|ran|shipped|built)"
    r"|at my (?:last|previous|current))\b",
    re.IGNORECASE,
)


def non_answer(text: str, *, question: Question, said: Sequence[str] = (), follow_up: bool = False) -> NonAnswer | None:
    """Return why ``text`` does not count as an answer; ``None`` where it does.

    Args:
        text: what the candidate said.
        question: the question under way.
        said: what the interviewer said in the exchange, the question included.
        follow_up: whether it replies to a probe, where a few words can be an answer.
    """
    tokens = _tokens(sentences(text))
    if not tokens:
        return NonAnswer.EMPTY if not text.strip() else NonAnswer.GIBBERISH
    if is_gibberish(tokens):
        return NonAnswer.GIBBERISH
    if len({t.stem for t in tokens if t.is_content}) <= _MODEST and _says_dont_know(text.lower().replace("’", "'")):
        return NonAnswer.DONT_KNOW
    fewest = FEWEST_WORDS_IN_REPLY if follow_up else FEWEST_WORDS
    asks_back = is_counter_question(text)
    if not asks_back and len(tokens) < fewest and not (follow_up and _NUMBER.search(text)):
        return NonAnswer.TOO_SHORT
    if is_echo(tokens, [question.ask, question.spoken, *said]):
        return NonAnswer.ECHO
    if asks_back:
        return NonAnswer.QUESTION
    if _drifts(tokens, question, said, follow_up=follow_up):
        return NonAnswer.OFF_TOPIC
    return None


def _says_dont_know(text: str) -> bool:
    rest, count = _DONT_KNOW.subn(" ", text)
    return bool(_PASS.fullmatch(text)) or (count > 0 and len(content_stems(rest)) <= _ADMITTED)


def is_generic(text: str) -> bool:
    """Return whether an answer holds neither a number nor a concrete example."""
    return not (_NUMBER.search(text) or _EXAMPLE.search(text))


def is_gibberish(tokens: Sequence[Token]) -> bool:
    """Return whether the tokens are no words, or one word over and over."""
    words = [t.word for t in tokens]
    if len(words) >= 6 and len(set(words)) <= max(2, len(words) // 6):
        return True
    odd = sum(_is_odd(w) for w in words)
    return odd >= max(1, len(words) * 0.5)


@lru_cache(maxsize=65_536)
def _is_odd(word: str) -> bool:
    """Tell whether a word has no vowel, or a run of letters that English does not know."""
    if word[0].isdigit() or len(word) <= 3 or "'" in word or not word.isascii():
        return False
    return not re.search(r"[aeiouy]", word) or bool(re.search(r"[bcdfghjklmnpqrstvwxz]{5}|[aeiou]{5}|(.)\1\1", word))


def is_soup(tokens: Sequence[Token]) -> bool:
    """Return whether the tokens are a list, not speech: too few function words among them, or a comma at every turn."""
    if len(tokens) < FEWEST_WORDS:
        return False
    if sum(t.is_function for t in tokens) < SOUP_RATIO * len(tokens):
        return True
    return len(tokens) >= LISTING_WORDS and sum(t.opens_clause for t in tokens) >= LISTING_SHARE * len(tokens)


def is_echo(tokens: Sequence[Token], said: Iterable[str]) -> bool:
    """Return whether the candidate only gives the interviewer's own words back."""
    runs = _runs([t.stem for t in tokens])
    if not runs:
        return False
    heard = frozenset[tuple[str, ...]]().union(*(_runs_of(text) for text in said))
    return len(runs & heard) >= ECHO_SHARE * len(runs)


def _drifts(tokens: Sequence[Token], question: Question, said: Iterable[str], *, follow_up: bool) -> bool:
    """Tell whether too few of the content words belong to the question's topic, or to what was ``said`` about it.

    Where the question's words do not tell (see :func:`tells_topic`), nothing drifts.
    """
    if len(tokens) < (ENOUGH_TO_DRIFT_IN_REPLY if follow_up else ENOUGH_TO_DRIFT) or not tells_topic(question):
        return False
    content = {t.stem for t in tokens if t.is_content}
    shared = len(content & (topic_stems(question) | content_stems("\n".join(said))))
    if follow_up:
        return shared <= DRIFTING_REPLY
    if shared < ON_TOPIC_SHARE * len(content):
        return True
    return shared < ON_TOPIC_STEMS and shared < BRIEF_SHARE * len(content)


def topic_stems(question: Question) -> frozenset[str]:
    """Return the stems that belong to the question's topic: its own words, and those of all that was authored."""
    return _topics(question).wide


def own_stems(question: Question) -> frozenset[str]:
    """Return the stems of what the question itself, its context and its key points say, cues and probes left out."""
    return _topics(question).own


def tells_topic(question: Question) -> bool:
    """Return whether the question's words tell what answers to it are about.

    They do not where little was written about it, nor where candidates tell of a case of their own: in portfolio
    questions, and where the better exemplars share few words with the question.
    """
    return _topics(question).tells


class _Topics(NamedTuple):
    question: Question
    """Held, so that its identity stays taken while it is a key of the cache."""
    own: frozenset[str]
    wide: frozenset[str]
    tells: bool


_cached_topics: dict[int, _Topics] = {}
_TOPICS_CACHED = 256


def _topics(question: Question) -> _Topics:
    cached = _cached_topics.get(id(question))
    if cached is None:
        if len(_cached_topics) >= _TOPICS_CACHED:
            _cached_topics.clear()
        own = content_stems("\n".join(_said_or_meant(question)))
        wide = own | content_stems("\n".join(_authored_words(question)))
        given = Format.PORTFOLIO not in question.formats
        tells = given and len(own) >= FEWEST_TOPIC_STEMS and _exemplars_share(question, own)
        cached = _cached_topics[id(question)] = _Topics(question, own, wide, tells)
    return cached


def _exemplars_share(question: Question, own: frozenset[str]) -> bool:
    better = [content_stems(e.text) for e in question.calibration() if e.level >= 3]
    return all(len(said & own) >= TELLING_SHARE * len(said) for said in better)


def _said_or_meant(question: Question) -> Iterable[str]:
    yield from (question.title, question.ask, question.spoken)
    for item in question.context:
        yield from (item.about, item.tell)
    for point in question.key_points:
        yield point.text


def _authored_words(question: Question) -> Iterable[str]:
    for point in question.key_points:
        yield from point.cues
    for probe in question.probes:
        yield probe.ask
    for flag in question.red_flags:
        yield from flag.cues


def _tokens(parts: Iterable[Sentence]) -> list[Token]:
    return [token for sentence in parts for token in sentence.tokens]


@lru_cache(maxsize=256)
def _runs_of(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_runs(stems(text)))


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}
