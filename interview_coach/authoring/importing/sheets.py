"""Tables with a heading: CSV as spreadsheets export it, whatever the order of the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interview_coach.authoring.importing.cells import Cell, NoTable, Row, delimiter_of, rows
from interview_coach.authoring.importing.names import LISTS, Kind, field_of, suggestion
from interview_coach.authoring.importing.told import Entry, Place, Reading, Told
from interview_coach.library.words import listed, shown

_NEEDED: dict[Kind, tuple[str, str]] = {
    "bank": ("ask", "`ask`, `question` or `prompt`"),
    "rubric": ("title", "`criterion`, `title` or `dimension`"),
}
_BULLET = re.compile(r"^[-•*](?:\s+|$)")
_INERT = ("'=", "'+", "'-", "'@", "'\t", "''")
"""How a text begins that was kept from being taken for a formula."""


def read_sheet(text: str, kind: Kind) -> Reading:
    """Return the rows of ``text``; its first row names the columns."""
    reading = Reading()
    first = text.partition("\n")[0]
    preset = first[4:5] if first.lower().startswith("sep=") else ""  # as some spreadsheets tell themselves
    body, first_line = (text.partition("\n")[2], 2) if preset else (text, 1)
    delimiter = preset or delimiter_of(body, first_line, lambda name: field_of(name, kind))
    try:
        table = list(rows(body, delimiter, first_line))
    except NoTable as error:
        reading.error(error.place, str(error))
        return reading
    if not table:
        reading.error(Place(), "there is nothing in this file")
        return reading
    read_table(table[0], table[1:], kind, reading)
    return reading


def read_table(heading: Row, body: Sequence[Row], kind: Kind, reading: Reading) -> None:
    """Add the rows of a table to ``reading``."""
    fields = _columns(heading, kind, reading)
    needed, names = _NEEDED[kind]
    if needed not in fields:
        found = listed([shown(cell.text.strip()) for cell in heading[:8]])
        noun = "questions" if kind == "bank" else "criteria"
        what = f"no column holds the {noun}: call one {names}"
        reading.faults.clear()
        reading.error(heading[0].place, f"{what}; the columns are {found}")
        return
    for row in body:
        if len(row) > len(fields) and any(cell.text.strip() for cell in row[len(fields) :]):
            extra = row[len(fields)]
            message = f"this row has {len(row)} cells, and there are {len(fields)} columns"
            reading.error(extra.place, f"{message}: put cells that hold the delimiter in quotation marks")
            continue
        entry = Entry(row[0].place)
        for field, cell in zip(fields, row, strict=False):
            if field is not None:
                entry.told += cell_told(field, cell)
        reading.entries.append(entry)


def cell_told(field: str, cell: Cell) -> list[Told]:
    """Return what a cell says of ``field``: of some, several things."""
    text = cell.text[1:] if cell.text.startswith(_INERT) else cell.text
    if field not in LISTS:
        return [Told(field, text.strip(), cell.place)] if text.strip() else []
    mark = next((mark for mark in ("\n", "|", ";") if mark in text), None)
    parts = text.split(mark) if mark else [text]
    return [Told(field, told, cell.place) for part in parts if (told := _BULLET.sub("", part.strip()))]


def _columns(heading: Row, kind: Kind, reading: Reading) -> list[str | None]:
    fields: list[str | None] = []
    for cell in heading:
        name = cell.text.strip()
        field = field_of(name, kind)
        if field is not None and field in fields and field not in LISTS:
            reading.left_out(cell.place, f"the column {shown(name)} was left out: another one holds the same already")
            field = None
        elif field is None and name:
            near = suggestion(name, kind)
            reading.left_out(cell.place, f"the column {shown(name)} was left out{near or ': it is not known'}")
        fields.append(field)
    while fields and fields[-1] is None and not heading[len(fields) - 1].text.strip():
        fields.pop()
    return fields
