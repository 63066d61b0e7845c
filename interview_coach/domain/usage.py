"""What models were asked, and what that took: tokens, and dollars where the price is known."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from interview_coach.domain.base import Value


class Agent(StrEnum):
    """Who asked a model."""

    INTERVIEWER = "interviewer"
    GRADER = "grader"
    DEBRIEF = "debrief"
    SUMMARY = "summary"
    AUTHOR = "author"
    """Drafts questions and rubrics; not about any interview."""


class Usage(Value):
    """The tokens of one request. The four counts are apart: none includes another."""

    input_tokens: int = Field(default=0, ge=0, description="Read and neither cached nor taken from the cache.")
    cache_write_tokens: int = Field(default=0, ge=0, description="Read, and put into the cache.")
    cache_read_tokens: int = Field(default=0, ge=0, description="Taken from the cache.")
    output_tokens: int = Field(default=0, ge=0, description="Written, thinking included.")

    @property
    def read(self) -> int:
        """All tokens of the prompt."""
        return self.input_tokens + self.cache_write_tokens + self.cache_read_tokens


class Spent(Value):
    """What several requests took together."""

    requests: int = 0
    usage: Usage = Usage()
    dollars: float = 0.0
    unpriced: int = 0
    """Requests to models whose price is not known; ``dollars`` leaves them out."""

    @property
    def cached_share(self) -> float:
        """Share (0 to 1) of the prompts' tokens that came from the cache."""
        return self.usage.cache_read_tokens / self.usage.read if self.usage.read else 0.0


def total(uses: Iterable[tuple[Usage, float | None]]) -> Spent:
    """Return the sum of requests, each with its price in dollars (``None`` where that is not known)."""
    counts = dict.fromkeys(Usage.model_fields, 0)
    requests = unpriced = 0
    dollars = 0.0
    for usage, price in uses:
        requests += 1
        for name in counts:
            counts[name] += getattr(usage, name)
        if price is None:
            unpriced += 1
        else:
            dollars += price
    return Spent(requests=requests, usage=Usage(**counts), dollars=dollars, unpriced=unpriced)
