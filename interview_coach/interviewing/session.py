"""The running interview: the headless core that every front end drives.

What the candidate does is recorded before anything else happens with it. Whose move it is follows from the transcript
alone, so an interview that was cancelled, that failed or whose process was killed goes on with :meth:`advance`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import datetime

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.events import (
    AnswerGiven,
    ClarificationAsked,
    Event,
    ExchangeClosed,
    HintAsked,
    InterviewEnded,
    Paused,
    Unpaused,
)
from interview_coach.domain.recording import Recorder
from interview_coach.domain.text import storable
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import CloseReason, EndReason, Purpose
from interview_coach.errors import InterviewStateError
from interview_coach.interviewing.interviewer import Interviewer, Situation
from interview_coach.interviewing.speaking import Remembered, Said, reaction, utterance
from interview_coach.interviewing.updates import Recorded, Update

Updates = AsyncGenerator[Update, None]


def ignore(index: int) -> None:
    """Do nothing about an exchange that closed."""


class RunningInterview:
    """Holds one interview.

    Every act returns an async generator of updates, which the front end iterates to its end; nothing happens before its
    first step. One goes on at a time: the first step of a second one raises
    :class:`~interview_coach.errors.InterviewStateError`. A front end that stops in the middle closes the generator
    (``contextlib.aclosing``) and calls :meth:`advance` when it wants to go on: only the utterance under way is lost.

    All acts raise ``InterviewStateError`` where they do not fit the state, ``StorageError`` where an event could not
    be recorded, and ``EngineError`` where the interviewer failed; what the candidate did is on disk by then.
    """

    def __init__(
        self,
        journal: Recorder,
        interviewer: Interviewer,
        clock: Callable[[], datetime],
        on_closed: Callable[[int], None] = ignore,
    ) -> None:
        """Take up the interview that ``journal`` holds.

        Args:
            journal: keeps the events.
            interviewer: speaks.
            clock: tells the time (UTC).
            on_closed: called with the index of each exchange that ended with something to grade.
        """
        self._journal = journal
        self._interviewer = interviewer
        self._clock = clock
        self._on_closed = on_closed
        self._busy = False

    @property
    def transcript(self) -> Transcript:
        """The interview as it is on disk."""
        return self._journal.transcript

    @property
    def hints_left(self) -> int:
        """How many rungs of the open question's hint ladder were not asked for; 0 where no question is open."""
        current = self.transcript.current
        return max(0, len(current.question.hints) - current.count(Purpose.HINT_ASKED)) if current else 0

    def advance(self, stand_in: Interviewer | None = None) -> Updates:
        """Do what is owed until it is the candidate's move, or the interview ended; ``stand_in`` does it this once."""
        return self._act(lambda: (), stand_in=stand_in)

    def answer(self, text: str, seconds: float | None = None) -> Updates:
        """Record the candidate's answer, verbatim even where it is only white space; then let the interviewer react.

        ``seconds`` is the thinking and writing time, pauses left out; by default the clock time since the interviewer
        last asked something.
        """

        def answered() -> Sequence[Event]:
            now = self._clock()
            spent = self.transcript.thinking_seconds_at(now) if seconds is None else max(0.0, seconds)
            return self._said(AnswerGiven(at=now, exchange=self._answerable(), text=storable(text), seconds=spent))

        return self._act(answered)

    def clarify(self, text: str = "") -> Updates:
        """Ask about the question; without ``text`` the interviewer tells the next fact that it has."""
        return self._act(
            lambda: self._said(
                ClarificationAsked(at=self._clock(), exchange=self._answerable(), text=storable(text.strip()))
            )
        )

    def hint(self) -> Updates:
        """Ask for the next rung of the hint ladder; refused before anything is recorded where none is left."""

        def asked() -> Sequence[Event]:
            index = self._answerable()
            if not self.hints_left:
                given = self.transcript.exchanges[index].question.hints
                raise InterviewStateError(
                    "There are no more hints for this question." if given else "This question has no hints."
                )
            return self._said(HintAsked(at=self._clock(), exchange=index))

        return self._act(asked)

    def skip(self) -> Updates:
        """Leave the open question for good and go on to the next."""
        return self._act(
            lambda: self._said(
                ExchangeClosed(at=self._clock(), exchange=self._open_index(), reason=CloseReason.SKIPPED)
            )
        )

    def end(self) -> Updates:
        """End the interview early."""

        def ended() -> Sequence[Event]:
            self._refuse_after_the_end()
            return [InterviewEnded(at=self._clock(), reason=EndReason.ENDED_EARLY)]

        return self._act(ended)

    def pause(self) -> Updates:
        """Stop the clock; nothing else happens, even where the interviewer owes a word."""

        def paused() -> Sequence[Event]:
            self._refuse_after_the_end()
            if self.transcript.paused:
                raise InterviewStateError("The clock is stopped already.")
            return [Paused(at=self._clock())]

        return self._act(paused, go_on=False)

    def unpause(self) -> Updates:
        """Let the clock go on."""

        def unpaused() -> Sequence[Event]:
            self._refuse_after_the_end()
            if not self.transcript.paused:
                raise InterviewStateError("The clock is running already.")
            return [Unpaused(at=self._clock())]

        return self._act(unpaused)

    async def _act(
        self, done: Callable[[], Sequence[Event]], *, go_on: bool = True, stand_in: Interviewer | None = None
    ) -> Updates:
        """Record what the candidate has ``done``, all of it before anything is told; then do what is owed."""
        if self._busy:
            raise InterviewStateError("Something else is still going on in this interview: wait for it, or cancel it.")
        self._busy = True
        interviewer = stand_in or self._interviewer
        try:
            for recorded in [await self._record(event) for event in done()]:
                yield recorded
            while go_on and (next_update := self._owed(interviewer)) is not None:
                async with aclosing(next_update) as updates:
                    async for update in updates:
                        yield update
        finally:
            self._busy = False

    def _owed(self, interviewer: Interviewer) -> Updates | None:
        """Return what has to be done next; ``None`` where it is the candidate's move, or nobody's."""
        match owed(self.transcript):
            case Owed.QUESTION:
                situation = Situation(transcript=self.transcript, index=len(self.transcript.exchanges))
                return self._speak(interviewer, situation)
            case Owed.REACTION:
                return self._react(interviewer)
            case Owed.END:
                return self._complete()
            case Owed.CANDIDATE | Owed.NOTHING:
                return None

    async def _complete(self) -> Updates:
        yield await self._record(InterviewEnded(at=self._clock(), reason=EndReason.COMPLETED))

    async def _react(self, interviewer: Interviewer) -> Updates:
        hearing = await interviewer.hear(self.transcript)
        async with aclosing(self._speak(interviewer, reaction(self.transcript, hearing))) as updates:
            async for update in updates:
                yield update

    async def _speak(self, interviewer: Interviewer, situation: Situation) -> Updates:
        """Let the interviewer say one utterance, and record it when it is whole."""
        async with aclosing(utterance(interviewer, situation)) as parts:
            async for part in parts:
                if isinstance(part, Said | Remembered):
                    yield await self._record(part.event(self._clock(), situation))
                else:
                    yield part

    async def _record(self, event: Event) -> Recorded:
        """Put ``event`` on disk; a write that has begun is finished even where the caller is cancelled meanwhile."""
        was_open = self.transcript.current is not None
        writing = asyncio.ensure_future(self._journal.append(event))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await asyncio.wait([writing])
            if not writing.cancelled() and writing.exception() is None:
                self._report_close(was_open)
            raise
        self._report_close(was_open)
        return Recorded(event)

    def _report_close(self, was_open: bool) -> None:
        """Tell that the exchange that was open is not any more, unless it ended without an answer."""
        if was_open and self.transcript.current is None:
            exchange = self.transcript.exchanges[-1]
            if exchange.closed is not CloseReason.ENDED or exchange.answers():
                self._on_closed(len(self.transcript.exchanges) - 1)

    def _said(self, event: Event) -> Sequence[Event]:
        """Return what is to be recorded for a candidate's act: in a pause, the clock goes on first."""
        return [Unpaused(at=self._clock()), event] if self.transcript.paused else [event]

    def _open_index(self) -> int:
        self._refuse_after_the_end()
        if self.transcript.current is None:
            raise InterviewStateError("No question is open yet.")
        return len(self.transcript.exchanges) - 1

    def _answerable(self) -> int:
        index = self._open_index()
        if owed(self.transcript) is not Owed.CANDIDATE:
            raise InterviewStateError("The interviewer still owes you a reaction to what you said last.")
        return index

    def _refuse_after_the_end(self) -> None:
        if self.transcript.ended:
            raise InterviewStateError("The interview has ended.")
