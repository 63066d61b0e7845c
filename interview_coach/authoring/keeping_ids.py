"""Changes that leave ids alone: those that a file leaves out are made from words, and words change.

Practice history goes by the ids of questions; key points, gates and other files name criteria, and follow-ups key
points, by theirs. So where a change would give one of these another id, the one that it had is written down.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from typing import NamedTuple

from interview_coach.authoring.changes import Change, Drop, Insert, Move, Put, changed, emptied_by, value_at
from interview_coach.authoring.manuscript import Manuscript
from interview_coach.library.groups import (
    Group,
    fill_criterion_ids,
    fill_key_point_ids,
    fill_question_ids,
    groups,
    text,
)
from interview_coach.library.parsing import Plain
from interview_coach.library.problems import Location

_TELLING = ("id", "title", "ask", "text")
"""The fields that an id may be made from, and the id itself."""


class _Entries(NamedTuple):
    """A list whose entries have ids: where it stands, how ids are made that it leaves out, and which are to stay."""

    at: Location
    fill: Callable[[Group], None]
    minded: Collection[str] | None = None
    """The ids that matter; ``None`` where all do."""

    @property
    def name(self) -> str:
        """The name of the list in what holds it."""
        return str(self.at[-1])


def with_ids_kept(manuscript: Manuscript, *changes: Change, new: Location | None = None) -> Manuscript:
    """Return the manuscript with ``changes`` made, one after the other, in which nothing has another id than before.

    Args:
        manuscript: the file.
        changes: what to change.
        new: the place of an entry that is only being written, whose id may still follow its words.

    Raises:
        KeyError, ContentError: as :meth:`Manuscript.with_changes`.
    """
    for change in changes:
        puts = [
            put
            for entries in _lists(manuscript.data, change)
            for put in _puts(manuscript.data, change, entries)
            if new is None or put.at[: len(new)] != new
        ]
        manuscript = manuscript.with_changes(change)
        manuscript = manuscript.with_puts(*puts) if puts else manuscript
    return manuscript


def _lists(data: Plain, change: Change) -> Iterator[_Entries]:
    """Yield the lists in which ``change`` may give entries other ids."""
    yield _Entries(("questions",), fill_question_ids)
    yield _Entries(("criteria",), fill_criterion_ids)
    if len(change.at) > 3 and change.at[0] == "questions" and change.at[2] == "key_points":
        question = value_at(data, change.at[:2])
        aims = {text(probe, "aims_at") for _, probe in groups(question, "probes")}
        yield _Entries(change.at[:3], fill_key_point_ids, aims)


def _puts(data: Plain, change: Change, entries: _Entries) -> Iterator[Put]:
    """Yield what writes down the ids that entries of a list would lose by ``change``."""
    after = changed(data, change)
    old_ids = _after(_ids(_holder(data, entries), entries), data, change, entries.at)
    holder = _holder(after, entries)
    ids = _ids(holder, entries)
    for place, old in enumerate(old_ids):
        if old is None or ids[place] in (old, None) or (entries.minded is not None and old not in entries.minded):
            continue
        at = (*entries.at, place)
        holder[entries.name][place]["id"] = old
        ids = _ids(holder, entries)
        entry = value_at(after, at)
        yield Put(at, {"id": old, "text": entry}) if isinstance(entry, str) else Put((*at, "id"), old)


def _after(ids: list[str | None], data: Plain, change: Change, at: Location) -> list[str | None]:
    """Return the ``ids`` of the list at ``at`` in the order that its entries have after ``change``.

    ``None`` stands for an entry that had none, or that is given one.
    """
    where = emptied_by(data, change.at) if isinstance(change, Drop) else change.at
    if where == at[: len(where)]:
        return []  # the whole list goes, or is put anew
    if where[: len(at)] != at or not isinstance(place := where[len(at)], int):
        return ids
    if where[len(at) + 1 :] == ("id",):
        ids[place] = None
    elif len(where) > len(at) + 1 or isinstance(change, Put):
        return ids
    elif isinstance(change, Insert):
        ids.insert(place, None)
    elif isinstance(change, Move):
        ids.insert(change.to, ids.pop(place))
    else:
        ids.pop(place)
    return ids


def _holder(data: Plain, entries: _Entries) -> Group:
    """Return what ids are made of: the list, with sentences as groups; empty where there is no such list."""
    found = value_at(data, entries.at)
    if not isinstance(found, list):
        return {}
    as_groups = ({"text": entry} if isinstance(entry, str) else entry for entry in found)
    return {
        entries.name: [
            {name: entry[name] for name in _TELLING if name in entry} if isinstance(entry, dict) else None
            for entry in as_groups
        ]
    }


def _ids(holder: Group, entries: _Entries) -> list[str | None]:
    """Return the id of each entry; ``None`` where it has none."""
    filled = deepcopy(holder)
    entries.fill(filled)
    return [text(entry, "id") or None for entry in filled.get(entries.name, ())]
