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

MAX_PROBLEMS = 2_500
"""How many complaints about one file are put into words: one for each question of the largest bank, and more."""


class Excerpt(NamedTuple):
    """The line that a problem is about, as it stands in the file; of a very long one only the part around it."""

    text: str
    column: int = 1
    """The column, from 1, of the first character of ``text``."""


class Span(NamedTuple):
    """Where something stands. Lines and columns count from 1, columns in characters."""

    line: int = 1
    column: int = 1
    end_column: int | None = None
    """The column behind its last character; ``None`` where that is in another line, or not known."""
    excerpt: Excerpt | None = None
    """``None`` where nothing of the file could be read."""


@dataclass(frozen=True)
class Problem:
    """Something to mend (``error``) or to improve (``advice``) in a file.

    ``line`` and ``column`` count from 1; both are 1 where the whole file is meant. ``field`` is the way to the value,
    such as ``questions[0].weight`` with positions counted from 0; it is empty where no field is meant. ``message`` is a
    sentence that can stand alone. ``expected`` says what may stand there, and ``suggestion`` is the word that was
    probably meant, to be put in place of what stands from ``column`` to ``end_column``; each is empty where there is
    none. ``end_column`` and ``excerpt`` are as in :class:`Span`.
    """

    path: Path
    line: int
    column: int
    field: str
    message: str
    severity: Severity = "error"
    end_column: int | None = None
    expected: str = ""
    suggestion: str = ""
    excerpt: Excerpt | None = None

    def __str__(self) -> str:
        """``file:line:column: message``, which terminals and editors make clickable."""
        return f"{self.place}: {self.sentence}"

    @property
    def place(self) -> str:
        """``file:line:column``."""
        return f"{harmless(str(self.path))}:{self.line}:{self.column}"

    @property
    def sentence(self) -> str:
        """The message, with what was expected where nothing better is suggested."""
        return (
            self.message
            if self.suggestion or self.expects_nothing_more
            else f"{self.message}; expected {self.expected}"
        )

    @property
    def expects_nothing_more(self) -> bool:
        """Whether the message says already what was expected, or nothing in particular was."""
        return self.expected in self.message


class Complaint(NamedTuple):
    """A problem before its place is known: which value it is about, in words."""

    location: Location
    message: str
    at_key: bool = False
    """Whether the name of the field is meant, not its value."""
    expected: str = ""
    suggestion: str = ""
    """As in :class:`Problem`."""


def field_name(location: Location) -> str:
    """Return ``location`` as one word: ``questions[0].weight``."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{harmless(step)}" for step in location]
    return "".join(parts).removeprefix(".")


def first_of(complaints: Iterable[Complaint]) -> list[Complaint]:
    """Return at most :data:`MAX_PROBLEMS` of ``complaints``; where there are more, the first one says so."""
    first = list(islice(complaints, MAX_PROBLEMS + 1))
    if len(first) <= MAX_PROBLEMS:
        return first
    return [Complaint((), f"this file has more than {MAX_PROBLEMS:,} problems; here are some"), *first[:MAX_PROBLEMS]]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the ``problems`` of one file from its top to its end, each once."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.line, p.column))
