"""Counting what requests take, and holding them to what the user wants to spend."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Protocol

from interview_coach.domain.usage import Agent, Spent, Usage
from interview_coach.errors import BudgetSpent
from interview_coach.llm.chat import Begun, ChatModel, Delta, Finished, Reply, Request, Stop
from interview_coach.llm.prices import AS_OF, listed, price_of

LETTERS_A_TOKEN = 4
"""Of English text, roughly."""


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
        begun, letters, whole = Begun(Usage()), 0, False
        try:
            async with aclosing(self._model.stream(request)) as replies:
                async for reply in replies:
                    match reply:
                        case Begun():
                            begun = reply
                        case Delta(text):
                            letters += len(text)
                        case Finished():
                            whole = True
                            await self._record(reply)
                    yield reply
        finally:
            if not whole:
                await self._record(_broken_off(begun, letters))

    async def _record(self, finished: Finished) -> None:
        dollars = price_of(self.name, finished.usage)
        model = finished.model or self.name
        await self._ledger.record(self._agent, self._exchange, finished, model=model, dollars=dollars)

    def _hold_to_budget(self) -> None:
        if self._max_cost is None:
            return
        if listed(self.name) is None:
            raise BudgetSpent(
                f"A limit of {_dollars(self._max_cost)} is set, but the price of {self.name} is not known (prices of "
                f"{AS_OF}). Leave the limit out, or choose a model whose price is known."
            )
        spent = self._ledger.spent().dollars
        if spent >= self._max_cost:
            raise BudgetSpent(
                f"{_dollars(spent)} were spent, and the limit is {_dollars(self._max_cost)}. Raise it with --max-cost, "
                "or go on with the offline coach."
            )


def _dollars(amount: float) -> str:
    """Return dollars with two places, and more where two would show nothing."""
    return f"${amount:.2f}" if amount >= 0.1 else f"${amount:.2g}"


def _broken_off(begun: Begun, letters: int) -> Finished:
    """Return what a reply that broke off took: what was told when it began, and an estimate of what was written."""
    written = max(begun.usage.output_tokens, letters // LETTERS_A_TOKEN)
    usage = begun.usage.model_copy(update={"output_tokens": written})
    return Finished(Stop.CUT_SHORT, usage, begun.model, begun.request_id, "broken-off")
