"""Lints of exemplars: the offline grader must see them in their order, and no red flag in the better ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import fmean

from interview_coach.domain.question import Exemplar, Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.vocabulary import Style
from interview_coach.grading.guards import CAP, FEWEST_WORDS, held_back
from interview_coach.grading.profile import Profile, by_owner, flag_owner, raising
from interview_coach.linting.findings import Finding, Severity

FARTHEST_TWIN = 1.0
"""Levels by which the plain and the jargon-heavy wording of one answer may differ on the question's mean."""

DECENT = 3

Place = tuple[str | int, ...]


def coverages(profile: Profile, exemplar: Exemplar) -> dict[str, float]:
    """Return the coverage (0 to 1) of each criterion that the offline grader sees in an exemplar."""
    return profile.coverages(profile.shown(exemplar))


def lint_exemplars(question: Question, rubric: Rubric, place: Place) -> Iterator[Finding]:
    """Find exemplars that the offline grader does not put in order, raised red flags, and twins far apart."""
    profile = Profile(question, rubric)
    weights = [c.weight for c in rubric.criteria]
    seen = [(e, coverages(profile, e)) for e in question.calibration()]
    for (lower, low), (higher, high) in pairwise(seen):
        pair = f"levels {lower.level} and {higher.level}"
        if fmean(high.values(), weights) <= fmean(low.values(), weights):
            yield Finding((*place, "exemplars"), f"the offline grader does not see {pair} in their order")
        for criterion in rubric.criteria:
            if high[criterion.id] <= low[criterion.id]:
                yield Finding(
                    (*place, "exemplars"),
                    f"on {criterion.id!r} the offline grader sees no rise between {pair}",
                    Severity.ADVICE,
                )
    yield from _raised_flags(question, profile, place)
    yield from _held_back(question, profile, place)
    yield from _twins(question, profile, place)


def _raised_flags(question: Question, profile: Profile, place: Place) -> Iterator[Finding]:
    flags = [*question.red_flags, *(f for c in profile.rubric.criteria for f in c.red_flags)]
    for number, exemplar in enumerate(question.exemplars):
        found = by_owner(profile.book, profile.book.read(exemplar.text).spans)
        for flag in flags:
            spans = list(raising(found.get(flag_owner(flag.id), ())))
            if spans and exemplar.level > flag.caps_at:
                text = exemplar.text[spans[0].sentence.start : spans[0].sentence.end]
                yield Finding(
                    (*place, "exemplars", number),
                    f"the red flag {flag.id!r} is raised by this level {exemplar.level} exemplar: {text!r}",
                )


def _held_back(question: Question, profile: Profile, place: Place) -> Iterator[Finding]:
    """Advise where the grader takes a decent exemplar for a list, another topic, or borrowed words."""
    for number, exemplar in enumerate(question.exemplars):
        reading = profile.book.read(exemplar.text)
        if exemplar.level < DECENT or reading.words < FEWEST_WORDS:
            continue
        reason = held_back([reading], profile.topic, known_cues=len(profile.book.owners))
        if reason:
            message = f"the offline grader holds this level {exemplar.level} exemplar at {CAP:g}: {reason}"
            yield Finding((*place, "exemplars", number), message, Severity.ADVICE)


def _twins(question: Question, profile: Profile, place: Place) -> Iterator[Finding]:
    levels: dict[Style, float] = {}
    for exemplar in question.exemplars:
        if exemplar.style is not Style.NATURAL and exemplar.level == 5:
            reached = profile.levels(profile.shown(exemplar))
            levels[exemplar.style] = sum(c.weight * reached[c.id] for c in profile.rubric.criteria)
    if len(levels) == 2 and abs(levels[Style.PLAIN] - levels[Style.JARGON]) > FARTHEST_TWIN:
        yield Finding(
            (*place, "exemplars"),
            f"the plain wording is put at {levels[Style.PLAIN]:.1f} and the jargon-heavy one at "
            f"{levels[Style.JARGON]:.1f}: the cues favour one way of speaking",
        )
