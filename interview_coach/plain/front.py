"""Holding an interview line by line, over any pair of streams."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from datetime import datetime
from typing import TextIO

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.events import AnswerGiven, ExchangeClosed
from interview_coach.domain.text import spelt_out
from interview_coach.domain.vocabulary import Purpose
from interview_coach.errors import EngineError, InterviewStateError, StorageError
from interview_coach.interviewing.updates import Chunk, Recorded, Restarted, Speaking, Update
from interview_coach.plain.commands import END_OF_ANSWER, HELP_TEXT, Command, parse
from interview_coach.plain.lines import Lines, legible
from interview_coach.plain.telling import scene, time_left, where_it_stands
from interview_coach.plain.unsent import Unsent
from interview_coach.plain.waiting import waiting
from interview_coach.reports.text import scorecard_text
from interview_coach.wiring import Session

SIGNALS_FIRST = 0.01
"""Seconds after the end of the input in which a signal may come: whoever stops the program often closes both."""


Act = Callable[[], Awaitable[None]]


class PlainFront:
    """Runs one session to its end: questions to ``output``, answers from ``lines``."""

    def __init__(self, session: Session, lines: TextIO, output: TextIO, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._lines = Lines(lines)
        self._output = output
        self._clock = clock
        self._unsent = Unsent(session, clock, self._print)
        self._warned: set[tuple[int, str]] = set()
        self._leaving = False
        self._patient = self._lines.interactive
        """Whether somebody is there who can try again what failed."""
        self._failed: Act | None = None
        """What could not be done, and is tried again when the candidate says so."""
        self._misread = False

    async def run(self) -> None:
        """Hold the interview until it ends, then print the scorecard and, last, the transcript's id.

        Raises ``StorageError`` and ``EngineError`` only where nobody is there who could try again, and
        :class:`~interview_coach.plain.lines.TerminalGone`. However it ends, lines that were not sent are kept.
        """
        try:
            for paragraph in where_it_stands(self._session, self._unsent.text):
                self._print(paragraph)
            while (move := owed(self._session.transcript)) is not Owed.NOTHING:
                if move is not Owed.CANDIDATE and self._failed is None:
                    await self._try(self._advance)
                else:
                    await self._next_line()
            await self._try(self._finish)
            while self._failed is not None:
                await self._next_line()
        finally:
            self._lines.close()
            self._keep_unsent()
        self._print("")
        self._print(scorecard_text(self._session.transcript))
        self._print(f"Transcript: {spelt_out(self._session.id)}")

    async def _next_line(self) -> None:
        self._unsent.report()
        self._warn_about_time()
        line = await self._lines.next()
        if line:
            await self._take(self._legible(line.rstrip("\r\n")))
        else:
            await asyncio.sleep(SIGNALS_FIRST)
            self._patient = False
            await self._try(self._end)

    async def _take(self, line: str) -> None:
        if self._failed is not None and not line.strip():
            await self._again()
        elif line.strip() == END_OF_ANSWER:
            await self._try(self._send)
        elif isinstance(parsed := parse(line), str):
            self._unsent.add(parsed)
            self._leaving = False
            if parsed == line and parsed.startswith("/"):
                name = spelt_out(line.split(maxsplit=1)[0])
                self._print(f"(There is no command {name}, so this line is part of your answer. /help lists them.)")
        else:
            await self._obey(*parsed)

    async def _obey(self, command: Command, words: str) -> None:
        interview = self._session.interview
        match command:
            case Command.HELP:
                self._print(HELP_TEXT)
            case Command.HINT:
                await self._try(lambda: self._play(interview.hint()))
            case Command.CLARIFY:
                await self._try(lambda: self._play(interview.clarify(words)))
            case Command.PAUSE:
                await self._try(self._pause)
            case Command.SKIP:
                await self._try(self._skip)
            case Command.RETRY:
                await self._again()
            case Command.OFFLINE:
                await self._stand_in()
            case Command.END:
                await self._try(self._end)

    async def _try(self, act: Act) -> None:
        """Do ``act``. What cannot be saved, or not be said, may be tried again where somebody is there to do so."""
        try:
            await act()
        except InterviewStateError as error:
            self._print(f"({error})")
        except (StorageError, EngineError) as error:
            if not self._patient:
                raise
            self._failed = act
            other = "; /offline lets the offline coach take this turn" if self._may_stand_in(error) else ""
            self._print(f"\n({spelt_out(str(error))} Nothing is lost. Enter, or /retry, tries again{other}.)")
        else:
            if act == self._failed or owed(self._session.transcript) in (Owed.CANDIDATE, Owed.NOTHING):
                self._failed = None

    async def _again(self) -> None:
        """Try again what failed; where that was recorded and only the interviewer's words are missing, get those."""
        act = self._failed
        if act is None:
            self._print("(Nothing failed.)")
            return
        over = owed(self._session.transcript) in (Owed.CANDIDATE, Owed.NOTHING)
        await self._try(act if over or act == self._end else self._advance)

    def _may_stand_in(self, error: Exception) -> bool:
        owes = owed(self._session.transcript) in (Owed.REACTION, Owed.QUESTION)
        return isinstance(error, EngineError) and self._session.has_stand_in and owes

    async def _stand_in(self) -> None:
        """Let the offline coach say what the interviewer owes."""
        if self._failed is None or not self._session.has_stand_in:
            self._print("(The interviewer can be reached: there is nothing to stand in for.)")
        else:
            await self._try(lambda: self._play(self._session.advance_offline()))

    async def _advance(self) -> None:
        await self._play(self._session.interview.advance())

    async def _send(self) -> None:
        await self._play(self._session.interview.answer(self._unsent.text))

    async def _pause(self) -> None:
        interview = self._session.interview
        paused = interview.transcript.paused
        await self._play(interview.unpause() if paused else interview.pause())
        self._print("(The clock runs again.)" if paused else "(Paused: the clock stands. /pause again to go on.)")

    async def _skip(self) -> None:
        if self._unsent and not self._leaving:
            self._leaving = True
            self._print("(You have lines that were not sent. A full stop sends them; /skip again leaves them behind.)")
            return
        await self._play(self._session.interview.skip())

    async def _end(self) -> None:
        """End the interview; lines that were not sent count as an answer first, since nothing typed is thrown away."""
        if self._unsent.says_something:
            await self._advance()
            if owed(self._session.transcript) is Owed.CANDIDATE:
                await self._send()
        if owed(self._session.transcript) is not Owed.NOTHING:
            await self._play(self._session.interview.end())

    async def _finish(self) -> None:
        """Complete the grades, and note that nobody is to be asked for their own level any more."""
        if not self._unsent.says_something:  # lines that came too late to be an answer stay on disk
            self._forget_unsent()
        async with waiting(lambda: self._session.grading_activity, self._print):
            transcript = await self._session.finish_grading()
            await self._session.write_debrief()
        for index, exchange in enumerate(transcript.exchanges):
            if exchange.answers() and not exchange.self_assessed:
                await self._session.self_assess(index, None)

    async def _play(self, updates: AsyncGenerator[Update]) -> None:
        """Print what the interviewer says as it comes."""
        speaking = False
        async with waiting(lambda: self._session.activity, self._print), aclosing(updates) as stream:
            async for update in stream:
                match update:
                    case Speaking(purpose=purpose):
                        if purpose is Purpose.OPEN and (where := scene(self._session.transcript)):
                            self._print(where)
                        self._print("\nInterviewer:")
                        speaking = True
                    case Chunk(text=text):
                        self._output.write(spelt_out(text))
                        self._output.flush()
                    case Restarted(why=why):
                        self._print(f"\n({spelt_out(why)} Once more:)")
                    case Recorded(event=event):
                        if isinstance(event, AnswerGiven | ExchangeClosed):
                            self._forget_unsent()
                        if speaking:
                            self._print("\n")
                            speaking = False

    def _warn_about_time(self) -> None:
        transcript = self._session.transcript
        words = time_left(transcript.seconds_left(self._clock()))
        if words and (len(transcript.exchanges), words) not in self._warned:
            self._warned.add((len(transcript.exchanges), words))
            self._print(f"(Clock: {words}.)")

    def _legible(self, line: str) -> str:
        """Return ``line`` with what is no text spelt out, and say so the first time."""
        text = legible(line)
        if text != line and not self._misread:
            self._misread = True
            self._print("(Some bytes of this line are no text in the terminal's encoding; they stand there as \\xe9.)")
        return text

    def _keep_unsent(self) -> None:
        """Keep what was not sent, a line included that came in the instant in which the program was stopped."""
        late = parse(legible(self._lines.unclaimed.rstrip("\r\n")))
        if isinstance(late, str) and late.strip() not in ("", END_OF_ANSWER):
            self._unsent.add(late)
        self._unsent.keep()

    def _forget_unsent(self) -> None:
        self._unsent.forget()
        self._leaving = False

    def _print(self, text: str) -> None:
        self._output.write(f"{text}\n")
        self._output.flush()
