"""How many questions there are for whom: competencies against tracks, seniorities, formats, difficulties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static, Tab, Tabs

from interview_coach.domain.coverage import SIDES, coverage
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.words import counted, spaced

if TYPE_CHECKING:
    from interview_coach.domain.question import Question

FEW = 2
"""As many questions or fewer are marked: they are soon used up."""


class CoverageScreen(StandingScreen[None]):
    """Shows a table for each way to divide the questions.

    Args:
        questions: what there is to practise.
    """

    CSS_PATH = "banks.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,n", "side(1)", "Next table", key_display="→", id="coverage.next", tooltip="By something else"),
        Binding("left,p", "side(-1)", "Previous", key_display="←", id="coverage.previous", tooltip="The table before"),
        Binding("escape,v", "leave", "Back", id="coverage.back", tooltip="Back to the banks"),
    ]

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__()
        self._questions = questions

    def compose(self) -> ComposeResult:
        """Lay out the tables' names, and the table."""
        yield Static(f"Coverage · {counted(len(self._questions), 'question')}", id="top", markup=False)
        yield Tabs(*(Tab(f"By {side.title}", id=name) for name, side in SIDES.items()))
        with VerticalScroll(id="page"):
            yield Static(id="table")
            yield Static(
                f"\n! marks {FEW} or fewer. A question that names no track, seniority or background fits all of them.",
                classes="quiet",
                markup=False,
            )
        yield KeyLine()

    @on(Tabs.TabActivated)
    def _show(self, event: Tabs.TabActivated) -> None:
        if self.stands:
            self.query_one("#table", Static).update(self._table(event.tab.id or "track"))

    def _table(self, name: str) -> Table:
        side = SIDES[name]
        table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
        table.add_column("Competency", overflow="ellipsis", no_wrap=True, ratio=2, min_width=14)
        table.add_column("All", justify="right", no_wrap=True)
        for value in side.values:
            table.add_column(spaced(value), justify="right", overflow="fold")
        for row in coverage(self._questions, side):
            cells = [Text(f"{'! ' if number <= FEW else ''}{number}") for number in row.fitting]
            table.add_row(Text(spaced(row.competency)), Text(str(row.questions)), *cells)
        return table

    def action_side(self, step: int) -> None:
        """Show the table ``step`` places on."""
        tabs = self.query_one(Tabs)
        names = list(SIDES)
        tabs.active = names[(names.index(tabs.active or names[0]) + step) % len(names)]

    def action_leave(self) -> None:
        """Go back."""
        self.close()
