"""What front ends can ask for: interviews to begin, resume, redo, grade and list."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interview_coach.domain.events import InterviewReopened, InterviewStarted
from interview_coach.domain.plan import AttemptRef, Choices, Plan
from interview_coach.domain.question import Question
from interview_coach.domain.recording import Recorder
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import ContentError, InterviewStateError
from interview_coach.interviewing.planning import make_plan
from interview_coach.interviewing.repeating import Again, plan_again
from interview_coach.journal.drafts import Draft, DraftStore
from interview_coach.journal.journal import Journal, new_id
from interview_coach.journal.listing import Listing
from interview_coach.journal.opening import create_journal, open_journal
from interview_coach.journal.store import JournalStore
from interview_coach.settings import Settings, remember, remembered_choices
from interview_coach.wiring.engines import (
    Engines,
    can_ask,
    claude_engines,
    offline_engines,
    report,
)
from interview_coach.wiring.regrading import grade_again
from interview_coach.wiring.session import Clock, Session

if TYPE_CHECKING:
    from interview_coach.library.catalogue import Library
    from interview_coach.library.problems import Problem
    from interview_coach.library.remembering import FileCache
    from interview_coach.llm.retrying import Sleep
    from interview_coach.wiring.archive import Archive
    from interview_coach.wiring.learning import Learning
    from interview_coach.wiring.workshop import Workshop

RECENT_INTERVIEWS = 5
"""Interviews whose questions are not asked again while there are others."""


def now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


class Coach:
    """Everything that a front end can ask for. Methods that read many files block: call them in a thread."""

    def __init__(
        self, settings: Settings, *, clock: Clock = now, chunk_delay: float = 0.0, sleep: Sleep = asyncio.sleep
    ) -> None:
        """Take the settings.

        Args:
            settings: where data lives, and what the user prefers.
            clock: tells the time (UTC).
            chunk_delay: seconds between the pieces in which the offline interviewer speaks; 0 says all at once.
            sleep: waits before a request to a model is sent again.
        """
        self.settings = settings
        self.store = JournalStore(settings.home, finished=self._finished)
        self._clock = clock
        self._chunk_delay = chunk_delay
        self._sleep = sleep
        self._libraries: dict[tuple[Path, ...], Library] = {}
        self._files: FileCache | None = None
        self._loading = threading.Lock()

    def library(self, extra_banks: Sequence[Path] = ()) -> Library:
        """Return all banks and rubrics, as they were when they were last loaded. Blocks."""
        with self._loading:
            found = self._libraries.get(tuple(extra_banks))
            return found or self._load(tuple(extra_banks))

    def reload_library(self, extra_banks: Sequence[Path] = ()) -> Library:
        """Return all banks and rubrics as they are now; the very same value where no file changed. Blocks.

        Plans are made from it from now on; interviews under way keep the questions that they began with.
        """
        with self._loading:
            return self._load(tuple(extra_banks))

    def _load(self, extra_banks: tuple[Path, ...]) -> Library:
        from interview_coach.library.loading import load_library
        from interview_coach.library.remembering import FileCache

        self._files = self._files or FileCache()
        self._libraries[extra_banks] = load_library(self.settings.home, extra_banks, cache=self._files)
        return self._libraries[extra_banks]

    @cached_property
    def learning(self) -> Learning:
        """What is due, how it goes, and what to do next."""
        from interview_coach.wiring.learning import Learning

        return Learning(self, self._clock)

    @cached_property
    def archive(self) -> Archive:
        """All past interviews."""
        from interview_coach.wiring.archive import Archive

        return Archive(self.settings.home, self.store, self._clock)

    @cached_property
    def workshop(self) -> Workshop:
        """The files of banks and rubrics, to be looked at and changed."""
        from interview_coach.wiring.workshop import Workshop

        return Workshop(self, self._clock)

    def check_content(self, path: Path, content: bytes) -> list[Problem]:
        """Return the problems that the bank or rubric ``path`` would have if it held ``content``. Blocks."""
        from interview_coach.library.loading import check_text
        from interview_coach.library.remembering import FileCache

        with self._loading:
            self._files = self._files or FileCache()
            return check_text(path, content, self.settings.home, cache=self._files)

    def choices(self) -> Choices:
        """Return what was chosen for the last interview."""
        return remembered_choices(self.settings.home)

    def remember(self, choices: Choices) -> None:
        """Keep ``choices`` for the next interview. Blocks; raises ``StorageError``."""
        remember(self.settings.home, choices)

    def plan(self, choices: Choices, *, seed: int, extra_banks: Sequence[Path] = (), portfolio: str = "") -> Plan:
        """Return the plan that ``choices`` lead to. Blocks.

        Where ``extra_banks`` are named, and neither topics nor a question, it is made from those banks alone.

        Raises:
            PlanError: nothing fits; the message says what to loosen.
            ContentError: a named bank has problems that leave nothing of it.
        """
        library = self.library(extra_banks)
        choices = choices.model_copy(update={"engine": report(self.settings, choices.engine).engine})
        questions = library.questions()
        if extra_banks:
            named = _questions_of(library, extra_banks)
            questions = questions if choices.topics or choices.question_id else named
        return make_plan(
            choices, questions, library.rubrics, recent=self._recent_questions(), seed=seed, portfolio=portfolio
        )

    async def start(
        self,
        choices: Choices,
        *,
        seed: int | None = None,
        extra_banks: Sequence[Path] = (),
        portfolio: str = "",
    ) -> Session:
        """Begin a new interview. The first question is asked by ``session.interview.advance()``.

        Raises:
            PlanError: nothing fits the choices.
            StorageError: the journal cannot be written.
        """
        chosen = secrets.randbelow(2**31) if seed is None else seed
        plan = await asyncio.to_thread(self.plan, choices, seed=chosen, extra_banks=extra_banks, portfolio=portfolio)
        return await self.begin(plan)

    async def redo(self, interview: str, exchange: int) -> Session:
        """Begin a new attempt at a question of an earlier interview, worded and graded as it was then.

        Raises:
            JournalError: there is no such interview or question.
            StorageError: the journal cannot be written.
        """
        earlier = (await asyncio.to_thread(self.store.read, interview)).transcript
        if not 0 <= exchange < len(earlier.exchanges):
            raise InterviewStateError(f"The interview {earlier.id} has no question {exchange + 1}.")
        again = earlier.exchanges[exchange]
        ref = AttemptRef(interview=earlier.id, exchange=exchange)
        plan = plan_again(earlier.plan, [Again(ref, again.question, again.rubric)], seed=secrets.randbelow(2**31))
        return await self.begin(plan)

    async def resume(self, interview: str) -> Session:
        """Take up an interview where it stood, draft included; an ended one for its self-assessment and grades.

        Raises:
            JournalError: there is no such interview, it cannot be read, or another process holds it.
            StorageError: the journal cannot be written.
        """
        path = await asyncio.to_thread(self.store.find, interview)
        journal = await open_journal(path)
        drafts = DraftStore(path)
        try:
            draft = await asyncio.to_thread(drafts.load)
            if draft and draft.sent_in(journal.transcript):
                draft = None
            if not journal.transcript.ended:
                unsaved = draft.seconds if draft else 0.0
                await journal.append(InterviewReopened(at=self._clock(), unsaved_seconds=unsaved))
        except BaseException:
            await asyncio.to_thread(journal.close)
            raise
        return self._session(journal, drafts, draft)

    async def regrade(
        self,
        interview: str,
        *,
        engine: Engine | None = None,
        model: str | None = None,
        current_rubrics: bool = False,
        missing: bool = False,
    ) -> Transcript:
        """Grade every closed exchange of an interview again; earlier grades are kept beside the new ones.

        Args:
            interview: its id.
            engine: who grades; by default who is available.
            model: the model that grades, where models are asked; by default the one in the settings.
            current_rubrics: grade against the rubrics as they stand in the library now, not as they were planned with.
            missing: only what has no level.

        Raises:
            SettingsError: that engine can't be used.
            ContentError: the library has a rubric no more.
            JournalError: there is no such interview, it cannot be read, or another process holds it.
        """
        settings = self.settings.model_copy(update={"grader_model": model} if model else {})
        chosen = report(settings, engine).engine
        library = await asyncio.to_thread(self.library) if current_rubrics else None
        path = await asyncio.to_thread(self.store.find, interview)
        journal = await open_journal(path)
        try:
            rubrics = library.rubrics if library else None
            engines = self._engines(journal.transcript.plan, journal, chosen, settings)
            return await grade_again(journal, engines, self._clock, rubrics, missing=missing)
        finally:
            await asyncio.to_thread(journal.close)
            await asyncio.to_thread(self.archive.refresh, path)

    def recent(self, limit: int) -> list[Listing]:
        """Return the newest interviews, newest first. Blocks."""
        return self.store.list(limit)

    def unfinished(self, limit: int = 5) -> list[Listing]:
        """Return the newest interviews that can be resumed, newest first, at most ``limit``. Blocks.

        Among them are those that ended and were left before their self-assessment or their grades were complete.
        """
        return self.store.list(limit, unfinished=True)

    async def begin(self, plan: Plan) -> Session:
        """Begin a new interview as it was planned; raises ``StorageError`` where its journal cannot be written."""
        at = self._clock()
        started = InterviewStarted(at=at, id=new_id(at, plan.format), plan=plan)
        journal = await create_journal(self.settings.home, started)
        return self._session(journal, DraftStore(journal.path))

    def _session(self, journal: Journal, drafts: DraftStore, draft: Draft | None = None) -> Session:
        engines = self._engines(journal.transcript.plan, journal)
        return Session(journal, self._clock, drafts=drafts, engines=engines, closed=self._closed, draft=draft)

    def _finished(self) -> dict[str, str]:
        """Ask the archive, which is not imported before."""
        return self.archive.finished()

    def _closed(self, journal: Path) -> None:
        """Let the archive know. It is not imported before."""
        self.archive.refresh(journal)

    def _engines(
        self, plan: Plan, recorder: Recorder, wanted: Engine | None = None, settings: Settings | None = None
    ) -> Engines:
        """Return the engines for an interview: those that it was planned with, as far as they can be had now."""
        settings = settings or self.settings
        if (wanted or plan.engine) is Engine.CLAUDE and can_ask(settings):
            return claude_engines(settings, plan, recorder, self._clock, sleep=self._sleep)
        return offline_engines(self._chunk_delay)

    def _recent_questions(self) -> list[str]:
        """Return the ids of the questions of the newest interviews, the most recent first."""
        found: list[str] = []
        for item in self.store.list(RECENT_INTERVIEWS):
            found.extend(reversed(item.asked))
        return found


def _questions_of(library: Library, paths: Sequence[Path]) -> tuple[Question, ...]:
    """Return the questions of the banks at ``paths``; raises ``ContentError`` with the problems where one has none."""
    found: list[Question] = []
    for path in paths:
        questions = [q for bank in library.banks if bank.path == path for q in bank.questions]
        if not questions:
            problems = "\n".join(str(p) for p in library.problems if p.path == path)
            raise ContentError(f"There is nothing to ask in {path}:\n{problems or 'it is no question bank.'}")
        found += questions
    return tuple(found)
