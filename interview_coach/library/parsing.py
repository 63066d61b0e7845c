"""From YAML text to plain values, with the place of every key and value; only the harmless part of YAML is read.

The parser's events are turned into values here, in one pass, so that places are known and so that nothing is built
which was not asked for: no tags, no anchors, no merged keys. Scalars follow YAML 1.2 (a date is text), save that
plain ``yes``, ``no``, ``on`` and ``off`` are yes/no values, as most other programs read them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from interview_coach.domain.text import UNSAFE, escaped
from interview_coach.library.reading import Flaw
from interview_coach.library.syntax import in_plain_words
from interview_coach.library.words import shown

MAX_DEPTH = 24
MAX_EVENTS = 100_000
"""One for each key and simple value, two for each list and mapping; a hundred full questions need 35,000."""
MAX_FLAWS = 200

Plain = Any
"""Nested lists and dictionaries of text, numbers, yes/no values and ``None``; keys are always text."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALAR: Any = ScalarEvent
_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 40
_LONGEST_WORD = 5
_STARTS_NUMBER = frozenset("+-.0123456789")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
for _yes, _no in (("true", "false"), ("yes", "no"), ("on", "off")):
    _WORDS |= dict.fromkeys((_yes, _yes.title(), _yes.upper()), True)
    _WORDS |= dict.fromkeys((_no, _no.title(), _no.upper()), False)
_QUOTE = "put text that starts with `&`, `*` or `!` in quotes"


class Mark(Protocol):
    """A place in the text; ``index``, in characters, ``line`` and ``column`` count from 0."""

    index: int
    line: int
    column: int


class Written(Protocol):
    """A key or a simple value, or the beginning of a list or mapping, as it stands in the text."""

    start_mark: Mark
    end_mark: Mark


class Branch:
    """A list or a mapping, with the places of what it holds."""

    __slots__ = ("data", "key", "keys", "places", "start")

    def __init__(self, data: Any, start: Written, keys: dict[str, Written] | None) -> None:
        self.data = data
        self.start = start
        self.keys = keys
        """The places of a mapping's keys; ``None`` for a list."""
        self.places: dict[str | int, Written | Branch] = {}
        """The places of the values, by key or by position in the list."""
        self.key: str | None = None
        """While reading: the key whose value comes next."""


@dataclass
class Parsed:
    """What a text holds: ``data``, the place of everything in it, and what is wrong with the YAML itself."""

    data: Plain = None
    place: Written | Branch | None = None
    flaws: list[Flaw] = field(default_factory=list)
    whole: bool = False
    """Whether the text was read to its end; otherwise the last flaw says why not."""


class _Refused(Exception):
    """Reading on makes no sense; the last flaw says why."""


def parse(text: str) -> Parsed:
    """Return what ``text`` holds; where it cannot be read to its end, what came before."""
    builder = _Builder()
    try:
        builder.read(_LOADER(text).get_event)
        builder.parsed.whole = True
    except _Refused:
        pass
    except yaml.YAMLError as error:
        builder.parsed.flaws.append(in_plain_words(error, text))
    return builder.parsed


class _Builder:
    """Puts the events of one text together."""

    def __init__(self) -> None:
        self.parsed = Parsed()
        self._open: list[Branch] = []
        self._top: Branch | None = None
        self._documents = 0

    def read(self, next_event: Callable[[], Any]) -> None:
        """Take all events. Nearly every one is a key or a simple value; those are dealt with here, and fast."""
        top, scalar = self._top, _SCALAR
        for count, event in enumerate(iter(next_event, None)):
            if type(event) is not scalar:
                self._other(event)
                top = self._top
            elif top is None:
                self._check(event)
                self._put(_value(event), event, event)
            else:
                if event.anchor is not None or event.tag is not None or event.style == '"':
                    self._check(event)
                key, text = top.key, event.value
                if key is None and top.keys is not None:
                    if text in top.keys:
                        self._repeated(event, top.keys[text])
                    else:
                        top.keys[text] = event
                    top.key = text
                    continue
                if not event.style and (len(text) <= _LONGEST_WORD or text[0] in _STARTS_NUMBER):
                    text = _resolved(text)
                if key is None:
                    top.places[len(top.data)] = event
                    top.data.append(text)
                else:
                    top.places[key] = event
                    top.data[key] = text
                    top.key = None
            if count > MAX_EVENTS:
                self._refuse(event, "this file holds too many values; split it into several")

    def _other(self, event: Any) -> None:
        """Take an event that is no scalar."""
        kind = type(event)
        if kind is MappingStartEvent:
            self._start(event, Branch({}, event, {}))
        elif kind is SequenceStartEvent:
            self._start(event, Branch([], event, None))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._open.pop()
            self._top = self._open[-1] if self._open else None
        elif kind is AliasEvent:
            self._flaw(event, f"the alias {shown('*' + event.anchor)} is not allowed; {_QUOTE}")
            self._put(f"*{event.anchor}", event, event)
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "a second document starts here; one file holds one bank or one rubric")

    def _refuse(self, event: Written, message: str) -> None:
        """Note the flaw and end reading."""
        self._flaw(event, message)
        raise _Refused

    def _start(self, event: Any, branch: Branch) -> None:
        self._properties(event)
        if len(self._open) >= MAX_DEPTH:
            self._refuse(event, f"values are nested more than {MAX_DEPTH} deep here")
        self._put(branch.data, branch, event)
        self._open.append(branch)
        self._top = branch

    def _put(self, value: Plain, place: Written | Branch, event: Written) -> None:
        top = self._top
        if top is None:
            self.parsed.data, self.parsed.place = value, place
        elif top.keys is None:
            top.places[len(top.data)] = place
            top.data.append(value)
        elif top.key is not None:
            top.places[top.key] = place
            top.data[top.key] = value
            top.key = None
        else:
            self._refuse(event, "expected the name of a field; put text that starts with `{`, `[` or `*` in quotes")

    def _check(self, event: Any) -> None:
        """Note what is wrong with a scalar: what it may not have, and escapes of unsafe characters."""
        self._properties(event)
        if event.style == '"' and (unsafe := UNSAFE.search(event.value)):
            self._flaw(event, f"this text holds the invisible character {escaped(unsafe.group())}; delete it")

    def _repeated(self, event: Any, first: Written) -> None:
        self._flaw(event, f"{shown(event.value)} stands twice; the first is in line {first.start_mark.line + 1}")

    def _properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._flaw(event, f"the anchor {shown('&' + event.anchor)} is not allowed; {_QUOTE}")
        if event.tag is not None:
            self._flaw(event, f"the tag {shown(event.tag)} is not allowed; {_QUOTE}")

    def _flaw(self, event: Written, message: str) -> None:
        start, end = event.start_mark, event.end_mark
        ends_here = end.line == start.line and end.column > start.column
        self.parsed.flaws.append(Flaw(start.line + 1, start.column + 1, message, end.column + 1 if ends_here else None))
        if len(self.parsed.flaws) >= MAX_FLAWS:
            raise _Refused


def _value(event: Any) -> str | int | float | bool | None:
    return event.value if event.style else _resolved(event.value)


def _resolved(text: str) -> str | int | float | bool | None:
    """Return what an unquoted scalar stands for."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _STARTS_NUMBER and len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text):
        return int(text) if _WHOLE.fullmatch(text) else float(text)
    return text
