"""What a candidate wants to know, and which of the authored facts tells it."""

from __future__ import annotations

import re
from collections import Counter

from interview_coach.domain.question import Question
from interview_coach.lexical.tokens import sentences
from interview_coach.lexical.words import FUNCTION_WORDS

FITS = 2
"""Worth of the words shared with a fact from which it is what was asked for."""

LONGEST_QUESTION = 30
"""Words up to which questions alone are asked back; longer ones think aloud, and may be an answer."""

FEWEST_WORDS = 2
ASIDE = 4
"""Words up to which a sentence beside a question is only said in passing: "Sure, one thing first." """

_GENERAL: frozenset[str] = FUNCTION_WORDS | frozenset(
    "additional background bit clarification clarify context detail details elaborate explain fact facts give help "
    "info information know need please rephrase repeat scenario share situation tell understand want would".split()
)
"""Words that ask for something without saying for what."""

_PROPOSES = re.compile(
    r"\W*(?:(?:and|but|so|or|well|maybe)\W+)*"
    r"(?:(?:would|could|should|can|do|will|is|are)n't (?:i|we|it|you|they|that|the)\b"
    r"|(?:shall|should|could|can) (?:i|we)\b"
    r"|why (?:not|don't|shouldn't)\b|what if\b|what about\b|how about\b|isn't\b)"
)
"""Questions that are an idea in disguise: "Couldn't we ask the nurses first?" """


def is_general(asked: str) -> bool:
    """Return whether somebody who asks so wants to know anything at all, not something in particular."""
    return not _named(asked)


def fitting_context(question: Question, asked: str) -> list[int]:
    """Return the indexes of the context items that tell what was asked for, the one that fits best first.

    An item fits from :data:`FITS` on: a content word shared with its ``about`` is worth that much, one shared with what
    it tells half as much, and everyday words half of that; words that most items share do not count. What was asked in
    general is told by every item, in the authored order.
    """
    items = [(_named(item.about), _named(item.tell)) for item in question.context]
    counted = Counter(part for about, tell in items for part in about.keys() | tell.keys())
    named = _named(asked)
    wanted = {part: worth for part, worth in named.items() if counted[part] <= max(1, len(items) / 2)}
    if not wanted:
        return [] if named.keys() - counted.keys() else list(range(len(items)))
    worth = [sum(w * (2 * (part in about) + (part in tell)) for part, w in wanted.items()) for about, tell in items]
    enough = min(FITS, sum(wanted.values()))
    return sorted((index for index, value in enumerate(worth) if value >= enough), key=lambda index: -worth[index])


def _named(text: str) -> dict[str, float]:
    """Return the stems of what a text names, an everyday word counting half."""
    words = (token for part in sentences(text) for token in part.tokens if token.word not in _GENERAL)
    return {token.stem: 1.0 if token.is_content else 0.5 for token in words if len(token.word) > 1}


def is_counter_question(text: str) -> bool:
    """Return whether ``text`` only asks the interviewer something back, and proposes nothing."""
    if "?" not in text:
        return False
    parts = [(text[part.start : part.end], len(part.tokens)) for part in sentences(text)]
    asked = [part for part, words in parts if part.rstrip("\"'”’) ").endswith("?") and words >= FEWEST_WORDS]
    others = [words for part, words in parts if part not in asked]
    if not asked or sum(words for _, words in parts) > LONGEST_QUESTION or any(words > ASIDE for words in others):
        return False
    return not any(_PROPOSES.match(part.lower().replace("’", "'")) for part in asked)
