"""A dialog for grading an interview again: with which engine, which model, and against which rubrics."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, RadioSet, Static

from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import CoachError
from interview_coach.tui.safe_text import one_line, pasted
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import MarkedRadioButton
from interview_coach.wiring.engines import HOW_TO_GET_CLAUDE, can_ask

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Transcript
    from interview_coach.wiring import Coach

THEN, NOW = "rubric-then", "rubric-now"


@dataclass(frozen=True)
class Regrading:
    """How an interview is to be graded again."""

    engine: Engine
    model: str | None
    """Which model grades; ``None`` where the engine asks none, or the one that is set."""
    current_rubrics: bool
    """Whether against the rubrics of the library as they are now; else against those that it was planned with."""


class RegradeDialog(ModalScreen[Regrading | None], StandingScreen[Regrading | None]):
    """Asks how to grade again; the result is ``None`` where it was called off.

    Args:
        coach: knows the engines and the library.
        transcript: the interview.
    """

    CSS_PATH = "regrading.tcss"
    AUTO_FOCUS = "#engine"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", id="regrade.cancel", tooltip="Change nothing"),
        Binding("ctrl+s,f2", "grade", "Grade", priority=True, id="regrade.grade", tooltip="Grade with what is chosen"),
    ]

    def __init__(self, *, coach: Coach, transcript: Transcript) -> None:
        super().__init__()
        self.coach = coach
        self.transcript = transcript
        self._asks = can_ask(coach.settings)

    def compose(self) -> ComposeResult:
        """Show what there is to choose."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Grade again", classes="heading")
            yield Static("Every question is graded anew. Earlier grades stay, and can be compared with the new ones.")
            yield Static("Engine", classes="field")
            with RadioSet(id="engine", compact=True):
                yield MarkedRadioButton(
                    "Claude: full grades", id=Engine.CLAUDE.value, value=self._asks, disabled=not self._asks
                )
                yield MarkedRadioButton(
                    "Offline coach: coverage estimates (±1)", id=Engine.OFFLINE.value, value=not self._asks
                )
            if not self._asks:
                yield Static(f"Claude can't be asked: there is no key. {HOW_TO_GET_CLAUDE}", classes="quiet")
            yield Static("Model", classes="field")
            yield Input(
                self.coach.settings.grader_model, id="model", compact=True, max_length=200, disabled=not self._asks
            )
            yield Static("Rubrics", classes="field")
            with RadioSet(id="rubrics", compact=True):
                yield MarkedRadioButton("As this interview was planned with", id=THEN, value=True)
                yield MarkedRadioButton("As they are in the library now", id=NOW, disabled=True)
            yield Static("Looking at the library …", id="rubric-words", classes="quiet", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Back (Esc)", id="back")
                yield Button("Grade (Ctrl+S)", id="grade")

    def on_mount(self) -> None:
        """Find out whether the rubrics changed since."""
        if self.stands:
            self._look_at_the_library()

    @work(group="library", exclusive=True)
    async def _look_at_the_library(self) -> None:
        try:
            library = await asyncio.to_thread(self.coach.library)
        except CoachError as error:
            words, changed = one_line(str(error), 300), False
        else:
            words, changed = _about_rubrics(self.transcript, {r.id: r.hash for r in library.rubrics.values()})
        if self.stands:
            self.query_one("#rubric-words", Static).update(words)
            self.query_one(f"#{NOW}").disabled = not changed

    @property
    def _engine(self) -> Engine:
        return Engine.CLAUDE if self.query_one(f"#{Engine.CLAUDE.value}", MarkedRadioButton).value else Engine.OFFLINE

    @on(RadioSet.Changed, "#engine")
    def _engine_changed(self) -> None:
        self.query_one("#model", Input).disabled = self._engine is not Engine.CLAUDE

    @on(Input.Submitted)
    @on(Button.Pressed, "#grade")
    def action_grade(self) -> None:
        """Return what is chosen."""
        if not self.stands:
            return
        engine = self._engine
        model = pasted(self.query_one("#model", Input).value).strip()
        current = self.query_one(f"#{NOW}", MarkedRadioButton).value
        self.close(Regrading(engine, model or None if engine is Engine.CLAUDE else None, current))

    @on(Button.Pressed, "#back")
    def action_cancel(self) -> None:
        """Change nothing."""
        self.close(None)


def _about_rubrics(transcript: Transcript, current: dict[str, str]) -> tuple[str, bool]:
    """Say how the rubrics of the library differ from those of the interview, and whether they can be taken."""
    planned = {exchange.rubric.id: exchange.rubric.hash for exchange in transcript.exchanges}
    lost = sorted(name for name in planned if name not in current)
    if lost:
        return f"The library has no rubric {lost[0]} any more.", False
    changed = sorted(name for name, digest in planned.items() if current[name] != digest)
    if not changed:
        return "They are the same now.", False
    named = ", ".join(f"{name} ({planned[name]} then, {current[name]} now)" for name in changed)
    return f"Changed since: {named}. Levels against different rubrics cannot be compared.", True
