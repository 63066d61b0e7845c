"""The shape of a manner of speaking: pools of phrases, by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interview_coach.domain.vocabulary import CloseReason, NonAnswer, ProbeKind, Purpose

Pool = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How somebody speaks. No sentence stands twice in it, and none praises, grades or teaches."""

    openings: Pool = ()
    """Greetings before the first question."""
    frames: Pool = ()
    """What is to come; ``{frame}`` is the number of questions and minutes."""
    transitions: Pool = ()
    """Said before a later question."""
    lead_ins: Pool = ()
    """Said before an authored follow-up, whatever the answer was."""
    specifics: Pool
    """Requests for a number or an example."""
    follow_ups: Pool
    """Follow-ups that fit any question, for want of an authored one."""
    reasks: Mapping[NonAnswer, Pool]
    """First half of a re-ask: what was noticed."""
    narrowings: Pool
    """Second half of a re-ask; ``{focus}`` is the smaller thing to answer."""
    starting_points: Pool
    """What to narrow a question down to as a whole; ``{title}`` is the question's."""
    fact_lead_ins: Pool = ()
    """Said before a fact that the candidate asked for."""
    all_told: Pool
    """There are no more facts: assume something."""
    unknown: Pool
    """Nobody knows what was asked."""
    hint_lead_ins: Pool = ()
    """Said before a hint."""
    closings: Mapping[CloseReason, Pool]
    """Leaving a question, by why."""
    last_resorts: Mapping[Purpose, str]
    """Said where a pool is used up; ``{n}`` counts questions and ``{k}`` attempts, so that it is new each time."""


FOCUSES: Mapping[ProbeKind, Pool] = {
    ProbeKind.SPECIFICS: ("one concrete case", "one thing that you would actually do"),
    ProbeKind.NUMBER: ("one number, even a rough one", "the size of it, as a guess"),
    ProbeKind.TRADE_OFF: ("one thing that you would give up", "the side on which you would rather err"),
    ProbeKind.COUNTER_EXAMPLE: ("one case that goes differently", "one exception that comes to mind"),
    ProbeKind.WHAT_IF_WRONG: ("your first move once it has gone wrong", "the first person to notice"),
    ProbeKind.PUSH_BACK: ("one reason for your view", "one thing that would change your mind"),
}
"""What to narrow a follow-up down to, by its kind: the aim itself would be a leak."""

STARTING_POINTS: Pool = (
    "the first thing you would do about “{title}”",
    "one sentence on “{title}”",
    "whatever part of “{title}” you have met before",
    "the first person you would talk to about “{title}”",
)

LAST_RESORTS: Mapping[Purpose, str] = {
    Purpose.PROBE: "Question {n}, follow-up {k}: take your last point one step further.",
    Purpose.REASK: "Question {n}, attempt {k}: one sentence is enough.",
    Purpose.CLARIFY: "Question {n}, request {k}: there is nothing left to tell, so assume what you need.",
    Purpose.MOVE_ON: "That closes question {n}.",
}
