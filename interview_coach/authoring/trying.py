"""How the offline grader places the exemplars of a question: a trial of its cues, before anybody practises it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from interview_coach.domain.grade import Graded
from interview_coach.domain.question import Exemplar, Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.transcript import Exchange, Turn
from interview_coach.domain.vocabulary import CloseReason, Format, Purpose, Role
from interview_coach.grading.offline import OfflineGrader
from interview_coach.grading.profile import Profile

LOWEST, HIGHEST = 1, 5
FAR_OFF = 1.0
"""Levels by which an exemplar may be off before it is told: the margin of an estimate."""

_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""When the exemplars were said; nothing depends on it."""


@dataclass(frozen=True)
class Placing:
    """Where the offline grader puts an exemplar."""

    question: str
    stated: int
    style: str
    found: float | None
    """The mean level (1.0 to 5.0), the criteria weighed as in the rubric; ``None`` where nothing could be graded."""
    heard: float
    """How far what the rubric and the key points want was heard (0 to 1), before the exemplars make a scale of it."""
    criteria: dict[str, float]
    """The level on each criterion that could be graded, by id."""
    reason: str = ""
    """Why it could not be graded."""

    @property
    def off(self) -> float | None:
        """How far the level found is above the stated one (negative: below)."""
        return None if self.found is None else round(self.found - self.stated, 1)


@dataclass(frozen=True)
class Trial:
    """The exemplars of some questions, and where each was put."""

    placings: tuple[Placing, ...]
    without: tuple[str, ...]
    """The questions that have no exemplars."""

    @property
    def upside_down(self) -> tuple[str, ...]:
        """The questions of which a level 5 exemplar is put below a level 1 exemplar, or less is heard in it.

        What is heard decides as well, since a scale that was made of exemplars in the wrong order puts all at its end.
        """
        found = []
        for name in dict.fromkeys(p.question for p in self.placings):
            mine = [p for p in self.placings if p.question == name]
            pairs = [(h, low) for h in mine for low in mine if (h.stated, low.stated) == (HIGHEST, LOWEST)]
            if any(h.heard < low.heard or (h.found or 0) < (low.found or 0) for h, low in pairs):
                found.append(name)
        return tuple(found)


def try_out(questions: Iterable[Question], rubric: Rubric) -> Trial:
    """Return where the offline grader puts the exemplars of ``questions`` that are graded against ``rubric``."""
    placings: list[Placing] = []
    without = []
    for question in questions:
        if not question.exemplars:
            without.append(question.id)
        asked = question.model_copy(update={"formats": (Format.DRILL,)})  # a case of one's own is never placed
        profile, grader = Profile(asked, rubric), OfflineGrader()
        placings += [_place(grader, profile, exemplar) for exemplar in _in_order(question)]
    return Trial(tuple(placings), tuple(without))


def _in_order(question: Question) -> list[Exemplar]:
    return sorted(question.exemplars, key=lambda exemplar: exemplar.level)


def _place(grader: OfflineGrader, profile: Profile, exemplar: Exemplar) -> Placing:
    question, rubric = profile.question, profile.rubric
    turns = (
        Turn(role=Role.INTERVIEWER, text=question.spoken, at=_AT, purpose=Purpose.OPEN),
        Turn(role=Role.CANDIDATE, text=exemplar.text, at=_AT, purpose=Purpose.ANSWER),
    )
    exchange = Exchange(question=question, rubric=rubric, turns=turns, closed=CloseReason.ANSWERED)
    results, _ = grader.estimate(exchange)
    graded = {result.criterion: result.level for result in results if isinstance(result, Graded)}
    weights = {c.id: c.weight for c in rubric.criteria}
    total = sum(weights[name] for name in graded)
    found = round(sum(weights[name] * level for name, level in graded.items()) / total, 1) if graded else None
    reason = "" if graded else next((r.reason for r in results if not isinstance(r, Graded)), "")
    coverages = profile.coverages(profile.shown(exemplar))
    heard = sum(weights[name] * coverage for name, coverage in coverages.items())
    return Placing(question.id, exemplar.level, str(exemplar.style), found, round(heard, 3), graded, reason)
