"""Sentences that text, screen and report share: what was spent, and how far samples lie apart."""

from __future__ import annotations

from interview_coach.domain.grade import Graded
from interview_coach.domain.usage import Spent


def spent_words(spent: Spent) -> str:
    """Return what models took, in one line; empty where none was asked."""
    if not spent.requests:
        return ""
    usage = spent.usage
    parts = [
        f"{spent.requests} request{'s' if spent.requests > 1 else ''}",
        f"{usage.read:,} tokens read ({spent.cached_share:.0%} from the cache)",
        f"{usage.output_tokens:,} written",
        dollars_words(spent),
    ]
    return ", ".join(parts)


def dollars_words(spent: Spent) -> str:
    """Return the price of several requests, saying where it is not known."""
    if spent.requests and spent.unpriced == spent.requests:
        return "price not known"
    more = f" and {spent.unpriced} of unknown price" if spent.unpriced else ""
    return f"${spent.dollars:.2f}{more}" if spent.dollars >= 0.01 or not spent.dollars else f"under $0.01{more}"


def spread_words(grade: Graded) -> str:
    """Return the levels of which a level is the mean; empty where it was graded once."""
    return f"mean of {', '.join(f'{level:g}' for level in sorted(grade.samples))}" if len(grade.samples) > 1 else ""
