"""What a source says, and where: the same for all formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from interview_coach.library.problems import Location, Severity


class Place(NamedTuple):
    """Where something stands in a source; both count from 1."""

    line: int = 1
    column: int = 1


class Told(NamedTuple):
    """One thing that is said: of which field (a name of :mod:`names`), in which words, and where."""

    field: str
    text: str
    place: Place


class Fault(NamedTuple):
    """Something that is wrong in a source (``error``), or that was left out (``advice``)."""

    place: Place
    message: str
    severity: Severity = "error"
    expected: str = ""


@dataclass
class Entry:
    """Everything that is said of one question, or of one criterion.

    ``whole`` holds fields as they may stand in a file, with the places of what is in them by their way from the entry.
    """

    place: Place
    told: list[Told] = field(default_factory=list)
    whole: dict[str, Any] = field(default_factory=dict)
    places: Mapping[Location, Place] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """Return what was said first of that field; empty where nothing was."""
        return next((told.text for told in self.told if told.field == name), "")


@dataclass
class Reading:
    """What a source holds: entries, what is said of all of them together, and what is wrong."""

    entries: list[Entry] = field(default_factory=list)
    about: Entry = field(default_factory=lambda: Entry(Place()))
    faults: list[Fault] = field(default_factory=list)

    def error(self, place: Place, message: str, expected: str = "") -> None:
        """Note something that must be mended before anything is written."""
        self.faults.append(Fault(place, message, "error", expected))

    def left_out(self, place: Place, message: str) -> None:
        """Note something that was not taken over."""
        self.faults.append(Fault(place, message, "advice"))
