"""The index in memory: for where no file can be kept, and to check the other one against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from interview_coach.domain.attempt import Attempt
from interview_coach.journal.index.base import ALL
from interview_coach.journal.index.entry import UNSETTLED, Entry
from interview_coach.journal.index.filters import NEWEST_FIRST, Filters, Sort, SortBy, SortKey, instant, sort_keys
from interview_coach.journal.index.hits import SHOWN, Found, hit_in
from interview_coach.journal.index.query import Query
from interview_coach.journal.listing import Listing

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class MemoryIndex:
    """An :class:`~interview_coach.journal.index.base.Index` that goes with its process. Threads may share it."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def stamps(self) -> dict[str, str]:
        """Return the stamps by file name."""
        return {name: entry.stamp for name, entry in self._all()}

    def put(self, entries: Sequence[Entry]) -> None:
        """Add entries."""
        self._entries = self._entries | {entry.name: entry for entry in entries}

    def remove(self, names: Iterable[str]) -> None:
        """Forget journals."""
        gone = set(names)
        self._entries = {name: entry for name, entry in self._all() if name not in gone}

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Do nothing: it is open."""
        yield

    def listings(self, names: Iterable[str]) -> dict[str, tuple[str, Listing]]:
        """Return what is known of these journals."""
        entries = self._entries
        return {n: (entries[n].stamp, entries[n].listing) for n in names if n in entries}

    def finished(self) -> dict[str, str]:
        """Return the stamps of what nobody can go on with."""
        return {n: e.stamp for n, e in self._all() if e.stamp != UNSETTLED and not e.listing.can_go_on}

    def page(self, filters: Filters = ALL, sort: Sort = NEWEST_FIRST, *, offset: int = 0, limit: int) -> list[Listing]:
        """Return a page of the list."""
        found = sorted(self._accepted(filters), key=_newest, reverse=True)
        listings = [entry.listing for entry in found]
        if sort.by is SortBy.DATE and not sort.descending:
            listings.reverse()
        if sort.by is not SortBy.DATE:
            listings.sort(key=lambda item: _value(sort_keys(item)[sort.by]), reverse=sort.descending)
        listings.sort(key=lambda item: sort_keys(item)[sort.by] is None)
        return listings[offset : offset + limit]

    def count(self, filters: Filters = ALL) -> int:
        """Return how many there are."""
        return sum(1 for _ in self._accepted(filters))

    def search(self, text: str, filters: Filters = ALL, *, limit: int) -> list[Found]:
        """Return the newest interviews in which something is found."""
        query, found = Query.parse(text), list[Found]()
        for entry in sorted(self._accepted(filters), key=_newest, reverse=True):
            if len(found) >= limit:
                break
            places = [p for p in entry.passages if query.matches(p.text)]
            if places:
                hits = tuple(hit_in(p, query) for p in places[:SHOWN])
                found.append(Found(listing=entry.listing, hits=hits, total=len(places)))
        return found

    def attempts(self, filters: Filters = ALL) -> tuple[Attempt, ...]:
        """Return the attempts, in the order of time."""
        rows = [(a.at, e.listing.id, a.exchange, a.data) for e in self._accepted(filters) for a in e.attempts]
        return tuple(Attempt.model_validate_json(data) for *_, data in sorted(rows))

    def last_asked(self) -> dict[str, datetime]:
        """Return when each question was met last."""
        last: dict[str, int] = {}
        for _, entry in self._all():
            for attempt in entry.attempts:
                last[attempt.question] = max(attempt.at, last.get(attempt.question, attempt.at))
        return {question: _EPOCH + timedelta(microseconds=at) for question, at in last.items()}

    def tags(self) -> dict[str, int]:
        """Return the tags with their numbers."""
        return dict(sorted(Counter(tag for _, entry in self._all() for tag in entry.listing.tags).items()))

    def _all(self) -> list[tuple[str, Entry]]:
        return list(self._entries.items())

    def _accepted(self, filters: Filters) -> Iterator[Entry]:
        query = Query.parse(filters.text)
        for _, entry in self._all():
            if filters.accept(entry.listing) and (not query or any(query.matches(p.text) for p in entry.passages)):
                yield entry


def _newest(entry: Entry) -> tuple[bool, int, str]:
    at = entry.listing.started_at
    return at is not None, instant(at) if at else 0, entry.listing.id


def _value(key: SortKey) -> tuple[float, str]:
    return (0.0, key) if isinstance(key, str) else (key or 0.0, "")
