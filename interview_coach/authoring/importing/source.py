"""From the bytes of somebody's file to its text, and to the format that it is in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from interview_coach.authoring.importing.told import Fault, Place
from interview_coach.domain.text import UNSAFE, escaped
from interview_coach.library.reading import decode, read_bytes


class Form(StrEnum):
    """A format that can be imported; ``yaml`` is a file of a bank or a rubric as it stands."""

    MARKDOWN = "markdown"
    CSV = "csv"
    ANKI = "anki"
    JSON = "json"
    YAML = "yaml"


_BY_SUFFIX = {
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".csv": Form.CSV,
    ".tsv": Form.CSV,
    ".json": Form.JSON,
    ".yaml": Form.YAML,
    ".yml": Form.YAML,
}

_REFUSED = {
    ".xlsx": "save the sheet as CSV",
    ".xls": "save the sheet as CSV",
    ".ods": "save the sheet as CSV",
    ".numbers": "export the sheet as CSV",
    ".apkg": "in Anki choose File, Export, and “Notes in Plain Text”",
    ".colpkg": "in Anki choose File, Export, and “Notes in Plain Text”",
    ".docx": "save it as plain text or Markdown",
    ".pdf": "copy its text into a text or Markdown file",
}
"""Formats that people try first, and what to do with them."""

_ANKI_HEAD = re.compile(r"\A\s*#(separator|html|columns|notetype|deck|tags|guid)\b[^\n]*:", re.IGNORECASE)


@dataclass
class Source:
    """A file that was read as text; ``faults`` are what is wrong with it as a file."""

    path: Path
    text: str
    faults: list[Fault]


def read_source(path: Path) -> Source:
    """Return the text of ``path``, which must be UTF-8, with line feeds only and without what steers terminals."""
    if (remedy := _REFUSED.get(path.suffix.lower())) is not None:
        message = f"files that end in {path.suffix.lower()} cannot be read: {remedy}"
        return Source(path, "", [Fault(Place(), message)])
    raw = read_bytes(path)
    if isinstance(raw, str):
        return Source(path, "", [Fault(Place(), raw)])
    text = decode(raw)
    if not isinstance(text, str):
        return Source(path, "", [Fault(Place(text.line, text.column), text.message)])
    text = text.replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n").replace("\u2028", "\n")
    found = UNSAFE.search(text)
    if found is None:
        return Source(path, text, [])
    count = sum(1 for _ in UNSAFE.finditer(text))
    place = Place(text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start()))
    what = (
        f"the invisible character {escaped(found.group())} was"
        if count == 1
        else (f"{count} invisible characters were left out, the first of them, {escaped(found.group())},")
    )
    message = f"{what} left out" if count == 1 else f"{what} here"
    return Source(path, UNSAFE.sub("", text), [Fault(place, message, "advice")])


def form_of(source: Source) -> Form:
    """Return the format of a source: by the end of its name, else by how it begins."""
    if _ANKI_HEAD.match(source.text):
        return Form.ANKI
    if (known := _BY_SUFFIX.get(source.path.suffix.lower())) is not None:
        return known
    text = source.text.lstrip()
    if text.startswith(("[", "{")):
        return Form.JSON
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and sum("\t" in line for line in lines) >= 0.8 * len(lines):
        return Form.ANKI
    return Form.MARKDOWN
