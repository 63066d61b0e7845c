"""Which rubrics suit a text, by its words alone: those that few rubrics use count most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from math import log, sqrt
from typing import NamedTuple

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.lexical.tokens import content_stems
from interview_coach.lexical.topic import rubric_stems

SHOWN_WORDS = 6


class Fit(NamedTuple):
    """How well a rubric suits a text (0 to 1), and the words that both have, the most telling first."""

    rubric: str
    strength: float
    shared: tuple[str, ...]


class Matcher:
    """Compares texts with what is written in rubrics, as vectors of stems weighted by their rarity."""

    def __init__(self, rubrics: Mapping[str, Rubric], questions: Iterable[Question] = ()) -> None:
        """Take the rubrics by id; ``questions`` that are graded against them tell more about each."""
        self._stems = {name: set(rubric_stems(rubric)) for name, rubric in rubrics.items()}
        self._titles = {name: content_stems(f"{name} {rubric.title}") for name, rubric in rubrics.items()}
        for question in questions:
            if question.rubric in self._stems:
                self._stems[question.rubric] |= content_stems(f"{question.title}\n{question.ask}")

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        counted = Counter(stem for stems in self._stems.values() for stem in stems)
        return {stem: log((1 + len(self._stems)) / number) for stem, number in counted.items()}

    def worth(self, stem: str, rubric: str) -> float:
        """Return how much a stem tells for ``rubric``: nothing where all rubrics use it, thrice that in a title."""
        return self._rarity.get(stem, 0.0) * (3.0 if stem in self._titles[rubric] else 1.0)

    def fits(self, text: str) -> list[Fit]:
        """Return how well each rubric suits ``text``, the best first; those that share no word with it are left out."""
        said = content_stems(text)
        found = []
        for name, stems in self._stems.items():
            shared = sorted(said & stems, key=lambda stem: (-self.worth(stem, name), stem))
            value = sum(self.worth(stem, name) for stem in shared)
            if value > 0:
                norm = sqrt(sum(self._rarity[stem] for stem in stems) * sum(self._rarity.get(s, 1.0) for s in said))
                found.append(Fit(name, min(1.0, value / norm), tuple(shared[:SHOWN_WORDS])))
        return sorted(found, key=lambda fit: (-fit.strength, fit.rubric))
