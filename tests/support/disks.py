"""Disks that fail, and journals laid down by hand."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from interview_coach.domain.events import Event
from interview_coach.journal.journal import Journal
from interview_coach.journal.lines import as_line, read_events
from interview_coach.paths import Home

ID = "20261120T184500Z-drill-abc123"
"""The interview that journals laid down by hand hold."""


def on_disk(journal: Journal) -> tuple[Event, ...]:
    return read_events(journal.path.read_bytes()).events


def write(home: Home, raw: bytes, name: str = ID) -> Path:
    home.transcripts.mkdir(parents=True, exist_ok=True)
    path = home.transcripts / f"{name}.jsonl"
    path.write_bytes(raw)
    return path


def whole(*events: Event) -> bytes:
    return b"".join(map(as_line, events))


def failing(number: int) -> Callable[..., None]:
    """Return a system call that fails with that error."""

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """Let the kernel refuse to write beyond ``size`` bytes: a real partial write, then a real failure."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
