"""Looks into plain values that may be wrong in any way, and fills in what a file may leave out.

Checks across fields work on these, not on validated models, so that one misspelt field hides no other mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from interview_coach.library.document import Document
from interview_coach.library.parsing import Plain
from interview_coach.library.problems import Complaint, Location
from interview_coach.library.words import FreeIds, shown, slug_of

Group = dict[str, Any]


def groups(holder: Plain, name: str) -> Iterator[tuple[int, Group]]:
    """Yield the groups of fields in the list ``holder[name]`` with their positions; whatever is none is left out."""
    entries = holder.get(name) if isinstance(holder, dict) else None
    if isinstance(entries, list):
        for index, entry in enumerate(entries):
            if isinstance(entry, dict):
                yield index, entry


def text(holder: Plain, name: str) -> str:
    """Return the text ``holder[name]``; empty where there is none."""
    value = holder.get(name) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else ""


def file_id(document: Document, noun: str) -> str:
    """Return the id of what the file replaces, else the one that stands in it, else one made from the file's name."""
    data = document.data
    return text(data, "replaces") or text(data, "id") or slug_of(document.path.stem, fallback=noun)


def two_ids(fields: Group) -> Iterator[Complaint]:
    """Yield a complaint where a file has an id of its own beside the one that it replaces."""
    replaced, own = text(fields, "replaces"), text(fields, "id")
    if replaced and own and own != replaced:
        message = f"a file that replaces {shown(replaced)} has that id as well; leave `id` out"
        yield Complaint(("id",), message)


def sentences_to_groups(holder: Group, name: str) -> None:
    """Turn the mere sentences in the list ``holder[name]`` into groups with that ``text``."""
    entries = holder.get(name)
    if isinstance(entries, list):
        holder[name] = [{"text": entry} if isinstance(entry, str) else entry for entry in entries]


def fill_ids(holder: Group, name: str, said: Callable[[Group], str]) -> None:
    """Give every group in ``holder[name]`` without an id one made from what it says, unlike every other there."""
    entries = [group for _, group in groups(holder, name)]
    free = FreeIds(text(group, "id") for group in entries)
    for group in entries:
        if group.get("id") is None and (words := said(group)):
            group["id"] = free.like(slug_of(words, fallback=name.replace("_", "-")))


def fill_question_ids(bank: Group) -> None:
    """Give the questions of a bank the ids that its file leaves out."""
    fill_ids(bank, "questions", lambda question: text(question, "title") or text(question, "ask"))


def fill_key_point_ids(question: Group) -> None:
    """Give the key points of a question the ids that its file leaves out."""
    fill_ids(question, "key_points", lambda point: text(point, "text"))


def fill_criterion_ids(rubric: Group) -> None:
    """Give the criteria of a rubric the ids that its file leaves out."""
    fill_ids(rubric, "criteria", lambda criterion: text(criterion, "title"))


def repeated_ids(document: Document, holder: Group, name: str, at: Location) -> Iterator[Complaint]:
    """Yield a complaint for every id in ``holder[name]`` that stood there before; ``at`` is the holder's place."""
    first: dict[str, int] = {}
    for index, group in groups(holder, name):
        wanted = text(group, "id")
        if wanted and first.setdefault(wanted, index) != index:
            line = document.span((*at, name, first[wanted], "id")).line
            yield Complaint((*at, name, index, "id"), f"the id {shown(wanted)} is taken already, in line {line}")
