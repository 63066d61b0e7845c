"""Lints of cues: one phrase must not count twice, nor be earned by repeating the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.lexical.cues import CueIndex
from interview_coach.lexical.tokens import sentences, stems
from interview_coach.linting.findings import Finding, Severity

MOST_WORDS = 6
FEWEST_INDICATOR_CUES = 8
MOST_INDICATOR_CUES = 20

Place = tuple[str | int, ...]


def rubric_cues(rubric: Rubric) -> Iterator[tuple[Place, str, str]]:
    """Yield (place, criterion, cue) for every indicator cue of a rubric."""
    for c, criterion in enumerate(rubric.criteria):
        for i, indicator in enumerate(criterion.indicators):
            for n, cue in enumerate(indicator.cues):
                yield ("criteria", c, "indicators", i, "cues", n), criterion.id, cue


def lint_rubric_cues(rubric: Rubric) -> Iterator[Finding]:
    """Find cues that stand under two criteria, have too many words, or are too few or too many."""
    yield from _shared_cues(rubric_cues(rubric))
    for place, _, cue in rubric_cues(rubric):
        if len(stems(cue)) > MOST_WORDS:
            yield Finding(place, f"the cue {cue!r} has more than {MOST_WORDS} words: hardly anybody says just that")
    for c, criterion in enumerate(rubric.criteria):
        for i, indicator in enumerate(criterion.indicators):
            if not FEWEST_INDICATOR_CUES <= len(indicator.cues) <= MOST_INDICATOR_CUES:
                yield Finding(
                    ("criteria", c, "indicators", i, "cues"),
                    f"{len(indicator.cues)} cues; {FEWEST_INDICATOR_CUES} to {MOST_INDICATOR_CUES} find the indicator "
                    "in most people's words",
                    Severity.ADVICE,
                )


def lint_question_cues(question: Question, rubric: Rubric, place: Place) -> Iterator[Finding]:
    """Find key point cues that count for two criteria, the rubric's cues included."""
    of_rubric: dict[tuple[str, ...], set[str]] = {}
    for _, criterion, cue in rubric_cues(rubric):
        of_rubric.setdefault(stems(cue), set()).add(criterion)
    own = [
        ((*place, "key_points", p, "cues", n), point.criterion or "", cue)
        for p, point in enumerate(question.key_points)
        for n, cue in enumerate(point.cues)
    ]
    yield from _shared_cues(own)
    for where, criterion, cue in own:
        for other in sorted(of_rubric.get(stems(cue), set()) - {criterion}):
            yield Finding(where, f"the cue {cue!r} counts for {criterion!r} here and for {other!r} in the rubric")


def lint_echoes(question: Question, rubric: Rubric, place: Place) -> Iterator[Finding]:
    """Find cues that stand in the question itself: repeating it would earn them."""
    phrases = [((*place, "key_points"), cue) for point in question.key_points for cue in point.cues]
    phrases += [((*place, "ask"), cue) for _, _, cue in rubric_cues(rubric)]
    index = CueIndex(cue for _, cue in phrases)
    heard = {
        hit.cue
        for text in dict.fromkeys((question.ask, question.spoken))
        for sentence in sentences(text)
        for hit in index.find(sentence, negated=True)
    }
    for number in sorted(heard):
        where, cue = phrases[number]
        yield Finding(where, f"the cue {cue!r} stands in the question itself, so repeating the question would earn it")


def _shared_cues(cues: Iterator[tuple[Place, str, str]] | Sequence[tuple[Place, str, str]]) -> Iterator[Finding]:
    first: dict[tuple[str, ...], tuple[str, str]] = {}
    for place, criterion, cue in cues:
        known = first.setdefault(stems(cue), (criterion, cue))
        if known[0] != criterion:
            yield Finding(place, f"the cue {cue!r} counts for {criterion!r}, and {known[1]!r} for {known[0]!r}")
