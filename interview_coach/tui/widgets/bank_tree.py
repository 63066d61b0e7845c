"""The tree of the Banks screen. What is open, where the cursor is and how far it is scrolled outlast a reload."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from interview_coach.tui.bank_rows import Row

Key = tuple[str, str]


class BankTree(Tree[Row]):
    """Shows rows; arrows move, right and left open and close."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "open", "Open", show=False),
        Binding("left,h", "shut", "Close", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__("", id=id)
        self.show_root = False
        self.guide_depth = 2
        self._shown: tuple[Row, ...] = ()
        self._opened: set[Key] = {("part", "broken"), ("part", "banks"), ("part", "rubrics")}

    @property
    def row(self) -> Row | None:
        """The row that the cursor is on."""
        return self.cursor_node.data if self.cursor_node is not None else None

    def show(self, rows: Sequence[Row], *, all_open: bool = False, at: Key | None = None) -> None:
        """Show ``rows``; the cursor stays on what it is on, or goes to ``at``.

        Args:
            rows: what to show.
            all_open: whether everything is open, as while something is searched for.
            at: the key of the row to go to.
        """
        self._shown = tuple(rows)
        line, scrolled = self.cursor_line, self.scroll_offset
        wanted = at or (self.row.key if self.row is not None else None)
        self.clear()
        for row in rows:
            self._add(self.root, row, all_open=all_open, towards=at)
        self.root.expand()
        nodes = {node.data.key: node for node in self._all(self.root) if node.data is not None}
        last = self.last_line  # lays the lines out, so that nodes know theirs
        self.cursor_line = -1
        found = nodes.get(wanted) if wanted is not None else None
        self.move_cursor(found if found is not None else self.get_node_at_line(max(0, min(line, last))))
        if at is None:
            self.scroll_to(y=scrolled.y, animate=False, force=True)

    def action_open(self) -> None:
        """Open what the cursor is on; where it is open, go into it."""
        node = self.cursor_node
        if node is not None and node.allow_expand and not node.is_expanded:
            node.expand()
        elif node is not None and node.children:
            self.move_cursor(node.children[0])

    def action_shut(self) -> None:
        """Close what the cursor is on; where it is closed, go to what holds it."""
        node = self.cursor_node
        if node is not None and node.is_expanded and node.children:
            node.collapse()
        elif node is not None and node.parent is not None and not node.parent.is_root:
            self.move_cursor(node.parent)

    def action_first(self) -> None:
        """Go to the first row."""
        self._go_to_line(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self._go_to_line(self.last_line)

    def _go_to_line(self, line: int) -> None:
        if 0 <= line <= self.last_line:  # where a search finds nothing there is no line at all
            self.move_cursor_to_line(line)

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Row]) -> None:
        """Remember what is open."""
        if event.node.data is not None:
            self._opened.add(event.node.data.key)

    def on_tree_node_collapsed(self, event: Tree.NodeCollapsed[Row]) -> None:
        """Remember what is closed."""
        if event.node.data is not None:
            self._opened.discard(event.node.data.key)

    def _add(self, parent: TreeNode[Row], row: Row, *, all_open: bool, towards: Key | None) -> None:
        label = Text.assemble(row.label, (f"  {row.mark}" if row.mark else "", "dim"))
        if not row.children:
            parent.add_leaf(label, row)
            return
        leads = towards is not None and any(child.key == towards for child in row.children)
        if leads:
            self._opened.add(row.key)
        node = parent.add(label, row, expand=all_open or leads or row.key in self._opened)
        for child in row.children:
            self._add(node, child, all_open=all_open, towards=towards)

    def _all(self, node: TreeNode[Row]) -> list[TreeNode[Row]]:
        return [found for child in node.children for found in (child, *self._all(child))]
