"""A small form: what a study plan is made for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select, Static

from interview_coach.domain.vocabulary import Background, Seniority, Track
from interview_coach.learning.days import day_words
from interview_coach.learning.goal import Goal
from interview_coach.tui.screens.setup_choices import WORDS, select_field
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.study_words import read_day
from interview_coach.tui.words import counted, spaced

LEAST, MOST = 10, 480
"""Minutes a day, as :class:`Goal` takes them."""


class GoalDialog(ModalScreen[Mapping[str, Any] | None], StandingScreen[Mapping[str, Any] | None]):
    """Asks for the date, the role and the minutes a day; the result is the goal's fields, ``None`` where called off.

    Args:
        goal: what was set, or is proposed.
        today: the candidate's day.
    """

    CSS_PATH = ["dialogs.tcss", "goal.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "#date"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", id="goal.cancel", tooltip="Change nothing"),
        Binding("ctrl+s,f2", "plan", "Plan", priority=True, id="goal.plan", tooltip="Make the plan for this"),
    ]

    def __init__(self, *, goal: Goal, today: date) -> None:
        super().__init__()
        self._goal = goal
        self._today = today

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        goal = self._goal
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("What do you prepare for?", classes="heading")
            yield Label("Day of the real interview: 10 Dec, 2026-12-10, in 3 weeks", classes="label")
            yield Input(
                str(goal.interview_on or ""), id="date", placeholder="not known yet", compact=True, max_length=30
            )
            with Horizontal(classes="row"):
                yield from select_field("track", "Track", [(spaced(t), t.value) for t in Track])
                yield from select_field("seniority", "Seniority", [(spaced(s), s.value) for s in Seniority])
            with Horizontal(classes="row"):
                yield from select_field("background", "You come from", [(WORDS[b], b.value) for b in Background])
                with Vertical(classes="field"):
                    yield Label(f"Minutes a day ({LEAST} to {MOST})", classes="label")
                    yield Input(str(goal.minutes), id="minutes", type="integer", compact=True, max_length=3)
            yield Static(id="outcome", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Back (Esc)", id="back")
                yield Button("Plan (Ctrl+S)", id="plan")

    def on_mount(self) -> None:
        """Show what was set."""
        for name in ("track", "seniority", "background"):
            self.query_one(f"#{name}", Select).value = str(getattr(self._goal, name))
        self._say()

    @on(Input.Changed)
    def _say(self) -> None:
        """Say what the form leads to, or what is wrong with it."""
        if not self.stands:
            return
        outcome = self.query_one("#outcome", Static)
        try:
            chosen = self._chosen()
        except ValueError as error:
            outcome.update(str(error))
        else:
            day = chosen["interview_on"]
            left = f"{day_words(day)}, in {counted((day - self._today).days, 'day')}." if day else "No date yet."
            outcome.update(f"{left} The plan is made anew each day, from what you did.")
            outcome.remove_class("problem")
            return
        outcome.add_class("problem")

    def _chosen(self) -> dict[str, Any]:
        """Return what the form says; raises ``ValueError`` with what is wrong."""
        day = read_day(self.query_one("#date", Input).value, self._today)
        minutes = self.query_one("#minutes", Input).value.strip()
        if not minutes.isdecimal() or not LEAST <= int(minutes) <= MOST:
            raise ValueError(f"Minutes a day must be a number from {LEAST} to {MOST}.")
        role = {
            "track": Track(str(self.query_one("#track", Select).value)),
            "seniority": Seniority(str(self.query_one("#seniority", Select).value)),
            "background": Background(str(self.query_one("#background", Select).value)),
        }
        return {"interview_on": day, "minutes": int(minutes), **role}

    @on(Input.Submitted)
    @on(Button.Pressed, "#plan")
    def action_plan(self) -> None:
        """Return what the form says, where it makes sense."""
        if not self.stands:
            return
        try:
            chosen = self._chosen()
        except ValueError:
            self._say()
        else:
            self.close(chosen)

    @on(Button.Pressed, "#back")
    def action_cancel(self) -> None:
        """Change nothing."""
        self.close(None)
