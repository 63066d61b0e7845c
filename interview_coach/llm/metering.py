"""Counting what requests take, and holding them to what the user wants to spend."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Protocol

from interview_coach.domain.usage import Agent, Spent
from interview_coach.errors import BudgetSpent
from interview_coach.llm.chat import Begun, ChatModel, Finished, Reply, Request, Stop
from interview_coach.llm.prices import AS_OF, listed, price_of


class Ledger(Protocol):
    """Keeps what was spent, for good."""

    def spent(self) -> Spent:
        """Return what was spent so far."""
        ...

    async def record(
        self, agent: Agent, exchange: int | None, finished: Finished, *, model: str, dollars: float | None
    ) -> None:
        """Keep what one request took."""
        ...


class Metered:
    """A chat model whose requests are counted for one ``agent`` and one exchange."""

    def __init__(
        self,
        model: ChatModel,
        ledger: Ledger,
        agent: Agent,
        *,
        exchange: int | None = None,
        max_cost: float | None = None,
    ) -> None:
        self._model = model
        self._ledger = ledger
        self._agent = agent
        self._exchange = exchange
        self._max_cost = max_cost

    @property
    def name(self) -> str:
        """The model's name at its endpoint."""
        return self._model.name

    async def stream(self, request: Request) -> AsyncGenerator[Reply, None]:
        """Send ``request`` if there is budget left, and record what it took, also where the reply broke off.

        Raises:
            BudgetSpent: the limit is reached already, or can't be kept since the model's price is not known.
        """
        self._hold_to_budget()
        unrecorded: Finished | None = None
        try:
            async with aclosing(self._model.stream(request)) as replies:
                async for reply in replies:
                    if isinstance(reply, Begun):
                        unrecorded = Finished(Stop.CUT_SHORT, reply.usage, reply.model, reply.request_id, "broken-off")
                    elif isinstance(reply, Finished):
                        unrecorded = None
                        await self._record(reply)
                    yield reply
        finally:
            if unrecorded is not None:
                await self._record(unrecorded)

    async def _record(self, finished: Finished) -> None:
        dollars = price_of(self.name, finished.usage)
        model = finished.model or self.name
        await self._ledger.record(self._agent, self._exchange, finished, model=model, dollars=dollars)

    def _hold_to_budget(self) -> None:
        if self._max_cost is None:
            return
        if listed(self.name) is None:
            raise BudgetSpent(
                f"A limit of ${self._max_cost:.2f} is set, but the price of {self.name} is not known (prices of "
                f"{AS_OF}). Leave the limit out, or choose a model whose price is known."
            )
        spent = self._ledger.spent().dollars
        if spent >= self._max_cost:
            raise BudgetSpent(
                f"${spent:.2f} were spent, and the limit is ${self._max_cost:.2f}. Raise it with --max-cost, or go on "
                "with the offline coach."
            )
