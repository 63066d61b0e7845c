"""One line for each interview in the lists of the home screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from interview_coach.tui.safe_text import one_line
from interview_coach.tui.words import FORMAT_WORDS, moment, spaced

if TYPE_CHECKING:
    from datetime import datetime

    from interview_coach.journal.store import Listing


def unfinished_line(listing: Listing, now: datetime) -> Content:
    """Say what the interview is, and how far it got."""
    state = f"{listing.answered} of {listing.planned} answered" if listing.planned > 1 else ""
    return _line(listing, now, state)


def newest_unfinished(listing: Listing, now: datetime) -> str:
    """Say in a few words which interview it is."""
    return f"{FORMAT_WORDS.get(listing.format or '', 'interview').lower()} of {_when(listing, now)}"


def finished_line(listing: Listing, now: datetime) -> Content:
    """Say what the interview was, and its level."""
    if listing.problem:
        return Content.assemble((f"{_when(listing, now)}  ", ""), "cannot be read: ", one_line(listing.problem, 80))
    if listing.level is None:
        return _line(listing, now, "no level")
    return _line(listing, now, f"{'about ' if listing.estimate else 'level '}{listing.level:.1f} of 5")


def _when(listing: Listing, now: datetime) -> str:
    return moment(listing.started_at, now) if listing.started_at else one_line(listing.id, 30)


def _line(listing: Listing, now: datetime, state: str) -> Content:
    name = FORMAT_WORDS.get(listing.format or "", "")
    about = one_line(listing.titles[0] if len(listing.titles) == 1 else ", ".join(map(spaced, listing.topics)), 70)
    parts = [part for part in (state, about) if part]
    return Content.assemble(f"{_when(listing, now)}  ", (name, "bold"), "  ", "  ".join(parts))
