"""What is said while a model is asked, and what it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_coach.llm.activity import SPEAKING
from interview_coach.tui.safe_text import one_line

if TYPE_CHECKING:
    from interview_coach.domain.usage import Spent

CANCELS = " · Esc cancels"


def waiting_words(activity: str, *, speaks: bool, room: int) -> str:
    """Say what is waited for in ``room`` cells, with the key that cancels.

    Args:
        activity: what the request is doing, in words; empty between two requests.
        speaks: whether words of the interviewer's came already: before, what comes are only its notes.
        room: the cells there are. What the endpoint said is cut first, the seconds stay.
    """
    if not activity or activity == SPEAKING:
        activity = "The interviewer is speaking …" if speaks else "The interviewer makes up its mind …"
    said, between, seconds = activity.rpartition(" · ")
    said = said[:1].upper() + said[1:] if between else said
    left = room - len(between + seconds + CANCELS)
    return f"{one_line(said, max(left, 1)) if between else said}{between}{seconds}{CANCELS}"


def spent_in_short(spent: Spent) -> str:
    """Return tokens and price so far; empty where no model was asked."""
    from interview_coach.reports.words import dollars_words

    if not spent.requests:
        return ""
    tokens = spent.usage.read + spent.usage.output_tokens
    counted = f"{tokens} tokens" if tokens < 1000 else f"{tokens / 1000:.1f}k tokens"
    return counted if spent.unpriced == spent.requests else f"{counted} · {dollars_words(spent)}"
