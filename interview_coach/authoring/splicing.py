"""Makes a change in the text of a YAML file and leaves every other character as it is.

The new value is written by ``emitting`` and put into the text at the place that ``spans`` knows. What cannot be done
so without touching anything else is refused by ``manuscript``, which reads the result back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from interview_coach.authoring import emitting
from interview_coach.authoring.changes import Drop, Insert, Move, Put
from interview_coach.authoring.spans import Pair, Slot, Spans, flows
from interview_coach.library.parsing import Plain
from interview_coach.library.problems import Location

_COMMENT = re.compile(r"\s+#.*")


class Splice(NamedTuple):
    """What stands from ``start`` to ``end`` in a text becomes ``piece``."""

    start: int
    end: int
    piece: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return ``text`` with all ``splices`` made.

    Raises:
        CannotSplice: two of them are about the same characters.
    """
    pieces, last = [], 0
    for start, end, piece in sorted(splices, key=lambda s: (s.start, s.end)):
        if start < last:
            raise CannotSplice
        pieces += [text[last:start], piece]
        last = end
    return "".join([*pieces, text[last:]])


class CannotSplice(Exception):
    """The text is written in a way in which the change cannot be made without touching anything else."""


class Splicer:
    """Finds out what to splice in a text for a change.

    Args:
        text: the file, without a byte order mark.
        order: returns the names of a field and of those that may stand beside it, as they are written in turn.
    """

    def __init__(self, text: str, order: Callable[[Location], Sequence[str]]) -> None:
        self._text = text
        self._order = order
        self._spans = Spans(text)
        self._newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"

    def put(self, change: Put) -> Splice:
        """Return how the value is put."""
        slot = self._spans.slot(change.at)
        if slot is not None:
            return self._replaced(slot, change.value)
        return self._added(change.at, change.value)

    def insert(self, change: Insert) -> Splice:
        """Return how the entry is inserted."""
        holder = self._spans.node(change.at[:-1])
        if not isinstance(holder, SequenceNode) or not holder.value:
            return self.put(Put(change.at[:-1], [change.value]))
        position = int(change.at[-1])
        if self._flows(change.at):
            return self._flow_inserted(holder, position, emitting.inline(change.value))
        return self._entry_inserted(change.at[:-1], holder, position, change.value)

    def drop(self, change: Drop) -> Splice:
        """Return how the field or the entry is dropped; ``at`` must not be the only one in what holds it."""
        holder = self._spans.node(change.at[:-1])
        if isinstance(holder, SequenceNode):
            position = int(change.at[-1])
            if flows(holder):
                return self._flow_dropped([(n.start_mark.index, self._spans.end(n)) for n in holder.value], position)
            return self._entry_dropped(change.at[:-1], holder, position)
        if not isinstance(holder, MappingNode):
            raise CannotSplice
        found = self._spans.pair(holder, str(change.at[-1]))
        if found is None:
            raise CannotSplice
        if self._flows(change.at):
            return self._flow_dropped(
                [(k.start_mark.index, self._pair_end(Pair(k, v))) for k, v in holder.value], found[0]
            )
        return self._pair_dropped(holder, *found)

    def move(self, change: Move) -> Splice:
        """Return how the entry is moved: what is written stays, and what stands between the entries."""
        holder = self._spans.node(change.at[:-1])
        if not isinstance(holder, SequenceNode):
            raise CannotSplice
        if flows(holder):
            slots = [(n.start_mark.index, self._spans.end(n)) for n in holder.value]
        else:
            slots = self._chunks(change.at[:-1], holder)
        pieces = [self._text[start:end] for start, end in slots]
        pieces.insert(change.to, pieces.pop(int(change.at[-1])))
        moved = spliced(self._text, [Splice(*slot, piece) for slot, piece in zip(slots, pieces, strict=True)])
        first, last = slots[0][0], slots[-1][1]
        return self._with(first, last, moved[first : last + len(moved) - len(self._text)])

    # Values

    def _replaced(self, slot: Slot, value: Plain) -> Splice:
        node, text = slot.node, self._text
        start, end = node.start_mark.index, self._spans.end(node)
        style = (node.style or "") if isinstance(node, ScalarNode) else ""
        if slot.flow:
            apart = " " if start == slot.after and not slot.entry else ""
            return self._with(start, end, apart + emitting.inline(value, style=style))
        lines = emitting.block(value, entry=slot.entry, column=slot.column, style=style, offset=self._spans.offset())
        if not isinstance(node, ScalarNode) and not flows(node):
            return self._with(slot.after, end, self._joined(lines, " ", self._rest(slot.after, start)))
        if style in ("|", ">"):
            header = text[start : self._spans.line_end(start)]
            return self._with(start, end, self._joined(lines, "", self._comment(header)))
        stop = self._spans.line_end(end)
        if not lines[0]:  # a list or a group starts on the next line
            return self._with(slot.after, stop, self._joined(lines, "", text[end:stop]))
        return self._with(start, stop, self._joined(lines, " " if start == end else "", text[end:stop]))

    def _joined(self, lines: Sequence[str], before: str, rest: str) -> str:
        """Return ``lines`` with ``rest``, a comment, at the end of the first."""
        first = f"{before}{lines[0]}" if lines[0] else ""
        if rest.strip() and not rest[0].isspace():
            rest = f" {rest}"
        return self._newline.join([first + rest, *lines[1:]])

    def _rest(self, after: int, start: int) -> str:
        """Return the comment that stands behind a field's name, before its list begins on another line."""
        line_end = self._spans.line_end(after)
        return self._text[after:line_end].rstrip() if line_end < start else ""

    def _comment(self, header: str) -> str:
        found = _COMMENT.search(header)
        return found.group() if found else ""

    def _added(self, at: Location, value: Plain) -> Splice:
        name = str(at[-1])
        holder = self._spans.node(at[:-1])
        if not isinstance(holder, MappingNode) or not holder.value:
            if at[:-1] and (holder is None or isinstance(holder, ScalarNode | MappingNode)):
                return self.put(Put(at[:-1], {name: value}))
            raise CannotSplice
        key = name if name.isdigit() else emitting.inline(name)
        before = self._neighbour(holder, name, self._order(at))
        if self._flows(at):
            piece = f"{key}: {emitting.inline(value)}"
            if before is None:
                return self._with(holder.value[0][0].start_mark.index, None, f"{piece}, ")
            return self._with(self._pair_end(before), None, f", {piece}")
        column = holder.value[0][0].start_mark.column
        first, *others = emitting.block(value, entry=False, column=column, offset=self._spans.offset())
        lines = [f"{key}: {first}" if first else f"{key}:", *others]
        if before is None:
            return self._with(holder.value[0][0].start_mark.index, None, self._newline.join([*lines, " " * column]))
        lines[0] = " " * column + lines[0]
        return self._with_lines(self._spans.line_end(self._pair_end(before)), lines)

    def _neighbour(self, holder: MappingNode, name: str, order: Sequence[str]) -> Pair | None:
        """Return the field behind which the new field ``name`` belongs; ``None`` where it comes first."""
        if name not in order:
            return Pair(*holder.value[-1])
        earlier = set(order[: order.index(name)])
        known = [Pair(key, value) for key, value in holder.value if key.value in order]
        if not known:
            return Pair(*holder.value[-1])
        before = [pair for pair in known if pair.key.value in earlier]
        return before[-1] if before else None

    # Entries of lists, and fields

    def _entry_inserted(self, at: Location, holder: SequenceNode, position: int, value: Plain) -> Splice:
        chunks = self._chunks(at, holder)
        column = self._spans.column(self._spans.dash(holder, 0))
        first, *others = emitting.block(value, entry=True, column=column, offset=self._spans.offset())
        lines = [" " * column + f"- {first}".rstrip(), *others]
        blank = [""] * (self._text.count("\n", chunks[-2][1], chunks[-1][0]) - 1 if len(chunks) > 1 else 0)
        if position == len(chunks):
            return self._with_lines(chunks[-1][1], [*blank, *lines])
        return self._with(chunks[position][0], None, self._newline.join([*lines, *blank, ""]))

    def _entry_dropped(self, at: Location, holder: SequenceNode, position: int) -> Splice:
        chunks = self._chunks(at, holder)
        start, end = chunks[position]
        if position == 0:
            return self._with(start, self._after_blank_lines(end), "")
        return self._with(self._before_blank_lines(start), self._spans.next_line(end), "")

    def _pair_dropped(self, holder: MappingNode, position: int, pair: Pair) -> Splice:
        text, start = self._text, pair.key.start_mark.index
        end = self._spans.line_end(self._pair_end(pair))
        line = self._spans.line_start(start)
        if not text[line:start].strip():
            return self._with(line, self._spans.next_line(end), "")
        following = holder.value[position + 1][0].start_mark.index
        if not text[end:following].strip():
            return self._with(start, following, "")
        return self._with(line + len(text[line:start].rstrip()), end, "")

    def _chunks(self, at: Location, holder: SequenceNode) -> list[tuple[int, int]]:
        slot = self._spans.slot(at)
        if slot is None:
            raise CannotSplice
        chunks = [self._spans.chunk(holder, n, slot.after) for n in range(len(holder.value))]
        for number, (start, _) in enumerate(chunks):
            dash = self._spans.dash(holder, number)
            if self._text[self._spans.line_start(dash) : dash].strip() or start < slot.after:
                raise CannotSplice  # a list within a list, on one line
        return chunks

    def _flow_inserted(self, holder: SequenceNode, position: int, written: str) -> Splice:
        if position == len(holder.value):
            return self._with(self._spans.end(holder.value[-1]), None, f", {written}")
        return self._with(holder.value[position].start_mark.index, None, f"{written}, ")

    def _flow_dropped(self, parts: list[tuple[int, int]], position: int) -> Splice:
        if position + 1 < len(parts):
            return self._with(parts[position][0], parts[position + 1][0], "")
        return self._with(parts[position - 1][1], parts[position][1], "")

    def _pair_end(self, pair: Pair) -> int:
        return max(self._spans.end(pair.value), int(pair.key.end_mark.index))

    def _flows(self, at: Location) -> bool:
        """Return whether what stands at ``at`` stands within brackets."""
        return any(flows(self._spans.node(at[:length])) for length in range(len(at)))

    # Pieces of text

    def _with(self, start: int, end: int | None, piece: str) -> Splice:
        return Splice(start, start if end is None else end, piece)

    def _with_lines(self, line_end: int, lines: Sequence[str]) -> Splice:
        """Return how ``lines`` are put behind the line that ends at ``line_end``."""
        return self._with(line_end, None, "".join(self._newline + line for line in lines))

    def _before_blank_lines(self, start: int) -> int:
        while start > 0:
            before = self._spans.line_start(start - 1)
            if self._text[before:start].strip():
                break
            start = before
        return start

    def _after_blank_lines(self, end: int) -> int:
        start = self._spans.next_line(end)
        while start < len(self._text):
            following = self._spans.next_line(start)
            if self._text[start:following].strip():
                break
            start = following
        return start
