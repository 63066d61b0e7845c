"""The index in a SQLite file, with FTS5 for the search."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from interview_coach.domain.attempt import Attempt
from interview_coach.journal.index import clauses
from interview_coach.journal.index.base import ALL
from interview_coach.journal.index.database import opened, snapshot, transaction
from interview_coach.journal.index.entry import UNSETTLED, Entry
from interview_coach.journal.index.filters import NEWEST_FIRST, Filters, Sort, SortBy, instant, sort_keys
from interview_coach.journal.index.hits import SHOWN, Found, Hit, hit_in
from interview_coach.journal.index.passages import MOST_PASSAGES, Passage, Where
from interview_coach.journal.index.query import Query, searchable
from interview_coach.journal.listing import Listing

_SAME_SECOND = 1 << 12
_LATEST = 1 << 34
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _insert(table: str, columns: str) -> str:
    """Return a statement for a whole batch: SQLite works on it without Python's lock, so that other threads go on."""
    places = ", ".join(f"json_extract(value, '$[{n}]')" for n in range(columns.count(",") + 1))
    return f"INSERT INTO {table} ({columns}) SELECT {places} FROM json_each(?)"  # noqa: S608


_PUT = (
    _insert(
        "journal",
        "key, file, stamp, id, started, name, format, track, topics, level, verdict, engine, duration, answered, "
        "practises, graders, tags, unfinished",
    ),
    _insert("listing", "key, data"),
    _insert("attempt", "journal, exchange, at, question, competency, data"),
    _insert("passage", "rowid, words, place, text"),
)

_SORTED = (
    SortBy.DATE, SortBy.NAME, SortBy.FORMAT, SortBy.TRACK, SortBy.TOPICS, SortBy.LEVEL, SortBy.VERDICT, SortBy.ENGINE,
    SortBy.DURATION, SortBy.ANSWERED,
)  # fmt: skip
"""What the columns ``started`` to ``answered`` hold."""


class SqliteIndex:
    """An :class:`~interview_coach.journal.index.base.Index` in a file. Threads and processes may share it.

    Every method raises ``IndexBroken``, ``IndexUnusable`` or ``IndexBusy``. A journal's key grows with the instant at
    which its interview began, and the row of a passage with the key: so a search meets the newest interviews first,
    and can stop when it has enough of them.
    """

    def __init__(self, path: Path, transcripts: Path) -> None:
        """``path`` is the index's file, ``transcripts`` the folder of the journals."""
        self.path = path
        self._transcripts = transcripts

    def stamps(self) -> dict[str, str]:
        """Return the stamps by file name."""
        with snapshot(self.path) as db:
            return {_name(file): stamp for file, stamp in db.execute("SELECT file, stamp FROM journal")}

    def put(self, entries: Sequence[Entry]) -> None:
        """Add entries in one transaction."""
        with opened(self.path) as db, transaction(db):
            _remove(db, [e.name for e in entries])
            keys = _new_keys(db, entries)
            pairs = list(zip(keys, entries, strict=True))
            journals = [_journal_row(key, entry) for key, entry in pairs]
            listings = [(key, entry.listing.model_dump_json(exclude={"path"})) for key, entry in pairs]
            attempts = [(key, *attempt) for key, entry in pairs for attempt in entry.attempts]
            # In the order of their numbers: FTS5 writes out what it holds in memory whenever a number goes back.
            passages = sorted(row for key, entry in pairs for row in _passage_rows(key, entry))
            for statement, rows in zip(_PUT, (journals, listings, attempts, passages), strict=True):
                db.execute(statement, (json.dumps(rows, ensure_ascii=False),))

    def remove(self, names: Iterable[str]) -> None:
        """Forget journals, in one transaction."""
        with opened(self.path) as db, transaction(db):
            _remove(db, list(names))

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Keep SQLite from clearing up after every step."""
        with opened(self.path) as db:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield

    def listings(self, names: Iterable[str]) -> dict[str, tuple[str, Listing]]:
        """Return what is known of these journals."""
        sql = """SELECT file, stamp, data FROM journal JOIN listing USING (key)
            WHERE file IN (SELECT value FROM json_each(?))"""
        with snapshot(self.path) as db:
            rows = db.execute(sql, (json.dumps([_file(n) for n in names]),)).fetchall()
        return {_name(file): (stamp, self._parsed(file, data)) for file, stamp, data in rows}

    def finished(self) -> dict[str, str]:
        """Return the stamps of what nobody can go on with."""
        sql = "SELECT file, stamp FROM journal WHERE NOT unfinished AND stamp <> ?"
        with snapshot(self.path) as db:
            return {_name(file): stamp for file, stamp in db.execute(sql, (UNSETTLED,))}

    def page(self, filters: Filters = ALL, sort: Sort = NEWEST_FIRST, *, offset: int = 0, limit: int) -> list[Listing]:
        """Return a page of the list."""
        where, values = clauses.where(filters)
        sql = f"SELECT j.key FROM journal j WHERE {where} ORDER BY {clauses.order(sort)} LIMIT ? OFFSET ?"  # noqa: S608
        with snapshot(self.path) as db:
            keys = db.execute(sql, (*values, limit, offset)).fetchall()
            return [self._listing(db, key) for (key,) in keys]

    def count(self, filters: Filters = ALL) -> int:
        """Return how many there are."""
        where, values = clauses.where(filters)
        with snapshot(self.path) as db:
            (found,) = db.execute(f"SELECT count(*) FROM journal j WHERE {where}", values).fetchone()  # noqa: S608
        return int(found)

    def search(self, text: str, filters: Filters = ALL, *, limit: int) -> list[Found]:
        """Return the newest interviews in which something is found."""
        query = Query.parse(text)
        if not query or limit <= 0:
            return []
        where, values = clauses.where(filters)
        sql = f"""SELECT p.rowid, j.key FROM passage p CROSS JOIN journal j ON j.key = p.rowid / {MOST_PASSAGES}
            WHERE passage MATCH ? AND {where} ORDER BY p.rowid DESC"""  # noqa: S608
        places: dict[int, list[int]] = {}
        with snapshot(self.path) as db:
            for row, key in db.execute(sql, (query.fts, *values)):
                if key not in places and len(places) == limit:
                    break
                places.setdefault(key, []).append(row)
            return [self._found(db, query, key, rows) for key, rows in places.items()]

    def attempts(self, filters: Filters = ALL) -> tuple[Attempt, ...]:
        """Return the attempts, in the order of time."""
        where, values = clauses.where(filters)
        sql = f"""SELECT a.data FROM attempt a JOIN journal j ON j.key = a.journal
            WHERE {where} ORDER BY a.at, j.id, a.exchange"""  # noqa: S608
        with snapshot(self.path) as db:
            return tuple(Attempt.model_validate_json(data) for (data,) in db.execute(sql, values))

    def last_asked(self) -> dict[str, datetime]:
        """Return when each question was met last."""
        with snapshot(self.path) as db:
            rows = db.execute("SELECT question, max(at) FROM attempt GROUP BY question").fetchall()
        return {question: _EPOCH + timedelta(microseconds=at) for question, at in rows}

    def tags(self) -> dict[str, int]:
        """Return the tags with their numbers."""
        counts: dict[str, int] = {}
        with snapshot(self.path) as db:
            for (tags,) in db.execute("SELECT tags FROM journal WHERE tags <> ' '"):
                for tag in tags.split():
                    counts[tag] = counts.get(tag, 0) + 1
        return dict(sorted(counts.items()))

    def _found(self, db: sqlite3.Connection, query: Query, key: int, rows: list[int]) -> Found:
        hits = tuple(_hit(db, query, row) for row in rows[:SHOWN])
        return Found(listing=self._listing(db, key), hits=hits, total=len(rows))

    def _listing(self, db: sqlite3.Connection, key: int) -> Listing:
        sql = "SELECT file, data FROM journal JOIN listing USING (key) WHERE key = ?"
        return self._parsed(*db.execute(sql, (key,)).fetchone())

    def _parsed(self, file: str, data: str) -> Listing:
        return Listing.model_validate_json(data).model_copy(update={"path": self._transcripts / _name(file)})


def _hit(db: sqlite3.Connection, query: Query, row: int) -> Hit:
    text, place = db.execute("SELECT coalesce(text, words), place FROM passage WHERE rowid = ?", (row,)).fetchone()
    where, exchange, turn = place.split(":")
    found = Passage(Where(where), int(exchange) if exchange else None, int(turn) if turn else None, text)
    return hit_in(found, query)


def _file(name: str) -> str:
    """Return a file's name as text that every database can hold: one character for each of its bytes."""
    return os.fsencode(name).decode("latin-1")


def _name(file: str) -> str:
    return os.fsdecode(file.encode("latin-1"))


def _remove(db: sqlite3.Connection, names: Sequence[str]) -> None:
    sql = "SELECT key FROM journal WHERE file IN (SELECT value FROM json_each(?))"
    keys = db.execute(sql, (json.dumps([_file(n) for n in names]),)).fetchall()
    for (key,) in keys:
        first = key * MOST_PASSAGES
        db.execute("DELETE FROM passage WHERE rowid BETWEEN ? AND ?", (first, first + MOST_PASSAGES - 1))
        db.execute("DELETE FROM attempt WHERE journal = ?", (key,))
        db.execute("DELETE FROM listing WHERE key = ?", (key,))
        db.execute("DELETE FROM journal WHERE key = ?", (key,))


def _new_keys(db: sqlite3.Connection, entries: Sequence[Entry]) -> list[int]:
    taken: set[int] = set()
    found: list[int] = []
    for entry in entries:
        key = _wanted_key(entry)
        while key in taken or db.execute("SELECT 1 FROM journal WHERE key = ?", (key,)).fetchone():
            key += 1
        taken.add(key)
        found.append(key)
    return found


def _wanted_key(entry: Entry) -> int:
    """Return the key of an interview by the second in which it began; what lies out of time comes first of all."""
    chance, at = crc32(_file(entry.name).encode()), entry.listing.started_at
    seconds = instant(at) // 1_000_000 if at else -1
    if not 0 <= seconds < _LATEST:
        seconds = 0 if at and seconds < 0 else _LATEST - 1
    return seconds * _SAME_SECOND + chance % _SAME_SECOND if at else chance


def _journal_row(key: int, entry: Entry) -> tuple[object, ...]:
    listing, keys = entry.listing, sort_keys(entry.listing)
    return (
        key,
        _file(entry.name),
        entry.stamp,
        listing.id,
        *(keys[by] for by in _SORTED),
        clauses.words(listing.topics),
        clauses.words(listing.graders),
        clauses.words(listing.tags),
        int(listing.can_go_on),
    )


def _passage_rows(key: int, entry: Entry) -> Iterator[tuple[int, str, str, str | None]]:
    """Yield the rows from the last number down: a search goes through them from the highest on."""
    last = (key + 1) * MOST_PASSAGES - 1
    for number, passage in enumerate(entry.passages):
        place = ":".join("" if part is None else str(part) for part in passage[:3])
        words = searchable(passage.text)
        yield last - number, words, place, None if words == passage.text else passage.text
