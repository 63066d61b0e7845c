"""The lines of a journal: one event each, as JSON. Pure functions over bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import from_json

from interview_coach.domain.events import (
    SCHEMA_VERSION,
    Event,
    InterviewEnded,
    InterviewStarted,
    parse_event,
    parse_line,
)

_MARK_OF_END = b'"kind":"interview-ended"'
"""Stands in every line that :func:`as_line` makes of an ``InterviewEnded``; quotes within texts are escaped."""

_MARKS = re.compile(rb'"kind":"(answer-given|self-assessed|grading-finished)","exchange":(\d+)')
"""Stands in the lines of these events likewise."""


@dataclass(frozen=True)
class LineProblem:
    """A line that could not be understood. Lines count from 1."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


class EventsRead(NamedTuple):
    """What the bytes of a journal hold."""

    events: tuple[Event, ...]
    problems: tuple[LineProblem, ...]
    good_length: int
    """Bytes up to the end of the last whole line; what follows is torn."""
    version: int | None
    """The format's version as the first line states it, even where no more of that line is understood."""


class _NotAnEvent(Exception):
    """The line is whole, but holds no event; the message says why."""


def as_line(event: Event) -> bytes:
    """Return the line that records ``event``, its newline included."""
    return event.model_dump_json().encode() + b"\n"


def read_events(raw: bytes, *, start: Callable[[bytes], Event | None] | None = None) -> EventsRead:
    """Return the events in ``raw``, and what could not be understood; never raises.

    A last line without its newline counts where it is a whole JSON object; otherwise it was torn by a write that did
    not end. Every other line that is no event is reported and passed over. ``start`` may read the first line faster.
    """
    events: list[Event] = []
    problems: list[LineProblem] = []
    *lines, tail = raw.split(b"\n")
    whole_tail = _is_object(tail)
    version: int | None = None
    first = True
    for number, line in enumerate([*lines, tail] if whole_tail else lines, 1):
        if not line.strip():
            continue
        try:
            event = start(line) if first and start else None if first else parse_line(line)
            if event is None:
                data = _object(line)
                if first:
                    version = _version(data)
                event = _event(data)
            elif isinstance(event, InterviewStarted) and first:
                version = event.schema_version
            events.append(event)
        except _NotAnEvent as error:
            problems.append(LineProblem(number, str(error)))
        if first and version is not None and version > SCHEMA_VERSION:
            problems.insert(0, LineProblem(number, newer_version(version)))
        first = False
    if tail and not whole_tail:
        problems.append(LineProblem(len(lines) + 1, "it breaks off, because the program was stopped while it wrote"))
    good_length = len(raw) if whole_tail else len(raw) - len(tail)
    return EventsRead(tuple(events), tuple(problems), good_length, version)


def records_end(raw: bytes) -> bool:
    """Return whether an event in ``raw`` ends the interview, without parsing any other line.

    An end that was not written by :func:`as_line`, with spaces between its fields for example, may be overlooked.
    """
    place = raw.find(_MARK_OF_END)
    while place >= 0:
        start = raw.rfind(b"\n", 0, place) + 1
        end = raw.find(b"\n", place)
        try:
            if isinstance(_event(_object(raw[start : end if end >= 0 else None])), InterviewEnded):
                return True
        except _NotAnEvent:
            pass
        place = raw.find(_MARK_OF_END, end) if end >= 0 else -1
    return False


def records_all(raw: bytes) -> bool:
    """Return whether nothing is left to do: the interview ended, and what was answered is assessed and graded.

    Parses no more than :func:`records_end`; what is spelt in another way than :func:`as_line` does is overlooked.
    """
    seen: dict[bytes, set[bytes]] = {b"answer-given": set(), b"self-assessed": set(), b"grading-finished": set()}
    for mark in _MARKS.finditer(raw):
        seen[mark[1]].add(mark[2])
    return seen[b"answer-given"] <= seen[b"self-assessed"] & seen[b"grading-finished"] and records_end(raw)


def newer_version(version: int) -> str:
    """Say that a newer program wrote the journal."""
    return f"a newer version wrote this journal (format {version}; this version knows {SCHEMA_VERSION})"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(_json(line), dict)
    except ValueError:
        return False


def _json(line: bytes) -> Any:
    return from_json(line.removeprefix(codecs.BOM_UTF8), allow_inf_nan=False)


def _version(data: dict[str, Any]) -> int | None:
    version = data.get("schema_version")
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def _object(line: bytes) -> dict[str, Any]:
    try:
        data = _json(line)
    except ValueError as error:
        raise _NotAnEvent(f"it is not JSON ({error})") from error
    if not isinstance(data, dict):
        raise _NotAnEvent("it is JSON, but not an object")
    return data


def _event(data: dict[str, Any]) -> Event:
    try:
        return parse_event(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        kind = data.get("kind")
        where = ".".join(str(part) for part in first["loc"] if part != kind)
        raise _NotAnEvent(f"its field {where!r} is wrong ({first['msg']})") from error
