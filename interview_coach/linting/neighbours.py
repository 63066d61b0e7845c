"""Lints of content beside the rest of the library: near-duplicates, and cues that anybody says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.lexical.cues import CueIndex
from interview_coach.lexical.tokens import content_stems, sentences
from interview_coach.linting.cues import rubric_cues
from interview_coach.linting.findings import Finding, Severity

Place = tuple[str | int, ...]

_WORD = re.compile(r"\w+")

SHINGLE = 4
"""Words in a row that two texts are compared by."""

COPY = 0.5
"""Share of the smaller text's shingles in the other from which they are the same text."""

ALIKE = 0.15
"""The same from which they may have been written from one another: .05 at most between the shipped ones."""

FEWEST_SHINGLES = 8
"""Texts that are shorter are not compared."""

SAME_TOPIC = 0.6
"""Share of the content words of the shorter question in the other from which the two may be variants of one."""

MOST_COMPARED = 20
"""How many texts with the same shingle a text is compared with: what stands in more is told as soon as in these."""

WEAK = 1
OFTEN_BY_CHANCE = 3
"""Level 1 exemplars of other questions in which a cue must stand to be told: in one or two it is chance."""


class Text(NamedTuple):
    """A text of a question: what it is called, and where it stands in its own question."""

    question: Question
    what: str
    where: Place
    text: str


class Neighbours:
    """The texts of a whole library, for comparing those of some questions with them."""

    def __init__(self, questions: Iterable[Question], own: Container[str] = frozenset()) -> None:
        """Take all questions. ``own`` are the ids of the user's banks.

        Those may copy what was shipped, on purpose, and are only told so; the shipped ones are not held against them.
        """
        self._questions = tuple(questions)
        self._own = own
        self._of_own = frozenset(question.id for question in self._questions if self._is_own(question))
        self._asked = {question.id: content_stems(question.ask) for question in self._questions}
        texts = [text for question in self._questions for text in _texts(question)]
        self._shingles = [_shingles(text.text) for text in texts]
        self._texts = texts
        self._holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, found in enumerate(self._shingles):
            for shingle in found:
                self._holding[shingle].append(number)

    def lint(self, questions: Sequence[Question]) -> Iterator[Finding]:
        """Yield what is wrong with ``questions``, which stand in the order of their file, beside all others."""
        places = {question.id: ("questions", number) for number, question in enumerate(questions)}
        for number, text in enumerate(self._texts):
            if text.question.id in places:
                yield from self._copies(number, (*places[text.question.id], *text.where))
        for question in questions:
            yield from self._variants(question, places[question.id])
        yield from self._chance_cues(questions)

    def lint_rubric(self, rubric: Rubric) -> Iterator[Finding]:
        """Yield the cues of ``rubric`` that stand in many weak answers."""
        yield from self._said_by_anybody([(place, cue, "") for place, _, cue in rubric_cues(rubric)])

    def _copies(self, number: int, place: Place) -> Iterator[Finding]:
        mine = self._shingles[number]
        if len(mine) < FEWEST_SHINGLES:
            return
        shared: dict[int, int] = defaultdict(int)
        for shingle in mine:
            for other in self._holding[shingle][:MOST_COMPARED]:
                shared[other] += 1
        copies: list[tuple[float, Text]] = []
        own_copies: list[tuple[float, Text]] = []
        alike: list[tuple[float, Text]] = []
        for other, count in shared.items():
            size = min(len(mine), len(self._shingles[other]))
            if other == number or size < FEWEST_SHINGLES:
                continue
            text, share = self._texts[other], count / size
            mine_is_own, other_is_own = self._is_own(self._texts[number].question), self._is_own(text.question)
            if other_is_own and not mine_is_own:
                continue
            if share >= COPY and mine_is_own and text.question is not self._texts[number].question:
                own_copies.append((share, text))
            elif share >= COPY:
                copies.append((share, text))
            elif share >= ALIKE and text.question is not self._texts[number].question:
                alike.append((share, text))
        if copies:
            yield Finding(place, f"this is nearly the same text as {_nearest(copies)}")
        if own_copies and place[-1] == "ask":  # once for a question that was taken over whole
            yield Finding(place, f"this is nearly the same text as {_nearest(own_copies)}", Severity.ADVICE)
        if alike:
            most = max(share for share, _ in alike)
            yield Finding(place, f"this shares {most:.0%} of its wording with {_nearest(alike)}", Severity.ADVICE)

    def _is_own(self, question: Question) -> bool:
        return question.bank in self._own

    def _variants(self, question: Question, place: Place) -> Iterator[Finding]:
        mine, is_own = self._asked[question.id], self._is_own(question)
        found = []
        for other, theirs in self._asked.items():
            size = min(len(mine), len(theirs))
            if other == question.id or (other in self._of_own and not is_own) or size < FEWEST_SHINGLES:
                continue
            if len(mine & theirs) >= SAME_TOPIC * size and not (is_own and mine == theirs):
                found.append(other)
        if found:
            others = f", and {len(found) - 1} more" if len(found) > 1 else ""
            message = f"this and {found[0]!r}{others} share most of their words: are they variants of one question?"
            yield Finding((*place, "ask"), message, Severity.ADVICE)

    def _chance_cues(self, questions: Sequence[Question]) -> Iterator[Finding]:
        cues = [
            (("questions", q, "key_points", p, "cues", n), cue, question.id)
            for q, question in enumerate(questions)
            for p, point in enumerate(question.key_points)
            for n, cue in enumerate(point.cues)
        ]
        yield from self._said_by_anybody(cues)

    def _said_by_anybody(self, cues: Sequence[tuple[Place, str, str]]) -> Iterator[Finding]:
        """Yield the cues, each with the id of its own question, that stand in many questions' level 1 exemplars."""
        index = CueIndex(cue for _, cue, _ in cues)
        said: dict[int, set[str]] = defaultdict(set)
        for question in self._questions:
            for exemplar in question.exemplars:
                if exemplar.level == WEAK and not self._is_own(question):
                    for sentence in sentences(exemplar.text):
                        for hit in index.find(sentence):
                            said[hit.cue].add(question.id)
        for number, found in sorted(said.items()):
            place, cue, own = cues[number]
            others = sorted(found - {own})
            if len(others) >= OFTEN_BY_CHANCE:
                message = f"the cue {cue!r} is said by the level 1 exemplars of {len(others)} other questions"
                yield Finding(place, f"{message}, as in {others[0]!r}: it shows little", Severity.ADVICE)


def _nearest(found: Sequence[tuple[float, Text]]) -> str:
    """Return the name of the text with the largest share, the first of several, and whether there are others."""
    text = max(found, key=lambda candidate: candidate[0])[1]
    return f"{text.what} of {text.question.id!r}{' and others' if len(found) > 1 else ''}"


def _texts(question: Question) -> Iterator[Text]:
    yield Text(question, "the question", ("ask",), question.ask)
    if question.stakeholder is not None:
        yield Text(question, "the opening", ("stakeholder", "opening"), question.stakeholder.opening)
    for number, exemplar in enumerate(question.exemplars):
        yield Text(question, f"the level {exemplar.level} exemplar", ("exemplars", number), exemplar.text)


@lru_cache(maxsize=4096)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = tuple(_WORD.findall(text.lower()))
    return frozenset(words[start : start + SHINGLE] for start in range(len(words) - SHINGLE + 1))
