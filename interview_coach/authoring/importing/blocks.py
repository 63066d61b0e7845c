"""Cuts Markdown into blocks: headings, paragraphs, items of lists by depth, tables. The rest is read as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from interview_coach.authoring.importing.cells import Cell, Row
from interview_coach.authoring.importing.told import Place

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_ITEM = re.compile(r"^([ \t]*)(?:[-+*]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?(.*)|$)")
_FENCE = re.compile(r"^[ \t]*(```+|~~~+)")
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_COMMENT = re.compile(r"(?<!\\)<!--.*?(?:-->|\Z)", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])(.{1,300}?)(?<=[^\s*_])\1(?![\w*_])", re.DOTALL)
_CODE = re.compile(r"(`{1,3})(.{1,300}?)\1", re.DOTALL)
_LONGEST = 12_000
"""Characters of a text in which markup is looked for."""

_PRIVATE = 0xE000
"""Characters from here on stand for escaped ones while markup is taken out."""


@dataclass
class Block:
    """A heading (``rank`` from 1), a paragraph, an item of a list (``depth`` from 1), or a table."""

    place: Place
    text: str = ""
    rank: int = 0
    depth: int = 0
    table: list[Row] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """Return the blocks of ``text``, which has line feeds only, in their order; comments are left out."""
    text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    cutter = _Cutter()
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        cutter.take(line.expandtabs(4), number)
    cutter.close()
    for block in cutter.found:
        block.text = without_markup(block.text)
    return [block for block in cutter.found if block.text or block.table or block.rank]


def without_markup(text: str) -> str:
    """Return ``text`` without emphasis, links and escapes, as it is meant to be read; one that is too long as it is."""
    if len(text) > _LONGEST:
        return text.strip()
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group(1))
        return chr(_PRIVATE + len(kept) - 1)

    text = "".join(c for c in text if not _is_private(c))
    text = _ESCAPED.sub(keep, text)
    text = _CODE.sub(r"\2", _LINK.sub(r"\1", text))
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    return "".join(kept[ord(c) - _PRIVATE] if _is_private(c) else c for c in text).strip()


def _is_private(character: str) -> bool:
    return _PRIVATE <= ord(character) < _PRIVATE + 6_400


class _Cutter:
    """Reads lines."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._open: Block | None = None
        """The paragraph, item or table that the next line may belong to."""
        self._indents: list[int] = []
        """Where the text of the list items begins that are open, outermost first."""
        self._blank = True
        self._fence = ""

    def take(self, line: str, number: int) -> None:
        """Read a line."""
        if self._fence:
            if line.strip().startswith(self._fence):
                self._fence = ""
            else:
                self._more(_tidy(line), line, number)
            return
        if not line.strip():
            self._blank = True
            return
        if fence := _FENCE.match(line):
            self._fence = fence.group(1)
        elif heading := _HEADING.match(line):
            self._add(Block(Place(number, 1), _of_heading(line[heading.end() :]), rank=len(heading.group(1))), [])
            self._open = None
        elif self._underlines(line):
            pass
        elif _RULE.match(line):
            self._open, self._indents = None, []
        elif item := _ITEM.match(line):
            self._item(item, line, number)
        elif line.lstrip().startswith("|"):
            self._row(line, number)
        else:
            self._more(_tidy(line), line, number)
        self._blank = False

    def close(self) -> None:
        """Nothing comes any more."""
        self._open = None

    def _underlines(self, line: str) -> bool:
        """Take a line of dashes or equal signs for what makes the paragraph above it a heading."""
        found = _UNDERLINE.match(line)
        above = self._open
        if found is None or self._blank or above is None or above.depth or above.table:
            return False
        above.rank = 1 if found.group(1).startswith("=") else 2
        self._open = None
        return True

    def _item(self, item: re.Match[str], line: str, number: int) -> None:
        indent = len(item.group(1))
        outer = [begins for begins in self._indents if begins <= indent]
        text = item.group(2) or ""
        begins = len(line) - len(text) if text else indent + 2
        self._add(
            Block(Place(number, indent + 1), _tidy(text), depth=len(outer) + 1), [*outer, min(begins, indent + 4)]
        )

    def _row(self, line: str, number: int) -> None:
        if self._open is None or not self._open.table or self._blank:
            self._add(Block(Place(number, 1), table=[]), [])
        row = list(_cells(line, number))
        if self._open is not None:
            self._open.table.append(row)

    def _more(self, text: str, line: str, number: int) -> None:
        """Add a line to what is open, or begin a paragraph."""
        indent = len(line) - len(line.lstrip())
        inside = self._open is not None and self._open.depth and self._indents and indent >= self._indents[-1]
        if self._open is not None and not self._open.table and (not self._blank or inside):
            self._open.text += ("\n\n" if self._blank else " ") + text
        else:
            self._add(Block(Place(number, indent + 1), text), [])

    def _add(self, block: Block, indents: list[int]) -> None:
        self.found.append(block)
        self._open, self._indents = block, indents


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _of_heading(text: str) -> str:
    """Return the text of a heading, without the number signs that may close it."""
    text = _tidy(text)
    opened = text.rstrip("#")
    return opened.rstrip() if not opened or opened.endswith(" ") else text


def _cells(line: str, number: int) -> Iterator[Cell]:
    """Yield the cells of a table's row; an escaped border is none."""
    inner = line.strip().removeprefix("|")
    column = line.index("|") + 2
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    for part in re.split(r"(?<!\\)\|", inner):
        skipped = len(part) - len(part.lstrip())
        yield Cell(without_markup(part.strip()), Place(number, column + skipped))
        column += len(part) + 1
