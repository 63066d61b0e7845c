"""What the offline grader knows of a question under its rubric: the cues, and the scale that the exemplars fix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean

from interview_coach.domain.question import KeyPoint, Question
from interview_coach.domain.rubric import Criterion, Rubric
from interview_coach.lexical.coverage import CueBook, Span

SHRINKAGE = 0.85
"""How much of the distance from the middle is kept: a single exemplar a level is a noisy scale."""

MIDDLE = 3.0

SMALLEST_STEP = 0.04
"""Coverage by which the exemplars of two levels differ at least on the scale, whatever was authored."""

UNSCALED: tuple[tuple[float, float], ...] = ((0.0, 1.0), (0.3, 3.0), (0.7, 5.0))
"""(coverage, level) for questions without exemplars: rough, from the means over the shipped exemplars."""


class Profile:
    """The cue book of one question under one rubric, and the way from coverage to level for each criterion."""

    def __init__(self, question: Question, rubric: Rubric) -> None:
        self.question = question
        self.rubric = rubric
        self.book = CueBook(dict(_owners(question, rubric)), question=question)
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
        """Return whether the criterion has any cue to look for."""
        return bool(self._points[criterion.id]) or any(i.cues for i in criterion.indicators)

    def level(self, criterion: Criterion, coverage: float) -> float:
        """Return the level (1.0 to 5.0, one digit) for a coverage: between the exemplars, shrunk to the middle."""
        raw = _interpolate(self._scales[criterion.id], coverage)
        return round(MIDDLE + SHRINKAGE * (raw - MIDDLE), 1)

    def _calibrate(self) -> dict[str, tuple[tuple[float, float], ...]]:
        exemplars = [
            (float(e.level), self.book.strengths(self.book.read(e.text).spans)) for e in self.question.calibration()
        ]
        return {
            c.id: _scale([(self.coverage(c, strengths), level) for level, strengths in exemplars])
            for c in self.rubric.criteria
        }


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


def _scale(anchors: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Return (coverage, level) pairs, both rising, through the exemplars; the general scale where they say nothing.

    An exemplar that shows no more than one of a lower level is lifted just above it, so the scale always rises.
    """
    if len({level for _, level in anchors}) < 2 or max(c for c, _ in anchors) == 0:
        return UNSCALED
    scale = [(0.0, 1.0)]
    for coverage, level in anchors:
        if level <= 1.0:
            scale = [(coverage, 1.0)]
            continue
        scale.append((max(coverage, scale[-1][0] + SMALLEST_STEP), level))
    return tuple(scale)


def _interpolate(scale: tuple[tuple[float, float], ...], coverage: float) -> float:
    if coverage <= scale[0][0]:
        return scale[0][1]
    for (low, low_level), (high, high_level) in pairwise(scale):
        if coverage <= high:
            return low_level + (high_level - low_level) * (coverage - low) / (high - low)
    return scale[-1][1]


def by_owner(book: CueBook, spans: Iterable[Span]) -> dict[str, list[Span]]:
    """Return the spans of each owner, in the order in which they were said."""
    grouped: dict[str, list[Span]] = {}
    for span in spans:
        grouped.setdefault(book.owners[span.cue], []).append(span)
    return grouped
