"""A debrief: what to take away from a whole interview, each point with the words that it rests on."""

from __future__ import annotations

from pydantic import Field

from interview_coach.domain.base import Text, Value
from interview_coach.domain.grade import Evidence


class Pointed(Value):
    """Evidence in one of an interview's exchanges."""

    exchange: int = Field(ge=0)
    evidence: Evidence


class Point(Value):
    """One thing to keep, or to change."""

    text: Text
    where: Pointed


class Rewrite(Value):
    """A passage of the candidate's own, said better."""

    where: Pointed
    rewritten: Text
    why: Text


class Debrief(Value):
    """At most three strengths, at most three things to change first, and one passage rewritten."""

    strengths: tuple[Point, ...] = ()
    changes: tuple[Point, ...] = ()
    rewrite: Rewrite | None = None
    model: str = ""
    prompt_hash: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing of it could be tied to what was said."""
        return not (self.strengths or self.changes or self.rewrite)
