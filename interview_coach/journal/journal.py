"""One interview's file, open for appending. An event counts once it is on disk, and not before."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from errno import EDQUOT, ENOSPC, EROFS
from pathlib import Path
from typing import Self

from interview_coach.domain.events import SCHEMA_VERSION, Event, InterviewStarted
from interview_coach.domain.replay import after, replay
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import Format
from interview_coach.errors import JournalError, StorageError
from interview_coach.journal.lines import EventsRead, LineProblem, as_line, newer_version, read_events
from interview_coach.journal.locking import JournalLock
from interview_coach.journal.naming import SAFE_NAME
from interview_coach.journal.reading import SUFFIX, read_bytes, transcript_of
from interview_coach.paths import PRIVATE_FILE, Home, clear_leftovers, make_private, reason, write_private

_FLAGS = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)

_REMEDIES = {
    ENOSPC: "Free some space on the disk, then try again.",
    EDQUOT: "Your disk quota is used up: delete something, then try again.",
    EROFS: "The disk became read-only: make it writable, then try again.",
}


def new_id(started_at: datetime, format: Format) -> str:  # noqa: A002 - the glossary's word
    """Return a new interview's id, ``20261120T184500Z-drill-3fa9c1``; its journal's name is the same with a suffix."""
    return f"{started_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{format.value}-{os.urandom(3).hex()}"


class Journal:
    """An interview's journal, locked by this process until :meth:`close`."""

    def __init__(
        self, path: Path, lock: JournalLock, length: int, transcript: Transcript, problems: tuple[LineProblem, ...] = ()
    ) -> None:
        self.path = path
        self.problems = problems
        """The lines that could not be understood when the journal was opened."""
        self._lock = lock
        self._length = length
        self._transcript = transcript
        self._overhang = False
        self._closed = False
        self._descriptor = os.open(path, _FLAGS)
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")

    @classmethod
    def create(cls, home: Home, started: InterviewStarted) -> Self:
        """Begin the journal ``<started.id>.jsonl``; see :func:`new_id`. Returns once its first line is on disk.

        Raises:
            JournalError: the id does not do as a file name, or is taken.
            StorageError: the folder or the file cannot be written.
        """
        if not SAFE_NAME.fullmatch(started.id):
            raise JournalError(f"The interview's id {started.id!r} is no file name; use letters, digits and hyphens.")
        transcript = replay([started])
        make_private(home.transcripts)
        clear_leftovers(home.transcripts)
        path = home.transcripts / f"{started.id}{SUFFIX}"
        with _locked(path) as lock:
            if path.exists():
                raise JournalError(f"There is an interview {started.id} already.")
            line = as_line(started)
            write_private(path, line, durable=True)
            return cls(path, lock, len(line), transcript)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Take up the journal at ``path``. A torn last line is moved to ``<name>.torn``; all else stays as it is.

        Raises:
            JournalNotFound: there is no such file.
            JournalLocked: another process has it open.
            JournalUnreadable: it holds no interview that this version could read; the file is not touched.
            JournalError: a newer version wrote it, so this one must not add to it.
            StorageError: it cannot be read or mended.
        """
        with _locked(path) as lock:
            raw = read_bytes(path)
            read = read_events(raw)
            transcript = transcript_of(path, read)
            if transcript.schema_version > SCHEMA_VERSION:
                raise JournalError(
                    f"{path} cannot be continued: {newer_version(transcript.schema_version)}. "
                    "Install the newer version; until then it can be read."
                )
            clear_leftovers(path.parent)
            length = _mend_tail(path, raw, read)
            return cls(path, lock, length, transcript, read.problems)

    @property
    def id(self) -> str:
        """The transcript's id: the file's name without its suffix."""
        return self._transcript.id

    @property
    def transcript(self) -> Transcript:
        """The interview as it stands on disk."""
        return self._transcript

    async def append(self, event: Event) -> Transcript:
        """Record ``event`` and return the transcript after it, once it is on disk. Calls keep their order.

        A cancelled call still records its event. What could not be written is taken back whole, so that the call
        can be made again.

        Raises:
            StorageError: it could not be written; :attr:`transcript` is as before.
            JournalError: the journal is closed.
        """
        if self._closed:
            raise JournalError(f"The journal {self.path} is closed.")
        recording = self._writer.submit(self._record, event)
        return await asyncio.shield(asyncio.wrap_future(recording))

    def close(self) -> None:
        """Finish what is being written, and let others open the journal. Closing twice does nothing."""
        if self._closed:
            return
        self._closed = True
        self._writer.shutdown(wait=True)
        os.close(self._descriptor)
        self._lock.release()

    def _record(self, event: Event) -> Transcript:
        """Run in the writer's thread, the only one that changes anything here."""
        line = as_line(event)
        try:
            if os.fstat(self._descriptor).st_nlink == 0:
                self._restore()
            if self._overhang:
                self._cut_back()
            _write_all(self._descriptor, line)
            os.fsync(self._descriptor)
        except OSError as error:
            self._overhang = True
            with suppress(OSError):
                self._cut_back()
            raise _not_saved(self.path, error) from error
        self._length += len(line)
        self._transcript = after(self._transcript, event)
        return self._transcript

    def _cut_back(self) -> None:
        """Remove what a failed write left behind the last good line."""
        os.ftruncate(self._descriptor, self._length)
        self._overhang = False

    def _restore(self) -> None:
        """Write the journal anew from the open descriptor, after somebody removed its file."""
        content = os.pread(self._descriptor, self._length, 0)
        make_private(self.path.parent)
        write_private(self.path, content, durable=True)
        replacement = os.open(self.path, _FLAGS)
        os.close(self._descriptor)
        self._descriptor = replacement


@contextmanager
def _locked(path: Path) -> Iterator[JournalLock]:
    """Lock the journal; the lock stays when the block succeeds, and is given back when it fails."""
    lock = JournalLock(path)
    try:
        yield lock
    except OSError as error:
        lock.release()
        raise _not_saved(path, error) from error
    except BaseException:
        lock.release()
        raise


def _mend_tail(path: Path, raw: bytes, read: EventsRead) -> int:
    """Make the file end with a whole line and return its length; torn bytes are kept in ``<name>.torn``."""
    torn = raw[read.good_length :]
    unended = not torn and not raw.endswith(b"\n")
    if not torn and not unended:
        return len(raw)
    if torn:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)  # a pipe is not waited for
        keeper = os.open(path.with_suffix(".torn"), flags, PRIVATE_FILE)
        try:
            _write_all(keeper, torn + b"\n")
            os.fsync(keeper)
        finally:
            os.close(keeper)
    descriptor = os.open(path, _FLAGS)
    try:
        if unended:
            _write_all(descriptor, b"\n")
        else:
            os.ftruncate(descriptor, read.good_length)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return read.good_length + unended


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _not_saved(path: Path, error: OSError) -> StorageError:
    remedy = _REMEDIES.get(error.errno or 0, "Mend that, then try again.")
    return StorageError(f"Could not save to {path}: {reason(error)}. {remedy} What was saved before is not affected.")
