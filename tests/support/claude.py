"""A coach whose models live at a fake endpoint, and what whole interviews with it are like."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.plan import Choices
from interview_coach.domain.vocabulary import Engine, Format
from interview_coach.interviewing.updates import Update
from interview_coach.wiring import Session
from tests.fakes.messages_api import Answer, FakeEndpoint, Respond
from tests.support.coaches import GOOD_ANSWER, LibraryCoach, a_coach

KEY = "sk-ant-a-secret-that-nobody-may-see"


class Sleeps:
    """Waits that are over at once, and remembered."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def coach_at(url: str, folder: Path, **settings: Any) -> LibraryCoach:
    """Return a coach that asks the models at ``url``."""
    chosen: dict[str, Any] = {"base_url": url, "api_key": SecretStr(KEY), "engine": Engine.CLAUDE}
    return a_coach(folder, sleep=Sleeps(), **(chosen | settings))


@asynccontextmanager
async def session_with(
    respond: Sequence[Answer] | Respond, folder: Path, choices: Choices | None = None, **settings: Any
) -> AsyncIterator[tuple[FakeEndpoint, Session]]:
    """Begin an interview at a fake endpoint."""
    async with FakeEndpoint(respond) as endpoint:
        coach = coach_at(endpoint.url, folder, **settings)
        session = await coach.start(choices or Choices(format=Format.DRILL, topics=("evaluation-design",)), seed=1)
        try:
            yield endpoint, session
        finally:
            await session.close()


async def played(updates: Any) -> list[Update]:
    """Follow ``updates`` to their end."""
    return [update async for update in updates]


async def hold(session: Session, answer: str = GOOD_ANSWER) -> None:
    """Answer whatever is asked until the interview has ended."""
    await played(session.interview.advance())
    while owed(session.transcript) is Owed.CANDIDATE:
        await played(session.interview.answer(answer))
