"""Progress: levels over time as a plot, where the candidate stands, what they guess, and what it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from interview_coach.tui import progress_words
from interview_coach.tui.plotting import MARKS
from interview_coach.tui.progress_view import View
from interview_coach.tui.screens.standing import StandingScreen, found_or_told
from interview_coach.tui.widgets.choosing import Paged
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.widgets.level_plot import LevelPlot
from interview_coach.tui.wishes import ReadTranscript

if TYPE_CHECKING:
    from interview_coach.learning.progress import Progress, Scope


class ProgressScreen(StandingScreen[ReadTranscript | None]):
    """Shows how it goes; the result is an attempt to look at.

    Args:
        load: returns the progress within a scope; called in a thread.
        view: how it was looked at before.
        clock: tells the time.
    """

    CSS_PATH = "progress.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "choose", "Choose lines", id="progress.choose", tooltip="Go to the list of lines, or back"),
        Binding(
            "space", "tick", "Draw or not", id="progress.tick", tooltip="Draw the line that is highlighted, or not"
        ),
        Binding("x", "axis", "Axis", id="progress.axis", tooltip="Attempts at their dates, or one after the other"),
        Binding("s", "period", "Since", id="progress.period", tooltip="Look back over all, 90 days, or 30 days"),
        Binding("t", "track", "Track", id="progress.track", tooltip="Look at one track after the other, or at all"),
        Binding("pagedown", "read(1)", "More", priority=True, id="progress.down", tooltip="Scroll down"),
        Binding("pageup", "read(-1)", "Scroll up", show=False, priority=True, id="progress.up"),
        Binding("f5", "reload", "Look again", show=False, id="progress.reload", tooltip="Read everything again"),
        Binding("escape,h", "back", "Home", id="progress.back", tooltip="Back to the home screen"),
    ]

    def __init__(self, *, load: Callable[[Scope], Progress], view: View, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._load = load
        self._view = view
        self._clock = clock
        self._progress: Progress | None = None

    def compose(self) -> ComposeResult:
        """Lay out the plot with its lines, and the figures below."""
        yield Static("Progress", id="top", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            yield Static("Looking through your transcripts …", id="overview", markup=False)
            with Vertical(id="over-time", classes="hidden"):
                yield Static(progress_words.OVER_TIME, classes="heading")
                with Horizontal(id="drawn"):
                    yield LevelPlot(id="plot")
                    with Vertical(id="beside"):
                        yield Static(id="point")
                        yield Static(id="remark", classes="quiet", markup=False)
                        yield Paged(id="lines", markup=False)
            with Horizontal(id="figures", classes="hidden"):
                with Vertical(classes="part"):
                    yield Static("Where you stand: your latest levels", classes="heading")
                    yield Static(id="standings")
                    yield Static("Stronger and weaker sides", classes="heading")
                    yield Static(id="sides")
                with Vertical(classes="part"):
                    yield Static("Your own guesses", classes="heading")
                    yield Static(id="guesses")
                    yield Static("What it took", classes="heading")
                    yield Static(id="effort")
                    yield Static("To keep in mind", classes="heading")
                    yield Static(id="notes", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Find out how it goes."""
        if self.stands:
            self._find()

    @work(group="find", exclusive=True)
    async def _find(self) -> None:
        overview = self.query_one("#overview", Static)
        found = await found_or_told(partial(self._load, self._view.scope(self._clock())), overview)
        if found is None:
            return
        self._progress = found
        self._view.take(self._progress.lines)
        self._show(self._progress)
        if self.focused is None and self._progress.lines:
            self.query_one("#plot").focus(scroll_visible=False)

    # What is shown

    def on_resize(self) -> None:
        """Give everything the room that there is now."""
        self.call_after_refresh(self._show_again)

    def _show_again(self) -> None:
        if self.stands and self._progress is not None:
            self._show(self._progress)

    def _show(self, progress: Progress) -> None:
        said = (progress_words.overview(progress), progress_words.streak(progress.streak))
        self.query_one("#overview", Static).update(" ".join(filter(None, said)))
        self.query_one("#over-time").set_class(not progress.lines, "hidden")
        self.query_one("#figures").set_class(not progress.answered, "hidden")
        self._show_lines()
        width = self.query_one("#standings").size.width
        self.query_one("#standings", Static).update(progress_words.standings(progress, width))
        self.query_one("#sides", Static).update(progress_words.sides(progress.profile))
        self.query_one("#guesses", Static).update(progress_words.guesses(progress.confidence))
        self.query_one("#effort", Static).update(progress_words.effort(progress.effort))
        self.query_one("#notes", Static).update("\n".join(progress.notes))
        self.refresh_bindings()

    def _show_lines(self) -> None:
        options, view = self.query_one("#lines", OptionList), self._view
        several = Counter(competency for competency, _ in view.lines)
        options.clear_options()
        options.add_options(
            progress_words.line_row(line, view.mark(key), options.size.width, alone=several[line.competency] == 1)
            for key, line in view.lines.items()
        )
        options.highlighted = min(view.listed, len(view.lines) - 1) if view.lines else None
        plot = self.query_one(LevelPlot)
        plot.dated = view.dated
        plot.show(view.to_draw(), chosen=view.place, point=view.point if view.chosen in view.drawn else None)
        self._show_point(plot.chosen, plot.point)

    def _show_point(self, line: int, point: int) -> None:
        view = self._view
        view.point_at(line, point)
        drawn, about = [view.lines[key] for key in view.drawn], Content("")
        if view.chosen is not None:
            here = view.lines[view.chosen]
            about = progress_words.about_point(here, view.mark(view.chosen), here.points[point], self._clock())
        self.query_one("#point", Static).update(about)
        self.query_one("#remark", Static).update(progress_words.about_lines(drawn, line))

    @on(LevelPlot.Moved)
    def _moved(self, event: LevelPlot.Moved) -> None:
        if self.stands:
            self._show_point(event.line, event.point)

    # What the candidate does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what has nothing to act on."""
        if action in ("choose", "axis"):
            return bool(self._view.lines)
        if action == "tick":
            return self.focused is not None and self.focused.id == "lines"
        return True

    @on(LevelPlot.Opened)
    def _open(self, event: LevelPlot.Opened) -> None:
        line = self._view.lines[self._view.drawn[event.line]]
        attempt = line.points[event.point].attempt
        self.close(ReadTranscript(attempt.interview, attempt.exchange))

    def action_choose(self) -> None:
        """Go to the list of lines, or back to the plot."""
        self.query_one("#plot" if self.focused is self.query_one("#lines") else "#lines").focus()
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._view.listed = event.option_index

    @on(OptionList.OptionSelected)
    def action_tick(self) -> None:
        """Draw the line that is highlighted in the list, or take it away."""
        place = self.query_one("#lines", OptionList).highlighted
        if place is None:
            return
        if not self._view.tick(place):
            self.notify(f"{len(MARKS)} lines are drawn already. Take one away first.", markup=False)
        self._show_lines()

    def action_axis(self) -> None:
        """Let attempts stand at their dates, or one after the other."""
        self._view.dated = not self._view.dated
        self.query_one(LevelPlot).dated = self._view.dated

    def action_period(self) -> None:
        """Look back over another time."""
        self._view.look_further()
        self._find()

    def action_track(self) -> None:
        """Look at another track, or at all."""
        self._view.look_at_next_track()
        self._find()

    def action_read(self, step: int) -> None:
        """Scroll the page."""
        page = self.query_one("#page")
        (page.scroll_page_down if step > 0 else page.scroll_page_up)()

    def action_reload(self) -> None:
        """Read everything again."""
        self._find()

    def action_back(self) -> None:
        """Look at nothing more."""
        self.close()
