"""Cards: Anki's export of notes as plain text, with or without its heading lines.

The heading lines (``#separator:tab``, ``#html:true``, ``#columns:…``, ``#deck column:2`` and their like) are described
in the manual: https://docs.ankiweb.net/importing/text-files.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from interview_coach.authoring.importing.cells import Cell, NoTable, Row, delimiter_of, rows
from interview_coach.authoring.importing.html_text import plain_text
from interview_coach.authoring.importing.names import LISTS, field_of
from interview_coach.authoring.importing.told import Entry, Place, Reading, Told

_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_CLOZE = re.compile(r"\{\{c\d+::")
_SOUND = re.compile(r"\[(?:sound|anki):[^\]]*\]")
_LABELLED = re.compile(r"^(key point|follow-up|hint): (.+)$", re.IGNORECASE)


@dataclass
class _Head:
    separator: str = ""
    html: bool = True
    columns: list[str] = field(default_factory=list)
    deck: str = ""
    tags: str = ""
    meta: dict[str, int] = field(default_factory=dict)
    """What is no field of a note, and in which column it stands, from 0: guid, notetype, deck, tags."""


def read_cards(text: str) -> Reading:
    """Return the notes in ``text``: the first field is the question, the second the model answer."""
    reading = Reading()
    head, body, first_line = _head(text)
    separator = head.separator or ("\t" if "\t" in body else delimiter_of(body, first_line))
    try:
        table = list(rows(body, separator, first_line))
    except NoTable as error:
        reading.error(error.place, str(error))
        return reading
    if not table:
        reading.error(Place(first_line), "there are no notes in this file")
    fields = _fields(head, max(map(len, table), default=0))
    for row in table:
        _add_note(reading, row, fields, head)
    deck = head.deck or next((entry.first("deck") for entry in reading.entries), "")
    if deck:
        reading.about.told.append(Told("title", deck.rpartition("::")[2].strip(), Place()))
    for entry in reading.entries:
        entry.told = [told for told in entry.told if told.field != "deck"]
    return reading


def _head(text: str) -> tuple[_Head, str, int]:
    """Return what the lines with ``#`` at the top say, what follows them, and the number of its first line."""
    head, lines, number = _Head(), text.split("\n"), 0
    while number < len(lines) and lines[number].startswith("#"):
        name, _, value = lines[number][1:].partition(":")
        name = name.strip().lower()
        if name == "separator":
            head.separator = _SEPARATORS.get(value.strip().lower(), value[:1] or "\t")
        elif name == "html":
            head.html = value.strip().lower() == "true"
        elif name == "columns":
            head.columns = [column.strip() for column in value.split(head.separator or "\t")]
        elif name == "deck":
            head.deck = value.strip()
        elif name == "tags":
            head.tags = value.strip()
        elif name.endswith(" column") and value.strip().isdecimal():
            head.meta[name.removesuffix(" column")] = int(value.strip()[:4]) - 1
        number += 1
    return head, "\n".join(lines[number:]), number + 1


def _fields(head: _Head, width: int) -> list[str | None]:
    """Return the field that each column holds: by its name where it is known, else in the order of question, answer."""
    meta = {column: name for name, column in head.meta.items()}
    free = [column for column in range(width) if column not in meta]
    named = {c: field_of(head.columns[c], "bank") for c in free if c < len(head.columns)}
    fields: dict[int, str | None] = {c: name if c in named else None for c, name in named.items()}
    if "ask" not in fields.values():
        fields |= dict(zip([c for c in free if fields.get(c) != "section"], ("ask", "answer-5"), strict=False))
    fields |= {column: {"deck": "deck", "tags": "section"}.get(name) for column, name in meta.items()}
    return [fields.get(column) for column in range(width)]


def _add_note(reading: Reading, row: Row, fields: list[str | None], head: _Head) -> None:
    entry = Entry(row[0].place)
    pictures = False
    for name, cell in zip(fields, row, strict=False):
        if name is None:
            continue
        text, picture = _content(cell, html=head.html)
        pictures |= picture
        entry.told += _told(name, text, cell.place)
    ask = entry.first("ask")
    if _CLOZE.search(ask):
        reading.left_out(entry.place, "this note was left out: a text with gaps to fill asks no question")
    elif not ask:
        what = "it holds only a picture or a sound" if pictures else "its first field is empty"
        reading.left_out(entry.place, f"this note was left out: {what}")
    else:
        if pictures:
            reading.left_out(entry.place, "pictures and sounds of this note were left out")
        if head.tags and not entry.first("section"):
            entry.told.append(Told("section", head.tags.split()[0], entry.place))
        reading.entries.append(entry)


def _told(name: str, text: str, place: Place) -> list[Told]:
    if name == "section":
        parts = [part for tag in text.split() for part in reversed(tag.split("::"))]
        return [Told(name, part.replace("_", " "), place) for part in parts if part]
    if name in LISTS:
        return [Told(name, line, place) for line in text.split("\n") if line]
    found: list[Told] = []
    rest: list[str] = []
    for line in text.split("\n"):
        labelled = _LABELLED.match(line) if name == "answer-5" else None
        if labelled:
            found.append(Told(field_of(labelled.group(1), "bank") or "", labelled.group(2), place))
        else:
            rest.append(line)
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(rest)).strip()
    return [*([Told(name, whole, place)] if whole else []), *found]


def _content(cell: Cell, *, html: bool) -> tuple[str, bool]:
    text, pictures = plain_text(cell.text) if html else (cell.text, False)
    without = _SOUND.sub("", text)
    return without.strip(), pictures or without != text
