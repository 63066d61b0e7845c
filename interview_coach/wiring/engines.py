"""Choosing and making the engines of an interview."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from interview_coach.domain.plan import Plan
from interview_coach.domain.recording import Recorder
from interview_coach.domain.vocabulary import Engine, Role
from interview_coach.errors import EngineError, SettingsError
from interview_coach.grading.grader import Grader
from interview_coach.grading.offline import OfflineGrader
from interview_coach.interviewing.interviewer import Interviewer
from interview_coach.interviewing.offline import OfflineInterviewer
from interview_coach.llm.prices import listed
from interview_coach.settings import DEFAULT_URL, Settings

if TYPE_CHECKING:
    from interview_coach.grading.debrief import Debriefer
    from interview_coach.llm.activity import Watches
    from interview_coach.llm.claude import Endpoint
    from interview_coach.llm.retrying import Sleep

HOW_TO_GET_CLAUDE = (
    "Set ANTHROPIC_API_KEY (or store it with `interview-coach key set`), or name an endpoint of your own in "
    "ANTHROPIC_BASE_URL."
)


@dataclass(frozen=True, slots=True)
class EngineReport:
    """Which engine will be used, and why."""

    engine: Engine
    why: str


@dataclass(frozen=True, slots=True)
class Engines:
    """Who interviews, who grades, and what they are waiting for."""

    interviewer: Interviewer
    grader: Grader
    debriefer: Debriefer | None = None
    interviewing: Watches | None = None
    grading: Watches | None = None
    close: Callable[[], Awaitable[None]] | None = None


def can_ask(settings: Settings) -> bool:
    """Return whether there is something to ask models with: a key, or an own endpoint, which may need none."""
    return settings.base_url != DEFAULT_URL or settings.api_key is not None or settings.auth_token is not None


def report(settings: Settings, wanted: Engine | None = None) -> EngineReport:
    """Return which engine is used where ``wanted`` is asked for (``None``: whatever is available), and why.

    Raises:
        SettingsError: Claude is wanted, and there is nothing to ask it with.
    """
    wanted = wanted or settings.engine
    own = settings.base_url != DEFAULT_URL
    usable = can_ask(settings)
    if wanted is Engine.CLAUDE and not usable:
        raise SettingsError(f"Claude can't be asked: there is no key. {HOW_TO_GET_CLAUDE}")
    if wanted is Engine.OFFLINE or not usable:
        why = "The offline coach interviews and estimates coverage: it needs no key and no network."
        return EngineReport(Engine.OFFLINE, why if wanted or usable else f"{why} {HOW_TO_GET_CLAUDE}")
    unpriced = [m for m in (settings.interviewer_model, settings.grader_model) if listed(m) is None]
    if settings.max_cost is not None and unpriced:
        raise SettingsError(
            f"A limit on the cost is set, but the price of {unpriced[0]} is not known. Leave the limit out, or choose "
            "a model whose price is known."
        )
    where = f" at {settings.base_url}" if own else ""
    why = f"{settings.interviewer_model} interviews and {settings.grader_model} grades{where}."
    return EngineReport(Engine.CLAUDE, why)


def offline_engines(chunk_delay: float) -> Engines:
    """Return engines that need no network."""
    return Engines(OfflineInterviewer(chunk_delay=chunk_delay), OfflineGrader())


def claude_engines(
    settings: Settings,
    plan: Plan,
    recorder: Recorder,
    clock: Callable[[], datetime],
    *,
    sleep: Sleep = asyncio.sleep,
) -> Engines:
    """Return engines that ask models at an endpoint; the vendor's package is loaded at the first request."""
    from interview_coach.grading.claude import ClaudeGrader
    from interview_coach.grading.debrief import Debriefer
    from interview_coach.interviewing.claude import ClaudeInterviewer
    from interview_coach.llm.claude import ClaudeClient
    from interview_coach.wiring.models import Models

    client = ClaudeClient(endpoint_of(settings))
    models = Models(settings, client, recorder, clock, sleep=sleep)
    secret = secrets.token_hex(16)
    return Engines(
        interviewer=ClaudeInterviewer(models, secret=secret),
        grader=ClaudeGrader(
            models,
            model=settings.grader_model,
            secret=secret,
            seniority=plan.seniority,
            samples=settings.samples,
        ),
        debriefer=Debriefer(models, secret=secret),
        interviewing=models.interviewing,
        grading=models.grading,
        close=client.close,
    )


def endpoint_of(settings: Settings) -> Endpoint:
    """Return where models are asked, and with which key."""
    from interview_coach.llm.claude import Endpoint

    return Endpoint(base_url=settings.base_url, api_key=settings.api_key, auth_token=settings.auth_token)


async def try_models(settings: Settings) -> dict[str, str]:
    """Ask each model for one word, once, and return what came of it: ``answers …``, or why it does not."""
    from interview_coach.llm.chat import Finished, Message, Part, Request
    from interview_coach.llm.claude import Claude, ClaudeClient

    client = ClaudeClient(endpoint_of(settings), silent_seconds=20.0)
    request = Request(
        system=(Part(text="Reply with the word yes."),),
        messages=(Message(role=Role.CANDIDATE, parts=(Part(text="Are you there?"),)),),
        max_tokens=200,
    )
    found: dict[str, str] = {}
    try:
        for name in dict.fromkeys((settings.interviewer_model, settings.grader_model)):
            try:
                async with aclosing(Claude(client, name).stream(request)) as replies:
                    last = [reply async for reply in replies if isinstance(reply, Finished)][-1]
                priced = "" if listed(name) else "; its price is not known, so costs can't be shown"
                found[name] = f"answers at {settings.base_url} ({last.usage.output_tokens} tokens){priced}"
            except EngineError as error:
                found[name] = str(error)
    finally:
        await client.close()
    return found
