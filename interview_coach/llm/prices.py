"""What models cost, and what else has to be known of them by name.

Prices are dollars for a million tokens, as of 2026-10-24, from https://platform.claude.com/docs/en/about-claude/pricing
(cache writes for five minutes; the cut of Sonnet 5.5's cache reads on 2026-10-07 is in). A model that is not listed has
no price here: its tokens are counted, and nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview_coach.domain.usage import Usage

AS_OF = "2026-10-24"
SOURCE = "https://platform.claude.com/docs/en/about-claude/pricing"
PER = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars for a million tokens; from ``long_prompt`` tokens of prompt on, ``beyond`` holds for all of a request."""

    read: float
    cache_write: float
    cache_read: float
    write: float
    long_prompt: int | None = None
    beyond: Price | None = None

    def of(self, usage: Usage) -> float:
        """Return the price of one request, in dollars."""
        if self.beyond is not None and self.long_prompt is not None and usage.read > self.long_prompt:
            return self.beyond.of(usage)
        for_a_million = (
            usage.input_tokens * self.read
            + usage.cache_write_tokens * self.cache_write
            + usage.cache_read_tokens * self.cache_read
            + usage.output_tokens * self.write
        )
        return for_a_million / PER


_OPUS_5 = Price(5, 6.25, 0.50, 25)
_SONNET_4 = Price(3, 3.75, 0.30, 15)
_FABLE_5_1 = Price(10, 12.50, 0.25, 50)
_FABLE_5 = Price(10, 12.50, 1, 50)

PRICES: dict[str, Price] = {
    "claude-fable-5-1": _FABLE_5_1,
    "claude-mythos-5-1": _FABLE_5_1,
    "claude-fable-5": _FABLE_5,
    "claude-mythos-5": _FABLE_5,
    "claude-opus-5-5": Price(4, 5, 0.20, 20),
    "claude-opus-5": _OPUS_5,
    "claude-opus-4-8": _OPUS_5,
    "claude-opus-4-7": _OPUS_5,
    "claude-opus-4-6": _OPUS_5,
    "claude-opus-4-5": _OPUS_5,
    "claude-sonnet-5-5": Price(2, 2.50, 0.10, 10),
    "claude-sonnet-5": Price(2, 2.50, 0.20, 10),
    "claude-sonnet-4-6": _SONNET_4,
    "claude-sonnet-4-5": _SONNET_4,
    "claude-haiku-5-5": Price(0.10, 0.125, 0.01, 0.50, long_prompt=100_000, beyond=Price(0.50, 0.625, 0.05, 2.50)),
    "claude-haiku-4-5": Price(1, 1.25, 0.10, 5),
}
"""By the model's name without the date that may follow it (``claude-opus-4-5-20251101``)."""

NO_EFFORT = frozenset({"claude-haiku-4-5", "claude-sonnet-4-5"})
"""Listed models that do not know how much effort is wanted."""


def listed(model: str) -> str | None:
    """Return the name under which ``model`` is listed, without the date at its end; ``None`` where it is not."""
    if model in PRICES:
        return model
    name, _, date = model.rpartition("-")
    return name if name in PRICES and len(date) == 8 and date.isdigit() else None


def price_of(model: str, usage: Usage) -> float | None:
    """Return what a request took, in dollars; ``None`` where the model's price is not known."""
    name = listed(model)
    return PRICES[name].of(usage) if name else None


def knows_effort(model: str) -> bool:
    """Return whether ``model`` may be told how much effort is wanted."""
    name = listed(model)
    return name is not None and name not in NO_EFFORT
