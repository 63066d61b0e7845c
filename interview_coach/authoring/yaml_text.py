"""Writes the shape of a file as YAML that people like to read, with comments; the library reads back the same."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from interview_coach.domain.text import spelt_out, storable
from interview_coach.library.parsing import parse
from interview_coach.library.problems import Location

WIDTH = 116
_STEP = "  "
_PLAIN_LENGTH = 96
_NARROWEST = 40
_WORD = re.compile(r"[a-z][a-z0-9-]*")
_RISKY = re.compile(r": |:$| #|\t|^\s|\s$")
_SPECIAL = frozenset("true false yes no on off null y n".split())
"""Words that are no text where they stand alone, here or in other programs."""


def yaml_text(shape: Mapping[str, Any], comments: Mapping[Location, str] | None = None, *, head: str = "") -> str:
    """Return ``shape`` as the text of a file.

    Args:
        shape: nested dictionaries, lists, texts and numbers.
        comments: texts to stand as comments above the value at a location; ``()`` is not among them.
        head: a text to stand as a comment at the top.
    """
    tidy = _storable(shape)
    text = "\n".join(_Writer(comments or {}).mapping(tidy, (), ""))
    if parse(text).data != tidy:
        text = "\n".join(_Writer(comments or {}, quoted=True).mapping(tidy, (), ""))
    return "".join(f"{line}\n" for line in [*comment(head), text])


def comment(text: str, indent: str = "") -> Iterator[str]:
    """Yield ``text`` as the lines of a comment, each paragraph wrapped; an empty text gives none."""
    for paragraph in spelt_out(text).replace("\t", " ").split("\n") if text else ():
        if paragraph.startswith("yaml-language-server"):
            yield f"# {paragraph}"
            continue
        wrapped = textwrap.wrap(paragraph, WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False)
        for line in wrapped or [""]:
            yield f"{indent}# {line}".rstrip()


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {str(key): _storable(part) for key, part in value.items()}
    return [_storable(part) for part in value] if isinstance(value, list | tuple) else value


class _Writer:
    """Writes values as lines. ``quoted`` puts every text in quotes: ugly, and beyond doubt."""

    def __init__(self, comments: Mapping[Location, str], *, quoted: bool = False) -> None:
        self._comments = comments
        self._quoted = quoted

    def mapping(self, fields: Mapping[str, Any], at: Location, indent: str) -> Iterator[str]:
        """Yield the lines of a group of fields."""
        for name, value in fields.items():
            place = (*at, name)
            yield from comment(self._comments.get(place, ""), indent)
            yield from self._value(f"{indent}{self._key(name)}:", value, place, indent)

    def _key(self, name: str) -> str:
        return name if re.fullmatch(r"[a-z_]+|[1-5]", name) and name not in _SPECIAL else _in_quotes(name)

    def _value(self, before: str, value: Any, at: Location, indent: str) -> Iterator[str]:
        if isinstance(value, Mapping):
            if not value:
                yield f"{before} {{}}"
                return
            yield before
            yield from self.mapping(value, at, indent + _STEP)
        elif isinstance(value, list):
            yield from self._list(before, value, at, indent)
        else:
            yield from self._scalar(before, value, indent + _STEP)

    def _list(self, before: str, values: list[Any], at: Location, indent: str) -> Iterator[str]:
        words = all(isinstance(v, str) and _WORD.fullmatch(v) and v not in _SPECIAL for v in values)
        if words and not any((*at, n) in self._comments for n in range(len(values))):
            flow = f"{before} [{', '.join(values)}]"
            if len(flow) <= WIDTH and at[-1:] != ("cues",):
                yield flow
                return
        if not values:
            yield f"{before} []"
            return
        yield before
        for number, value in enumerate(values):
            yield from self._item(value, (*at, number), indent + _STEP)

    def _item(self, value: Any, at: Location, indent: str) -> Iterator[str]:
        yield from comment(self._comments.get(at, ""), indent)
        if isinstance(value, Mapping) and value:
            lines = self.mapping(value, at, indent + _STEP)
            first = next(lines)
            while first.lstrip().startswith("#"):
                yield f"{indent}{first.lstrip()}"
                first = next(lines)
            yield f"{indent}- {first.removeprefix(indent + _STEP)}"
            yield from lines
        elif isinstance(value, list) and value:
            yield f"{indent}-"
            for number, part in enumerate(value):
                yield from self._item(part, (*at, number), indent + _STEP)
        else:
            yield from self._value(f"{indent}-", value, at, indent)

    def _scalar(self, before: str, value: Any, indent: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{before} {json.dumps(value)}"
            return
        room = max(_NARROWEST, WIDTH - len(indent))
        if self._quoted or not value or not all(c.isprintable() or c == "\n" for c in value):
            yield f"{before} {_in_quotes(value)}"
        elif "\n" in value:
            yield from _block(before, value, indent)
        elif len(value) > _PLAIN_LENGTH and "  " not in value and value == value.strip():
            yield f"{before} >-"
            yield from (indent + line for line in _wrapped(value, room))
        elif _is_plain(value):
            yield f"{before} {value}"
        else:
            yield f"{before} {_in_quotes(value)}"


def _block(before: str, value: str, indent: str) -> Iterator[str]:
    """Yield a text of several lines as a block, where a block can hold it."""
    if value[0].isspace() or value[-1].isspace():
        yield f"{before} {_in_quotes(value)}"
        return
    yield f"{before} |-"
    yield from (f"{indent}{line}" if line else "" for line in value.split("\n"))


def _wrapped(text: str, room: int) -> list[str]:
    return textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)


def _is_plain(text: str) -> bool:
    return text[0].isalpha() and not _RISKY.search(text) and text.lower() not in _SPECIAL


def _in_quotes(text: str) -> str:
    return "".join(c if c.isprintable() else _escaped(c) for c in json.dumps(text, ensure_ascii=False))


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
