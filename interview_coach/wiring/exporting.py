"""Writing interviews to files for others, and taking over those that were written elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from errno import EDQUOT, ENOSPC, EROFS
from pathlib import Path
from typing import TYPE_CHECKING

from interview_coach.errors import CoachError, JournalUnreadable, StorageError
from interview_coach.journal.adopting import Adopted, adopt
from interview_coach.journal.lines import LineProblem, read_events
from interview_coach.journal.naming import safe_name
from interview_coach.journal.reading import SIZE_LIMIT, ReadJournal, read_bytes, transcript_of
from interview_coach.paths import PRIVATE_FOLDER, Home, read_regular, reason, write_private
from interview_coach.reports.rendering import ReportFormat, render

if TYPE_CHECKING:
    from interview_coach.reports.webpage.overview import Entry

LARGEST_IMPORT = 2 * SIZE_LIMIT
"""Bytes from which a file is taken for no exported interview: it holds the journal, and what is derived from it."""

_DISK = (ENOSPC, EDQUOT, EROFS)
"""Errors that the next file would meet as well."""


@dataclass
class Exported:
    """What became of many interviews that were to be written."""

    written: list[Path] = field(default_factory=list)
    failed: list[CoachError] = field(default_factory=list)
    index: Path | None = None
    """The page that leads to all of them, where they are pages."""
    stopped: bool = False
    """Whether the rest was not tried, because no file can be written any more."""


@dataclass(frozen=True)
class Imported:
    """An interview that was taken over, and what of it this version does not understand."""

    adopted: Adopted
    problems: tuple[LineProblem, ...]


def rendered(journal: Path, form: ReportFormat) -> bytes:
    """Return the interview in the file ``journal`` as the content of a report. Blocks; raises ``JournalError``."""
    raw, read = _read(journal)
    return render(read, raw, form)


def export_to(target: Path, journal: Path, form: ReportFormat, *, force: bool = False) -> Path:
    """Write the interview in the file ``journal`` (see ``JournalStore.find``) for others. Blocks.

    Args:
        target: the file to write, readable by nobody else; or a folder, in which it is named after the interview.
        journal: the interview's journal, which may be open; what is on disk is written.
        form: what to write.
        force: put it in place of a file that is there.

    Returns:
        The file.

    Raises:
        JournalError: the journal holds no interview.
        StorageError: there is a file already, or it cannot be written; what was there still stands.
    """
    raw, read = _read(journal)
    if target.is_dir():
        target = target / f"{safe_name(read.transcript.id)}{form.suffix}"
    make_folder(target.parent)
    write_export(target, render(read, raw, form), force=force)
    return target


def export_all(
    folder: Path,
    journals: Sequence[Path],
    form: ReportFormat,
    *,
    force: bool = False,
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> Exported:
    """Write interviews into ``folder``, one file each, and a page over them where they are pages. Blocks.

    One that cannot be written does not keep the others from it, save where the disk is full. ``progress`` is told
    how many are done, and of how many.

    Raises:
        StorageError: the folder cannot be made.
    """
    make_folder(folder)
    done, entries, names = Exported(), [], {"index"}
    for number, journal in enumerate(journals, start=1):
        try:
            raw, read = _read(journal)
            path = folder / f"{_free_name(read.transcript.id, names)}{form.suffix}"
            write_export(path, render(read, raw, form), force=force)
        except CoachError as error:
            done.failed.append(error)
            if _is_final(error):
                done.stopped = True
                break
        else:
            done.written.append(path)
            if form.is_page:
                entries.append(_entry(read, path.name))
        progress(number, len(journals))
    if entries and not done.stopped:
        _write_index(folder, entries, done, force=force)
    return done


def import_from(home: Home, file: Path, *, keep_both: bool = False) -> Imported:
    """Take over the interview that ``file`` holds, as ``transcripts export --format json`` wrote it. Blocks.

    Doing it again changes nothing, and nothing that is here is overwritten; see :func:`adopt`.

    Raises:
        JournalUnreadable: it is no such file, or a newer version wrote it.
        JournalError: another interview has that id.
        StorageError: it cannot be read, or the journal cannot be written.
    """
    from interview_coach.reports.portable import from_portable

    try:
        portable = from_portable(read_regular(file, LARGEST_IMPORT))
    except OSError as error:
        raise StorageError(f"Cannot read {file}: {reason(error)}. Mend that, then try again.") from error
    except JournalUnreadable as error:
        raise JournalUnreadable(f"{file} {error} Nothing was changed.") from error
    return Imported(adopt(home, portable.id, portable.journal, keep_both=keep_both), portable.problems)


def _read(journal: Path) -> tuple[bytes, ReadJournal]:
    raw = read_bytes(journal)
    read = read_events(raw)
    return raw, ReadJournal(journal, transcript_of(journal, read), read.problems)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it; one that is there stays as it is, since it is not ours."""
    try:
        for missing in reversed([p for p in (folder, *folder.parents) if not p.exists()]):
            missing.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(20, "there is a file of that name")
    except OSError as error:
        raise StorageError(f"Cannot make the folder {folder}: {reason(error)}. Name another one.") from error


def write_export(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file for others, whole or not at all, readable by nobody else. Blocks.

    Raises:
        StorageError: there is a file already and ``force`` is not set, or it cannot be written.
    """
    if not force and (path.exists() or path.is_symlink()):
        raise StorageError(f"There is a file {path} already, and it stays. Name another one, or add --force.")
    try:
        write_private(path, content)
    except OSError as error:
        raise StorageError(
            f"Could not write {path}: {reason(error)}. Mend that, then try again; nothing half-written is left."
        ) from error


def _free_name(identity: str, taken: set[str]) -> str:
    """Return a name that no other file of the same export has, and take it; names may differ in nothing but case."""
    name, count = safe_name(identity), 1
    while (free := name if count == 1 else f"{name}-{count}").lower() in taken:
        count += 1
    taken.add(free.lower())
    return free


def _is_final(error: CoachError) -> bool:
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _DISK


def _entry(read: ReadJournal, file: str) -> Entry:
    from interview_coach.reports.webpage.overview import entry

    return entry(read.transcript, file)


def _write_index(folder: Path, entries: Sequence[Entry], done: Exported, *, force: bool) -> None:
    from interview_coach.reports.webpage.overview import FILE_NAME, overview_page

    try:
        write_export(folder / FILE_NAME, overview_page(entries), force=force)
        done.index = folder / FILE_NAME
    except StorageError as error:
        done.failed.append(error)
