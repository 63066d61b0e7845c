"""Says in plain words what the validator found wrong with a value."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from interview_coach.library.words import SHOWN, closest, meant, one_of, shown, slug_of

Context = dict[str, Any]

_EXPECTED = {
    "string_type": "text",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "tuple_type": "a list",
    "dict_type": "a group of fields (`name: value`)",
    "model_type": "a group of fields (`name: value`)",
}


class Told(NamedTuple):
    """What is wrong with a value, in a sentence; what may stand there, and which word was probably meant."""

    message: str
    expected: str = ""
    suggestion: str = ""


def in_words(error: ErrorDetails, written: str) -> Told:
    """Return what is wrong with a value; ``written`` is how an unquoted value stands in the file."""
    names = [step for step in error["loc"] if isinstance(step, str)]
    field = shown(names[-1]) if names else "this file"
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    if names[-1:] == ["[key]"]:
        return _one_of(f"{shown(names[-3])} has no {shown(names[-2])}", names[-2], context)
    if kind in ("enum", "literal_error"):
        return _one_of(f"{field} cannot be {shown(value)}", str(value), context)
    if kind in _EXPECTED:
        expected = _EXPECTED[kind]
        message = f"{field}: expected {expected}, found {_found(value, written)}{_remedy(kind, value, written)}"
        quoted = kind == "string_type" and isinstance(value, bool | int | float)
        return Told(message, expected, f'"{written}"' if quoted and len(written) <= SHOWN else "")
    if kind == "string_pattern_mismatch":
        return _pattern(field, str(value), context)
    describe = _DESCRIBED.get(kind)
    if describe is None:
        return Told(f"{field}: this value does not fit here")
    return Told(f"{field} {describe(value, context)}")


def _found(value: object, written: str) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the yes/no value {shown(written)}"
    if isinstance(value, int | float):
        return f"the number {shown(written)}"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "a group of fields (`name: value`)"


def _remedy(kind: str, value: object, written: str) -> str:
    if kind == "string_type" and isinstance(value, bool | int | float):
        return f'; put it in quotes: "{shown(written)[1:-1]}"'
    if kind == "string_type" and isinstance(value, dict):
        return "; text that holds `: ` belongs in quotes"
    if kind == "tuple_type" and value is not None:
        return "; write each entry behind a `- ` on a line of its own"
    if kind in ("float_type", "int_type") and isinstance(value, str):
        return f" {shown(value)}; a number stands without quotes"
    return ""


def _one_of(message: str, word: str, context: Context) -> Told:
    known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    guess = closest(word, known)
    return Told(message + meant(guess), one_of(known), guess or "")


def _too_short(value: object, context: Context) -> str:
    if not str(value).strip():
        return "is empty"
    return f"needs at least {context['min_length']} characters, found {shown(value)}"


def _pattern(field: str, value: str, context: Context) -> Told:
    if r"\n" in str(context.get("pattern", "")):
        return Told(f"{field} must stand on one line", "one line")
    example = slug_of(value, fallback="name")
    expected = "lower-case words joined by hyphens"
    message = f"{field} cannot be {shown(value)}: an id is {expected}, such as `{example}`"
    return Told(message, expected, example)


def _too_long(value: object, context: Context) -> str:
    return f"is too long: {len(str(value)):,} characters, at most {context['max_length']:,} are allowed"


def _bound(value: object, context: Context) -> str:
    (kind,) = (name for name in _BOUND_WORDS if name in context)
    return f"must be {_BOUND_WORDS[kind]} {context[kind]:g}, found {shown(value)}"


_BOUND_WORDS = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}

_DESCRIBED: dict[str, Callable[[object, Context], str]] = {
    "string_too_short": _too_short,
    "string_too_long": _too_long,
    "string_unicode": lambda value, context: "holds a character that cannot be written",
    "too_short": lambda value, context: "is empty; it needs at least one entry",
    "too_long": lambda value, context: f"has too many entries; at most {context['max_length']:,} are allowed",
    "greater_than": _bound,
    "greater_than_equal": _bound,
    "less_than": _bound,
    "less_than_equal": _bound,
}
