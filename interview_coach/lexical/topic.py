"""Whether an answer is about its question, told by the words that set the question apart from others under its rubric.

Answers to two questions of one rubric hold the same cues: what an evaluation needs is said about any product. They
differ in the products, people and numbers that they speak of. So an answer is held against everything that was written
about the question, as two vectors of words: those that the rubric uses, and which thus belong to every question under
it, hardly count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.lexical.answers import own_stems, tells_topic
from interview_coach.lexical.tokens import Token, content_stems

SHARED_WORD = 0.15
"""What a word of the rubric counts beside a word that only the question uses."""

ALIKE = 0.22
"""Likeness (0 to 1) from which an answer is about the question: .23 and more in 117 of 118 true answers (exemplars held
against everything but themselves, and strangers' answers), below it in 99 % of the answers to other questions."""

FULL_LENGTH = 60
"""Content words from which :data:`ALIKE` holds; shorter answers cannot be as alike, by the root of their length."""

ENOUGH_TO_COMPARE = 30
"""Content words that a question must have of its own, those of the rubric left out, to tell what is about it."""

BETTER = 3
"""Level of the exemplars without which nothing tells how answers to the question speak."""


_content_stems = lru_cache(maxsize=32)(content_stems)


class Topic:
    """What a question is about, beside the other questions under its rubric."""

    def __init__(self, question: Question, rubric: Rubric) -> None:
        self._shared = rubric_stems(rubric)
        counted = Counter(stem for text in _sections(question) for stem in content_stems(text))
        self._weights = _weighed(counted, self._shared)
        self._norm = sqrt(sum(weight * weight for weight in self._weights.values()))
        self.comparable = (
            any(e.level >= BETTER for e in question.calibration())
            and tells_topic(question)
            and len(own_stems(question) - self._shared) >= ENOUGH_TO_COMPARE
        )
        """Whether enough was written to tell; where candidates tell of a case of their own, nothing is enough."""

    def likeness(self, tokens: Iterable[Token]) -> float:
        """Return how alike the tokens are to what was written about the question (0 to 1)."""
        said = _weighed(Counter(t.stem for t in tokens if t.is_content), self._shared)
        norm = self._norm * sqrt(sum(weight * weight for weight in said.values()))
        if not norm:
            return 0.0
        return sum(weight * self._weights.get(stem, 0.0) for stem, weight in said.items()) / norm

    def holds(self, tokens: Sequence[Token], alike: float = ALIKE) -> bool:
        """Return whether the tokens are about the question, or too little was written about it to tell.

        ``alike`` is the likeness (0 to 1) wanted of tokens of full length.
        """
        return not self.comparable or self.likeness(tokens) >= alike * _by_length(tokens)

    def closeness(self, tokens: Sequence[Token]) -> float:
        """Return the likeness of the tokens as a multiple of what they need to be about the question."""
        return self.likeness(tokens) / (ALIKE * _by_length(tokens) or 1.0)


def _by_length(tokens: Sequence[Token]) -> float:
    return sqrt(min(1.0, sum(t.is_content for t in tokens) / FULL_LENGTH))


def rubric_stems(rubric: Rubric) -> frozenset[str]:
    """Return the stems of all content words of a rubric, its cues included."""
    parts = [rubric.title, rubric.description]
    for criterion in rubric.criteria:
        parts += [criterion.title, criterion.description, *criterion.levels.values()]
        for indicator in criterion.indicators:
            parts += [indicator.text, *indicator.cues]
    return _content_stems("\n".join(parts))


def _sections(question: Question) -> Iterable[str]:
    yield "\n".join((question.title, question.ask, question.spoken))
    yield from (f"{item.about}\n{item.tell}" for item in question.context)
    yield from (point.text for point in question.key_points)
    yield from (probe.ask for probe in question.probes)
    yield from (exemplar.text for exemplar in question.exemplars)


def _weighed(counted: Mapping[str, int], shared: frozenset[str]) -> dict[str, float]:
    return {stem: (1 + log(n)) * (SHARED_WORD if stem in shared else 1.0) for stem, n in counted.items()}
