"""The connection to the Messages API, against a real server on this machine that fails in every way there is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager

import pytest
from pydantic import SecretStr

from interview_coach.domain.vocabulary import Role
from interview_coach.errors import EngineBusy, EngineError, EngineRefused
from interview_coach.llm.activity import Phase, Watch
from interview_coach.llm.chat import (
    Anew,
    Begun,
    Delta,
    Effort,
    Finished,
    Form,
    FormMode,
    Message,
    Part,
    Reply,
    Request,
    Stop,
)
from interview_coach.llm.claude import Claude, ClaudeClient, Endpoint
from interview_coach.llm.retrying import ATTEMPTS, Retrying
from interview_coach.llm.wire import payload
from tests.fakes.messages_api import Answer, FakeEndpoint, Fault
from tests.support.claude import KEY, Sleeps

pytestmark = pytest.mark.loopback

WORDS = "What would you measure first, and why?"
REQUEST = Request(
    system=(Part(text="You interview.", cache=True),),
    messages=(Message(role=Role.CANDIDATE, parts=(Part(text="Hello."),)),),
    max_tokens=300,
)
FORM = Form(name="verdict", description="Your verdict.", schema_={"type": "object", "properties": {}})
EVENTS = 8
"""Events of the stream that says WORDS, before its last."""


@asynccontextmanager
async def asking(*answers: Answer, silent_seconds: float = 5.0) -> AsyncIterator[tuple[FakeEndpoint, Claude]]:
    async with FakeEndpoint(answers) as endpoint:
        client = ClaudeClient(Endpoint(base_url=endpoint.url, api_key=SecretStr(KEY)), silent_seconds=silent_seconds)
        try:
            yield endpoint, Claude(client, "claude-sonnet-5-5")
        finally:
            await client.close()


async def heard(model: Claude | Retrying, request: Request = REQUEST) -> list[Reply]:
    async with aclosing(model.stream(request)) as replies:
        return [reply async for reply in replies]


def words(replies: Sequence[Reply]) -> str:
    text = ""
    for reply in replies:
        text = "" if isinstance(reply, Anew) else text + reply.text if isinstance(reply, Delta) else text
    return text


async def test_words_come_in_pieces_and_the_end_tells_what_it_took() -> None:
    async with asking(Answer(WORDS, thinking=True, strange=True)) as (endpoint, model):
        replies = await heard(model)
    assert words(replies) == WORDS
    assert sum(isinstance(r, Delta) for r in replies) > 1
    assert [r.request_id for r in replies if isinstance(r, Begun)] == ["req_fake"]
    last = replies[-1]
    assert isinstance(last, Finished)
    assert (last.stop, last.request_id, last.model) == (Stop.DONE, "req_fake", "claude-sonnet-5-5")
    assert last.usage.read > 0 and last.usage.output_tokens == 20
    assert KEY in endpoint.asked[0].headers.get("authorization", "") + endpoint.asked[0].headers.get("x-api-key", "")


def test_what_leaves_holds_cache_marks_effort_and_the_form() -> None:
    body = payload("claude-sonnet-5-5", REQUEST.model_copy(update={"form": FORM, "effort": Effort.MEDIUM}))
    assert body["system"][0]["cache_control"] == {"type": "ephemeral"}
    assert "cache_control" not in body["messages"][0]["content"][0]
    assert body["output_config"]["effort"] == "medium"
    assert body["output_config"]["format"]["schema"] == FORM.schema_
    tool = payload("llama", REQUEST.model_copy(update={"form": FORM, "mode": FormMode.TOOL}))
    assert tool["tool_choice"] == {"type": "tool", "name": "verdict"}
    assert "output_config" not in tool


async def test_a_forced_tool_speaks_its_input() -> None:
    async with asking(Answer('{"level": 3}', stop_reason="tool_use")) as (_, model):
        replies = await heard(model, REQUEST.model_copy(update={"form": FORM, "mode": FormMode.TOOL}))
    assert words(replies) == '{"level": 3}'


@pytest.mark.parametrize("fault", [Fault.CUT, Fault.END, Fault.OVERLOADED, Fault.GARBAGE])
@pytest.mark.parametrize("position", range(EVENTS + 1))
async def test_a_stream_that_breaks_anywhere_is_retried_and_begins_anew(fault: Fault, position: int) -> None:
    sleeps, watch = Sleeps(), Watch(lambda: 0.0)
    async with asking(Answer(WORDS, fault=fault, fault_at=position), Answer(WORDS)) as (endpoint, model):
        replies = await heard(Retrying(model, watch, sleep=sleeps))
    assert words(replies) == WORDS
    assert len(endpoint.asked) == 2
    assert len(sleeps.seconds) == 1
    assert sum(isinstance(r, Finished) for r in replies) == 1
    told = [type(r) for r in replies if isinstance(r, Delta | Anew)]
    first_delta = 3  # after the start of the message, a ping and the start of the block
    assert (Anew in told) == (position > first_delta)
    assert watch.now.phase is Phase.IDLE


@pytest.mark.parametrize("position", [0, 1, 4])
async def test_a_stalled_stream_is_given_up_and_retried(position: int) -> None:
    answers = (Answer(WORDS, fault=Fault.STALL, fault_at=position), Answer(WORDS))
    async with asking(*answers, silent_seconds=0.3) as (endpoint, model):
        replies = await heard(Retrying(model, Watch(lambda: 0.0), sleep=Sleeps()))
    assert words(replies) == WORDS
    assert len(endpoint.asked) == 2


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
async def test_a_busy_endpoint_is_asked_again_after_the_pause_that_it_wants(status: int) -> None:
    sleeps = Sleeps()
    busy = Answer(status=status, error_type="overloaded_error", message="Overloaded", headers={"retry-after": "7"})
    async with asking(busy, Answer(WORDS)) as (endpoint, model):
        replies = await heard(Retrying(model, Watch(lambda: 0.0), sleep=sleeps))
    assert words(replies) == WORDS
    assert sleeps.seconds == [7.0]
    assert len(endpoint.asked) == 2


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (400, "did not accept the request (400): max_tokens is too large"),
        (401, "ANTHROPIC_API_KEY"),
        (402, "billing"),
        (403, "another model or another key"),
        (404, "--interviewer-model"),
        (413, "shorten"),
        (422, "did not accept"),
    ],
)
async def test_what_cannot_succeed_is_asked_once_and_says_what_to_do(status: int, remedy: str) -> None:
    refusal = Answer(status=status, error_type="invalid_request_error", message=f"max_tokens is too large for {KEY}")
    async with asking(refusal, Answer(WORDS)) as (endpoint, model):
        with pytest.raises(EngineRefused) as told:
            await heard(Retrying(model, Watch(lambda: 0.0), sleep=Sleeps()))
    assert remedy in str(told.value)
    assert KEY not in str(told.value)
    assert "\n" not in str(told.value)
    assert len(endpoint.asked) == 1


async def test_the_last_failure_is_told_when_no_try_succeeds() -> None:
    sleeps = Sleeps()
    async with asking(Answer(status=529, error_type="overloaded_error")) as (endpoint, model):
        with pytest.raises(EngineBusy, match="busy"):
            await heard(Retrying(model, Watch(lambda: 0.0), sleep=sleeps))
    assert len(endpoint.asked) == ATTEMPTS
    assert len(sleeps.seconds) == ATTEMPTS - 1
    assert all(0 <= s <= 20 for s in sleeps.seconds)


async def test_an_endpoint_that_wants_a_long_pause_is_not_waited_for() -> None:
    busy = Answer(status=429, error_type="rate_limit_error", headers={"retry-after": "3600"})
    async with asking(busy) as (endpoint, model):
        with pytest.raises(EngineBusy):
            await heard(Retrying(model, Watch(lambda: 0.0), sleep=Sleeps()))
    assert len(endpoint.asked) == 1


async def test_dropped_and_refused_connections_are_retried() -> None:
    async with asking(Answer(drop=True), Answer(WORDS)) as (endpoint, model):
        assert words(await heard(Retrying(model, Watch(lambda: 0.0), sleep=Sleeps()))) == WORDS
        url = endpoint.url
    assert len(endpoint.asked) == 2
    client = ClaudeClient(Endpoint(base_url=url, api_key=SecretStr(KEY)))
    with pytest.raises(EngineBusy, match="no connection"):
        await heard(Retrying(Claude(client, "m"), Watch(lambda: 0.0), sleep=Sleeps()))
    await client.close()


@pytest.mark.parametrize(
    ("reason", "stop"),
    [
        ("max_tokens", Stop.CUT_SHORT),
        ("model_context_window_exceeded", Stop.CUT_SHORT),
        ("refusal", Stop.REFUSED),
        ("stop_sequence", Stop.DONE),
        ("something_new", Stop.DONE),
    ],
)
async def test_each_reason_to_stop_has_its_outcome(reason: str, stop: Stop) -> None:
    async with asking(Answer(WORDS, stop_reason=reason)) as (_, model):
        last = (await heard(model))[-1]
    assert isinstance(last, Finished)
    assert (last.stop, last.reason) == (stop, reason)


@pytest.mark.parametrize(
    "answer", [Answer(""), Answer(WORDS, stop_reason="pause_turn"), Answer(WORDS, stop_reason=None)]
)
async def test_replies_that_are_none_are_asked_for_again(answer: Answer) -> None:
    async with asking(answer, Answer(WORDS)) as (endpoint, model):
        assert words(await heard(Retrying(model, Watch(lambda: 0.0), sleep=Sleeps()))) == WORDS
    assert len(endpoint.asked) == 2


async def test_what_a_model_thinks_is_not_what_it_says() -> None:
    async with asking(Answer(WORDS, thinking=True)) as (_, model):
        assert "SECRET" not in words(await heard(model))


async def test_a_pause_can_be_cancelled() -> None:
    paused = asyncio.Event()

    async def for_ever(seconds: float) -> None:
        paused.set()
        await asyncio.Event().wait()

    watch = Watch(lambda: 100.0)
    async with asking(Answer(status=529, error_type="overloaded_error")) as (endpoint, model):
        task = asyncio.create_task(heard(Retrying(model, watch, sleep=for_ever)))
        await paused.wait()
        assert watch.now.phase is Phase.WAITING
        assert "try 2 of 4" in watch.in_words()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert len(endpoint.asked) == 1
    assert watch.in_words() == ""


async def test_a_reader_that_stops_in_the_middle_leaves_no_connection() -> None:
    async with asking(Answer(WORDS * 50, pause=0.01)) as (endpoint, model):
        async with aclosing(Retrying(model, Watch(lambda: 0.0)).stream(REQUEST)) as replies:
            async for reply in replies:
                if isinstance(reply, Delta):
                    break
        for _ in range(200):
            if not endpoint.open_now:
                break
            await asyncio.sleep(0.01)
        assert not endpoint.open_now


async def test_every_failure_is_an_engine_error() -> None:
    for position in range(EVENTS + 1):
        async with asking(Answer(WORDS, fault=Fault.CUT, fault_at=position)) as (_, model):
            with pytest.raises(EngineError):
                await heard(model)
