"""Past interviews as rows, lines and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from interview_coach.journal.index.hits import Found, Hit
from interview_coach.journal.listing import Listing
from interview_coach.journal.trash import Trashed
from interview_coach.reports.words import counted, spaced


def listing_row(item: Listing) -> tuple[str, ...]:
    """Return the cells of an interview in the list."""
    if item.problem is not None:
        return (item.id, "?", item.problem, "", "unreadable", "", "", "")
    state = "unfinished" if item.unfinished else str(item.ended)
    level = "" if item.level is None else f"{item.level:.1f}{' (estimate)' if item.estimate else ''}"
    answered = f"{item.answered} of {item.planned}"
    verdict = spaced(item.verdict).lower() if item.verdict else ""
    labels = " ".join(part for part in (item.name, *(f"#{tag}" for tag in item.tags)) if part)
    return (item.id, str(item.format), ", ".join(item.topics), answered, state, level, verdict, labels)


def listing_data(item: Listing) -> dict[str, Any]:
    """Return plain values for JSON."""
    data = item.model_dump(mode="json", exclude={"path", "started_at"})
    return {"path": str(item.path), "started_at": item.started_at.isoformat() if item.started_at else None, **data}


def trashed_data(item: Trashed) -> dict[str, Any]:
    """Return plain values for JSON."""
    return {"id": item.id, "deleted_at": item.deleted_at.isoformat(), "interview": listing_data(item.listing)}


def found_lines(found: Found) -> Iterator[str]:
    """Yield an interview and what was found in it; the words that were looked for stand in brackets."""
    listing = found.listing
    when = f"{listing.started_at.astimezone():%Y-%m-%d}  " if listing.started_at else ""
    yield f"{listing.id}  {when}{listing.heading}"
    for hit in found.hits:
        yield f"    {_place(hit)}: {_marked(hit)}"
    if found.total > len(found.hits):
        yield f"    and {counted(found.total - len(found.hits), 'more passage')}"
    yield ""


def _place(hit: Hit) -> str:
    question = f", question {hit.exchange + 1}" if hit.exchange is not None else ""
    return f"{hit.where}{question}"


def _marked(hit: Hit) -> str:
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [hit.excerpt[at:start], "[", hit.excerpt[start:end], "]"]
        at = end
    text = " ".join("".join([*pieces, hit.excerpt[at:]]).split())
    return f"{'… ' if hit.cut_before else ''}{text}{' …' if hit.cut_after else ''}"
