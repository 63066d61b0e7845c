"""What engines and the running interview know of storage: that events can be recorded."""

from __future__ import annotations

from typing import Protocol

from interview_coach.domain.events import Event
from interview_coach.domain.transcript import Transcript


class Recorder(Protocol):
    """Keeps an interview's events, in order, for good."""

    @property
    def transcript(self) -> Transcript:
        """The interview as recorded so far."""
        ...

    async def append(self, event: Event) -> Transcript:
        """Record ``event`` and return the transcript after it.

        Returns only when the event is safe. Raises :class:`~interview_coach.errors.StorageError` where it is not; then
        nothing of it was recorded and the call can be repeated.
        """
        ...
