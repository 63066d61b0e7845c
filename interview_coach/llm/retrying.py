"""Sending a request again when that may help. The pause is tenacity's to find; everybody can see how long it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt, wait_random_exponential
from tenacity.wait import wait_base

from interview_coach.errors import EngineBusy
from interview_coach.llm.activity import Watch
from interview_coach.llm.chat import LONGEST_PAUSE, Anew, ChatModel, Delta, Reply, Request

ATTEMPTS = 4
"""How often a request is sent at most."""


Sleep = Callable[[float], Awaitable[None]]


class _AsAsked(wait_base):
    """Waits as long as the endpoint asked for; otherwise exponentially longer, with jitter."""

    def __init__(self) -> None:
        self._jittered = wait_random_exponential(multiplier=1, min=0.5, max=20)

    def __call__(self, retry_state: RetryCallState) -> float:
        error = _error_of(retry_state)
        if error is not None and error.retry_after is not None:
            return max(0.0, error.retry_after)
        return self._jittered(retry_state)


class Retrying:
    """A chat model that sends again what failed for now."""

    def __init__(
        self,
        model: ChatModel,
        watch: Watch,
        *,
        sleep: Sleep = asyncio.sleep,
        attempts: int = ATTEMPTS,
    ) -> None:
        self._model = model
        self._watch = watch
        self._sleep = sleep
        self._attempts = attempts

    @property
    def name(self) -> str:
        """The model's name at its endpoint."""
        return self._model.name

    async def stream(self, request: Request) -> AsyncGenerator[Reply, None]:
        """Send ``request`` until a reply is whole; one that begins again is announced by :class:`Anew`.

        Raises:
            EngineBusy: no attempt succeeded, or the endpoint asked for a pause that is too long.
            EngineRefused: the request can't succeed as it is.
        """
        begun: str | None = None
        try:
            async for attempt in self._tries():
                failure: EngineBusy | None = None
                self._watch.sent(attempt.retry_state.attempt_number, self._attempts)
                try:
                    if begun is not None:
                        yield Anew(begun)
                        begun = None
                    async with aclosing(self._model.stream(request)) as replies:
                        async for reply in replies:
                            self._watch.sign(words=isinstance(reply, Delta))
                            if isinstance(reply, Delta):
                                begun = "The reply broke off."
                            yield reply
                except EngineBusy as error:
                    failure = error
                with attempt:
                    if failure is not None:
                        raise failure
        finally:
            self._watch.over()

    def _tries(self) -> AsyncRetrying:
        return AsyncRetrying(
            retry=retry_if_exception_type(EngineBusy),
            stop=lambda state: stop_after_attempt(self._attempts)(state) or _too_long(state),
            wait=_AsAsked(),
            sleep=self._sleep,
            before_sleep=self._tell,
            reraise=True,
        )

    def _tell(self, state: RetryCallState) -> None:
        self._watch.waiting(state.upcoming_sleep, str(_error_of(state)).rstrip("."))


def _too_long(state: RetryCallState) -> bool:
    error = _error_of(state)
    return error is not None and (error.retry_after or 0.0) > LONGEST_PAUSE


def _error_of(state: RetryCallState) -> EngineBusy | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, EngineBusy) else None
