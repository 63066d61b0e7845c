"""``interview-coach``, ``practice`` and ``resume``: the app in a terminal, line by line elsewhere."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from interview_coach.cli.options import check_id, engine_of, settings_of
from interview_coach.cli.stopping import until_stopped
from interview_coach.cli.streams import complain
from interview_coach.errors import EngineError, JournalNotFound, StorageError, UsageError
from interview_coach.signals import KILLED_BY

if TYPE_CHECKING:
    from interview_coach.domain.plan import Choices, Plan
    from interview_coach.wiring import Coach, Session

    OpenSession = Callable[[Coach], Awaitable[Session]]

HUNG_UP = 1
"""The number of the signal SIGHUP: the terminal was closed."""

_NOT_WITH_DUE = (
    "format", "track", "seniority", "background", "persona", "minutes", "bank", "portfolio", "question", "seed",
)  # fmt: skip
"""Options that say what ``--due`` takes from the attempts that it repeats."""

STREAM_DELAY = 0.02
"""Seconds between the pieces in which the offline interviewer's words appear in the app."""


def home(arguments: Namespace) -> int:
    """Open the app; where this is no terminal, hold a drill line by line."""
    if not _in_terminal():
        from interview_coach.domain.plan import Choices

        return _plain(arguments, lambda coach: coach.start(Choices()))
    return _app(arguments, None)


def practice(arguments: Namespace) -> int:
    """Go straight to an interview."""
    if arguments.due:
        return _due(arguments)
    choices = _choices(arguments)
    for bank in arguments.bank:
        _check_bank(bank)
    banks, seed = tuple(arguments.bank), arguments.seed
    case = _portfolio(arguments.portfolio)

    def begin(coach: Coach) -> Awaitable[Session]:
        return coach.start(choices, seed=seed, extra_banks=banks, portfolio=case)

    if arguments.plain or not _in_terminal():
        return _plain(arguments, begin)
    return _app(arguments, begin)


def _due(arguments: Namespace) -> int:
    """Go straight to what is most due for practice."""
    given = [f"--{name.replace('_', '-')}" for name in _NOT_WITH_DUE if getattr(arguments, name) not in (None, [])]
    if given:
        raise UsageError(
            f"--due asks again what was asked before, as it was set up then; leave out {' and '.join(given)}."
        )
    for topic in arguments.topic:
        check_id("--topic", topic)

    async def begin(coach: Coach) -> Session:
        def plan() -> Plan:
            return coach.learning.review(
                arguments.questions or 1, competencies=arguments.topic, engine=engine_of(arguments)
            )

        return await coach.begin(await asyncio.to_thread(plan))

    if arguments.plain or not _in_terminal():
        return _plain(arguments, begin)
    return _app(arguments, begin)


def _portfolio(path: Path | None) -> str:
    """Return the case that the candidate brought; empty where they brought none."""
    if path is None:
        return ""
    from interview_coach.wiring.portfolio import read_portfolio

    return read_portfolio(path)


def resume(arguments: Namespace) -> int:
    """Go on with an interview where it stood."""
    interview = _newest_unfinished(_coach(arguments)) if arguments.id is None else arguments.id
    if arguments.plain or not _in_terminal():
        return _plain(arguments, lambda coach: coach.resume(interview))
    return _app(arguments, lambda coach: coach.resume(interview))


def _newest_unfinished(coach: Coach) -> str:
    """Return the id of the newest interview to go on with; tell which newer ones this version has to leave alone."""
    newest = next(iter(coach.unfinished(1)), None)
    for item in coach.store.list():
        if newest is not None and item.id == newest.id:
            break
        if item.newer and item.unfinished:
            complain(f"{item.id} is passed over: a newer version wrote it, which could go on with it.")
        elif item.problem is not None:
            complain(f"{item.id} is passed over. {item.problem}")
    if newest is None:
        raise JournalNotFound("There is no unfinished interview. `interview-coach practice` begins one.")
    return newest.id


def _in_terminal() -> bool:
    """Return whether the app can show itself; a terminal that calls itself dumb cannot place a cursor."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _choices(arguments: Namespace) -> Choices:
    """Return the choices that the options make; what is not given has the defaults, not what was chosen last."""
    from interview_coach.domain.persona import PersonaId
    from interview_coach.domain.plan import Choices, TimeLimit, TimeScope
    from interview_coach.domain.vocabulary import Background, Format, Seniority, Track

    check_id("--question", arguments.question)
    for topic in arguments.topic:
        check_id("--topic", topic)
    given = Choices(
        topics=tuple(dict.fromkeys(arguments.topic)),
        question_id=arguments.question,
        engine=engine_of(arguments),
        time=TimeLimit(scope=TimeScope(arguments.minutes_for), minutes=arguments.minutes)
        if arguments.minutes
        else None,
    )
    kinds = {"format": Format, "track": Track, "seniority": Seniority, "background": Background, "persona": PersonaId}
    chosen = {name: kind(getattr(arguments, name)) for name, kind in kinds.items() if getattr(arguments, name)}
    if arguments.portfolio is not None:
        chosen.setdefault("format", Format.PORTFOLIO)
    if arguments.questions:
        chosen["questions"] = arguments.questions
        if arguments.questions > 1:
            chosen.setdefault("format", Format.MOCK)
    return given.model_copy(update=chosen)


def _check_bank(path: Path) -> None:
    """Refuse a folder: practising from one file of it is meant, or from all of them."""
    if not path.is_dir():
        return
    files = sorted(p.name for p in path.iterdir() if p.suffix.lower() in {".yaml", ".yml"})
    named = f"one of the files in it ({', '.join(files[:5])}{', …' if len(files) > 5 else ''})" if files else "a file"
    raise UsageError(
        f"--bank: {path} is a folder. Name {named}, each with a --bank of its own. "
        "Banks in the folder question_banks of your data folder need no --bank: `interview-coach doctor` tells where."
    )


def _coach(arguments: Namespace, *, chunk_delay: float = 0.0) -> Coach:
    from interview_coach.wiring import Coach

    return Coach(settings_of(arguments), chunk_delay=chunk_delay)


def _plain(arguments: Namespace, begin: OpenSession) -> int:
    from interview_coach.plain.front import PlainFront
    from interview_coach.plain.lines import TerminalGone
    from interview_coach.wiring import now

    held: list[Session] = []

    async def hold() -> None:
        session = await begin(_coach(arguments))
        held.append(session)
        try:
            await PlainFront(session, sys.stdin, sys.stdout, now).run()
        finally:
            await session.close()

    try:
        number = asyncio.run(until_stopped(hold()))
    except EngineError as error:
        if not held:
            raise
        go_on = f"`interview-coach resume {held[0].id}` goes on with it."
        raise EngineError(f"{error} What was said is saved; {go_on}") from error
    except StorageError as error:
        if not (held and held[0].drafts.problem):
            raise
        unkept = f"{held[0].drafts.problem} Copy what you had not sent, if it stands nowhere else."
        raise StorageError(f"{error} {unkept}") from error
    except TerminalGone:
        number = HUNG_UP
    except KeyboardInterrupt:
        number = signal.SIGINT
    if number is None:
        return 0
    complain(_stopped(held))
    return KILLED_BY + number


def _stopped(held: Sequence[Session]) -> str:
    """Say what became of the interview that was cut short."""
    if not held:
        return "stopped."
    problem, go_on = held[0].drafts.problem, f"`interview-coach resume {held[0].id}` goes on."
    if problem:
        return f"stopped. What you sent is saved, but not what you were writing: {problem} {go_on}"
    return f"stopped. What you wrote is saved; {go_on}"


def _stream_delay() -> float:
    """Return none where animations are switched off: then words appear at once."""
    return 0.0 if os.environ.get("TEXTUAL_ANIMATIONS", "").lower() == "none" else STREAM_DELAY


def _app(arguments: Namespace, begin: OpenSession | None) -> int:
    from interview_coach.tui.app import CoachApp

    app = CoachApp(
        load_coach=lambda: _coach(arguments, chunk_delay=_stream_delay()),
        begin=begin,
        debug=arguments.debug,
    )
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
