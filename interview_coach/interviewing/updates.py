"""What a running interview tells its front end while it goes on."""

from __future__ import annotations

from dataclasses import dataclass

from interview_coach.domain.events import Event
from interview_coach.domain.vocabulary import Purpose


@dataclass(frozen=True, slots=True)
class Speaking:
    """The interviewer begins an utterance; ``purpose`` is ``None`` where only the interviewer knows it yet."""

    purpose: Purpose | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """The next piece of the utterance under way, free of control characters. It is not in the journal yet."""

    text: str


@dataclass(frozen=True, slots=True)
class Restarted:
    """The utterance under way broke off and begins again: its chunks so far count for nothing."""

    why: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event is on disk, and the interview's transcript holds it."""

    event: Event


Update = Speaking | Chunk | Restarted | Recorded
