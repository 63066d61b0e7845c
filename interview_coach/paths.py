"""Where things live, and how private files come into being. Importing this module touches no file."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from errno import EINVAL
from pathlib import Path

from interview_coach.errors import SettingsError, StorageError

HOME_VARIABLE = "INTERVIEW_COACH_HOME"
"""The environment variable that moves all data."""

PROJECT = Path(__file__).parent.parent
"""What holds the package; in a checkout, the shipped files as well. Where it is installed, they are inside of it."""

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600

LEFT_OVER = 3600
"""Seconds after which a file that was being written is no longer: whoever wrote it was killed."""

_BEING_WRITTEN = re.compile(r"\..+\.\d+\.tmp")


class NotAFile(OSError):
    """What stands there is a folder, a pipe or a device, or is larger than such a file can be."""


@dataclass(frozen=True)
class Home:
    """The folder that holds everything of one person. Nothing in it need exist yet."""

    root: Path

    @property
    def transcripts(self) -> Path:
        """Journals with their drafts and locks."""
        return self.root / "transcripts"

    @property
    def trash(self) -> Path:
        """What was deleted, until the user empties it."""
        return self.root / "trash"

    @property
    def index_file(self) -> Path:
        """The index over all journals: a cache that can be deleted at any time."""
        return self.root / "cache" / "transcripts.sqlite3"

    @property
    def study_plan_file(self) -> Path:
        """The date of the real interview, what to practise for, and which material was studied."""
        return self.root / "study-plan.json"

    @property
    def question_banks(self) -> Path:
        """The user's own question banks."""
        return self.root / "question_banks"

    @property
    def rubrics(self) -> Path:
        """The user's own rubrics."""
        return self.root / "rubrics"

    @property
    def config_file(self) -> Path:
        """Settings, written by the user."""
        return self.root / "config.toml"

    @property
    def remembered_file(self) -> Path:
        """The choices for the last interview, written by the program."""
        return self.root / "last-setup.json"


def find_home(environ: Mapping[str, str]) -> Home:
    """Return the data folder: ``INTERVIEW_COACH_HOME``, else the platform's folder for user data.

    Raises:
        SettingsError: the variable names the home of a user that does not exist.
    """
    chosen = environ.get(HOME_VARIABLE, "").strip()
    if not chosen:
        import platformdirs

        return Home(platformdirs.user_data_path("interview-coach", appauthor=False))
    try:
        return Home(Path(chosen).expanduser().absolute())
    except RuntimeError as error:
        raise SettingsError(f"{HOME_VARIABLE} is {chosen!r}, but there is no such user. Give a whole path.") from error


def shipped_banks() -> Path:
    """Return the folder of the question banks that came with the program."""
    return _shipped("question_banks")


def shipped_rubrics() -> Path:
    """Return the folder of the rubrics that came with the program."""
    return _shipped("rubrics")


def shipped_schemas() -> Path:
    """Return the folder of the JSON Schemas of question banks and rubrics."""
    return _shipped("schemas")


def shipped_study_guide() -> Path:
    """Return the file that says what to study."""
    package = Path(__file__).parent
    installed = package / "content" / "study-plan"
    return (installed if installed.is_dir() else package.parent / "docs" / "study-plan") / "material.yaml"


def _shipped(name: str) -> Path:
    """Look inside the installed package first; in a checkout the folders stand beside it."""
    package = Path(__file__).parent
    installed = package / "content" / name
    return installed if installed.is_dir() else package.parent / name


def make_private(folder: Path) -> None:
    """Make ``folder``, and what is missing above it, readable by nobody but its owner.

    A folder that exists already and belongs to the user is closed to others as well.

    Raises:
        StorageError: it cannot be made, or something else is in its place.
    """
    try:
        missing = [p for p in (folder, *folder.parents) if not p.exists()]
        for path in reversed(missing):
            path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(20, "there is a file of that name")
        with suppress(OSError):
            if folder.stat().st_mode & 0o077:
                folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise StorageError(
            f"Cannot make the folder {folder}: {reason(error)}. "
            f"Mend that, or set {HOME_VARIABLE} to a folder that you can write to."
        ) from error


def read_regular(path: Path, limit: int) -> bytes:
    """Return what the file ``path`` holds, at most ``limit`` bytes. Never waits for a pipe or reads on for ever.

    Raises:
        NotAFile: there is something else, or more.
        OSError: it cannot be read, or there is none.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    status = os.fstat(descriptor)
    mode = status.st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise NotAFile(EINVAL, "it is a folder" if stat.S_ISDIR(mode) else "it is no regular file", str(path))
    with os.fdopen(descriptor, "rb") as file:
        raw = file.read(min(status.st_size, limit) + 1)  # Python makes room for as much as it is asked for
        if len(raw) > status.st_size:
            raw += file.read(limit + 1 - len(raw))
    if len(raw) > limit:
        raise NotAFile(EINVAL, f"it is larger than {limit:,} bytes", str(path))
    return raw


def clear_leftovers(folder: Path) -> None:
    """Remove what :func:`write_private` left in ``folder`` when it was killed: files of its own naming, and old."""
    before = time.time() - LEFT_OVER
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _BEING_WRITTEN.fullmatch(entry.name):
                continue
            with suppress(OSError):
                if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_mtime < before:
                    Path(entry.path).unlink()


def write_private(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Put ``data`` in place of the file ``path`` at once: whoever reads sees the old content or the new, whole.

    ``durable`` waits until it would survive a loss of power; without, it survives the death of the process.

    Raises:
        OSError: it could not be written; the old content still stands.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
    if durable:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a new name in ``folder`` survive a loss of power, where the platform can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def reason(error: OSError) -> str:
    """Return why an operation on a file failed, in a few plain words."""
    words = error.strerror or str(error) or "the system does not say why"
    return words[:1].lower() + words[1:]
