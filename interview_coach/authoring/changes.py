"""What can be changed in a file: a field put or dropped, an entry of a list inserted, dropped or moved.

Here a change is made to plain values; ``splicing`` makes the same one in the text.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from interview_coach.library.parsing import Plain
from interview_coach.library.problems import Location


@dataclass(frozen=True)
class Put:
    """Let ``value`` stand at ``at``; a field that is not there yet is added."""

    at: Location
    value: Plain


@dataclass(frozen=True)
class Drop:
    """Take away the field or the entry at ``at``; what would be left empty by that goes as well."""

    at: Location


@dataclass(frozen=True)
class Insert:
    """Let ``value`` be a new entry of a list; ``at`` is its place there. A list that is not there yet is made."""

    at: Location
    value: Plain


@dataclass(frozen=True)
class Move:
    """Let the entry at ``at`` stand at the position ``to`` of its list."""

    at: Location
    to: int


Change = Put | Drop | Insert | Move


def value_at(data: Plain, location: Location) -> Plain:
    """Return the value at ``location``; ``None`` where there is none."""
    for step in location:
        if not _holds(data, step):
            return None
        data = data[step]
    return data


def stands_at(data: Plain, location: Location) -> bool:
    """Return whether there is a field or an entry at ``location``, be it without a value."""
    return _holds(value_at(data, location[:-1]), location[-1])


def _holds(holder: Plain, step: str | int) -> bool:
    if isinstance(holder, list):
        return isinstance(step, int) and 0 <= step < len(holder)
    return isinstance(holder, dict) and step in holder


def emptied_by(data: Plain, at: Location) -> Location:
    """Return what really goes when what stands at ``at`` is dropped: the largest thing that holds nothing else."""
    while len(at) > 1 and len(value_at(data, at[:-1])) == 1:
        at = at[:-1]
    return at


def changed(data: Plain, change: Change) -> Plain:
    """Return a copy of ``data`` with ``change`` made.

    Raises:
        KeyError: there is no such place in ``data``.
    """
    copy = deepcopy(data)
    holder_at, step = change.at[:-1], change.at[-1]
    if isinstance(change, Drop):
        at = emptied_by(copy, change.at) if stands_at(copy, change.at) else ()
        if not at:
            raise KeyError(change.at)
        del value_at(copy, at[:-1])[at[-1]]
        return copy
    holder = value_at(copy, holder_at)
    if isinstance(change, Insert):
        if not holder:
            return changed(copy, Put(holder_at, [change.value]))
        if not isinstance(holder, list) or not isinstance(step, int) or not 0 <= step <= len(holder):
            raise KeyError(change.at)
        holder.insert(step, deepcopy(change.value))
    elif isinstance(change, Move):
        if not isinstance(holder, list) or not stands_at(copy, change.at) or not 0 <= change.to < len(holder):
            raise KeyError(change.at)
        holder.insert(change.to, holder.pop(int(step)))
    elif isinstance(holder, dict) or stands_at(copy, change.at):
        holder[step] = deepcopy(change.value)
    elif not holder and holder_at and isinstance(step, str):
        return changed(copy, Put(holder_at, {step: change.value}))
    else:
        raise KeyError(change.at)
    return copy
