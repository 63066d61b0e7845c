"""Which interviews are meant, and in which order they come."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime, Field

from interview_coach.domain.base import Value
from interview_coach.domain.vocabulary import Engine, Format, Track, Verdict
from interview_coach.journal.listing import Listing


class Filters(Value):
    """What interviews must be like; what is left out restricts nothing. All that is given must hold."""

    text: str = Field(default="", description="Words that must stand in one passage; see `Query`.")
    competency: str | None = Field(default=None, description="One of the planned questions practises it.")
    track: Track | None = None
    format: Format | None = None
    engine: Engine | None = Field(default=None, description="Who interviewed.")
    grader: Engine | None = Field(default=None, description="Who made one of the current grades.")
    verdict: Verdict | None = None
    since: AwareDatetime | None = Field(default=None, description="Begun then or later.")
    until: AwareDatetime | None = Field(default=None, description="Begun before then.")
    tags: tuple[str, ...] = Field(default=(), description="Each of them was given.")
    unfinished: bool = Field(default=False, description="Only what this version can go on with.")

    def accept(self, listing: Listing) -> bool:
        """Return whether the interview is meant, by everything but ``text``."""
        checks = (
            self.competency is None or self.competency in listing.topics,
            self.track in (None, listing.track),
            self.format in (None, listing.format),
            self.engine in (None, listing.engine),
            self.grader is None or self.grader in listing.graders,
            self.verdict in (None, listing.verdict),
            self.since is None or (listing.started_at is not None and listing.started_at >= self.since),
            self.until is None or (listing.started_at is not None and listing.started_at < self.until),
            set(self.tags) <= set(listing.tags),
            listing.can_go_on or not self.unfinished,
        )
        return all(checks)


class SortBy(StrEnum):
    """What a list is sorted by."""

    DATE = "date"
    NAME = "name"
    FORMAT = "format"
    TRACK = "track"
    TOPICS = "topics"
    LEVEL = "level"
    VERDICT = "verdict"
    ENGINE = "engine"
    DURATION = "duration"
    ANSWERED = "answered"


class Sort(Value):
    """An order of interviews. What has no value comes last both ways; between equals the newest comes first."""

    by: SortBy = SortBy.DATE
    descending: bool = True


NEWEST_FIRST = Sort()

VERDICTS = tuple(Verdict)
"""From the lowest to the highest."""

SortKey = str | float | None


def sort_keys(listing: Listing) -> dict[SortBy, SortKey]:
    """Return by what ``listing`` is sorted in each order; ``None`` where it has nothing of the kind."""
    return {
        SortBy.DATE: instant(listing.started_at) if listing.started_at else None,
        SortBy.NAME: listing.heading.lower() or None,
        SortBy.FORMAT: listing.format,
        SortBy.TRACK: listing.track,
        SortBy.TOPICS: ", ".join(listing.topics) or None,
        SortBy.LEVEL: listing.level,
        SortBy.VERDICT: VERDICTS.index(listing.verdict) if listing.verdict else None,
        SortBy.ENGINE: listing.engine,
        SortBy.DURATION: None if listing.problem else listing.seconds,
        SortBy.ANSWERED: None if listing.problem else listing.answered,
    }


def instant(at: datetime) -> int:
    """Return the microseconds from 1970 to ``at``."""
    seconds = int(at.timestamp() // 1)
    return seconds * 1_000_000 + at.microsecond
