"""The lists of the home screen: what is wrong with the content, unfinished interviews, recent ones."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from interview_coach.tui.widgets.choosing import Paged


class HomeLists(Vertical):
    """Shows what was loaded; parts without content are not shown."""

    def compose(self) -> ComposeResult:
        """Make room for every part."""
        yield Static(id="problems", classes="notice hidden", markup=False)
        yield Static(
            "Nothing practised yet. Press d: a drill is one question and takes a few minutes.",
            id="nothing",
            classes="hidden",
            markup=False,
        )
        with Horizontal(id="columns"):
            with Vertical(id="unfinished-part", classes="hidden"):
                yield Static("Unfinished", classes="heading")
                yield Paged(id="unfinished", markup=False)
            with Vertical(id="recent-part", classes="hidden"):
                yield Static("Recent", classes="heading")
                yield Paged(id="recent", markup=False)

    def show(self, unfinished: Sequence[Content], recent: Sequence[Content]) -> None:
        """Show a line for each interview."""
        self._fill("unfinished", unfinished)
        self._fill("recent", recent)
        self.query_one("#nothing").set_class(bool(unfinished or recent), "hidden")

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the content; nothing where ``sentence`` is empty."""
        notice = self.query_one("#problems", Static)
        notice.set_class(not sentence, "hidden")
        notice.update(sentence)

    def _fill(self, name: str, lines: Sequence[Content]) -> None:
        options = self.query_one(f"#{name}", OptionList)
        highlighted = options.highlighted
        options.clear_options()
        options.add_options(lines)
        if lines:
            options.highlighted = min(highlighted or 0, len(lines) - 1)
        self.query_one(f"#{name}-part").set_class(not lines, "hidden")
