"""Progress: levels over time as a plot, where the candidate stands, what they guess, and what it took."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, OptionList, Static

from interview_coach.domain.vocabulary import Track
from interview_coach.errors import CoachError
from interview_coach.learning.progress import Scope
from interview_coach.reports.words import ESTIMATE_MARGIN
from interview_coach.tui import progress_words
from interview_coach.tui.plotting import MARKS
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import Paged
from interview_coach.tui.widgets.level_plot import LevelPlot
from interview_coach.tui.widgets.level_plot import Line as Drawn
from interview_coach.tui.wishes import ReadTranscript

if TYPE_CHECKING:
    from interview_coach.domain.attempt import Scale
    from interview_coach.learning.lines import Line
    from interview_coach.learning.progress import Progress

    Key = tuple[str, Scale]
    """What a line is known by from one look to the next: its competency and its scale."""

AT_FIRST = 3
"""Lines that are drawn until others are chosen."""

PERIODS = (None, 90, 30)
"""Days that are looked back; ``None`` for all."""


@dataclass
class View:
    """How the candidate looks at their progress; kept while they look at an attempt."""

    marks: dict[Key, str] | None = None
    """The lines that are drawn, with their marks; ``None`` until they are known."""
    chosen: Key | None = None
    point: int | None = None
    dated: bool = True
    period: int = 0
    """Which of :data:`PERIODS`."""
    track: Track | None = None
    listed: int = 0
    """Which line is highlighted in the list."""
    lines: dict[Key, Line] = field(default_factory=dict)


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
                    yield Static("Where you stand: the mean of your latest levels, three at most", classes="heading")
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
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Find out how it goes."""
        if self.stands:
            self._find()

    @property
    def _scope(self) -> Scope:
        days = PERIODS[self._view.period]
        since = (self._clock() - timedelta(days=days)).astimezone().date() if days else None
        return Scope(since=since, track=self._view.track)

    @work(group="find", exclusive=True)
    async def _find(self) -> None:
        overview = self.query_one("#overview", Static)
        try:
            self._progress = await asyncio.to_thread(self._load, self._scope)
        except CoachError as error:
            overview.add_class("problem")
            overview.update(f"{shown(str(error))}\nPress F5 to try again.")
            return
        overview.remove_class("problem")
        self._view.lines = {(line.competency, line.scale): line for line in self._progress.lines}
        if self._view.marks is None and self._view.lines:
            most = sorted(self._view.lines, key=lambda key: -len(self._view.lines[key].points))
            self._view.marks = dict(zip(most[:AT_FIRST], MARKS, strict=False))
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

    @property
    def _drawn(self) -> list[Key]:
        """The lines that are drawn, in the order of the list."""
        return [key for key in self._view.lines if key in (self._view.marks or {})]

    def _mark(self, key: Key) -> str:
        return (self._view.marks or {}).get(key, "")

    def _show_lines(self) -> None:
        options, drawn, view = self.query_one("#lines", OptionList), self._drawn, self._view
        options.clear_options()
        options.add_options(
            progress_words.line_row(line, self._mark(key), options.size.width) for key, line in view.lines.items()
        )
        options.highlighted = min(view.listed, len(view.lines) - 1) if view.lines else None
        chosen = drawn.index(view.chosen) if view.chosen in drawn else 0
        lines = [
            Drawn(
                mark=self._mark(key),
                points=tuple((point.at, point.level) for point in view.lines[key].points),
                margin=ESTIMATE_MARGIN if view.lines[key].estimate else 0.0,
            )
            for key in drawn
        ]
        plot = self.query_one(LevelPlot)
        plot.dated = view.dated
        plot.show(lines, chosen=chosen, point=view.point if view.chosen in drawn else None)
        self._show_point(plot.chosen, plot.point)

    def _show_point(self, line: int, point: int) -> None:
        drawn, view = self._drawn, self._view
        self.query_one("#remark", Static).update(
            progress_words.about_lines([view.lines[key] for key in drawn], line if drawn else 0)
        )
        if not drawn:
            view.chosen, view.point = None, None
            self.query_one("#point", Static).update("")
            return
        key = view.chosen = drawn[line]
        view.point = point
        about = progress_words.about_point(
            view.lines[key], self._mark(key), view.lines[key].points[point], self._clock()
        )
        self.query_one("#point", Static).update(about)

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
        line = self._view.lines[self._drawn[event.line]]
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
        key, marks = list(self._view.lines)[place], self._view.marks or {}
        self._view.marks = marks
        if key in marks:
            del marks[key]
        elif free := [mark for mark in MARKS if mark not in marks.values()]:
            marks[key] = free[0]
            self._view.chosen, self._view.point = key, None
        else:
            self.notify(f"{len(MARKS)} lines are drawn already. Take one away first.", markup=False)
        self._show_lines()

    def action_axis(self) -> None:
        """Let attempts stand at their dates, or one after the other."""
        self._view.dated = not self._view.dated
        self.query_one(LevelPlot).dated = self._view.dated

    def action_period(self) -> None:
        """Look back over another time."""
        self._view.period = (self._view.period + 1) % len(PERIODS)
        self._find()

    def action_track(self) -> None:
        """Look at another track, or at all."""
        tracks = [None, *Track]
        self._view.track = tracks[(tracks.index(self._view.track) + 1) % len(tracks)]
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
