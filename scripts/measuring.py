"""Measures of the offline grader on the shipped exemplars and on answers by strangers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from statistics import fmean, linear_regression
from typing import NamedTuple

from interview_coach.domain.question import Exemplar, Question
from interview_coach.domain.vocabulary import Style
from interview_coach.grading.profile import REACHED_AT, level_at, rising
from interview_coach.lexical.topic import Topic
from tests.support.estimates import held, mean_estimate, profile_of, wrong_pairs
from tests.support.shipped import rubric_of, shipped_questions
from tests.support.strangers import stranger_texts

FEWEST_OTHERS = 3
"""Other questions under a rubric from which their exemplars make a scale of its own."""

BETTER = 3
"""Level from which an exemplar is an answer that must not be held back."""

AS_AUTHORED: Mapping[int, float] = dict.fromkeys(REACHED_AT, 1.0)


class Order(NamedTuple):
    """Whether the natural exemplars of a question rise on the mean, and how many steps on single criteria do."""

    question: Question
    on_mean: bool
    steps: int
    rising_steps: int


@cache
def orders() -> list[Order]:
    """Return for each question how the grader orders its exemplars; coverage counts, so no scale flatters it."""
    found = []
    for question in shipped_questions():
        profile = profile_of(question.id)
        seen = [profile.coverages(profile.shown(e)) for e in question.calibration()]
        weights = [c.weight for c in profile.rubric.criteria]
        means = [fmean(coverage.values(), weights) for coverage in seen]
        steps = [low[c] < high[c] for low, high in pairwise(seen) for c in low]
        found.append(Order(question, all(a < b for a, b in pairwise(means)), len(steps), sum(steps)))
    return found


class Placed(NamedTuple):
    """An exemplar, and where it is put by what is known from all questions but its own."""

    level: int
    left_out: float
    by_strangers: float
    """With the shares of :data:`REACHED_AT`, which suit answers by strangers, not exemplars."""
    by_length: float


@cache
def placed() -> list[Placed]:
    """Place each natural exemplar on a scale that the exemplars of other questions make."""
    seen = [_Seen(q, e) for q in shipped_questions() for e in q.calibration()]
    found = []
    for one in seen:
        others = [other for other in seen if other.question is not one.question]
        same = [other for other in others if other.question.rubric == one.question.rubric]
        known = len({other.question.id for other in same}) >= FEWEST_OTHERS
        slope, start = linear_regression([o.words for o in others], [float(o.exemplar.level) for o in others])
        found.append(
            Placed(
                one.exemplar.level,
                one.level(same, AS_AUTHORED) if known else one.pooled_level(others, AS_AUTHORED),
                one.level(same, REACHED_AT) if known else one.pooled_level(others, REACHED_AT),
                min(5.0, max(1.0, start + slope * one.words)),
            )
        )
    return found


class _Seen:
    """An exemplar with the coverage that the grader sees in it, by criterion."""

    def __init__(self, question: Question, exemplar: Exemplar) -> None:
        profile = profile_of(question.id)
        self.question = question
        self.exemplar = exemplar
        self.words = float(len(exemplar.text.split()))
        self.coverage = profile.blended(profile.shown(exemplar))

    def level(self, others: Sequence[_Seen], reached_at: Mapping[int, float]) -> float:
        """Return the mean level on the criteria's scales that exemplars under the same rubric make."""
        by_level = _by_level(others)
        return fmean(
            level_at(
                rising([(fmean(o.coverage[c] for o in by_level[n]), n) for n in sorted(by_level)], reached_at), mine
            )
            for c, mine in self.coverage.items()
        )

    def pooled_level(self, others: Sequence[_Seen], reached_at: Mapping[int, float]) -> float:
        """Return the level of the mean coverage on the one scale that all exemplars make."""
        by_level = _by_level(others)
        points = [(fmean(fmean(o.coverage.values()) for o in by_level[n]), n) for n in sorted(by_level)]
        return level_at(rising(points, reached_at), fmean(self.coverage.values()))


def _by_level(seen: Sequence[_Seen]) -> dict[int, list[_Seen]]:
    grouped: dict[int, list[_Seen]] = {}
    for one in seen:
        grouped.setdefault(one.exemplar.level, []).append(one)
    return grouped


class Gap(NamedTuple):
    """How a question's plain level 5 answer does beside its jargon-heavy twin."""

    levels: float
    """Estimate of the plain one minus that of the other."""
    coverage: float
    """Coverage of the plain one as a share of the other's: estimates have a ceiling, this has none."""


@cache
def gaps() -> list[Gap]:
    """Return the gap of each question that has both twins."""
    found = []
    for question in shipped_questions():
        twins = {e.style: e for e in question.exemplars if e.level == 5}
        if {Style.PLAIN, Style.JARGON} <= twins.keys():
            plain, jargon = twins[Style.PLAIN], twins[Style.JARGON]
            profile = profile_of(question.id)
            covered = [fmean(profile.coverages(profile.shown(e)).values()) for e in (plain, jargon)]
            levels = mean_estimate(question, plain.text) - mean_estimate(question, jargon.text)
            found.append(Gap(levels, covered[0] / covered[1]))
    return found


class Topics(NamedTuple):
    """How well answers to a question are told from answers to others under its rubric."""

    incomparable: int
    true: int
    true_lost: int
    """Below the threshold; exemplars are held against everything about the question but themselves."""
    wrong: int
    wrong_caught: int
    wrong_above_2: int
    untold: int
    """Wrong answers to questions that cannot tell."""
    untold_above_2: int
    separation: float
    """Share of all pairs of a true and a wrong answer in which the true one is more alike (chance .50)."""
    held_exemplars: int
    held_strangers: int


@cache
def topics() -> Topics:
    """Measure what the grader takes for an answer to the question."""
    questions = shipped_questions()
    comparable = [q for q in questions if profile_of(q.id).topic.comparable]
    true = [ratio for q in comparable for ratio in _true_ratios(q)]
    pairs, untold = list(wrong_pairs()), list(wrong_pairs(comparable=False))
    wrong = sorted(_ratio(profile_of(pair.asked.id).topic, pair.asked, pair.text) for pair in pairs)
    return Topics(
        incomparable=len(questions) - len(comparable),
        true=len(true),
        true_lost=sum(ratio < 1 for ratio in true),
        wrong=len(wrong),
        wrong_caught=sum(ratio < 1 for ratio in wrong),
        wrong_above_2=sum(mean_estimate(pair.asked, pair.text) > 2 for pair in pairs),
        untold=len(untold),
        untold_above_2=sum(mean_estimate(pair.asked, pair.text) > 2 for pair in untold),
        separation=fmean((bisect_left(wrong, r) + bisect_right(wrong, r)) / 2 / len(wrong) for r in true),
        held_exemplars=sum(bool(held(q, e.text)) for q in questions for e in q.exemplars if e.level >= BETTER),
        held_strangers=sum(bool(held(q, t)) for q in questions for t in stranger_texts(q.id, "strong", "middling")),
    )


def _true_ratios(question: Question) -> Iterator[float]:
    for exemplar in question.exemplars:
        if exemplar.level >= BETTER:
            rest = tuple(e for e in question.exemplars if e is not exemplar)
            topic = Topic(question.model_copy(update={"exemplars": rest}), rubric_of(question))
            yield _ratio(topic, question, exemplar.text)
    for text in stranger_texts(question.id, "strong", "middling"):
        yield _ratio(profile_of(question.id).topic, question, text)


def _ratio(topic: Topic, question: Question, text: str) -> float:
    return topic.closeness(profile_of(question.id).book.read(text).own)
