"""JSON Schemas of the files, made from the file models, and the line in a file that tells editors of them.

Editors with the YAML language server then complete names and values, show what they mean, and mark mistakes. The
schemas keep to what draft 7 and draft 2020-12 have in common, as editors differ in what they know; ``$defs`` is reached
by pointer, which both allow. What spans several fields, such as weights that sum to 1, only ``banks check`` finds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from interview_coach.library.file_models import BankFile, FileModel, RubricFile
from interview_coach.library.sources import Kind
from interview_coach.paths import shipped_schemas

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FILE_NAMES: dict[Kind, str] = {"bank": "question-bank.schema.json", "rubric": "rubric.schema.json"}
"""What the schema of each kind of file is called."""

_MODELS: dict[Kind, type[FileModel]] = {"bank": BankFile, "rubric": RubricFile}
_MARK = "# yaml-language-server: $schema="


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file."""
    model = _MODELS[kind]
    schema = model.model_json_schema()
    known = schema.pop("$defs")
    nouns = {group.__name__: group.noun for group in _groups(FileModel)}
    groups = {name: _tidied(group, known, nouns.get(name, "")) for name, group in sorted(known.items())}
    return {"$schema": DIALECT, **_tidied(schema, known, model.noun), "$defs": groups}


def schema_line(kind: Kind, path: Path) -> str:
    """Return the comment, without a line end, that tells editors which schema the file ``path`` follows.

    It belongs into the first lines of the file. The schema is named as seen from the file where both lie in one tree
    that moves as a whole, as the folders of a checkout do, else by the address of the installed one.
    """
    schema = shipped_schemas() / FILE_NAMES[kind]
    together = schema.parent.parent
    target = path.absolute()
    if target.is_relative_to(together):
        return _MARK + Path(os.path.relpath(schema, target.parent)).as_posix()
    return _MARK + schema.absolute().as_uri()


def _groups(model: type[FileModel]) -> Iterator[type[FileModel]]:
    for group in model.__subclasses__():
        yield group
        yield from _groups(group)


def _tidied(schema: dict[str, Any], known: dict[str, Any], noun: str = "") -> dict[str, Any]:
    """Return ``schema`` for readers: named by ``noun``, without titles and defaults that tell nothing.

    A field may be left out, but an editor marks one that has a name and no value yet, which is what one wants to see.
    """
    tidy = {name: value for name, value in schema.items() if name != "title" and (name != "default" or value)}
    if noun:
        tidy = {"title": noun.capitalize()} | tidy
    if "description" in tidy:
        tidy["description"] = " ".join(tidy["description"].replace("``", "`").split())
    if "properties" in tidy:
        tidy["properties"] = {name: _tidied(field, known) for name, field in tidy["properties"].items()}
    if "propertyNames" in tidy:
        tidy |= _by_name(tidy.pop("propertyNames"), tidy["additionalProperties"], known)
    kinds = [kind for kind in tidy.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del tidy["anyOf"]
        tidy |= kinds[0]
    return tidy


def _by_name(names: dict[str, Any], value: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping from a closed set of names with each of them spelt out, which editors can complete.

    A set that is shared, such as the seniorities, may be named in part; the levels of a criterion are needed all.
    """
    shared = known.get(str(names.get("$ref", "")).rpartition("/")[2])
    spelt = (shared or names)["enum"]
    needed = {} if shared else {"required": spelt}
    return {"properties": dict.fromkeys(spelt, value), "additionalProperties": False, **needed}
