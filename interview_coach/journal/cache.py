"""What was found in files, remembered until they change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

KEPT = 1000
"""Files of which something is remembered, those whose names come last in order: the newest journals."""

_Stamp = tuple[int, int, int]


class FileCache(Generic[T]):
    """Remembers one thing of each file of a folder. Threads may share it."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[_Stamp, T]] = {}
        self._changing = Lock()

    def get(self, path: Path, make: Callable[[Path], T]) -> T:
        """Return ``make(path)``, or what it returned before where the file has not changed since.

        Whatever ``make`` raises goes through, and nothing is remembered.
        """
        stamp = _stamp(path)
        known = self._found.get(path.name)
        if known and known[0] == stamp:
            return known[1]
        found = make(path)
        if stamp:
            self._keep(path.name, (stamp, found))
        return found

    def _keep(self, name: str, entry: tuple[_Stamp, T]) -> None:
        with self._changing:
            self._found[name] = entry
            if len(self._found) > KEPT:
                del self._found[min(self._found)]


def _stamp(path: Path) -> _Stamp | None:
    """Return what changes when the file does; ``None`` where that cannot be told."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
