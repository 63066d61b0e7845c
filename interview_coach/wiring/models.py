"""The models of one interview: each request retried, counted in the journal, and held to the budget."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from interview_coach.domain.events import ModelUsed
from interview_coach.domain.recording import Recorder
from interview_coach.domain.usage import Agent, Spent
from interview_coach.llm.activity import Watches
from interview_coach.llm.chat import ChatModel, Finished
from interview_coach.llm.claude import Claude, ClaudeClient
from interview_coach.llm.metering import Metered
from interview_coach.llm.retrying import Retrying, Sleep
from interview_coach.settings import Settings


@dataclass(frozen=True, slots=True)
class JournalLedger:
    """Keeps what was spent in the interview's own journal, so that the budget holds over restarts."""

    recorder: Recorder
    clock: Callable[[], datetime]

    def spent(self) -> Spent:
        """Return what the interview has taken so far."""
        return self.recorder.transcript.spent()

    async def record(
        self, agent: Agent, exchange: int | None, finished: Finished, *, model: str, dollars: float | None
    ) -> None:
        """Put one request into the journal."""
        await self.recorder.append(
            ModelUsed(
                at=self.clock(),
                agent=agent,
                exchange=exchange,
                model=model,
                usage=finished.usage,
                dollars=dollars,
                request_id=finished.request_id,
                stop=finished.reason,
            )
        )


class Models:
    """Gives the model for an agent and an exchange."""

    def __init__(
        self,
        settings: Settings,
        client: ClaudeClient,
        recorder: Recorder,
        clock: Callable[[], datetime],
        *,
        sleep: Sleep,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._client = client
        self._ledger = JournalLedger(recorder, clock)
        self._sleep = sleep
        self.interviewing = Watches(ticks)
        self.grading = Watches(ticks)

    def __call__(self, agent: Agent, exchange: int | None) -> ChatModel:
        """Return the model that ``agent`` asks about ``exchange``."""
        interviews = agent in (Agent.INTERVIEWER, Agent.SUMMARY)
        name = self._settings.interviewer_model if interviews else self._settings.grader_model
        metered = Metered(
            Claude(self._client, name),
            self._ledger,
            agent,
            exchange=exchange,
            max_cost=self._settings.max_cost,
        )
        watches = self.interviewing if interviews else self.grading
        return Retrying(metered, watches.one(), sleep=self._sleep)
