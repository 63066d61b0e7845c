"""JSON: what this program exports, a list of texts, or a list of objects with the names that people use."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from interview_coach.authoring.importing.json_places import TooDeep, located
from interview_coach.authoring.importing.names import Kind, field_of, suggestion
from interview_coach.authoring.importing.told import Entry, Place, Reading, Told
from interview_coach.library.file_models import BankFile, CriterionFile, FileModel, QuestionFile, RubricFile
from interview_coach.library.problems import Location
from interview_coach.library.words import shown

_WHOLE: dict[Kind, tuple[type[FileModel], type[FileModel], str]] = {
    "bank": (BankFile, QuestionFile, "questions"),
    "rubric": (RubricFile, CriterionFile, "criteria"),
}
_OURS = frozenset({"kind", "path", "shipped", "hash", "replaces"})
"""What a listing of this program adds, and what is decided anew."""


def read_objects(text: str, kind: Kind) -> Reading:
    """Return the entries of a JSON text."""
    reading = Reading()
    try:
        data, offsets = located(text)
    except json.JSONDecodeError as error:
        reading.error(Place(error.lineno, error.colno), f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}")
        return reading
    except TooDeep:
        reading.error(Place(), "values are nested too deep here")
        return reading
    places = _Places(text, offsets)
    name = _WHOLE[kind][2]
    at: Location = ()
    if isinstance(data, dict) and name in data:
        _about(data, kind, places, reading)
        data, at = data[name], (name,)
    elif isinstance(data, dict):
        data, places = [data], places.within_one()
    if not isinstance(data, list) or not data:
        reading.error(places.of(at), f"expected a list of {name}, found {_called(data)}")
        return reading
    for number, item in enumerate(data):
        reading.entries += _entry(item, kind, (*at, number), places, reading)
    return reading


class _Places:
    """Where values stand."""

    def __init__(self, text: str, offsets: dict[Location, int]) -> None:
        self._text = text
        self.offsets = offsets
        self._below: dict[Location, dict[Location, Place]] = {}
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def within_one(self) -> _Places:
        """Return the places as they are called when the whole is the only item of a list."""
        return _Places(self._text, {(0, *way): offset for way, offset in self.offsets.items()} | {(): 0})

    def of(self, way: Location) -> Place:
        """Return the place of the value at ``way``, or of what it stands in."""
        while way not in self.offsets and way:
            way = way[:-1]
        offset = self.offsets.get(way, 0)
        line = bisect_right(self._lines, offset)
        return Place(line, offset - self._lines[line - 1] + 1)

    def below(self, way: Location) -> dict[Location, Place]:
        """Return the places of all that stands below ``way``, named from there. All ``way`` are of one length."""
        if not self._below:
            for each in self.offsets:
                self._below.setdefault(each[: len(way)], {})[each[len(way) :]] = self.of(each)
        return self._below.get(way, {})


def _about(data: dict[str, Any], kind: Kind, places: _Places, reading: Reading) -> None:
    model, _, name = _WHOLE[kind]
    reading.about.whole = {key: value for key, value in data.items() if key in model.model_fields and key != name}
    for key in data:
        if key not in model.model_fields and key not in _OURS:
            reading.left_out(places.of((key,)), f"{shown(key)} was left out: it is no field of a file")
    reading.about.whole.pop("replaces", None)
    reading.about.places = {(key,): places.of((key,)) for key in reading.about.whole}


def _entry(item: Any, kind: Kind, way: Location, places: _Places, reading: Reading) -> Iterator[Entry]:
    place, model = places.of(way), _WHOLE[kind][1]
    if isinstance(item, str):
        yield Entry(place, [Told("ask" if kind == "bank" else "title", item, place)])
        return
    if not isinstance(item, dict):
        noun = "question" if kind == "bank" else "criterion"
        reading.error(place, f"expected a {noun}, as a text or an object, found {_called(item)}")
        return
    entry = Entry(place)
    for key, value in item.items():
        at = places.of((*way, key))
        field = field_of(key, kind)
        if key in model.model_fields and not (isinstance(value, str) and field):
            entry.whole[key] = value
        elif field is not None:
            entry.told += _told(field, value, at, reading)
        elif key not in _OURS:
            near = suggestion(key, kind)
            reading.left_out(at, f"{shown(key)} was left out{near or ': it is not known'}")
    entry.places = places.below(way)
    yield entry


def _told(field: str, value: Any, at: Place, reading: Reading) -> Iterator[Told]:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str):
            yield Told(field, part, at)
        elif isinstance(part, int | float) and not isinstance(part, bool):
            yield Told(field, f"{part:g}", at)
        elif part is not None:
            reading.error(at, f"expected a text, found {_called(part)}")


def _called(value: object) -> str:
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return "an object" if isinstance(value, dict) else f"{shown(json.dumps(value))}"
