"""Putting an edited file in the place of the old one: only what is sound, all at once, and over nobody else's edit."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from interview_coach.authoring.manuscript import Manuscript
from interview_coach.authoring.owning import is_own
from interview_coach.errors import ContentError, StorageError
from interview_coach.library.problems import Problem
from interview_coach.library.reading import read_bytes
from interview_coach.library.sources import real_path
from interview_coach.paths import Home, make_private, reason, write_private

Check = Callable[[Path, bytes], Sequence[Problem]]
"""Returns the problems that a file would have if it held these bytes."""


class ChangedMeanwhile(ContentError):
    """Somebody else changed the file since it was read; ``theirs`` is what it holds now, empty where it is gone."""

    def __init__(self, path: Path, theirs: bytes | None) -> None:
        what = "was changed by another program" if theirs is not None else "was taken away by another program"
        super().__init__(f"{path} {what} while you edited it. Nothing was written.")
        self.theirs = theirs


class Unsound(ContentError):
    """The new version has ``problems`` that the old one had not."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        told = "\n".join(str(problem) for problem in problems)
        super().__init__(f"{path} would have problems, so the version before it stays:\n{told}")
        self.problems = tuple(problems)


def read_whole(path: Path) -> bytes:
    """Return what the file holds. Blocks.

    Raises:
        ContentError: it cannot be read, or is too large.
    """
    raw = read_bytes(path)
    if isinstance(raw, str):
        raise ContentError(f"{path}: {raw}.")
    return raw


def errors_in(problems: Sequence[Problem]) -> list[Problem]:
    """Return those of ``problems`` that keep something from being used, without the advice."""
    return [problem for problem in problems if problem.severity == "error"]


def made_worse(before: Sequence[Problem], after: Sequence[Problem]) -> list[Problem]:
    """Return the errors among ``after`` that were not among ``before``; lines may have moved."""
    known = Counter(problem.message for problem in errors_in(before))
    new = []
    for problem in errors_in(after):
        if known[problem.message] > 0:
            known[problem.message] -= 1
        else:
            new.append(problem)
    return new


def save(path: Path, new: bytes, *, opened: bytes, home: Home, check: Check) -> None:
    """Let the file ``path`` hold ``new``. Blocks.

    Args:
        path: one of the user's own files.
        new: its new content.
        opened: its content when it was read, to be edited.
        home: the data folder, which tells whose file it is.
        check: the library's check.

    Raises:
        ContentError: the file came with the program.
        ChangedMeanwhile: it does not hold ``opened`` any more.
        Unsound: ``new`` has errors that ``opened`` had not.
        StorageError: it cannot be written; the old content still stands.
    """
    if not is_own(path, home):
        raise ContentError(f"{path} came with the program and is not changed. Duplicate it into your own folder first.")
    problems = made_worse(check(path, opened), check(path, new))
    if problems:
        raise Unsound(path, problems)
    _must_hold(path, opened)
    put(path, new)


def put(path: Path, content: bytes) -> None:
    """Write ``content`` in place of the file ``path``; its permissions stay. Blocks; raises ``StorageError``."""
    real = real_path(path)
    try:
        mode = stat.S_IMODE(real.stat().st_mode)
        write_private(real, content, durable=True)
        with suppress(OSError):
            if stat.S_IMODE(real.stat().st_mode) != mode:
                real.chmod(mode)
    except OSError as error:
        raise StorageError(f"Cannot write {path}: {reason(error)}. The version before stays; mend that.") from error


def keep_beside(path: Path, content: bytes) -> Path:
    """Write ``content`` into a new file beside ``path`` that is no bank and no rubric, and return where. Blocks.

    Raises:
        StorageError: it cannot be written.
    """
    for number in count(1):
        draft = path.with_name(f"{path.name}.draft-{number}")
        try:
            with open(draft, "xb", opener=_private) as file:
                file.write(content)
        except FileExistsError:
            continue
        except OSError as error:
            raise StorageError(f"Cannot write {draft}: {reason(error)}.") from error
        return draft
    raise AssertionError("counting has no end")


def delete(path: Path, home: Home, now: datetime) -> Path:
    """Move one of the user's own files to the trash, and return where it is. Blocks.

    Raises:
        ContentError: the file came with the program.
        StorageError: it cannot be moved.
    """
    if not is_own(path, home):
        raise ContentError(f"{path} came with the program and is not deleted.")
    try:
        make_private(home.trash)
        for number in count(1):
            grave = home.trash / f"{now:%Y%m%dT%H%M%S}-{path.stem}{f'-{number}' if number > 1 else ''}"
            if not grave.exists():
                grave.mkdir(mode=0o700)
                return path.rename(grave / path.name)
    except OSError as error:
        raise StorageError(
            f"Cannot move {path} to {home.trash}: {reason(error)}. Mend that, then try again."
        ) from error
    raise AssertionError("counting has no end")


def save_manuscript(manuscript: Manuscript, *, opened: bytes, home: Home, check: Check) -> None:
    """Save an edited manuscript; raises as :func:`save`. Blocks."""
    save(manuscript.path, manuscript.text.encode(), opened=opened, home=home, check=check)


def _must_hold(path: Path, opened: bytes) -> None:
    now = read_bytes(path)
    if now != opened:
        raise ChangedMeanwhile(path, now if isinstance(now, bytes) else None)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
