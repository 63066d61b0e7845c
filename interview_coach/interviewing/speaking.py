"""One utterance of an interviewer: what it answers to, its stream, and what is recorded of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from interview_coach.domain.conversation import rule
from interview_coach.domain.events import InterviewerSaid, InterviewSummarised
from interview_coach.domain.text import without_unsafe
from interview_coach.domain.transcript import Transcript
from interview_coach.errors import EngineError
from interview_coach.interviewing.interviewer import Hearing, Interviewer, Move, Recap, Restart, Situation, Spoken
from interview_coach.interviewing.obeying import obedient, settled_purpose
from interview_coach.interviewing.updates import Chunk, Restarted, Speaking


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance that is whole, with the move that it made."""

    text: str
    move: Move

    def event(self, at: datetime, situation: Situation) -> InterviewerSaid:
        """Return what is recorded of it."""
        return InterviewerSaid(
            at=at,
            exchange=situation.index,
            text=self.text,
            noticed=situation.hearing.heard,
            **{name: getattr(self.move, name) for name in Move.model_fields},
        )


@dataclass(frozen=True, slots=True)
class Remembered:
    """The interviewer summed up what came before."""

    recap: Recap

    def event(self, at: datetime, situation: Situation) -> InterviewSummarised:
        """Return what is recorded of it."""
        return InterviewSummarised(at=at, upto=min(self.recap.upto, situation.index), text=self.recap.text)


def reaction(transcript: Transcript, hearing: Hearing) -> Situation:
    """Return the situation after the candidate spoke, with the ruling on it.

    The time limit is held against the time of the last event, so that an engine's delay costs the candidate nothing.
    """
    index = len(transcript.exchanges) - 1
    seconds_left = transcript.seconds_left(transcript.last_event_at)
    ruling = rule(
        transcript.exchanges[index],
        probe_budget=transcript.plan.probe_budget,
        covered=hearing.covered,
        wants_close=hearing.wants_close,
        heard=hearing.heard,
        seconds_left=seconds_left,
    )
    return Situation(transcript=transcript, index=index, hearing=hearing, ruling=ruling, seconds_left=seconds_left)


Parts = Speaking | Chunk | Restarted | Remembered | Said


async def utterance(interviewer: Interviewer, situation: Situation) -> AsyncGenerator[Parts, None]:
    """Yield the utterance as it comes, free of control characters, and at the end the whole of it.

    Raises:
        EngineError: the interviewer failed, said nothing, or stopped without telling its move.
    """
    yield Speaking(settled_purpose(situation))
    said: list[str] = []
    move: Move | None = None
    async with _closing(interviewer.speak(situation)) as stream:
        async for part in stream:
            if isinstance(part, Move):
                move = obedient(part, situation)
                break
            if isinstance(part, Recap):
                yield Remembered(part)
            elif isinstance(part, Restart):
                said.clear()
                yield Restarted(part.why)
            elif chunk := without_unsafe(part):
                said.append(chunk)
                yield Chunk(chunk)
    text = "".join(said).strip()
    if move is None or not text:
        what = "broke off in the middle of an utterance" if text else "said nothing"
        raise EngineError(f"The interviewer {what}. What you said is saved; let it try again.")
    yield Said(text, move)


@asynccontextmanager
async def _closing(stream: AsyncIterator[Spoken]) -> AsyncIterator[AsyncIterator[Spoken]]:
    """Close ``stream`` on the way out, where it can be closed: it may hold a connection."""
    try:
        yield stream
    finally:
        if isinstance(stream, AsyncGenerator):
            await stream.aclose()
