"""A file that was read: its plain values, where each of them stands, and what is wrong with the file as a file."""

from __future__ import annotations

from pathlib import Path

from interview_coach.library.parsing import Branch, Mark, Plain, Written, parse
from interview_coach.library.problems import Complaint, Excerpt, Location, Problem, Span, field_name
from interview_coach.library.reading import UTF_16, Flaw, decode, without_unsafe
from interview_coach.library.words import SHOWN, harmless

_LONGEST_LINE = 400
"""Characters of a line that are kept with a problem."""


class Document:
    """One file. ``data`` is plain values; it is ``None`` where nothing could be read.

    ``flaws`` are what is wrong with the file itself. A file with flaws is never used, however much of it could be read:
    the rest is read only to tell all of its problems at once. ``whole`` tells whether it was read to its end; if not,
    nothing can be said about what it lacks.
    """

    def __init__(self, path: Path, text: str, flaws: list[Flaw]) -> None:
        """Take the ``text`` of the file ``path``, as it stands there, and what is known to be wrong with it."""
        self.path = path
        readable, unsafe = without_unsafe(text)
        parsed = parse(readable)
        self.data: Plain = parsed.data
        self.whole = parsed.whole
        self.flaws = [*flaws, *unsafe, *parsed.flaws]
        self._lines: list[str] | None = None
        self._text = text
        self._root = parsed.place

    @classmethod
    def of(cls, path: Path, raw: bytes | str) -> Document:
        """Return the document in the file ``path``; ``raw`` is its content, or why that cannot be had."""
        text = Flaw(1, 1, raw) if isinstance(raw, str) else decode(raw)
        if isinstance(text, str):
            return cls(path, text, [])
        document = cls(path, "", [text])
        document.whole = False
        if isinstance(raw, bytes) and not raw.startswith(UTF_16):
            document._text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
        return document

    def file_problems(self) -> list[Problem]:
        """Return the problems of the file as a file: encoding, forbidden characters, YAML."""
        return [self._problem(self._span(f.line, f.column, f.end_column), "", f.message) for f in self.flaws]

    def problem(self, complaint: Complaint) -> Problem:
        """Return ``complaint`` with the place that it is about."""
        span = self.span(complaint.location, at_key=complaint.at_key)
        suggestion = harmless(complaint.suggestion) if len(complaint.suggestion) <= SHOWN else ""
        return self._problem(span, field_name(complaint.location), complaint.message, complaint.expected, suggestion)

    def span(self, location: Location, *, at_key: bool = False) -> Span:
        """Return where the value at ``location`` stands, or what comes nearest to it.

        With ``at_key`` it is where the field's name stands. A field without a value is found at its name.
        """
        key: Written | None = None
        place = self._root
        for step in location:
            if not isinstance(place, Branch) or step not in place.places:
                break
            name = place.keys.get(str(step)) if place.keys is not None else None
            key = name if name is not None and (at_key or place.data.get(step) is None) else None
            place = place.places[step]
        found = key or (place.start if isinstance(place, Branch) else place)
        if found is None:
            return self._span(1, 1, None)
        mark, end = found.start_mark, found.end_mark
        known = end.line == mark.line and end.column > mark.column and (key is not None or found is place)
        return Span(mark.line + 1, mark.column + 1, end.column + 1 if known else None, self._excerpt(mark))

    def has(self, location: Location) -> bool:
        """Return whether something stands at ``location``, be it only a name without a value."""
        place = self._root
        for step in location:
            if not isinstance(place, Branch) or step not in place.places:
                return False
            place = place.places[step]
        return True

    def word_at(self, location: Location) -> str:
        """Return what stands at ``location``, as it was written; empty where it takes more than a line."""
        _, column, end, excerpt = self.span(location)
        if end is None or excerpt is None:
            return ""
        return excerpt.text[column - excerpt.column : end - excerpt.column]

    def _problem(self, span: Span, field: str, message: str, expected: str = "", suggestion: str = "") -> Problem:
        return Problem(
            path=self.path,
            line=span.line,
            column=span.column,
            field=field,
            message=message,
            end_column=span.end_column,
            expected=expected,
            suggestion=suggestion,
            excerpt=span.excerpt,
        )

    def _span(self, line: int, column: int, end_column: int | None) -> Span:
        if self._lines is None:
            self._lines = self._text.split("\n") if self._text else []
        if line > len(self._lines):
            return Span(line, column, end_column)
        return Span(line, column, end_column, _excerpt(self._lines[line - 1], column))

    def _excerpt(self, mark: Mark) -> Excerpt:
        """Return the line at ``mark`` without looking at the others."""
        start = mark.index - mark.column
        end = self._text.find("\n", mark.index)
        return _excerpt(self._text[start : end if end >= 0 else None], mark.column + 1)


def _excerpt(line: str, column: int) -> Excerpt:
    start = max(0, column - 1 - _LONGEST_LINE // 2) if len(line) > _LONGEST_LINE else 0
    return Excerpt(line[start : start + _LONGEST_LINE], start + 1)
