"""What is wrong in a file, and where. Problems are values: reading a file never raises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from interview_coach.library.words import harmless

Location = tuple[str | int, ...]
"""The way from the top of a file to a value: field names, and positions in lists counted from 0."""

Severity = Literal["error", "advice"]

MAX_PROBLEMS = 200
"""How many complaints about one file are put into words; somebody who mends these sees the others next."""


@dataclass(frozen=True)
class Problem:
    """Something to mend (``error``) or to improve (``advice``) in a file.

    ``line`` and ``column`` count from 1; both are 1 where the whole file is meant. ``field`` is the way to the value,
    such as ``questions[0].weight`` with positions counted from 0; it is empty where no field is meant.
    """

    path: Path
    line: int
    column: int
    field: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """``file:line:column: message``, which terminals and editors make clickable."""
        return f"{harmless(str(self.path))}:{self.line}:{self.column}: {self.message}"


class Complaint(NamedTuple):
    """A problem before its place is known: which value it is about, in words."""

    location: Location
    message: str
    at_key: bool = False
    """Whether the name of the field is meant, not its value."""


def field_name(location: Location) -> str:
    """Return ``location`` as one word: ``questions[0].weight``."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{harmless(step)}" for step in location]
    return "".join(parts).removeprefix(".")


def first_of(complaints: Iterable[Complaint]) -> list[Complaint]:
    """Return at most :data:`MAX_PROBLEMS` of ``complaints``; where there are more, the first one says so."""
    first = list(islice(complaints, MAX_PROBLEMS + 1))
    if len(first) <= MAX_PROBLEMS:
        return first
    return [Complaint((), f"this file has more than {MAX_PROBLEMS} problems; here are some"), *first[:MAX_PROBLEMS]]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the ``problems`` of one file from its top to its end, each once."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.line, p.column))
