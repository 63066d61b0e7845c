"""Copies of banks and rubrics in the user's own folder: beside the original, or in its place."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path

from interview_coach.authoring.changes import Drop, Put
from interview_coach.authoring.files import NewFile
from interview_coach.authoring.manuscript import Manuscript
from interview_coach.authoring.saving import read_whole
from interview_coach.authoring.shelf import Shelf
from interview_coach.library.groups import fill_question_ids, groups, text
from interview_coach.library.schemas import schema_line
from interview_coach.library.words import FreeIds, slug_of

_LONGEST_TITLE = 200
_SCHEMA = re.compile(r"(?m)^# yaml-language-server: \$schema=[^\r\n]*")
"""What tells editors where the schema is, as seen from the original."""


def duplicate(shelf: Shelf, path: Path, *, in_its_place: bool) -> NewFile:
    """Return a copy of the bank or rubric in the file ``path``, ready to be written; comments and order stay.

    Args:
        shelf: where the copy will be.
        path: the file to copy.
        in_its_place: whether the copy replaces the original; otherwise it and its questions get ids of their own.

    Raises:
        ContentError: the file cannot be read, or the copy would have problems.
    """
    original = Manuscript.of(path, read_whole(path))
    its_id = text(original.data, "replaces") or text(original.data, "id") or slug_of(path.stem, fallback=original.kind)
    name = shelf.new_id(original.kind, f"my {its_id}")
    if in_its_place:
        copy = original.with_puts(Put(("replaces",), its_id))
        copy = copy.with_changes(Drop(("id",))) if "id" in copy.data else copy
    else:
        title = f"{text(original.data, 'title')[: _LONGEST_TITLE - 10]} (my copy)"
        puts = [Put(("id",), name), Put(("title",), title)]
        copy = original.with_puts(*puts, *_new_question_ids(original, shelf))
        copy = copy.with_changes(Drop(("replaces",))) if "replaces" in copy.data else copy
    target = shelf.path(original.kind, name)
    text_of_copy = _SCHEMA.sub(lambda _: schema_line(original.kind, target), copy.text, count=1)
    file = NewFile(original.kind, its_id if in_its_place else name, target, text_of_copy)
    shelf.must_take([file])
    return file


def _new_question_ids(original: Manuscript, shelf: Shelf) -> list[Put]:
    """Return what gives each question of a bank an id unlike all others."""
    data = deepcopy(original.data)
    fill_question_ids(data)
    free = FreeIds(shelf.question_ids)
    return [Put(("questions", n, "id"), free.like(text(question, "id"))) for n, question in groups(data, "questions")]
