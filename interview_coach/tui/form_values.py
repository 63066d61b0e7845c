"""Between what stands in a file and what stands in a form: what is shown of a value, and what a change of it means."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Any

from interview_coach.authoring.changes import Change, Drop, Insert, Put, value_at
from interview_coach.library.problems import Location
from interview_coach.tui.form_fields import Field

_WHOLE = re.compile(r"\d{1,9}")
_NUMBER = re.compile(r"\d{0,9}\.\d{1,9}|\d{1,9}\.?")
_NUMBERS = ("level", "caps_at")
"""Choices that are numbers in the file."""


def in_form(field: Field, value: Any) -> str:
    """Return the text that a form shows of a value; empty where there is none."""
    if value is None:
        return ""
    if field.way == "phrases":
        return "\n".join(str(part) for part in value) if isinstance(value, list) else str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value).strip("\n")


def in_file(field: Field, text: str) -> Any:
    """Return what ``text`` stands for; ``None`` where nothing is meant. What makes no sense stays text."""
    text = text.strip() if field.way != "prose" else text.strip("\n").rstrip()
    if not text:
        return None
    if field.way == "number" or field.name in _NUMBERS:
        if _WHOLE.fullmatch(text):
            return int(text)
        return float(text) if _NUMBER.fullmatch(text) else text
    if field.way == "phrases":
        return [line.strip() for line in text.split("\n") if line.strip()]
    return text


def changes(at: Location, old: Any, new: Any) -> list[Change]:
    """Return what turns the value ``old`` at ``at`` into ``new``; ``None`` means that nothing stands there."""
    if new in (None, [], ()):
        return [] if old is None else [Drop(at)]
    if isinstance(old, str) and isinstance(new, str) and old.endswith("\n"):
        new = f"{new}\n"  # a text keeps the line end that it has
    if old == new and type(old) is type(new):
        return []
    if isinstance(old, list) and isinstance(new, list) and old:
        return _list_changes(at, old, new)
    return [Put(at, new)]


def _list_changes(at: Location, old: Sequence[Any], new: Sequence[Any]) -> list[Change]:
    """Return changes of single entries, so that what is written of the others stays."""
    made: list[Change] = []
    matcher = difflib.SequenceMatcher(None, list(map(str, old)), list(map(str, new)), autojunk=False)
    for tag, first, last, start, end in reversed(matcher.get_opcodes()):
        if tag == "equal":
            continue
        both = min(last - first, end - start)
        made += [Put((*at, first + n), new[start + n]) for n in range(both)]
        made += [Insert((*at, first + both), value) for value in reversed(new[start + both : end])]
        made += [Drop((*at, position)) for position in range(last - 1, first + both - 1, -1)]
    return made


def entry_of(wanted: dict[tuple[str, ...], Any], *, sentence: bool) -> Any:
    """Return the new entry that has the ``wanted`` values; a mere text where it may be a ``sentence``."""
    entry: dict[str, Any] = {}
    for steps, value in wanted.items():
        if value is not None:
            holder = entry
            for step in steps[:-1]:
                holder = holder.setdefault(step, {})
            holder[steps[-1]] = value
    return entry["text"] if sentence and list(entry) == ["text"] else entry


def group_changes(at: Location, entry: Any, wanted: dict[tuple[str, ...], Any]) -> list[Change]:
    """Return what gives the group ``entry`` at ``at`` the ``wanted`` values, by the ways to them.

    An entry that is a mere text becomes a group where it gets more than a text.
    """
    if isinstance(entry, str):
        return changes(at, entry, entry_of(wanted, sentence=True))
    made = [
        change for steps, value in wanted.items() for change in changes((*at, *steps), value_at(entry, steps), value)
    ]
    return sorted(made, key=lambda change: isinstance(change, Drop) and len(change.at) == len(at) + 1)


def balanced(weights: Sequence[float]) -> list[float]:
    """Return ``weights``, each above 0, in the same proportion and with two decimals, so that they sum to 1."""
    total = sum(weights)
    hundredths = [max(1, round(100 * weight / total)) for weight in weights]
    largest = hundredths.index(max(hundredths))
    hundredths[largest] += 100 - sum(hundredths)
    return [number / 100 for number in hundredths]
