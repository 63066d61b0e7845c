"""The trash: a folder for each interview that was deleted, with its journal and all that belonged to it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from interview_coach.domain.base import Value
from interview_coach.errors import CoachError, JournalError, JournalNotFound, StorageError
from interview_coach.journal.listing import Listing, listing_of, unlistable
from interview_coach.journal.locking import JournalLock
from interview_coach.journal.reading import SUFFIX, encodable, read_journal
from interview_coach.paths import Home, make_private, reason


class Trashed(Value):
    """An interview in the trash."""

    id: str
    """By which it is restored: the name of its folder, which is the interview's id, or that with a number."""
    deleted_at: datetime
    """When it was moved there (UTC)."""
    listing: Listing
    """What it was; its path is where the journal is now."""


def bury(home: Home, journal: Path) -> Path:
    """Move ``journal`` with everything that belongs to it into the trash; return where the journal is now.

    Raises:
        JournalLocked: somebody has it open.
        StorageError: it cannot be moved.
    """
    lock = JournalLock(journal)
    try:
        make_private(home.trash)
        grave = _new_folder(home.trash, journal.stem)
        journal.rename(grave / journal.name)
        for other in _sidecars(journal):
            other.rename(grave / other.name)
    except OSError as error:
        raise StorageError(
            f"Cannot move {journal} to {home.trash}: {reason(error)}. Mend that, then try again."
        ) from error
    finally:
        lock.release()
    return grave / journal.name


def trashed(home: Home) -> list[Trashed]:
    """Return what is in the trash, what was deleted last first. Folders that hold no journal are left out.

    Raises:
        StorageError: the trash cannot be read.
    """
    found = []
    for grave in _graves(home):
        journal = _journal_in(grave)
        if journal is None:
            continue
        try:
            deleted_at = datetime.fromtimestamp(grave.stat().st_mtime, UTC)
            listing = listing_of(journal, read_journal(journal).transcript)
        except CoachError as error:
            listing = unlistable(journal, error)
        except OSError:  # somebody emptied it a moment ago
            continue
        found.append(Trashed(id=encodable(grave.name), deleted_at=deleted_at, listing=listing))
    return sorted(found, key=lambda item: (item.deleted_at, item.id), reverse=True)


def restore(home: Home, wanted: str) -> Path:
    """Move an interview out of the trash; return where its journal is again.

    ``wanted`` is the id of something in the trash, or the beginning or the last part of one.

    Raises:
        JournalNotFound: there is nothing of that id in the trash, or several; the message names them.
        JournalError: there is an interview of the same name already.
        StorageError: it cannot be moved.
    """
    grave = _find(home, wanted)
    buried = _journal_in(grave)
    if buried is None:
        raise JournalNotFound(f"There is no journal in {grave} any more.")
    journal = home.transcripts / buried.name
    make_private(home.transcripts)
    lock = JournalLock(journal)
    try:
        if journal.exists():
            raise JournalError(
                f"There is an interview {encodable(journal.stem)} already, so the deleted one cannot take its place. "
                "Delete that one first, or rename its file."
            )
        for other in _sidecars(buried):  # before the journal: when it is there, all is there
            if not (home.transcripts / other.name).exists():
                other.rename(home.transcripts / other.name)
        buried.rename(journal)
    except OSError as error:
        raise StorageError(
            f"Cannot move {buried} to {home.transcripts}: {reason(error)}. Mend that, then try again."
        ) from error
    finally:
        lock.release()
    _remove_if_empty(grave)
    return journal


def _find(home: Home, wanted: str) -> Path:
    graves = {encodable(grave.name): grave for grave in _graves(home) if _journal_in(grave)}
    wanted = wanted.strip().removesuffix(SUFFIX)
    if wanted in graves:
        return graves[wanted]
    matches = [name for name in graves if wanted and (name.startswith(wanted) or name.endswith(f"-{wanted}"))]
    if len(matches) == 1:
        return graves[matches[0]]
    if matches:
        raise JournalNotFound(f"{len(matches)} in the trash match {wanted!r}: {', '.join(matches)}. Give more of it.")
    raise JournalNotFound(
        f"There is nothing {wanted!r} in {home.trash}. `interview-coach transcripts trash` shows what there is."
    )


def _graves(home: Home) -> list[Path]:
    try:
        return [entry for entry in home.trash.iterdir() if entry.is_dir()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageError(f"Cannot read {home.trash}: {reason(error)}. Mend that, then try again.") from error


def _journal_in(grave: Path) -> Path | None:
    try:
        found = [entry for entry in grave.iterdir() if entry.suffix == SUFFIX and not entry.name.startswith(".")]
    except OSError:
        return None
    return min(found, default=None)


def _remove_if_empty(grave: Path) -> None:
    try:
        grave.rmdir()
    except OSError:  # what is left there stays
        return


def _new_folder(parent: Path, name: str) -> Path:
    """Make a folder called ``name``, or ``name-2`` and so on where there is one already."""
    folder, count = parent / name, 1
    while folder.exists():
        count += 1
        folder = parent / f"{name}-{count}"
    make_private(folder)
    return folder


def _sidecars(journal: Path) -> list[Path]:
    """Return what stands beside a journal because of it, locks left out."""
    return [
        entry
        for entry in journal.parent.iterdir()
        if entry.name.startswith((f"{journal.stem}.", f".{journal.stem}.")) and entry.suffix not in (SUFFIX, ".lock")
    ]
