"""What a request is doing right now, for whoever waits for it: front ends look at it once a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

STALLED_AFTER = 6.0
"""Seconds without a sign of life from which a reply that had begun counts as stalled."""


SPEAKING = "speaking …"
"""What is said of a request while words come; it needs no telling to who sees them."""


class Phase(StrEnum):
    """How far a request has come."""

    IDLE = "idle"
    SENT = "sent"
    """Nothing came back yet."""
    THINKING = "thinking"
    """The endpoint answered, but there is no word yet."""
    STREAMING = "streaming"
    """Words are coming."""
    WAITING = "waiting"
    """The request failed and will be sent again."""


@dataclass(frozen=True, slots=True)
class Activity:
    """A moment of a request. Times are seconds of a clock that never goes back."""

    phase: Phase = Phase.IDLE
    since: float = 0.0
    """When the request was sent, or the waiting began."""
    last_sign: float = 0.0
    """When the endpoint sent anything last."""
    until: float = 0.0
    """When it will be sent again, in the phase ``WAITING``."""
    attempt: int = 1
    attempts: int = 1
    why: str = ""

    def in_words(self, now: float) -> str:
        """Return what is going on at ``now``, with the seconds that passed; empty where nothing is."""
        passed = max(0, int(now - self.since))
        silent = max(0.0, now - self.last_sign)
        match self.phase:
            case Phase.IDLE:
                return ""
            case Phase.SENT:
                return f"no answer yet · {passed} s"
            case Phase.THINKING:
                return f"thinking, no word yet · {passed} s"
            case Phase.STREAMING:
                return f"the stream stalled · {int(silent)} s" if silent >= STALLED_AFTER else SPEAKING
            case Phase.WAITING:
                left = max(0, round(self.until - now))
                return f"{self.why} · try {self.attempt + 1} of {self.attempts} in {left} s"


class Watch:
    """Holds the newest activity of one agent's requests."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.now = Activity()

    def sent(self, attempt: int, attempts: int) -> None:
        """A request went out."""
        now = self.clock()
        self.now = Activity(Phase.SENT, since=now, last_sign=now, attempt=attempt, attempts=attempts)

    def sign(self, *, words: bool = False) -> None:
        """Something came back, ``words`` or less."""
        phase = Phase.STREAMING if words or self.now.phase is Phase.STREAMING else Phase.THINKING
        self.now = replace(self.now, phase=phase, last_sign=self.clock())

    def waiting(self, seconds: float, why: str) -> None:
        """The request failed, and will be sent again in so many ``seconds``."""
        now = self.clock()
        self.now = replace(self.now, phase=Phase.WAITING, since=now, until=now + seconds, why=why)

    def over(self) -> None:
        """Nothing goes on any more."""
        self.now = Activity()

    def in_words(self) -> str:
        """Return what is going on now; empty where nothing is."""
        return self.now.in_words(self.clock())


class Watches:
    """The activities of requests that go on at the same time."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._all: list[Watch] = []

    def one(self) -> Watch:
        """Return a watch for one more request."""
        self._all = [w for w in self._all if w.now.phase is not Phase.IDLE]
        watch = Watch(self._clock)
        self._all.append(watch)
        return watch

    def in_words(self) -> str:
        """Return what the request that began first is doing; empty where nothing goes on."""
        busy = [w for w in self._all if w.now.phase is not Phase.IDLE]
        return min(busy, key=lambda w: w.now.since).in_words() if busy else ""
