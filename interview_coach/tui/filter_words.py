"""The filters of the list of interviews in words, and days as one types them. Pure functions of values."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from interview_coach.errors import UsageError
from interview_coach.journal.index.filters import Filters
from interview_coach.tui.safe_text import one_line
from interview_coach.tui.words import FORMAT_WORDS, spaced


def chips(filters: Filters) -> tuple[str, ...]:
    """Return what the filters ask for, a few words each; the words that are searched for are not among them."""
    found = [
        f"Competency: {spaced(filters.competency)}" if filters.competency else "",
        f"Track: {spaced(filters.track)}" if filters.track else "",
        f"Format: {FORMAT_WORDS[filters.format]}" if filters.format else "",
        f"Interviewed by: {filters.engine}" if filters.engine else "",
        f"Graded by: {filters.grader}" if filters.grader else "",
        f"Verdict: {spaced(filters.verdict)}" if filters.verdict else "",
        f"From: {filters.since.astimezone():%Y-%m-%d}" if filters.since else "",
        f"To: {filters.until.astimezone() - timedelta(seconds=1):%Y-%m-%d}" if filters.until else "",
        *(f"Tag: #{one_line(tag, 40)}" for tag in filters.tags),
        "Unfinished" if filters.unfinished else "",
    ]
    return tuple(filter(None, found))


def without_chips(filters: Filters) -> Filters:
    """Return the filters with nothing but the words that are searched for."""
    return Filters(text=filters.text)


def first_moment(day: str) -> datetime | None:
    """Return the local midnight with which ``day`` (``2026-11-20``) begins; ``None`` where nothing was typed.

    Raises:
        UsageError: it is no day.
    """
    if not day.strip():
        return None
    try:
        return datetime.combine(date.fromisoformat(day.strip()), time()).astimezone()
    except (ValueError, OverflowError, OSError) as error:
        said = one_line(day, 40)
        raise UsageError(f"“{said}” is no day. Write it as year, month and day: 2026-11-20.") from error


def moment_after(day: str) -> datetime | None:
    """Return the local midnight with which ``day`` is over; as :func:`first_moment` otherwise."""
    begins = first_moment(day)
    return None if begins is None else first_moment(f"{begins.date() + timedelta(days=1)}")
