"""One line for each interview in the lists of the home screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.tui.safe_text import one_line
from interview_coach.tui.words import FORMAT_WORDS, moment, spaced

if TYPE_CHECKING:
    from datetime import datetime

    from interview_coach.journal.listing import Listing


def unfinished_line(listing: Listing, now: datetime) -> Content:
    """Say what the interview is, and how far it got; not its questions, which may not have been asked yet."""
    state = f"{listing.answered} of {listing.planned} answered" if listing.planned > 1 else ""
    return _line(listing, now, "only the scorecard is left" if listing.ended else state, _topics(listing))


def newest_unfinished(listing: Listing, now: datetime) -> str:
    """Say in a few words which interview it is."""
    return f"{FORMAT_WORDS.get(listing.format or '', 'interview').lower()} of {_when(listing, now)}"


def finished_line(listing: Listing, now: datetime) -> Content:
    """Say what the interview was, and its level."""
    if listing.problem:
        return Content.assemble((f"{_when(listing, now)}  ", ""), "cannot be read: ", one_line(listing.problem, 80))
    about = listing.titles[0] if len(listing.titles) == 1 and listing.asked else _topics(listing)
    if listing.unfinished:
        return _line(listing, now, "written by a newer version" if listing.newer else "unfinished", _topics(listing))
    if listing.level is None:
        return _line(listing, now, "no level", about)
    level = level_words(listing.level, margin_of(estimate=listing.estimate), Wording.ROUGH)
    return _line(listing, now, level if listing.estimate else f"level {level}", about)


def _when(listing: Listing, now: datetime) -> str:
    return moment(listing.started_at, now) if listing.started_at else one_line(listing.id, 30)


def _topics(listing: Listing) -> str:
    return ", ".join(map(spaced, listing.topics))


def _line(listing: Listing, now: datetime, state: str, about: str) -> Content:
    name = FORMAT_WORDS.get(listing.format or "", "")
    parts = [part for part in (state, one_line(about, 70)) if part]
    return Content.assemble(f"{_when(listing, now)}  ", (name, "bold"), "  ", "  ".join(parts))
