"""The debrief over a whole interview: what to keep, what to change first, one passage said better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.widgets.choosing import Paged

if TYPE_CHECKING:
    from interview_coach.domain.debrief import Debrief, Point, Pointed, Rewrite
    from interview_coach.domain.transcript import Transcript

WRITING = "Being written …"
LONGEST_QUOTE = 240


class DebriefView(Vertical):
    """Shows a debrief; each point leads to the question that it is about."""

    class QuestionChosen(Message):
        """Somebody wants to see the exchange that a point rests on."""

        def __init__(self, exchange: int) -> None:
            super().__init__()
            self.exchange = exchange

    class TryAgain(Message):
        """Somebody wants the debrief to be written."""

    def __init__(self, *, id: str, classes: str) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._shown: Debrief | None = None

    def compose(self) -> ComposeResult:
        """Make room for the state, the points and the rewritten passage."""
        yield Static("Debrief", classes="heading")
        yield Static(id="debrief-state", markup=False)
        yield Button("Try the debrief again (t)", id="debrief-again", classes="hidden")
        yield Paged(id="debrief-points", markup=False)
        yield Static(id="rewrite")

    def show(self, transcript: Transcript, *, writing: bool, can_write: bool) -> None:
        """Show the debrief that there is, that it is being written, or why there is none."""
        debrief = transcript.debrief
        state = self.query_one("#debrief-state", Static)
        again = self.query_one("#debrief-again", Button)
        words = "" if debrief else _state(transcript.debrief_failed, writing=writing, can_write=can_write)
        self.set_class(debrief is None and not words, "hidden")
        state.set_class(not words, "hidden")
        state.update(words)
        again.set_class(writing or not can_write or debrief is not None, "hidden")
        if debrief is not self._shown:
            self._shown = debrief
            self._fill(debrief)

    def take_focus(self) -> None:
        """Put the focus on what can be chosen."""
        target: OptionList | Button = self.query_one("#debrief-points", OptionList)
        if self._shown is None:
            target = self.query_one("#debrief-again", Button)
        target.focus(scroll_visible=False)

    def _fill(self, debrief: Debrief | None) -> None:
        points = self.query_one("#debrief-points", OptionList)
        points.clear_options()
        if debrief is not None:
            points.add_options(_options(debrief))
            points.highlighted = next((i for i, o in enumerate(points.options) if not o.disabled), None)
        rewrite = debrief.rewrite if debrief else None
        self.query_one("#rewrite", Static).update(_rewritten(rewrite) if rewrite else "")

    @on(OptionList.OptionSelected, "#debrief-points")
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._shown is not None and event.option_id:
            kind, _, number = event.option_id.partition("-")
            points = self._shown.strengths if kind == "keep" else self._shown.changes
            self.post_message(self.QuestionChosen(points[int(number)].where.exchange))

    @on(Button.Pressed, "#debrief-again")
    def _again(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.TryAgain())


def _state(failed: str, *, writing: bool, can_write: bool) -> str:
    if writing:
        return WRITING
    if failed:
        return f"There is none: {shown(failed)}"
    return "Not written yet." if can_write else ""


def _options(debrief: Debrief) -> Iterator[Option]:
    for kind, title, points in (
        ("keep", "Keep doing", debrief.strengths),
        ("change", "Change first", debrief.changes),
    ):
        if points:
            yield Option(Content.styled(title, "bold"), disabled=True)
        for number, point in enumerate(points):
            yield Option(_told(point), id=f"{kind}-{number}")


def _told(point: Point) -> Content:
    return Content.assemble(f"• {one_line(point.text, 600)}\n  ", (_quoted(point.where), "italic"))


def _quoted(where: Pointed) -> str:
    return f"“{one_line(where.evidence.quote, LONGEST_QUOTE)}” · question {where.exchange + 1}"


def _rewritten(rewrite: Rewrite) -> Content:
    return Content.assemble(
        ("One passage, said better\n", "bold"),
        (f"{_quoted(rewrite.where)}\n", "italic"),
        f"{shown(rewrite.rewritten)}\n",
        ("Why: ", "bold"),
        shown(rewrite.why),
    )
