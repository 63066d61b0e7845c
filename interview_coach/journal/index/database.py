"""The index's file: opened anew for each step, so that it may be deleted, replaced or shared at any time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from interview_coach.errors import StorageError
from interview_coach.journal.index.base import IndexBroken, IndexBusy, IndexUnusable
from interview_coach.paths import PRIVATE_FILE, make_private, reason

VERSION = 4
"""Raised with every change of the tables or of what stands in them: an index of another version is thrown away."""

_APPLICATION = 0x49434958
"""Marks the file as ours."""

PATIENCE = 5.0
"""Seconds for which another process's writing is waited for."""

_SCHEMA = """
CREATE TABLE journal (
    key INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    stamp TEXT NOT NULL,
    id TEXT NOT NULL,
    started INTEGER,
    name TEXT,
    format TEXT,
    track TEXT,
    topics TEXT,
    level REAL,
    verdict INTEGER,
    engine TEXT,
    duration REAL,
    answered INTEGER,
    practises TEXT NOT NULL,
    graders TEXT NOT NULL,
    tags TEXT NOT NULL,
    unfinished INTEGER NOT NULL
);
CREATE INDEX journal_by_time ON journal (started, id);
CREATE TABLE listing (key INTEGER PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE attempt (
    journal INTEGER NOT NULL,
    exchange INTEGER NOT NULL,
    at INTEGER NOT NULL,
    question TEXT NOT NULL,
    competency TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (journal, exchange)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE passage USING fts5 (
    words, place UNINDEXED, text UNINDEXED, prefix = '2', tokenize = 'ascii'
);
INSERT INTO passage (passage, rank) VALUES ('automerge', 16);
"""

_UNUSABLE = {
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_AUTH,
}  # fmt: skip


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the index at ``path``, made where there is none. Transactions are the caller's.

    Raises:
        IndexBroken: what stands there is no index of this version, or is damaged.
        IndexUnusable: it cannot be made, read or written.
        IndexBusy: another process writes for longer than :data:`PATIENCE`.
    """
    try:
        _make_file(path)
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection)
            yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise _told(error) from error
    except (OSError, StorageError) as error:
        raise IndexUnusable(reason(error) if isinstance(error, OSError) else str(error)) from error


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the index for reading: every statement sees it as it is now. Raises as :func:`opened` does."""
    with opened(path) as connection:
        connection.execute("BEGIN")
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make what the block writes visible at once, or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def discard(path: Path) -> None:
    """Remove the index with what SQLite keeps beside it.

    Raises:
        IndexUnusable: it cannot be removed.
    """
    try:
        for suffix in ("-wal", "-shm", "-journal", ""):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise IndexUnusable(reason(error)) from error


def _make_file(path: Path) -> None:
    """Make the file before SQLite does, so that nobody else can read it for a moment; its helpers take its mode."""
    if path.exists():
        return
    make_private(path.parent)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
    if _is_ours(connection):
        return
    connection.execute("PRAGMA journal_mode = WAL")
    with transaction(connection):
        if _is_ours(connection):  # another process was faster
            return
        for statement in _SCHEMA.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Return whether the tables stand, ``False`` where there is nothing at all; raises ``IndexBroken`` otherwise."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if (application, version) == (_APPLICATION, VERSION):
        return True
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application or version or tables:
        ours = application == _APPLICATION
        raise IndexBroken("another version made it" if ours else "it is something else")
    return False


def _told(error: sqlite3.Error) -> IndexBroken | IndexUnusable | IndexBusy:
    """Return what ``error`` means for whoever needs an index."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return IndexBusy(str(error))
    if code in _UNUSABLE or "no such module" in str(error):
        return IndexUnusable(str(error))
    return IndexBroken(f"it is damaged ({error})")
