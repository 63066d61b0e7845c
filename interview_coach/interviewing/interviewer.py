"""What an interviewer is to the running interview: something that speaks, and says what it did."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from interview_coach.domain.base import Slug, Value
from interview_coach.domain.conversation import Ruling
from interview_coach.domain.plan import Plan
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.vocabulary import CloseReason, Engine, NonAnswer, Purpose


class Hearing(Value):
    """What the interviewer made of the candidate's last words."""

    heard: NonAnswer | None = None
    """Why it is no answer; ``None`` where it is one, or where it was a request."""
    covered: float = 0.0
    """Share (0 to 1) of the value of the question's key points that the exchange covered so far."""
    key_points: tuple[Slug, ...] = ()
    """The key points that were heard, where the interviewer names them."""
    wants_close: bool | None = None
    """Whether the interviewer has heard enough; ``None`` leaves it to ``covered``."""
    aim: Slug | None = None
    """The key point that a follow-up should go after, where the interviewer has one in mind."""
    reason: str = ""
    """Why the interviewer thinks so; never told to the candidate."""


class Situation(Value):
    """Everything that the interviewer may look at before it speaks."""

    transcript: Transcript
    index: int
    """Of the exchange that the utterance belongs to; one past the last when a question is to be opened."""
    hearing: Hearing = Hearing()
    ruling: Ruling = Ruling()
    seconds_left: float | None = None

    @property
    def plan(self) -> Plan:
        """The interview's plan."""
        return self.transcript.plan

    @property
    def exchange(self) -> Exchange:
        """The exchange under way; raises ``IndexError`` when a question is still to be opened."""
        return self.transcript.exchanges[self.index]

    @property
    def opening(self) -> bool:
        """Whether the question is still to be asked."""
        return self.index == len(self.transcript.exchanges)


class Restart(Value):
    """What was said of the utterance so far counts for nothing: it begins again."""

    why: str


class Recap(Value):
    """What was said in the exchanges before ``upto``, in short; to be kept, since it is made only once."""

    upto: int
    text: str


class Move(Value):
    """What an utterance was for. It comes last, after the text."""

    purpose: Purpose
    probe: Slug | None = None
    aims_at: Slug | None = None
    context: int | None = None
    closes: CloseReason | None = None
    reason: str = ""
    key_points: tuple[Slug, ...] = ()
    engine: Engine = Engine.OFFLINE
    prompt_hash: str = ""


Spoken = str | Restart | Recap | Move


class Interviewer(Protocol):
    """Holds the candidate's interview. An interviewer keeps no state: the situation tells everything."""

    async def hear(self, transcript: Transcript) -> Hearing:
        """Weigh the candidate's last answer; the rules then decide what may be done about it."""
        ...

    def speak(self, situation: Situation) -> AsyncIterator[Spoken]:
        """Yield the utterance in chunks as it comes, then exactly one :class:`Move`.

        The move obeys ``situation.ruling``. Raises :class:`~interview_coach.errors.EngineError` where it cannot go on.
        """
        ...
