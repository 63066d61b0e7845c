"""How it goes: levels over time, where the candidate stands, what they guess, what it took."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from interview_coach.domain.attempt import Attempt
from interview_coach.domain.base import Slug, Value
from interview_coach.domain.vocabulary import Track
from interview_coach.learning.confidence import Confidence, confidences
from interview_coach.learning.days import Zone, day_of, day_words
from interview_coach.learning.effort import Effort, Streak, effort, streak
from interview_coach.learning.lines import Line, lines
from interview_coach.learning.schedule import in_order
from interview_coach.learning.standing import Profile, Standing, profile, standings


class Scope(Value):
    """Which attempts are looked at; nothing means all."""

    competencies: tuple[Slug, ...] = ()
    since: date | None = None
    """The candidate's day."""
    track: Track | None = None

    def holds(self, attempt: Attempt, zone: Zone) -> bool:
        """Return whether ``attempt`` is looked at."""
        return (
            (not self.competencies or attempt.competency in self.competencies)
            and (self.since is None or day_of(attempt.at, zone) >= self.since)
            and (self.track is None or attempt.track is self.track)
        )


class Progress(Value):
    """Everything that can be said about the attempts so far, with how many each figure rests on."""

    on: date
    scope: Scope
    interviews: int
    """Those in which anything was answered."""
    attempts: int
    answered: int
    graded: int
    lines: tuple[Line, ...]
    standings: tuple[Standing, ...]
    profile: Profile
    confidence: tuple[Confidence, ...]
    """By grader, the latest first."""
    effort: Effort
    streak: Streak
    """Over everything, whatever is looked at otherwise."""
    untried: tuple[Slug, ...]
    """Competencies with questions of which none was ever answered, within the competencies that are looked at."""
    notes: tuple[str, ...]
    """What to know before reading the figures, a sentence each."""


def progress(
    attempts: Iterable[Attempt], *, now: datetime, zone: Zone, scope: Scope, topics: Collection[str] = ()
) -> Progress:
    """Return how it goes.

    Args:
        attempts: all of them, in any order.
        now: the present instant.
        zone: where days begin and end.
        scope: which of the attempts are looked at.
        topics: the competencies that have questions.
    """
    every = list(attempts)
    today = day_of(now, zone)
    known = in_order(every, now, zone)
    seen = [a for a in known if scope.holds(a, zone)]
    drawn = lines(seen)
    standing = standings(seen)
    sides = profile(seen)
    wanted = [t for t in topics if not scope.competencies or t in scope.competencies]
    return Progress(
        on=today,
        scope=scope,
        interviews=len({a.interview for a in seen if a.answered}),
        attempts=len(seen),
        answered=sum(a.answered for a in seen),
        graded=sum(a.level is not None for a in seen),
        lines=drawn,
        standings=standing,
        profile=sides,
        confidence=confidences(seen),
        effort=effort(seen),
        streak=streak(known, today, zone),
        untried=tuple(sorted(set(wanted) - {a.competency for a in known if a.answered})),
        notes=tuple(_notes(seen, drawn, sides, len(every) - len(known), today)),
    )


def _notes(seen: Sequence[Attempt], drawn: Sequence[Line], sides: Profile, ahead: int, today: date) -> list[str]:
    found = []
    if any(line.estimate for line in drawn):
        found.append("Levels of the offline coach are coverage estimates: each may be a level off, most often too low.")
    if any(line.changed for line in drawn):
        found.append(
            "Where the grader, its instructions, the rubric or the seniority of full grades changed, a new line "
            "begins: they don't compare."
        )
    if len({line.scale.rubric for line in drawn}) > 1:
        found.append("Stronger and weaker sides, and guesses, are told over all rubrics of one grader.")
    if sides.strong or sides.weak:
        found.append("Stronger and weaker sides rest on three to five levels each: some stand out by chance alone.")
    if drawn:
        found.append("The levels of a line come from different questions, harder and easier ones.")
    if ahead:
        which = "attempt is" if ahead == 1 else "attempts are"
        found.append(f"{ahead} {which} dated after today, {day_words(today)}, and left out until then.")
    return found
