"""Notes in Markdown: headings, lists of questions, and labelled points beneath them.

The first heading of the highest rank is the title. A list item is a question, and what is nested under it belongs to
it: "Hint: …", "Follow-up: …", "Answer: …"; without a label it is a key point. Under a heading that asks nothing, or
whose text stands below it, labelled points belong to the heading's question. Other headings are topics.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from interview_coach.authoring.importing.blocks import Block, blocks
from interview_coach.authoring.importing.cells import Cell
from interview_coach.authoring.importing.names import Kind, field_of
from interview_coach.authoring.importing.sheets import read_table
from interview_coach.authoring.importing.told import Entry, Place, Reading, Told

_LABEL = re.compile(r"^([^\W\d_][^:\n]{0,38}?)\s*(?:\((?:at )?level ([1-5])\))?\s*:(?:\s+|$)", re.IGNORECASE)
_ABOUT = frozenset({"rubric", "section", "description", "title"})
_UNDER_A_LABEL = "key_point"
_RULE = re.compile(r"^:?-+:?$")


def read_markdown(text: str, kind: Kind) -> Reading:
    """Return the questions, or the criteria, of a text in Markdown."""
    found = blocks(text)
    if kind == "rubric":
        return _criteria(found)
    reader = _Reader(_rank_of_title(found))
    for block in found:
        reader.take(block)
    reader.finish()
    if not reader.reading.entries:
        reader.reading.error(Place(), "there is no question here: write each as an item of a list, `- Why …?`")
    return reader.reading


def _rank_of_title(found: list[Block]) -> int:
    """Return the rank of the heading that is the title: the first one's, unless others have it too."""
    ranks = [block.rank for block in found if block.rank]
    return ranks[0] if ranks and ranks.count(ranks[0]) == 1 and ranks[0] == min(ranks) else 0


@dataclass
class _Reader:
    """Puts blocks together to questions."""

    title_rank: int
    reading: Reading = field(default_factory=Reading)
    _entry: Entry | None = None
    _heading: Block | None = None
    """A heading that may be a title of a question, or a topic."""
    _loose: list[Block] = field(default_factory=list)
    """Paragraphs under it that may be the question, or an introduction."""
    _section: Told | None = None
    _group: tuple[int, str] | None = None
    """A label without a text: how deep it stands, and the field of what is nested under it."""

    def take(self, block: Block) -> None:
        """Take the next block."""
        if block.rank:
            self._head(block)
        elif block.table:
            self.finish()
            heading, *body = block.table
            read_table(heading, [row for row in body if not _is_rule(row)], "bank", self.reading)
        elif block.depth:
            self._item(block)
        else:
            self._paragraph(block)

    def finish(self) -> None:
        """Close the question under way."""
        if self._entry is None and self._heading is not None and self._loose:
            self._from_heading(" ".join(block.text for block in self._loose))
        elif self._entry is None and self._heading is not None and self._heading.text.endswith("?"):
            self._begin(self._heading.text, self._heading.place)
        self._entry, self._heading, self._loose, self._group = None, None, [], None

    def _head(self, block: Block) -> None:
        self.finish()
        if block.rank == self.title_rank:
            self.reading.about.told.append(Told("title", block.text, block.place))
            return
        labelled = _labelled(block.text)
        if labelled is not None and labelled[0] == "ask" and labelled[1]:
            self._begin(labelled[1], block.place)
            return
        self._heading = block
        if not block.text.endswith("?"):
            self._section = Told("section", block.text, block.place)

    def _paragraph(self, block: Block) -> None:
        labelled = _labelled(block.text)
        if labelled is None:
            self._unlabelled(block)
        elif labelled[0] == "ask":
            if self._heading is not None and self._entry is None:
                self._from_heading(labelled[1], block.place)
            else:
                self._begin(labelled[1], block.place)
        elif self._entry is None and self._heading is None:
            if labelled[0] in _ABOUT:
                self.reading.about.told.append(Told(labelled[0], labelled[1], block.place))
            else:
                self.reading.left_out(block.place, "this was left out: no question stands above it")
        else:
            self._add(labelled, block)

    def _unlabelled(self, block: Block) -> None:
        if self._entry is not None:
            answer = self._entry.first("title") == "" and self._heading is not None
            self._entry.told.append(Told("answer-5" if answer else "context", block.text, block.place))
        elif self._heading is None:
            where = self.reading.about.told
            if any(told.field == "title" for told in where) or not self.reading.entries:
                where.append(Told("description", block.text, block.place))
        elif self._heading.text.endswith("?"):
            self._begin(self._heading.text, self._heading.place, keep=True)
            self._unlabelled(block)
        else:
            self._loose.append(block)

    def _item(self, block: Block) -> None:
        while self._group is not None and block.depth <= self._group[0]:
            self._group = None
        labelled = _labelled(block.text)
        if labelled is not None and labelled[0] == "ask":
            if self._heading is not None and self._entry is None and not self._loose:
                self._from_heading(labelled[1], block.place)
            else:
                self._begin(labelled[1], block.place)
        elif labelled is not None:
            self._labelled_item(labelled, block)
        elif block.depth == 1 and self._group is None:
            for paragraph in self._loose:
                self.reading.left_out(paragraph.place, "this paragraph was left out: it belongs to no question")
            self._loose, self._heading = [], None
            self._begin(block.text, block.place)
        else:
            self._add((self._group[1] if self._group else _UNDER_A_LABEL, block.text), block)

    def _labelled_item(self, labelled: tuple[str, str], block: Block) -> None:
        if not labelled[1]:
            self._group = (block.depth, labelled[0])
        self._add(labelled, block)

    def _add(self, labelled: tuple[str, str], block: Block) -> None:
        if self._entry is None and self._heading is not None:
            if self._loose:
                self._from_heading(" ".join(paragraph.text for paragraph in self._loose), self._loose[0].place)
            elif self._heading.text.endswith("?"):
                self._begin(self._heading.text, self._heading.place, keep=True)
        if not labelled[1]:
            return
        if self._entry is None:
            self.reading.left_out(block.place, "this was left out: no question stands above it")
        else:
            self._entry.told.append(Told(*labelled, block.place))

    def _from_heading(self, ask: str, place: Place | None = None) -> None:
        heading = self._heading
        assert heading is not None  # noqa: S101 - the callers looked
        self._section = None if self._section and self._section.place == heading.place else self._section
        self._begin(ask, place or heading.place)
        if self._entry is not None:
            self._entry.told.append(Told("title", heading.text, heading.place))

    def _begin(self, ask: str, place: Place, *, keep: bool = False) -> None:
        self._entry = Entry(place, [Told("ask", ask, place)])
        if self._section is not None:
            self._entry.told.append(self._section)
        self.reading.entries.append(self._entry)
        self._loose, self._group = [], None
        if not keep:
            self._heading = None


def _labelled(text: str) -> tuple[str, str] | None:
    """Return the field and the rest of a text that begins with a known label and a colon."""
    found = _LABEL.match(text)
    if found is None:
        return None
    name = field_of(found.group(1), "bank")
    if name is None:
        return None
    if found.group(2) and name.startswith("answer"):
        name = f"answer-{found.group(2)}"
    return name, text[found.end() :].strip()


def _criteria(found: list[Block]) -> Reading:
    """Return the criteria of a rubric: the rows of its tables."""
    reading = Reading()
    for block in found:
        if block.table:
            heading, *body = block.table
            read_table(heading, [row for row in body if not _is_rule(row)], "rubric", reading)
        elif block.rank and not reading.about.told:
            reading.about.told.append(Told("title", block.text, block.place))
        elif not block.depth and not block.rank and not reading.entries:
            text = re.sub(r"^description:\s*", "", block.text, flags=re.IGNORECASE)
            reading.about.told.append(Told("description", text, block.place))
    if not reading.entries and not reading.faults:
        reading.error(Place(), "there is no table of criteria here, such as `| Criterion | Weight | 1 | 3 | 5 |`")
    return reading


def _is_rule(row: list[Cell]) -> bool:
    return all(_RULE.match(cell.text.strip()) for cell in row)
