"""Bringing the index in line with the folder of journals."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from interview_coach.errors import StorageError
from interview_coach.journal.index.base import Index
from interview_coach.journal.index.entry import Entry, entry_of, read_plainly
from interview_coach.journal.index.reading import FastReader
from interview_coach.journal.reading import is_journal, stamp_of
from interview_coach.paths import reason

BATCH = 400
"""Journals that are indexed in one step: what is done stays when the work is broken off between two."""

Progress = Callable[[int, int], None]
"""Is told how many journals are done, of how many."""


@dataclass(frozen=True)
class Changes:
    """What a synchronisation changed."""

    indexed: int
    removed: int
    left: int
    """Journals that are still to be indexed, because the work was cancelled."""
    journals: int = field(default=0, compare=False)
    """A number for the journals as they were found: another one means that others changed them, even where they
    brought the index in line as well, so that nothing was left to be done here. It means nothing to other processes."""

    def __bool__(self) -> bool:
        """Whether anything had to be done."""
        return bool(self.indexed or self.removed)


def sync(
    index: Index,
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Changes:
    """Make ``index`` say what the journals in ``folder`` say, the newest first.

    Only what changed is read. ``cancelled`` is asked before each journal; what is done then stays.

    Raises:
        StorageError: the folder cannot be read; the index stays as it is.
    """
    known, present = index.stamps(), stamps_in(folder)
    gone = [name for name in known if name not in present]
    if gone:
        index.remove(gone)
    stale = sorted((n for n, stamp in present.items() if not stamp or known.get(n) != stamp), reverse=True)
    done = 0
    if stale:
        with index.kept_open(), ThreadPoolExecutor(1, thread_name_prefix="indexing") as writer:
            done = _index_all(index, _entries(folder, stale, cancelled), writer, len(stale), progress)
    return Changes(done, len(gone), len(stale) - done, hash(frozenset(present.items())))


def refresh(index: Index, path: Path) -> None:
    """Make ``index`` say what the journal at ``path`` says, and nothing where there is none."""
    entry = entry_of(path, read_plainly)
    if entry is None:
        index.remove([path.name])
    else:
        index.put([entry])


def stamps_in(folder: Path) -> dict[str, str]:
    """Return the stamps of the journals in ``folder`` by the files' names; nothing where there is no folder.

    Raises:
        StorageError: the folder cannot be read.
    """
    found: dict[str, str] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                stamp = _stamp(entry) if is_journal(entry) else None
                if stamp is not None:
                    found[entry.name] = stamp
    except FileNotFoundError:
        pass
    except OSError as error:
        raise StorageError(f"Cannot read the folder {folder}: {reason(error)}. Mend that, then try again.") from error
    return found


def _stamp(entry: os.DirEntry[str]) -> str | None:
    """Return the stamp of a file; ``None`` where it was deleted a moment ago."""
    try:
        return stamp_of(entry.stat())
    except OSError:
        return None


def _entries(
    folder: Path, names: Sequence[str], cancelled: Callable[[], bool] | None
) -> Iterator[tuple[str, Entry | None]]:
    read = FastReader()
    for name in names:
        if cancelled and cancelled():
            return
        yield name, entry_of(folder / name, read)


def _index_all(
    index: Index,
    entries: Iterator[tuple[str, Entry | None]],
    writer: ThreadPoolExecutor,
    total: int,
    progress: Progress | None,
) -> int:
    """Index batch after batch, the next one being read while one is written; return how many journals were done."""
    done = 0
    writing: Future[None] | None = None
    for batch in _batches(entries):
        if writing:
            writing.result()
        writing = writer.submit(_write, index, batch)
        done += len(batch)
        if progress:
            progress(done, total)
    if writing:
        writing.result()
    return done


def _batches(entries: Iterator[tuple[str, Entry | None]]) -> Iterator[list[tuple[str, Entry | None]]]:
    batch: list[tuple[str, Entry | None]] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write(index: Index, batch: Sequence[tuple[str, Entry | None]]) -> None:
    vanished = [name for name, entry in batch if entry is None]
    if vanished:
        index.remove(vanished)
    index.put([entry for _, entry in batch if entry is not None])
