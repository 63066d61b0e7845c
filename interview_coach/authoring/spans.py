"""Where everything stands in the text of a YAML file, to the character: keys, values, entries, the lines around them.

The library's :class:`~interview_coach.library.document.Document` tells where a value begins; to replace it in the text
one must also know where it ends, and what of the line around it is somebody's comment.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from interview_coach.library.problems import Location

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLANK_END = re.compile(r"(?:\r?\n[ \t]*)*\Z")
_BEFORE_DASH = re.compile(r"(?:[ \t\r\n]|(?<![^\s])#[^\n]*)*-")


class Pair(NamedTuple):
    """A field: its name and its value."""

    key: ScalarNode
    value: Node


class Slot(NamedTuple):
    """The place that a value fills.

    ``after`` is the index behind the colon or the dash that it follows, ``column`` that of the field's name or of the
    dash. In a flow collection (``{a: 1}``, ``[a]``) ``flow`` is set, and an entry of a list has no ``after``.
    """

    node: Node
    after: int
    column: int
    flow: bool
    entry: bool


def flows(node: Node | None) -> bool:
    """Return whether ``node`` stands within brackets, ``[…]`` or ``{…}``."""
    return bool(getattr(node, "flow_style", False))


class Spans:
    """The places in ``text``, which holds no more than the library reads: no tags, anchors or aliases."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node | None = yaml.compose(text, _LOADER)

    # Lines

    def line_start(self, index: int) -> int:
        """Return where the line that holds ``index`` begins."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        r"""Return where the line that holds ``index`` ends, before its ``\n`` or ``\r\n``."""
        found = self.text.find("\n", index)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def next_line(self, index: int) -> int:
        """Return where the line behind the one that holds ``index`` begins; the end of the text where there is none."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def column(self, index: int) -> int:
        """Return how many characters stand before ``index`` on its line."""
        return index - self.line_start(index)

    # Values

    def end(self, node: Node) -> int:
        """Return where the content of ``node`` ends: without the blank lines and comments that follow it."""
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, ScalarNode):
            if node.style not in ("|", ">"):
                return int(end)
            written = self.text[start:end]
            if "+" in written.split("\n", 1)[0].split("#", 1)[0]:  # blank lines at the end belong to it
                return int(end - 1) if written.endswith("\n") else int(end)
            blank = _BLANK_END.search(written)
            return int(start + blank.start()) if blank else int(end)
        if flows(node) or not node.value:
            return int(end)
        last = node.value[-1]
        return self.end(last[1] if isinstance(node, MappingNode) else last)

    def node(self, location: Location) -> Node | None:
        """Return the value at ``location``; ``None`` where nothing stands there."""
        slot = self.slot(location) if location else None
        return slot.node if slot else (self.root if not location else None)

    def slot(self, location: Location) -> Slot | None:
        """Return the place of the value at ``location``; ``None`` where there is no such field or entry."""
        node, slot = self.root, None
        flow = False
        for step in location:
            flow = flow or flows(node)
            slot = self._step(node, step, flow=flow)
            if slot is None:
                return None
            node = slot.node
        return slot

    def _step(self, node: Node | None, step: str | int, *, flow: bool) -> Slot | None:
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if key.value == step:
                    after = self.text.index(":", key.end_mark.index) + 1
                    return Slot(value, after, key.start_mark.column, flow, entry=False)
        elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
            value = node.value[step]
            if flow:
                return Slot(value, value.start_mark.index, value.start_mark.column, flow, entry=True)
            dash = self.dash(node, step)
            return Slot(value, dash + 1, self.column(dash), flow, entry=True)
        return None

    def pair(self, mapping: MappingNode, name: str) -> tuple[int, Pair] | None:
        """Return the field ``name`` of ``mapping`` and its position there."""
        for position, (key, value) in enumerate(mapping.value):
            if key.value == name:
                return position, Pair(key, value)
        return None

    # Entries of block lists

    def dash(self, sequence: SequenceNode, position: int) -> int:
        """Return where the dash of an entry of a block list stands."""
        from_here = sequence.start_mark.index if position == 0 else self.end(sequence.value[position - 1])
        found = _BEFORE_DASH.match(self.text, from_here)
        if found is None:
            raise AssertionError("an entry of a block list stands behind a dash")
        return found.end() - 1

    def chunk(self, sequence: SequenceNode, position: int, above: int) -> tuple[int, int]:
        """Return where an entry of a block list begins and ends, in whole lines without the last line's end.

        Comment lines right above the entry, in the column of its dash, belong to it. ``above`` is the index before
        which nothing can: behind the name of the list.
        """
        dash = self.dash(sequence, position)
        column, start = self.column(dash), self.line_start(dash)
        limit = self.next_line(above) if position == 0 else self.next_line(self.end(sequence.value[position - 1]))
        while start > limit:
            before = self.line_start(start - 1)
            line = self.text[before:start]
            if line[: column + 1] != " " * column + "#":
                break
            start = before
        return start, self.line_end(self.end(sequence.value[position]))

    def offset(self) -> int:
        """Return how far to the right of a list's name the dashes stand: 0 or more; 2 where there is no block list."""
        nodes = [self.root]
        while nodes:
            node = nodes.pop()
            if isinstance(node, MappingNode):
                for key, value in node.value:
                    if isinstance(value, SequenceNode) and not flows(value) and value.value:
                        return max(0, int(value.start_mark.column - key.start_mark.column))
                nodes += [value for _, value in node.value]
            elif isinstance(node, SequenceNode):
                nodes += node.value
        return 2
