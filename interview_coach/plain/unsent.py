"""The lines of an answer that were not sent yet, kept on disk while they are written."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from interview_coach.journal.drafts import Draft
from interview_coach.wiring import Session

SOON = 0.03
"""Seconds after which a line that was read is written to disk, at the latest where disks are quick."""

WRITTEN_A_SECOND = 2_000_000
"""Characters, on average and at most: the more there are, the longer the next writing waits, so that reading many lines
takes no longer than in proportion."""


class Unsent:
    """The lines so far. Adding one costs the same however many there are: they are written together, soon."""

    def __init__(self, session: Session, clock: Callable[[], datetime], tell: Callable[[str], None]) -> None:
        """Begin with the draft that ``session`` brought; ``tell`` is told why lines cannot be kept, once each time."""
        self._session = session
        self._clock = clock
        self._tell = tell
        self._lines = session.draft.text.split("\n") if session.draft and session.draft.text else []
        self._size = len(self.text)
        self._stale = False
        self._told: str | None = None
        self._keeping: asyncio.Task[None] | None = None

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self._lines)

    def __bool__(self) -> bool:
        return bool(self._lines)

    @property
    def says_something(self) -> bool:
        """Whether there is more than white space."""
        return any(line.strip() for line in self._lines)

    def add(self, line: str) -> None:
        """Take ``line`` in, and keep it soon."""
        self._lines.append(line)
        self._size += len(line) + 1
        self._stale = True
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep_up(), name="keep unsent lines")

    def forget(self) -> None:
        """Begin anew: the lines were sent, or left behind."""
        self._lines.clear()
        self._size = 0
        self._stale = False
        self._session.drafts.clear()

    def keep(self) -> None:
        """Note what is not kept yet; it is on disk once the session is closed."""
        if self._keeping is not None:
            self._keeping.cancel()
        if self._stale:
            self._save()

    def report(self) -> None:
        """Tell what is wrong with keeping or reading drafts, unless that was told already."""
        problem = self._session.drafts.problem
        if problem and problem != self._told:
            self._tell(f"({problem} What you write stays here, but would be lost with this program.)")
        self._told = problem

    async def _keep_up(self) -> None:
        while self._stale:
            await asyncio.sleep(max(SOON, self._size / WRITTEN_A_SECOND))
            if self._stale:
                self._save()
            await asyncio.to_thread(self._session.drafts.flush)
            self.report()

    def _save(self) -> None:
        self._stale = False
        transcript = self._session.transcript
        seconds = transcript.seconds_since_last_event(self._clock())
        exchange = max(0, len(transcript.exchanges) - 1)
        self._session.drafts.save(Draft(exchange=exchange, text=self.text, seconds=seconds))
