"""Says in plain words what the validator found wrong with a value."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic_core import ErrorDetails

from interview_coach.library.words import did_you_mean, listed, shown, slug_of

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


def in_words(error: ErrorDetails, written: str) -> str:
    """Return what is wrong with a value; ``written`` is how an unquoted value stands in the file."""
    names = [step for step in error["loc"] if isinstance(step, str)]
    field = shown(names[-1]) if names else "this file"
    kind, value = error["type"], error["input"]
    if names[-1:] == ["[key]"]:
        return f"{shown(names[-3])} has no {shown(names[-2])}{_instead(names[-2], error.get('ctx', {}))}"
    if kind in _EXPECTED:
        return f"{field}: expected {_EXPECTED[kind]}, found {_found(value, written)}{_remedy(kind, value, written)}"
    describe = _DESCRIBED.get(kind)
    return f"{field} {describe(value, error.get('ctx', {}))}" if describe else f"{field}: this value does not fit here"


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


def _one_of(value: object, context: Context) -> str:
    return f"cannot be {shown(value)}{_instead(str(value), context)}"


def _instead(word: str, context: Context) -> str:
    known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    return did_you_mean(word, known) or f"; possible are {listed(known)}"


def _too_short(value: object, context: Context) -> str:
    if not str(value).strip():
        return "is empty"
    return f"needs at least {context['min_length']} characters, found {shown(value)}"


def _pattern(value: object, context: Context) -> str:
    if r"\n" in str(context.get("pattern", "")):
        return "must stand on one line"
    example = slug_of(str(value), fallback="name")
    return f"cannot be {shown(value)}: an id is lower-case words joined by hyphens, such as `{example}`"


def _bound(words: str, name: str) -> Callable[[object, Context], str]:
    return lambda value, context: f"must be {words} {context[name]:g}, found {shown(value)}"


_DESCRIBED: dict[str, Callable[[object, Context], str]] = {
    "enum": _one_of,
    "literal_error": _one_of,
    "string_too_short": _too_short,
    "string_too_long": lambda value, context: (
        f"is too long: {len(str(value)):,} characters, at most {context['max_length']:,} are allowed"
    ),
    "string_pattern_mismatch": _pattern,
    "string_unicode": lambda value, context: "holds a character that cannot be written",
    "too_short": lambda value, context: "is empty; it needs at least one entry",
    "too_long": lambda value, context: f"has too many entries; at most {context['max_length']:,} are allowed",
    "greater_than": _bound("more than", "gt"),
    "greater_than_equal": _bound("at least", "ge"),
    "less_than": _bound("less than", "lt"),
    "less_than_equal": _bound("at most", "le"),
}
