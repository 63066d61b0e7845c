"""The goal of the study plan on disk: read whole, replaced whole, and changed by one window at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from interview_coach.errors import StorageError
from interview_coach.learning.goal import Goal
from interview_coach.paths import PRIVATE_FILE, clear_leftovers, make_private, read_regular, reason, write_private

PATIENCE = 5.0
"""Seconds for which another window's change is waited for; it takes a few milliseconds."""

_LIMIT = 1_000_000
"""Bytes from which a file is no goal."""


class GoalFile:
    """A goal's file, which several windows and commands may change. All methods block."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Return whether a goal was ever kept."""
        return self.path.exists()

    def read(self) -> Goal | None:
        """Return what was kept; ``None`` where nothing was.

        Raises:
            StorageError: the file cannot be read, or holds no goal; the message says what to do.
        """
        try:
            return Goal.model_validate_json(read_regular(self.path, _LIMIT))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(f"Cannot read {self.path}: {reason(error)}. Mend that, or move it away.") from error
        except ValidationError as error:
            raise StorageError(
                f"{self.path} holds no study plan that this version can read. Move it away, and set the date again "
                "with `interview-coach plan --date …`; what you practised is in the journals and stays."
            ) from error

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep everybody else from changing the file within the block.

        What is read there still stands when it is written. The lock dies with its process; its file stays, since
        others may be waiting at it.

        Raises:
            StorageError: another window does not finish its own change, or the lock's file cannot be made.
        """
        from filelock import FileLock, Timeout

        make_private(self.path.parent)
        beside = self.path.with_suffix(".lock")
        lock = FileLock(beside, mode=PRIVATE_FILE, timeout=PATIENCE)
        try:
            lock.acquire()
        except Timeout as error:
            raise StorageError(
                "Another window is changing the study plan and does not finish. Close it, then try again; "
                "what was kept before still is."
            ) from error
        except OSError as error:
            raise StorageError(
                f"Cannot lock the study plan with {beside}: {reason(error)}. Mend that, then try again."
            ) from error
        try:
            yield
        finally:
            lock.release()

    def write(self, goal: Goal) -> None:
        """Put ``goal`` in place of what was kept; within :meth:`changing`.

        Raises:
            StorageError: it cannot be written; what was kept before still is.
        """
        clear_leftovers(self.path.parent)
        try:
            write_private(self.path, goal.model_dump_json(indent=2).encode(), durable=True)
        except OSError as error:
            raise StorageError(
                f"Cannot keep the study plan in {self.path}: {reason(error)}. Mend that, then try again."
            ) from error
