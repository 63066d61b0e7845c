"""JSON with the place of every value. Python's own parser knows the places of mistakes alone."""

from __future__ import annotations

import json
import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

from interview_coach.library.problems import Location

DEEPEST = 24
_SPACE = re.compile(r"[ \t\n\r]*")
_SCALARS = json.JSONDecoder()


class TooDeep(ValueError):
    """Lists and objects are nested more than :data:`DEEPEST` deep."""


def located(text: str) -> tuple[Any, dict[Location, int]]:
    """Return what ``text`` holds, and where each value in it begins, counted from 0, by the way to it.

    Raises:
        JSONDecodeError: it is no JSON, or a key stands twice in an object.
        TooDeep: it is nested too deep.
    """
    reader = _Reader(text)
    value, end = reader.value(reader.skip(0), ())
    if reader.skip(end) != len(text):
        raise JSONDecodeError("Extra data", text, end)
    return value, reader.places


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.places: dict[Location, int] = {}

    def skip(self, at: int) -> int:
        """Return where something other than white space begins."""
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def value(self, at: int, way: Location) -> tuple[Any, int]:
        """Return the value that begins at ``at``, and where it ends."""
        self.places[way] = at
        if len(way) > DEEPEST:
            raise TooDeep
        opening = self.text[at : at + 1]
        if opening == "[":
            return self._list(at + 1, way)
        if opening == "{":
            return self._object(at + 1, way)
        try:
            value, end = _SCALARS.raw_decode(self.text, at)
        except ValueError as error:
            if isinstance(error, JSONDecodeError):
                raise
            raise JSONDecodeError("This number is too long", self.text, at) from error
        if isinstance(value, float) and value - value != 0:
            raise JSONDecodeError("Numbers must be finite", self.text, at)
        return value, end

    def _list(self, at: int, way: Location) -> tuple[list[Any], int]:
        found: list[Any] = []
        at = self.skip(at)
        if self.text[at : at + 1] == "]":
            return found, at + 1
        while True:
            value, at = self.value(self.skip(at), (*way, len(found)))
            found.append(value)
            at = self.skip(at)
            if self.text[at : at + 1] == "]":
                return found, at + 1
            at = self._comma(at)

    def _object(self, at: int, way: Location) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        at = self.skip(at)
        if self.text[at : at + 1] == "}":
            return found, at + 1
        while True:
            at = self.skip(at)
            if self.text[at : at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", self.text, at)
            key, after = scanstring(self.text, at + 1)
            if key in found:
                raise JSONDecodeError(f"The name {json.dumps(key)[:80]} stands twice", self.text, at)
            after = self.skip(after)
            if self.text[after : after + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", self.text, after)
            found[key], at = self.value(self.skip(after + 1), (*way, key))
            at = self.skip(at)
            if self.text[at : at + 1] == "}":
                return found, at + 1
            at = self._comma(at)

    def _comma(self, at: int) -> int:
        if self.text[at : at + 1] != ",":
            raise JSONDecodeError("Expecting ',' delimiter", self.text, at)
        return at + 1
