"""One utterance of an interviewer: what it answers to, its stream, and what is recorded of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from interview_coach.domain.conversation import rule
from interview_coach.domain.events import InterviewerSaid
from interview_coach.domain.text import without_unsafe
from interview_coach.domain.transcript import Transcript
from interview_coach.errors import EngineError
from interview_coach.interviewing.interviewer import Hearing, Interviewer, Move, Situation
from interview_coach.interviewing.obeying import obedient, settled_purpose
from interview_coach.interviewing.updates import Chunk, Speaking


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
        heard=hearing.heard,
        seconds_left=seconds_left,
    )
    return Situation(transcript=transcript, index=index, hearing=hearing, ruling=ruling, seconds_left=seconds_left)


async def utterance(interviewer: Interviewer, situation: Situation) -> AsyncGenerator[Speaking | Chunk | Said, None]:
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
            if chunk := without_unsafe(part):
                said.append(chunk)
                yield Chunk(chunk)
    text = "".join(said).strip()
    if move is None or not text:
        what = "broke off in the middle of an utterance" if text else "said nothing"
        raise EngineError(f"The interviewer {what}. What you said is saved; let it try again.")
    yield Said(text, move)


@asynccontextmanager
async def _closing(stream: AsyncIterator[str | Move]) -> AsyncIterator[AsyncIterator[str | Move]]:
    """Close ``stream`` on the way out, where it can be closed: it may hold a connection."""
    try:
        yield stream
    finally:
        if isinstance(stream, AsyncGenerator):
            await stream.aclose()
