"""New banks and rubrics from templates: good files with comments, to be replaced piece by piece."""

from __future__ import annotations

import re
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

from interview_coach.authoring.files import Kind, NewFile
from interview_coach.authoring.shelf import Shelf
from interview_coach.authoring.yaml_text import yaml_text
from interview_coach.domain.text import without_unsafe
from interview_coach.errors import ContentError, UsageError
from interview_coach.library.schemas import schema_line
from interview_coach.library.words import shown

LONGEST_TITLE = 200


class Template(StrEnum):
    """What a new file begins with. Rubrics have the first two only."""

    MINIMAL = "minimal"
    FULL = "full"
    ROLEPLAY = "roleplay"
    PORTFOLIO = "portfolio"


OF_KIND: dict[Kind, tuple[Template, ...]] = {"bank": tuple(Template), "rubric": (Template.MINIMAL, Template.FULL)}
_FOLDERS: dict[Kind, str] = {"bank": "banks", "rubric": "rubrics"}


def template_text(kind: Kind, template: Template) -> str:
    """Return the template as it is shipped: a good file by itself."""
    path = files("interview_coach.authoring") / "templates" / _FOLDERS[kind] / f"{template}.yaml"
    return path.read_text(encoding="utf-8")


def new_file(
    shelf: Shelf,
    kind: Kind,
    template: Template,
    *,
    title: str = "",
    wanted: str | None = None,
    rubric: str | None = None,
) -> NewFile:
    """Return a new file, checked and ready to be written.

    Args:
        shelf: where it will be.
        kind: what it is to be.
        template: what it begins with.
        title: its title; a plain one by default.
        wanted: its id; made from the title by default.
        rubric: the id of the rubric that a minimal bank is to name; the template's own by default.

    Raises:
        ContentError: the title or the id cannot be used, or there is no such rubric.
        UsageError: a rubric is named for a template that belongs to another.
    """
    title = sound_title(title) or ("My questions" if kind == "bank" else "My rubric")
    its_id = shelf.new_id(kind, title, wanted)
    path = shelf.path(kind, its_id)
    text = template_text(kind, template)
    if rubric is not None:
        if template is not Template.MINIMAL:
            raise UsageError(
                f"The template {template} is written for a certain rubric: its key points and cues belong to it. "
                f"Leave --rubric out, or take the template {Template.MINIMAL}."
            )
        text = re.sub(r"(?m)^rubric: .*$", f"rubric: {shelf.library.rubric(rubric).id}", text)
    text = text.replace("my-bank" if kind == "bank" else "my-rubric", its_id).replace("THIS-FILE", _spoken(path))
    text = re.sub(r"(?m)^title: .*\n", lambda _: yaml_text({"title": title}), text, count=1)
    file = NewFile(kind, its_id, path, f"{schema_line(kind, path)}\n{text}")
    shelf.must_take([file])
    return file


def sound_title(title: str) -> str:
    """Return ``title`` on one line, without what no terminal should see.

    Raises:
        ContentError: it is too long.
    """
    title = " ".join(without_unsafe(title).split())
    if len(title) > LONGEST_TITLE:
        raise ContentError(f"This title has {len(title)} characters; at most {LONGEST_TITLE} fit: {shown(title)}")
    return title


def _spoken(path: Path) -> str:
    """Return ``path`` as it is typed in a shell."""
    import shlex

    return shlex.quote(without_unsafe(str(path)).replace("\n", " "))
