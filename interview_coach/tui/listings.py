"""One line for each interview in the lists of the home screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from interview_coach.tui.safe_text import one_line
from interview_coach.tui.words import FORMAT_WORDS, moment

if TYPE_CHECKING:
    from datetime import datetime

    from interview_coach.journal.listing import Listing


def unfinished_line(listing: Listing, now: datetime) -> Content:
    """Say what the interview is, and how far it got."""
    return _line(listing, now, f"{listing.answered} of {listing.questions} answered")


def finished_line(listing: Listing, now: datetime) -> Content:
    """Say what the interview was, and its level."""
    if listing.problem:
        return Content.assemble((f"{moment(listing.started_at, now)}  ", ""), "cannot be read: ", one_line(listing.problem, 80))
    if listing.level is None:
        return _line(listing, now, "no level")
    return _line(listing, now, f"level {'about ' if listing.engine == 'offline' else ''}{listing.level:.1f}")


def _line(listing: Listing, now: datetime, state: str) -> Content:
    about = one_line(", ".join(listing.titles), 60)
    name = FORMAT_WORDS.get(listing.format, listing.format)
    return Content.assemble(f"{moment(listing.started_at, now)}  ", (name, "bold"), f"  {state}  {about}")
