"""A file that was read: its plain values, where each of them stands, and what is wrong with the file as a file."""

from __future__ import annotations

import re
from pathlib import Path

from interview_coach.library.parsing import Branch, Mark, Plain, parse
from interview_coach.library.problems import Complaint, Location, Problem, field_name
from interview_coach.library.reading import Flaw, decode, without_unsafe

_BARE_WORD = re.compile(r"[^\s,\[\]{}#]+")


class Document:
    """One file. ``data`` is plain values; it is ``None`` where nothing could be read.

    ``flaws`` are what is wrong with the file itself. A file with flaws is never used, however much of it could be read:
    the rest is read only to tell all of its problems at once. ``whole`` tells whether it was read to its end; if not,
    nothing can be said about what it lacks.
    """

    def __init__(self, path: Path, text: str, flaws: list[Flaw]) -> None:
        self.path = path
        parsed = parse(text)
        self.data: Plain = parsed.data
        self.whole = parsed.whole
        self.flaws = [*flaws, *parsed.flaws]
        self._lines: list[str] | None = None
        self._text = text
        self._root = parsed.place

    @classmethod
    def of(cls, path: Path, raw: bytes | str) -> Document:
        """Return the document in the file ``path``; ``raw`` is its content, or why that cannot be had."""
        text = Flaw(1, 1, raw) if isinstance(raw, str) else decode(raw)
        if isinstance(text, str):
            return cls(path, *without_unsafe(text))
        document = cls(path, "", [text])
        document.whole = False
        return document

    def file_problems(self) -> list[Problem]:
        """Return the problems of the file as a file: encoding, forbidden characters, YAML."""
        return [Problem(self.path, flaw.line, flaw.column, "", flaw.message) for flaw in self.flaws]

    def problem(self, complaint: Complaint) -> Problem:
        """Return ``complaint`` with the place that it is about."""
        line, column = self.place(complaint.location, at_key=complaint.at_key)
        return Problem(self.path, line, column, field_name(complaint.location), complaint.message)

    def place(self, location: Location, *, at_key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at ``location``, or of what comes nearest to it.

        With ``at_key`` they are those of the field's name. A field without a value is found at its name.
        """
        mark: Mark | None = None
        place = self._root
        for step in location:
            if not isinstance(place, Branch) or step not in place.places:
                break
            key = place.keys.get(str(step)) if place.keys is not None else None
            mark = key if key is not None and (at_key or place.data.get(step) is None) else None
            place = place.places[step]
        found = mark or (place.mark if isinstance(place, Branch) else place)
        return (found.line + 1, found.column + 1) if found is not None else (1, 1)

    def has(self, location: Location) -> bool:
        """Return whether something stands at ``location``, be it only a name without a value."""
        place = self._root
        for step in location:
            if not isinstance(place, Branch) or step not in place.places:
                return False
            place = place.places[step]
        return True

    def word_at(self, location: Location) -> str:
        """Return the unquoted word that stands at ``location``, as it was written."""
        line, column = self.place(location)
        if self._lines is None:
            self._lines = self._text.split("\n")
        found = _BARE_WORD.match(self._lines[line - 1], column - 1) if line <= len(self._lines) else None
        return found.group() if found else ""
