"""How far what was said covers key points and criteria: saturating counts of distinct cues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.lexical.answers import is_soup
from interview_coach.lexical.cues import CueIndex
from interview_coach.lexical.tokens import Sentence, is_content, sentences, stem, stems

COVERED = 0.5
"""Strength from which a key point counts as covered: one fresh cue."""

PER_HIT = 0.5
"""What one cue takes off the rest that is still open: 0.5, 0.75, 0.875, …"""

OWN_WORDS = 0.25
"""What a cue is worth at least, however many of its words stand in the question."""


class Span(NamedTuple):
    """A cue found in an answer: which, in which turn, which sentence, and what it is worth (0 to 1)."""

    cue: int
    turn: int
    sentence: Sentence
    worth: float


class CueBook:
    """The cues of several owners (key points, indicators, red flags), weighed against the question's own words."""

    def __init__(self, owners: Mapping[str, Sequence[str]], *, question: Question) -> None:
        names, cues = [], []
        for owner, phrases in owners.items():
            for phrase in dict.fromkeys(phrases):
                names.append(owner)
                cues.append(phrase)
        self.owners: tuple[str, ...] = tuple(names)
        self._index = CueIndex(cues)
        asked = [*sentences(question.ask), *sentences(question.spoken)]
        given = {hit.cue for sentence in asked for hit in self._index.find(sentence, negated=True)}
        known = frozenset(stems(question.ask)) | frozenset(stems(question.spoken))
        self.worth: tuple[float, ...] = tuple(
            0.0 if number in given else _novelty(cue, known) for number, cue in enumerate(cues)
        )

    def spans(self, text: str, *, turn: int = 0, before: str = "") -> Iterator[Span]:
        """Yield the cues that ``text`` holds, sentence by sentence.

        Sentences that are word lists instead of speech hold none; neither count the cues that the interviewer said just
        ``before``.
        """
        heard = {hit.cue for s in sentences(before) for hit in self._index.find(s, negated=True)} if before else set()
        for sentence in sentences(text):
            if is_soup(sentence.tokens):
                continue
            for number in {hit.cue for hit in self._index.find(sentence)}:
                if self.worth[number] and number not in heard:
                    yield Span(number, turn, sentence, self.worth[number])

    def density(self, texts: Iterable[str]) -> float:
        """Return the share (0 to 1) of all words that belong to cues, denied ones included."""
        words = in_cues = 0
        for text in texts:
            for sentence in sentences(text):
                words += len(sentence.tokens)
                places = {p for hit in self._index.find(sentence, negated=True) for p in range(hit.first, hit.last + 1)}
                in_cues += len(places)
        return in_cues / words if words else 0.0

    def strengths(self, spans: Iterable[Span]) -> dict[str, float]:
        """Return how strongly each owner shows (0 to 1); a cue counts once, however often it was said."""
        rest: dict[str, float] = defaultdict(lambda: 1.0)
        for number in sorted({span.cue for span in spans}):
            rest[self.owners[number]] *= 1 - PER_HIT * self.worth[number]
        return {owner: 1 - rest[owner] for owner in dict.fromkeys(self.owners)}


def _novelty(cue: str, known: frozenset[str]) -> float:
    content = [stem(word) for word in cue.lower().split() if is_content(word)]
    if not content:
        return 1.0
    return max(OWN_WORDS, sum(part not in known for part in content) / len(content))


def key_point_coverage(question: Question, answers: Sequence[str]) -> dict[str, float]:
    """Return for each key point how strongly ``answers`` cover it (0 to 1; :data:`COVERED` and more is covered)."""
    return _coverage({point.id: point.cues for point in question.key_points}, question, answers)


def covered_share(question: Question, answers: Sequence[str]) -> float:
    """Return which share (0 to 1) of the value of the question's key points is covered; 0 where it has none."""
    total = sum(point.weight for point in question.key_points)
    if not total:
        return 0.0
    found = key_point_coverage(question, answers)
    return sum(p.weight for p in question.key_points if found.get(p.id, 0.0) >= COVERED) / total


def criterion_coverage(question: Question, rubric: Rubric, answers: Sequence[str]) -> dict[str, float]:
    """Return for each criterion how strongly ``answers`` show its indicators (0 to 1)."""
    owners = {c.id: [cue for i in c.indicators for cue in i.cues] for c in rubric.criteria}
    return _coverage(owners, question, answers)


def _coverage(owners: Mapping[str, Sequence[str]], question: Question, answers: Sequence[str]) -> dict[str, float]:
    book = CueBook(owners, question=question)
    found = book.strengths(span for turn, text in enumerate(answers) for span in book.spans(text, turn=turn))
    return {owner: found.get(owner, 0.0) for owner in owners}
