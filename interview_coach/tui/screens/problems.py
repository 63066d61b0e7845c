"""Everything that is wrong in banks and rubrics, or could be better; each leads to its line in the editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from interview_coach.library.rendering import as_text
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import Paged
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.words import counted

if TYPE_CHECKING:
    from interview_coach.library.problems import Problem


class ProblemsScreen(StandingScreen["Problem | None"]):
    """Lists problems; the result is the one to mend now, or ``None``.

    Args:
        problems: errors first.
    """

    CSS_PATH = "banks.tcss"
    AUTO_FOCUS = "#problems"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "mend", "Open", key_display="Enter", id="problems.mend", tooltip="Open the editor there"),
        Binding("escape,m", "leave", "Back", id="problems.back", tooltip="Back to the banks"),
    ]

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = problems

    def compose(self) -> ComposeResult:
        """Lay out the list, and the line in question."""
        errors = sum(problem.severity == "error" for problem in self._problems)
        advice = len(self._problems) - errors
        told = [f"{errors} wrong" if errors else "nothing is wrong", *([f"{advice} could be better"] if advice else [])]
        yield Static(f"{counted(len(self._problems), 'finding')} · {', '.join(told)}", id="top", markup=False)
        yield Paged(*map(_line, self._problems), id="problems", markup=False)
        yield Static(id="excerpt", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the first."""
        if self.stands and self._problems:
            self.query_one("#problems", OptionList).highlighted = 0
        elif self.stands:
            self.query_one("#excerpt", Static).update("There is nothing to mend, and nothing of yours to improve.")

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        if self.stands:
            self.query_one("#excerpt", Static).update(shown(as_text(self._problems[event.option_index])))

    @on(OptionList.OptionSelected)
    def action_mend(self) -> None:
        """Open the editor at the place in question."""
        place = self.query_one("#problems", OptionList).highlighted
        if place is not None and self._problems:
            self.close(self._problems[place])

    def action_leave(self) -> None:
        """Go back."""
        self.close()


def _line(problem: Problem) -> Content:
    sign, style = ("✗", "bold $text-error") if problem.severity == "error" else ("+", "$text-warning")
    place = f"{problem.path.name}:{problem.line}:{problem.column}"
    return Content.assemble((f"{sign} ", style), (f"{one_line(place, 60)} ", "bold"), one_line(problem.message, 300))
