"""Words that were given to the candidate and come back: the question's, the rubric's, those of the key points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.lexical.tokens import Token, stems

RUN = 4
"""Words in a row that must stand in a text that was shown to count as taken from it. In strangers' answers 3 % of the
words stand in such runs, mostly facts of the question."""

SHORTEST = 3
"""A whole sentence of so few words is taken over where it stands in a text that was shown."""

_Runs = frozenset[tuple[str, ...]]


class Shown:
    """The texts that a candidate can read or has heard, for telling what was only taken over from them."""

    def __init__(self, texts: Iterable[str]) -> None:
        runs: set[tuple[str, ...]] = set()
        for text in texts:
            runs |= _runs(text)
        self._runs: _Runs = frozenset(runs)

    @classmethod
    def of(cls, question: Question, rubric: Rubric) -> Shown:
        """Return what a question and its rubric show before and after the answer; the model answer is not in it."""
        return cls([*_of_question(question), *_of_rubric(rubric)])

    def echoed(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Return the places of a sentence's tokens that belong to runs taken over."""
        length = min(RUN, len(tokens))
        if length < SHORTEST:
            return frozenset()
        words = [token.stem for token in tokens]
        runs = zip(*(words[first:] for first in range(length)), strict=False)
        starts = [start for start, run in enumerate(runs) if run in self._runs]
        return frozenset(place for start in starts for place in range(start, start + length))


def _of_question(question: Question) -> Iterable[str]:
    yield from (question.ask, question.spoken, *question.hints)
    yield from (item.tell for item in question.context)
    yield from (point.text for point in question.key_points)
    yield from (flag.text for flag in question.red_flags)


def _of_rubric(rubric: Rubric) -> Iterable[str]:
    for criterion in rubric.criteria:
        yield from (criterion.description, *criterion.levels.values())
        yield from (indicator.text for indicator in criterion.indicators)
        yield from (flag.text for flag in criterion.red_flags)
    yield from (gate.reason for gate in rubric.gates)


@lru_cache(maxsize=4096)
def _runs(text: str) -> _Runs:
    words = stems(text)
    return frozenset(
        words[start : start + length] for length in range(SHORTEST, RUN + 1) for start in range(len(words) - length + 1)
    )
