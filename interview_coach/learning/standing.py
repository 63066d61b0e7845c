"""Where the candidate stands in each competency now, and which criteria are their strong and weak ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from statistics import fmean

from interview_coach.domain.attempt import Attempt, Scale
from interview_coach.domain.base import Slug, Value
from interview_coach.learning.lines import measured, scale_words, several_seniorities

LATEST = 3
"""Levels that make a standing: what somebody said a month ago is not where they stand."""

LATEST_OF_CRITERION = 5
"""Levels that make a criterion's mean."""

FEWEST = 3
"""Levels below which nothing is said about a criterion."""

STANDS_OUT = 0.5
"""Levels that a criterion must lie off the candidate's own mean to be called stronger or weaker."""

NAMED = 3
"""Criteria that are named on either side."""


class Standing(Value):
    """Where the candidate stands in a competency."""

    competency: Slug
    answered: int
    """Attempts with an answer."""
    graded: int
    """Attempts with a level, on whatever scale."""
    level: float | None = None
    """The mean of the latest levels on the newest scale; ``None`` where there is none."""
    of: int = 0
    """How many levels that is the mean of, at most :data:`LATEST`."""
    lowest: float | None = None
    highest: float | None = None
    scale: Scale | None = None
    label: str = ""
    """Who measured, in plain words."""
    last: datetime | None = None
    """When it was last answered."""

    @property
    def estimate(self) -> bool:
        """Whether the level is a coverage estimate (±1)."""
        return self.scale is not None and not self.scale.full


class CriterionStanding(Value):
    """The mean of a criterion's latest levels, with how many there are."""

    competency: Slug
    criterion: Slug
    title: str
    level: float
    of: int


class Profile(Value):
    """Stronger and weaker criteria, beside one another: what lies well above or below the candidate's own mean."""

    label: str = ""
    """Who measured, and for which seniority where that differs; all other levels are left out."""
    estimate: bool = False
    mean: float | None = None
    """The mean over all criteria with enough levels; strong ones lie :data:`STANDS_OUT` above it, weak ones below."""
    strong: tuple[CriterionStanding, ...] = ()
    weak: tuple[CriterionStanding, ...] = ()
    too_few: int = 0
    """Criteria of which there are fewer than :data:`FEWEST` levels."""
    left_out: int = 0
    """Attempts with a level of another grader or, in full grades, for another seniority: not to stand beside these."""


def standings(attempts: Iterable[Attempt]) -> tuple[Standing, ...]:
    """Return where the candidate stands in each competency that was answered, in alphabetical order.

    ``attempts`` are in time order.
    """
    found: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        if attempt.answered:
            found.setdefault(attempt.competency, []).append(attempt)
    return tuple(_standing(competency, found[competency]) for competency in sorted(found))


def grader_words(scale: Scale, *, role: bool = False) -> str:
    """Return who measured, whatever the rubric; the prompt tells versions of a grader's instructions apart.

    ``role`` adds for which seniority.
    """
    prompt = f", prompt {scale.prompt_hash}" if scale.prompt_hash else ""
    return f"{scale_words(scale, role=role)}{prompt}"


def same_grader(one: Scale, other: Scale) -> bool:
    """Return whether one grader with one prompt measured both, be it with different rubrics, for different roles."""
    return _grader(one) == _grader(other)


def profile(attempts: Sequence[Attempt]) -> Profile:
    """Return the strong and weak criteria by the grader of the newest level. ``attempts`` are in time order."""
    graded = [a for a in attempts if a.level is not None and a.scale is not None]
    if not graded or (newest := graded[-1].scale) is None:
        return Profile()
    by_grader = [a for a in graded if a.scale is not None and same_grader(a.scale, newest)]
    ours = [a for a in by_grader if a.scale is not None and a.scale.seniority is newest.seniority]
    found, too_few = _criteria(ours)
    mean = fmean(c.level for c in found) if found else None
    ranked = sorted(found, key=lambda c: (-c.level, -c.of, c.competency, c.criterion))
    return Profile(
        label=grader_words(newest, role=len(ours) < len(by_grader)),
        estimate=not newest.full,
        mean=mean,
        strong=tuple(c for c in ranked if mean is not None and c.level >= mean + STANDS_OUT)[:NAMED],
        weak=tuple(c for c in reversed(ranked) if mean is not None and c.level <= mean - STANDS_OUT)[:NAMED],
        too_few=too_few,
        left_out=len(graded) - len(ours),
    )


def _standing(competency: str, answered: Sequence[Attempt]) -> Standing:
    graded = [a for a in answered if a.level is not None and a.scale is not None]
    about = Standing(competency=competency, answered=len(answered), graded=len(graded), last=answered[-1].at)
    if not graded or (newest := graded[-1].scale) is None:
        return about
    same = [a.level for a in graded if a.level is not None and a.scale and measured(a.scale) == measured(newest)]
    latest = same[-LATEST:]
    several = several_seniorities((competency, a.scale) for a in graded if a.scale is not None)
    return about.model_copy(
        update={
            "level": fmean(latest),
            "of": len(latest),
            "lowest": min(latest),
            "highest": max(latest),
            "scale": measured(newest),
            "label": scale_words(newest, role=bool(several)),
        }
    )


def _criteria(attempts: Sequence[Attempt]) -> tuple[list[CriterionStanding], int]:
    """Return the criteria with enough levels, each by the newest version of its rubric; and how many have too few."""
    levels: dict[tuple[str, str], list[tuple[Scale, str, float]]] = {}
    for attempt in attempts:
        if attempt.scale is None:
            continue
        scale = measured(attempt.scale)
        for criterion in attempt.criteria:
            if criterion.level is not None:
                entry = (scale, criterion.title, criterion.level)
                levels.setdefault((attempt.competency, criterion.criterion), []).append(entry)
    found, too_few = [], 0
    for (competency, name), entries in levels.items():
        newest, title, _ = entries[-1]
        latest = [level for scale, _, level in entries if scale == newest][-LATEST_OF_CRITERION:]
        if len(latest) < FEWEST:
            too_few += 1
            continue
        about = {"competency": competency, "criterion": name, "title": title}
        found.append(CriterionStanding(**about, level=fmean(latest), of=len(latest)))
    return found, too_few


def _grader(scale: Scale) -> tuple[str, str, str, bool]:
    return scale.engine, scale.model, scale.prompt_hash, scale.full
