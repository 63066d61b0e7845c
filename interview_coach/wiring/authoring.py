"""A model that drafts questions and rubrics: retried, counted, and held to the budget."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview_coach.domain.usage import Agent, Spent, Usage, total
from interview_coach.llm.activity import Watch
from interview_coach.settings import Settings
from interview_coach.wiring.engines import endpoint_of

if TYPE_CHECKING:
    from interview_coach.authoring.drafting.asking import Author
    from interview_coach.llm.chat import Finished
    from interview_coach.llm.retrying import Sleep


@dataclass
class Tally:
    """Counts what was spent for as long as the process lives."""

    uses: list[tuple[Usage, float | None]] = field(default_factory=list)

    def spent(self) -> Spent:
        """Return what was spent so far."""
        return total(self.uses)

    async def record(
        self, agent: Agent, exchange: int | None, finished: Finished, *, model: str, dollars: float | None
    ) -> None:
        """Count one request."""
        self.uses.append((finished.usage, dollars))


@dataclass(frozen=True)
class Desk:
    """Somebody who drafts, what that took so far, and what is waited for."""

    author: Author
    model: str
    tally: Tally
    watch: Watch


@asynccontextmanager
async def an_author(settings: Settings, *, sleep: Sleep = asyncio.sleep) -> AsyncIterator[Desk]:
    """Give somebody who drafts with the model that grades: of the two the more careful one."""
    from interview_coach.authoring.drafting.asking import Author
    from interview_coach.llm.claude import Claude, ClaudeClient
    from interview_coach.llm.metering import Metered
    from interview_coach.llm.retrying import Retrying

    client = ClaudeClient(endpoint_of(settings))
    tally, watch = Tally(), Watch(time.monotonic)
    try:
        metered = Metered(Claude(client, settings.grader_model), tally, Agent.AUTHOR, max_cost=settings.max_cost)
        model = Retrying(metered, watch, sleep=sleep)
        yield Desk(Author(model, secret=secrets.token_hex(16)), settings.grader_model, tally, watch)
    finally:
        await client.close()
