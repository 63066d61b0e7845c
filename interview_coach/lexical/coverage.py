"""How far what was said covers key points and criteria: saturating counts of distinct cues."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.lexical.answers import is_soup
from interview_coach.lexical.cues import CueIndex, Hit, denied_behind
from interview_coach.lexical.echo import Shown
from interview_coach.lexical.tokens import Sentence, Token, is_content, sentences, stem, stems

COVERED = 0.5
"""Strength from which a key point counts as covered: one fresh cue."""

PER_HIT = 0.5
"""What one cue takes off the rest that is still open: 0.5, 0.75, 0.875, …"""

OWN_WORDS = 0.25
"""What a cue is worth at least, however many of its words stand in the question."""

LOOSE = 0.8
"""What a cue is worth whose content words stand in one sentence, but apart or in another order."""

_NOTHING_SHOWN = Shown(())


class Span(NamedTuple):
    """A cue found in an answer: which, in which turn, which sentence, and what it is worth (0 to 1)."""

    cue: int
    turn: int
    sentence: Sentence
    worth: float
    exact: bool
    """Whether it stands there word for word, save for inflection and a word or two between."""
    denied_behind: bool
    """Whether the words just behind it deny it: that matters for red flags, which must not be raised in error."""


Frame = tuple[str, ...]


class Reading(NamedTuple):
    """What a cue book finds in a text."""

    spans: list[Span]
    words: int
    words_in_cues: int
    """How many of the words belong to cues, denied ones and those in lists included."""
    cues: frozenset[int]
    """The cues that those words belong to."""
    own: tuple[Token, ...]
    """The words that were not taken over from what the candidate was shown."""
    beside: tuple[Token, ...]
    """Those of them that belong to no cue."""
    frames: tuple[Frame, ...]
    """Each sentence's function words in order, with a blank for each run of cues and other words."""


class CueBook:
    """The cues of several owners (key points, indicators, red flags), weighed against the question's own words."""

    def __init__(self, owners: Mapping[str, Sequence[str]], *, question: Question, shown: Shown | None = None) -> None:
        """Compile the cues; those in words that were taken over from ``shown`` texts are not heard."""
        self._shown = shown or _NOTHING_SHOWN
        names, cues = [], []
        for owner, phrases in owners.items():
            for phrase in dict.fromkeys(phrases):
                names.append(owner)
                cues.append(phrase)
        self.owners: tuple[str, ...] = tuple(names)
        self._index = CueIndex(cues)
        asked = [*sentences(question.ask), *sentences(question.spoken)]
        hits = [hit for sentence in asked for hit in self._index.scan(sentence)]
        given = {hit.cue for hit in hits if hit.exact}
        self._loosely_given = frozenset(hit.cue for hit in hits)
        known = frozenset(stems(question.ask)) | frozenset(stems(question.spoken))
        self.worth: tuple[float, ...] = tuple(
            0.0 if number in given else _novelty(cue, known) for number, cue in enumerate(cues)
        )

    def read(self, text: str, *, turn: int = 0, before: str = "") -> Reading:
        """Return what ``text`` holds, sentence by sentence.

        Sentences that are word lists instead of speech hold no spans; neither count the cues that the interviewer said
        just ``before``, nor those in words that were taken over from what the candidate was shown.
        """
        heard = {hit.cue for s in sentences(before) for hit in self._index.scan(s)} if before else set()
        spans: list[Span] = []
        own: list[Token] = []
        beside: list[Token] = []
        frames: list[Frame] = []
        cues: set[int] = set()
        words = in_cues = 0
        for sentence in sentences(text):
            tokens = sentence.tokens
            hits = self._index.scan(sentence)
            echoed = self._shown.echoed(tokens)
            held = {place for hit in hits if hit.exact for place in range(hit.first, hit.last + 1)}
            words += len(tokens)
            in_cues += len(held)
            cues.update(hit.cue for hit in hits if hit.exact)
            own += _without(tokens, echoed)
            beside += _without(tokens, echoed | held)
            frames.append(_frame(tokens, held))
            if hits and not is_soup(tokens):
                fresh = [hit for hit in hits if hit.first not in echoed or hit.last not in echoed]
                spans += self._spans(fresh, heard, turn, sentence)
        return Reading(spans, words, in_cues, frozenset(cues), tuple(own), tuple(beside), tuple(frames))

    def _spans(self, hits: Sequence[Hit], heard: Container[int], turn: int, sentence: Sentence) -> Iterator[Span]:
        worth: dict[int, float] = {}
        asserted = {h.cue for h in hits if h.exact and not h.negated and not denied_behind(sentence, h.last)}
        for hit in hits:
            if hit.negated or hit.cue in heard or not self.worth[hit.cue]:
                continue
            if hit.exact:
                worth[hit.cue] = self.worth[hit.cue]
            elif hit.cue not in self._loosely_given:
                worth.setdefault(hit.cue, LOOSE * self.worth[hit.cue])
        exact = {hit.cue for hit in hits if hit.exact}
        for number, value in worth.items():
            yield Span(number, turn, sentence, value, number in exact, number not in asserted)

    def strengths(self, spans: Iterable[Span]) -> dict[str, float]:
        """Return how strongly each owner shows (0 to 1); a cue counts once, however often it was said."""
        best: dict[int, float] = {}
        for span in spans:
            best[span.cue] = max(span.worth, best.get(span.cue, 0.0))
        rest: dict[str, float] = dict.fromkeys(self.owners, 1.0)
        for number in sorted(best):
            rest[self.owners[number]] *= 1 - PER_HIT * best[number]
        return {owner: 1 - left for owner, left in rest.items()}


def _without(tokens: Sequence[Token], places: AbstractSet[int]) -> Iterable[Token]:
    return (token for place, token in enumerate(tokens) if place not in places) if places else tokens


def _frame(tokens: Sequence[Token], held: Container[int]) -> Frame:
    frame: list[str] = []
    for place, token in enumerate(tokens):
        word = token.word if token.is_function and place not in held else ""
        if word or not frame or frame[-1]:
            frame.append(word)
    return tuple(frame)


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
    found = book.strengths(span for turn, text in enumerate(answers) for span in book.read(text, turn=turn).spans)
    return {owner: found.get(owner, 0.0) for owner in owners}
