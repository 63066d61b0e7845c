"""Holding an interview line by line, over any pair of streams."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import datetime
from typing import TextIO

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.events import AnswerGiven
from interview_coach.domain.text import spelt_out
from interview_coach.domain.vocabulary import Format, Purpose, Role
from interview_coach.errors import InterviewStateError
from interview_coach.interviewing.planning import what_was_relaxed
from interview_coach.interviewing.updates import Chunk, Recorded, Speaking, Update
from interview_coach.journal.drafts import Draft
from interview_coach.plain.commands import END_OF_ANSWER, HELP_TEXT, Command, parse
from interview_coach.plain.lines import next_line
from interview_coach.reports.text import scorecard_text
from interview_coach.wiring import Session

WARN_BELOW = 60.0
"""Seconds before the end of the time limit from which the candidate is told."""


class PlainFront:
    """Runs one session to its end: questions to ``output``, answers from ``lines``."""

    def __init__(self, session: Session, lines: TextIO, output: TextIO, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._lines = lines
        self._output = output
        self._clock = clock
        self._draft: list[str] = session.draft.text.split("\n") if session.draft and session.draft.text else []
        self._warned: set[tuple[int, str]] = set()
        self._leaving = False

    async def run(self) -> None:
        """Hold the interview until it ends, then print the scorecard and, last, the transcript's id."""
        interview = self._session.interview
        self._tell_where_it_stands()
        await self._play(interview.advance())
        while owed(interview.transcript) is Owed.CANDIDATE:
            self._warn_about_time()
            line = await next_line(self._lines)
            if not line:
                await self._end()
            else:
                await self._take(line.rstrip("\r\n"))
        self._session.drafts.clear()
        await self._session.finish_grading()
        self._print("")
        self._print(scorecard_text(self._session.transcript))
        self._print(f"Transcript: {self._session.id}")

    async def _take(self, line: str) -> None:
        if line.strip() == END_OF_ANSWER:
            await self._send()
            return
        match parse(line):
            case str(text):
                self._draft.append(text)
                self._keep_draft()
                self._leaving = False
                if text == line and text.startswith("/"):
                    name = spelt_out(line.split(maxsplit=1)[0])
                    self._print(f"(There is no command {name}, so this line is part of your answer. /help lists them.)")
            case (command, words):
                try:
                    await self._obey(command, words)
                except InterviewStateError as error:
                    self._print(f"({error})")

    async def _obey(self, command: Command, words: str) -> None:
        interview = self._session.interview
        match command:
            case Command.HELP:
                self._print(HELP_TEXT)
            case Command.HINT:
                await self._play(interview.hint())
            case Command.CLARIFY:
                await self._play(interview.clarify(words))
            case Command.PAUSE:
                paused = interview.transcript.paused
                await self._play(interview.unpause() if paused else interview.pause())
                self._print(
                    "(The clock runs again.)" if paused else "(Paused: the clock stands. /pause again to go on.)"
                )
            case Command.SKIP:
                await self._skip()
            case Command.END:
                await self._end()

    async def _send(self) -> None:
        await self._play(self._session.interview.answer("\n".join(self._draft)))

    async def _skip(self) -> None:
        if self._draft and not self._leaving:
            self._leaving = True
            self._print("(You have lines that were not sent. A full stop sends them; /skip again leaves them behind.)")
            return
        self._forget_draft()
        await self._play(self._session.interview.skip())

    async def _end(self) -> None:
        """End the interview; lines that were not sent count as an answer first, since nothing typed is thrown away."""
        if any(line.strip() for line in self._draft):
            await self._send()
        if owed(self._session.transcript) is not Owed.NOTHING:
            await self._play(self._session.interview.end())

    async def _play(self, updates: AsyncGenerator[Update]) -> None:
        """Print what the interviewer says as it comes."""
        speaking = False
        async with aclosing(updates) as stream:
            async for update in stream:
                match update:
                    case Speaking(purpose=purpose):
                        if purpose is Purpose.OPEN:
                            self._set_the_scene()
                        self._print("\nInterviewer:")
                        speaking = True
                    case Chunk(text=text):
                        self._output.write(spelt_out(text))
                        self._output.flush()
                    case Recorded(event=event):
                        if isinstance(event, AnswerGiven):
                            self._forget_draft()
                        if speaking:
                            self._print("\n")
                            speaking = False

    def _set_the_scene(self) -> None:
        """Say where a roleplay takes place: its stakeholder only says their opening line."""
        transcript = self._session.transcript
        question = transcript.plan.questions[len(transcript.exchanges)]
        if transcript.plan.format is Format.ROLEPLAY:
            self._print(f"\nThe scene: {spelt_out(question.ask)}")

    def _tell_where_it_stands(self) -> None:
        transcript = self._session.transcript
        relaxed = what_was_relaxed(transcript.plan)
        if relaxed:
            self._print(relaxed)
        self._print("Answer in as many lines as you like; a line with only . sends it. /help lists the commands.")
        if transcript.current:
            self._print("\nThe interview goes on where it stood. The question, and the interviewer's last words:\n")
            said = [t.text for t in transcript.current.turns if t.role is Role.INTERVIEWER]
            self._print(spelt_out("\n\n".join(dict.fromkeys([transcript.current.question.ask, *said[:1], *said[-1:]]))))
        if self._draft:
            self._print("\nYour unsent lines so far:")
            self._print(spelt_out("\n".join(self._draft)))

    def _warn_about_time(self) -> None:
        transcript = self._session.transcript
        left = transcript.seconds_left(self._clock())
        if left is None or left > WARN_BELOW:
            return
        words = "less than a minute left" if left > 0 else "time is up: finish your thought"
        if (len(transcript.exchanges), words) not in self._warned:
            self._warned.add((len(transcript.exchanges), words))
            self._print(f"(Clock: {words}.)")

    def _keep_draft(self) -> None:
        transcript = self._session.transcript
        seconds = transcript.seconds_since_last_event(self._clock())
        self._session.drafts.save(
            Draft(exchange=len(transcript.exchanges) - 1, text="\n".join(self._draft), seconds=seconds)
        )

    def _forget_draft(self) -> None:
        self._draft.clear()
        self._leaving = False
        self._session.drafts.clear()

    def _print(self, text: str) -> None:
        self._output.write(f"{text}\n")
        self._output.flush()
