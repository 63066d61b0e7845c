"""What requests cost, and that a budget stops before the next of them."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.usage import Agent, Spent, Usage, total
from interview_coach.domain.vocabulary import Role
from interview_coach.errors import BudgetSpent, EngineBusy
from interview_coach.llm.chat import Begun, Delta, Finished, Message, Part, Reply, Request, Stop
from interview_coach.llm.metering import Metered
from interview_coach.llm.prices import NO_EFFORT, PRICES, knows_effort, listed, price_of

USAGE = Usage(input_tokens=1000, cache_write_tokens=2000, cache_read_tokens=4000, output_tokens=500)
REQUEST = Request(system=(), messages=(Message(role=Role.CANDIDATE, parts=(Part(text="Hello."),)),), max_tokens=10)


def test_a_request_costs_what_its_four_kinds_of_tokens_cost() -> None:
    dollars = price_of("claude-sonnet-5-5", USAGE)
    assert dollars == pytest.approx((1000 * 2 + 2000 * 2.5 + 4000 * 0.1 + 500 * 10) / 1e6)


def test_a_long_prompt_is_dearer_where_the_table_says_so() -> None:
    short, long = Usage(input_tokens=100_000), Usage(input_tokens=60_000, cache_read_tokens=40_001)
    assert price_of("claude-haiku-5-5", short) == pytest.approx(0.01)
    assert price_of("claude-haiku-5-5", long) == pytest.approx((60_000 * 0.5 + 40_001 * 0.05) / 1e6)


def test_dates_at_the_end_of_a_name_do_not_matter_and_others_are_not_guessed() -> None:
    assert listed("claude-opus-4-5-20251101") == "claude-opus-4-5"
    assert listed("claude-opus-4-5-latest") is None
    assert price_of("llama3.3:70b", USAGE) is None
    assert not knows_effort("llama3.3:70b")
    assert set(PRICES) >= NO_EFFORT


@given(st.sampled_from(sorted(PRICES)), st.integers(0, 10**6), st.integers(0, 10**6))
def test_reading_from_the_cache_is_never_dearer_than_reading(model: str, tokens: int, written: int) -> None:
    fresh = price_of(model, Usage(input_tokens=tokens, output_tokens=written))
    cached = price_of(model, Usage(cache_read_tokens=tokens, output_tokens=written))
    assert fresh is not None and cached is not None
    assert 0 <= cached <= fresh


def test_sums_leave_out_what_has_no_price_and_say_so() -> None:
    spent = total([(USAGE, 0.5), (USAGE, None)])
    assert (spent.requests, spent.dollars, spent.unpriced) == (2, 0.5, 1)
    assert spent.usage.read == 14_000
    assert spent.cached_share == pytest.approx(8000 / 14_000)
    assert Spent().cached_share == 0


class Ledger:
    """Keeps what was spent in a list."""

    def __init__(self) -> None:
        self.uses: list[tuple[Usage, float | None, str]] = []

    def spent(self) -> Spent:
        return total((usage, dollars) for usage, dollars, _ in self.uses)

    async def record(
        self, agent: Agent, exchange: int | None, finished: Finished, *, model: str, dollars: float | None
    ) -> None:
        self.uses.append((finished.usage, dollars, finished.reason))


class Model:
    """Takes some tokens, and may break off."""

    def __init__(self, name: str = "claude-opus-5-5", *, breaks: bool = False) -> None:
        self.name = name
        self.breaks = breaks
        self.asked = 0

    async def stream(self, request: Request) -> AsyncGenerator[Reply, None]:
        self.asked += 1
        yield Begun(Usage(input_tokens=700))
        yield Delta("Well")
        if self.breaks:
            raise EngineBusy("It broke off.")
        yield Finished(Stop.DONE, USAGE, reason="end_turn")


async def used(metered: Metered) -> None:
    async for _ in metered.stream(REQUEST):
        pass


async def test_the_budget_stops_before_a_request_and_never_in_its_middle() -> None:
    ledger, model = Ledger(), Model()
    metered = Metered(model, ledger, Agent.GRADER, max_cost=0.03)
    await used(metered)
    await used(metered)
    assert ledger.spent().dollars == pytest.approx(2 * 0.0248)
    with pytest.raises(BudgetSpent, match=r"\$0\.05 were spent"):
        await used(metered)
    assert model.asked == 2


async def test_no_price_no_budget() -> None:
    model = Model("llama")
    with pytest.raises(BudgetSpent, match="not known"):
        await used(Metered(model, Ledger(), Agent.GRADER, max_cost=1))
    assert not model.asked
    await used(Metered(model, Ledger(), Agent.GRADER))
    assert model.asked


async def test_what_broke_off_is_booked_with_what_is_known_of_it() -> None:
    ledger = Ledger()
    with pytest.raises(EngineBusy):
        await used(Metered(Model(breaks=True), ledger, Agent.INTERVIEWER))
    stream = Metered(Model(), ledger, Agent.INTERVIEWER).stream(REQUEST)
    async for reply in stream:
        if isinstance(reply, Delta):
            break
    await stream.aclose()
    assert [(usage.input_tokens, reason) for usage, _, reason in ledger.uses] == [(700, "broken-off")] * 2
    assert all(usage.output_tokens == 1 for usage, _, _ in ledger.uses)
