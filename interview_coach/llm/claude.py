"""Claude, and every endpoint that speaks its Messages API. The only file that knows the vendor's package."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from interview_coach.domain.base import Value
from interview_coach.errors import EngineBusy, EngineRefused
from interview_coach.llm.chat import LONGEST_PAUSE, Reply, Request
from interview_coach.llm.wire import payload, replies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anthropic import AsyncAnthropic

NO_KEY = "none"
"""Sent as the key where an endpoint needs none."""

CONNECT_SECONDS = 10.0
SILENT_SECONDS = 90.0
"""Seconds without a byte after which a request counts as dead. Models may think long, but pings come meanwhile."""

PINGS_ONLY_SECONDS = 300.0
"""Seconds without anything of a reply, pings aside, after which it is given up."""

_BUSY = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
_BUSY_TYPES = frozenset({"overloaded_error", "rate_limit_error", "api_error", "timeout_error"})


class Endpoint(Value):
    """Where models are asked, and with which key."""

    base_url: str
    api_key: SecretStr | None = None
    auth_token: SecretStr | None = None


class ClaudeClient:
    """The connection to an endpoint, shared by all models that are asked there."""

    def __init__(self, endpoint: Endpoint, *, silent_seconds: float = SILENT_SECONDS) -> None:
        self.endpoint = endpoint
        self._silent_seconds = silent_seconds
        self._client: AsyncAnthropic | None = None
        self._opening = asyncio.Lock()

    async def open(self) -> AsyncAnthropic:
        """Return the vendor's client. Its package takes over a second to load, so that is done in a thread, once."""
        async with self._opening:
            if self._client is None:
                await asyncio.to_thread(_load_vendor)
                self._client = self._made()
            return self._client

    def _made(self) -> AsyncAnthropic:
        from anthropic import AsyncAnthropic, Timeout

        key, token = self.endpoint.api_key, self.endpoint.auth_token
        secret = key.get_secret_value() if key else None if token else NO_KEY
        return AsyncAnthropic(
            api_key=secret,
            auth_token=token.get_secret_value() if token and not key else None,
            base_url=self.endpoint.base_url,
            max_retries=0,
            timeout=Timeout(self._silent_seconds, connect=CONNECT_SECONDS),
        )

    async def close(self) -> None:
        """Give the connections back."""
        if self._client is not None:
            await self._client.close()


async def _alive(events: AsyncIterator[Any]) -> AsyncIterator[Any]:
    """Yield the events; a stream in which for long nothing comes but pings, which the SDK swallows, is given up."""
    while True:
        try:
            async with asyncio.timeout(PINGS_ONLY_SECONDS):
                event = await anext(events)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise EngineBusy("The reply stalled: nothing but signs of life came.") from error
        yield event


def _load_vendor() -> None:
    """Load the vendor's package, which takes about a second.

    The garbage collector is off meanwhile: with so many new objects it would stop all threads for over 100 ms. What was
    loaded stays for good, so the collector never looks at it again either.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        import_module("anthropic")
        if collecting:
            gc.freeze()
    finally:
        if collecting:
            gc.enable()


class Claude:
    """One model at an endpoint."""

    def __init__(self, client: ClaudeClient, model: str) -> None:
        self._client = client
        self._model = model

    @property
    def name(self) -> str:
        """The model's name at its endpoint."""
        return self._model

    async def stream(self, request: Request) -> AsyncGenerator[Reply, None]:
        """Send ``request`` once and yield the reply as it comes; see :class:`~interview_coach.llm.chat.ChatModel`."""
        client = await self._client.open()
        body = payload(self._model, request)
        with _vendor_errors(self._model, self._client.endpoint):
            events = await client.messages.create(**body, stream=True)
            request_id = events.response.headers.get("request-id", "")
            async with events:
                async for reply in replies(_alive(aiter(events)), request, self._model, request_id):
                    yield reply


@contextmanager
def _vendor_errors(model: str, endpoint: Endpoint) -> Iterator[None]:
    """Translate the vendor's errors, and what its stream reader lets through, into ours."""
    import anthropic
    import httpx2

    try:
        yield
    except anthropic.APITimeoutError as error:
        raise EngineBusy("The endpoint did not answer in time.") from error
    except anthropic.APIConnectionError as error:
        raise EngineBusy(f"There is no connection to {endpoint.base_url}.") from error
    except anthropic.APIStatusError as error:
        raise _of_status(error, model, endpoint) from error
    except httpx2.TimeoutException as error:
        raise EngineBusy("The reply stalled.") from error
    except httpx2.HTTPError as error:
        raise EngineBusy("The connection broke in the middle of the reply.") from error
    except (json.JSONDecodeError, UnicodeDecodeError, anthropic.APIError, AttributeError, TypeError) as error:
        raise EngineBusy("The endpoint sent something that is no reply.") from error


def _of_status(error: Any, model: str, endpoint: Endpoint) -> EngineBusy | EngineRefused:
    """Return our error for an HTTP status, or for an error event in a stream, whose status is 200."""
    status = error.status_code
    what = _REMEDIES.get(status)
    said = _without_secrets(str(error.api_message or ""), endpoint)
    if status in _BUSY or (status < 400 and error.type in _BUSY_TYPES) or status > 504:
        kind = "is busy" if status in {429, 529} or error.type == "overloaded_error" else "failed"
        pause = _pause(error.response.headers)
        wish = f", and asks to wait {pause:.0f} s" if (pause or 0) > LONGEST_PAUSE else ""
        return EngineBusy(f"The endpoint {kind} ({error.type or status}){wish}.", retry_after=pause)
    if what is None:
        malformed = any(word in said.lower() for word in _NOT_UNDERSTOOD)
        why = said or "it did not say why"
        return EngineRefused(f"The endpoint did not accept the request ({status}): {why}.", malformed=malformed)
    return EngineRefused(what.format(model=model, url=endpoint.base_url))


_REMEDIES: Mapping[int, str] = {
    401: "The key was not accepted at {url}: check ANTHROPIC_API_KEY, or run `interview-coach key set`.",
    402: "The account at {url} has a problem with its payment: look at its billing page.",
    403: "The key may not use {model} at {url}: choose another model or another key.",
    404: "There is no model {model} at {url}: name another with --interviewer-model or --grader-model.",
    413: "The request is too large for {url}: shorten the longest answer, or grade with the offline coach.",
}


_NOT_UNDERSTOOD = (
    "output_config",
    "format",
    "schema",
    "tool",
    "support",
    "unknown",
    "unexpected",
    "permitted",
    "field",
)
"""In the words of an endpoint that does not know what it was sent."""


def _pause(headers: Mapping[str, str]) -> float | None:
    """Return how long the endpoint wants us to wait, in seconds: it says so in seconds, or names the time."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        if name not in headers:
            continue
        try:
            seconds = float(headers[name]) / unit
        except ValueError:
            try:
                seconds = (parsedate_to_datetime(headers[name]) - datetime.now(UTC)).total_seconds()
            except (ValueError, TypeError):
                continue
        if seconds < float("inf"):
            return max(0.0, seconds)
    return None


def _without_secrets(text: str, endpoint: Endpoint) -> str:
    """Return ``text`` without the key, should an endpoint repeat it, and cut to a line."""
    for secret in (endpoint.api_key, endpoint.auth_token):
        if secret is not None and secret.get_secret_value():
            text = text.replace(secret.get_secret_value(), "***")
    return " ".join(text.split())[:300].rstrip(".")
