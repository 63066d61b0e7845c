"""``interview-coach``, ``practice`` and ``resume``: the app in a terminal, line by line elsewhere."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from argparse import Namespace
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from interview_coach.errors import JournalNotFound, UsageError

if TYPE_CHECKING:
    from interview_coach.domain.plan import Choices
    from interview_coach.wiring import Coach, Session

    OpenSession = Callable[[Coach], Awaitable[Session]]

STREAM_DELAY = 0.02
"""Seconds between the pieces in which the offline interviewer's words appear in the app."""


def home(arguments: Namespace) -> int:
    """Open the app; where this is no terminal, hold a drill line by line."""
    if not _in_terminal():
        from interview_coach.domain.plan import Choices

        return _plain(lambda coach: coach.start(Choices()))
    return _app(arguments, None)


def practice(arguments: Namespace) -> int:
    """Go straight to an interview."""
    choices = _choices(arguments)
    banks, seed = tuple(arguments.bank), arguments.seed
    if arguments.plain or not _in_terminal():
        return _plain(lambda coach: coach.start(choices, seed=seed, extra_banks=banks))
    return _app(arguments, lambda coach: coach.start(choices, seed=seed, extra_banks=banks))


def resume(arguments: Namespace) -> int:
    """Go on with an interview where it stood."""

    async def begin(coach: Coach) -> Session:
        return await coach.resume(arguments.id or await asyncio.to_thread(_newest_unfinished, coach))

    if arguments.plain or not _in_terminal():
        return _plain(begin)
    return _app(arguments, begin)


def _newest_unfinished(coach: Coach) -> str:
    unfinished = coach.unfinished(1)
    if not unfinished:
        raise JournalNotFound("There is no unfinished interview. `interview-coach practice` begins one.")
    return unfinished[0].id


def _in_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _choices(arguments: Namespace) -> Choices:
    """Return the choices that the options make; what is not given has the defaults, not what was chosen last."""
    from interview_coach.domain.base import SLUG_PATTERN
    from interview_coach.domain.persona import PersonaId
    from interview_coach.domain.plan import Choices, TimeLimit, TimeScope
    from interview_coach.domain.vocabulary import Background, Engine, Format, Seniority, Track

    for slug in (*arguments.topic, *filter(None, [arguments.question])):
        if not re.fullmatch(SLUG_PATTERN, slug):
            raise UsageError(f"{slug!r} is no id: ids are lower-case words joined by hyphens, such as failure-modes.")
    given = Choices(
        topics=tuple(dict.fromkeys(arguments.topic)),
        question_id=arguments.question,
        engine=None if arguments.engine == "auto" else Engine(arguments.engine),
        time=TimeLimit(scope=TimeScope(arguments.minutes_for), minutes=arguments.minutes)
        if arguments.minutes
        else None,
    )
    kinds = {"format": Format, "track": Track, "seniority": Seniority, "background": Background, "persona": PersonaId}
    chosen = {name: kind(getattr(arguments, name)) for name, kind in kinds.items() if getattr(arguments, name)}
    if arguments.questions:
        chosen["questions"] = arguments.questions
        if arguments.questions > 1:
            chosen.setdefault("format", Format.MOCK)
    return given.model_copy(update=chosen)


def _coach(*, chunk_delay: float = 0.0) -> Coach:
    from interview_coach.settings import load_settings
    from interview_coach.wiring import Coach

    return Coach(load_settings(os.environ), chunk_delay=chunk_delay)


def _plain(begin: OpenSession) -> int:
    from interview_coach.plain.front import PlainFront
    from interview_coach.wiring import now

    async def hold() -> None:
        session = await begin(_coach())
        try:
            await PlainFront(session, sys.stdin, sys.stdout, now).run()
        finally:
            await session.close()

    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    asyncio.run(hold())
    return 0


def _app(arguments: Namespace, begin: OpenSession | None) -> int:
    from interview_coach.tui.app import CoachApp

    app = CoachApp(
        load_coach=lambda: _coach(chunk_delay=STREAM_DELAY),
        begin=begin,
        debug=arguments.debug,
    )
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
