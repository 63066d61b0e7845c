"""What the offline grader knows of a question under its rubric: the cues, and the scale that the exemplars fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import fmean

from interview_coach.domain.question import Exemplar, KeyPoint, Question
from interview_coach.domain.rubric import Criterion, Rubric
from interview_coach.lexical.coverage import CueBook, Span
from interview_coach.lexical.echo import Shown
from interview_coach.lexical.topic import Topic

SHRINKAGE = 0.85
"""How much of the distance from the middle is kept: a single exemplar a level is a noisy scale."""

MIDDLE = 3.0

REACHED_AT: dict[int, float] = {1: 1.0, 2: 0.9, 3: 0.8, 4: 0.65, 5: 0.5}
"""Share of an exemplar's coverage from which an answer is at its level. Exemplars and cues were written with each other
at hand, the model answer most of all, so answers by others cover less of what they mean: docs/decisions/0007."""

BORROWED = 0.35
"""How much of a criterion's coverage is taken from the mean of all criteria: one criterion's cues alone are a noisy
sign. It brought estimates of strong answers by others nearer to their levels (mean absolute error .82, not .99)."""

SMALLEST_STEP = 0.08
"""Coverage by which the exemplars of two levels differ at least on the scale, whatever was authored."""

Scale = tuple[tuple[float, float], ...]
"""(coverage, level) pairs that both rise."""

UNSCALED: Scale = ((0.0, 1.0), (0.3, 3.0), (0.7, 5.0))
"""For questions without exemplars: rough, from the means over the shipped exemplars."""


class Profile:
    """The cue book of one question under one rubric, and the way from coverage to level for each criterion."""

    def __init__(self, question: Question, rubric: Rubric) -> None:
        self.question = question
        self.rubric = rubric
        self.book = CueBook(dict(_owners(question, rubric)), question=question, shown=Shown.of(question, rubric))
        self.topic = Topic(question, rubric)
        self._points: dict[str, list[KeyPoint]] = {
            c.id: [p for p in question.key_points if p.criterion == c.id and p.cues] for c in rubric.criteria
        }
        self._scales = self._calibrate()

    def coverage(self, criterion: Criterion, strengths: Mapping[str, float]) -> float:
        """Return how far a criterion is covered (0 to 1): its indicators and its key points count half each."""
        parts = []
        indicators = [strengths.get(indicator_owner(criterion, i.id), 0.0) for i in criterion.indicators if i.cues]
        if indicators:
            parts.append(fmean(indicators))
        points = self._points[criterion.id]
        if points:
            parts.append(fmean([strengths.get(point_owner(p.id), 0.0) for p in points], [p.weight for p in points]))
        return fmean(parts) if parts else 0.0

    def is_assessable(self, criterion: Criterion) -> bool:
        """Return whether there is anything to place an answer by.

        A rubric's cues alone are not enough: without a key point or exemplars of the question, nobody can tell how much
        of them an answer to it holds.
        """
        if self._points[criterion.id]:
            return True
        return any(i.cues for i in criterion.indicators) and len(tuple(self.question.calibration())) > 1

    def levels(self, strengths: Mapping[str, float]) -> dict[str, float]:
        """Return each criterion's level (1.0 to 5.0, one digit): between the exemplars, shrunk to the middle.

        ``strengths`` say how strongly each owner of cues shows. A criterion of which nothing shows is at the bottom.
        """
        found = self.coverages(strengths)
        blended = self.blended(strengths)
        return {c: level_at(self._scales[c], blended[c] if found[c] else 0.0) for c in found}

    def coverages(self, strengths: Mapping[str, float]) -> dict[str, float]:
        """Return how far each criterion is covered (0 to 1)."""
        return {c.id: self.coverage(c, strengths) for c in self.rubric.criteria}

    def blended(self, strengths: Mapping[str, float]) -> dict[str, float]:
        """Return each criterion's coverage (0 to 1), mixed with what all criteria show; see :data:`BORROWED`."""
        found = self.coverages(strengths)
        mean = fmean(found.values())
        return {c: (1 - BORROWED) * coverage + BORROWED * mean for c, coverage in found.items()}

    def shown(self, exemplar: Exemplar) -> dict[str, float]:
        """Return how strongly each owner of cues shows in an exemplar (0 to 1)."""
        return self.book.strengths(self.book.read(exemplar.text).spans)

    def _calibrate(self) -> dict[str, Scale]:
        """Return each criterion's scale, through the exemplars."""
        shown = [(e.level, self.blended(self.shown(e))) for e in self.question.calibration()]
        if len({level for level, _ in shown}) < 2 or not any(any(found.values()) for _, found in shown):
            return {c.id: UNSCALED for c in self.rubric.criteria}
        return {c.id: rising([(found[c.id], level) for level, found in shown]) for c in self.rubric.criteria}


def indicator_owner(criterion: Criterion, indicator_id: str) -> str:
    """Return the name under which an indicator's cues stand in the cue book."""
    return f"indicator {criterion.id} {indicator_id}"


def point_owner(point_id: str) -> str:
    """Return the name under which a key point's cues stand in the cue book."""
    return f"key point {point_id}"


def flag_owner(flag_id: str) -> str:
    """Return the name under which a red flag's cues stand in the cue book."""
    return f"red flag {flag_id}"


def _owners(question: Question, rubric: Rubric) -> Iterable[tuple[str, Sequence[str]]]:
    for criterion in rubric.criteria:
        for indicator in criterion.indicators:
            yield indicator_owner(criterion, indicator.id), indicator.cues
        for flag in criterion.red_flags:
            yield flag_owner(flag.id), flag.cues
    for point in question.key_points:
        yield point_owner(point.id), point.cues
    for flag in question.red_flags:
        yield flag_owner(flag.id), flag.cues


def rising(exemplars: Sequence[tuple[float, int]], reached_at: Mapping[int, float] = REACHED_AT) -> Scale:
    """Return the scale from the exemplars' (coverage, level) pairs, lowest level first.

    A level is reached at the share ``reached_at`` of its exemplar's coverage, but never with less than what the
    exemplar below it covers, and a step more.
    """
    scale = [(0.0, 1.0)]
    below = 0.0
    for coverage, level in exemplars:
        if level == 1:
            scale = [(coverage, 1.0)]
        else:
            floor = max(scale[-1][0], below) + SMALLEST_STEP
            scale.append((max(coverage * reached_at[level], floor), float(level)))
        below = coverage
    return tuple(scale)


def level_at(scale: Scale, coverage: float) -> float:
    """Return the level (1.0 to 5.0, one digit) at ``coverage``, shrunk to the middle."""
    return round(MIDDLE + SHRINKAGE * (_interpolate(scale, coverage) - MIDDLE), 1)


def _interpolate(scale: Scale, coverage: float) -> float:
    if coverage <= scale[0][0]:
        return scale[0][1]
    for (low, low_level), (high, high_level) in pairwise(scale):
        if coverage <= high:
            return low_level + (high_level - low_level) * (coverage - low) / (high - low)
    return scale[-1][1]


def raising(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans of a red flag that raise it: said word for word, and not denied."""
    return (span for span in spans if span.exact and not span.denied_behind)


def by_owner(book: CueBook, spans: Iterable[Span]) -> dict[str, list[Span]]:
    """Return the spans of each owner, in the order in which they were said."""
    grouped: dict[str, list[Span]] = {}
    for span in spans:
        grouped.setdefault(book.owners[span.cue], []).append(span)
    return grouped
