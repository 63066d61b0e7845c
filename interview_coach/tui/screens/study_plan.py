"""The study plan: what to do today and on the days to come, what was done, what there is to study, and why."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static, Tab, Tabs

from interview_coach.errors import CoachError
from interview_coach.tui import study_rows, study_words
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.goal import GoalDialog
from interview_coach.tui.screens.plan_export import PlanExportDialog
from interview_coach.tui.screens.standing import StandingScreen, found_or_told
from interview_coach.tui.study_rows import Material, More, Start
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.widgets.row_list import RowList
from interview_coach.tui.wishes import ReadTranscript

if TYPE_CHECKING:
    from interview_coach.learning.tasks import StudyPlan
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring.studying import Studying

PAGES = {"days": "To do", "done": "Done", "material": "Material", "topics": "Topics"}
"""The pages of the plan, in the order of their keys."""


@dataclass
class View:
    """How the candidate looks at their plan; kept while they practise."""

    page: str = "days"
    at: dict[str, int] = field(default_factory=dict)
    """Which line is highlighted, by page."""
    days: int = study_rows.DAYS
    """How many days are listed."""
    asked: bool = False
    """Whether the candidate was asked what they prepare for."""


class StudyPlanScreen(StandingScreen[Start | ReadTranscript | None]):
    """Shows the plan; the result is what to practise, or an attempt to look at.

    Args:
        studying: makes the plan, keeps the goal and the ticks.
        view: how the plan was looked at before.
    """

    CSS_PATH = "study_plan.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Do it", priority=True, id="plan.choose", tooltip="Start the task, tick, or look"),
        Binding("t", "today", "Today's next", id="plan.today", tooltip="Start the first task of today that is open"),
        Binding("g", "goal", "Goal", id="plan.goal", tooltip="The day of the interview, the role, minutes a day"),
        Binding("e", "export", "Export", id="plan.export", tooltip="Write the plan as a calendar, Markdown or JSON"),
        *(
            Binding(str(number), f"page('{name}')", title, show=False, id=f"plan.{name}", tooltip=f"Page “{title}”")
            for number, (name, title) in enumerate(PAGES.items(), start=1)
        ),
        Binding("right_square_bracket,n", "turn(1)", "Next page", key_display="n", id="plan.next"),
        Binding("left_square_bracket,p", "turn(-1)", "Page before", show=False, key_display="p", id="plan.before"),
        Binding("f5", "reload", "Make anew", show=False, id="plan.reload", tooltip="Make the plan anew"),
        Binding("escape,h", "back", "Home", id="plan.back", tooltip="Back to the home screen"),
    ]

    def __init__(self, *, studying: Studying, view: View) -> None:
        super().__init__()
        self._studying = studying
        self._view = view
        self._plan: StudyPlan | None = None

    def compose(self) -> ComposeResult:
        """Lay out the pages, the list, and room to explain what is highlighted."""
        yield Static("Study plan", id="top", markup=False)
        yield Tabs(
            *(Tab(f"{number} {title}", id=name) for number, (name, title) in enumerate(PAGES.items(), start=1)),
            active=self._view.page,
        )
        with Vertical(id="page"):
            yield Static("Making your plan …", id="overview", markup=False)
            yield RowList(id="rows")
        yield Static(id="about", classes="hidden")
        yield KeyLine()

    def on_mount(self) -> None:
        """Make the plan; ask first what for, where that was never said."""
        if self.stands:
            self._make()

    @work(group="make", exclusive=True)
    async def _make(self) -> None:
        overview = self.query_one("#overview", Static)
        found = await found_or_told(lambda: (self._studying.plan(), self._studying.is_set()), overview)
        if found is None:
            return
        self._plan, known = found
        self._show(self._plan)
        if not known and not self._view.asked:
            self._view.asked = True
            self.action_goal()

    def _show(self, plan: StudyPlan) -> None:
        said = [study_words.overview(plan), *plan.notes]
        self.query_one("#overview", Static).update("\n".join(said))
        page = self._view.page
        rows = study_rows.of_page(page, plan, guide=self._studying.guide, count=self._view.days)
        self.query_one(RowList).show(rows, at=self._view.at.get(page, 0))
        self._explain()
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        about, rows = self.query_one("#about", Static), self.query_one(RowList)
        row = rows.row
        if row is not None:
            self._view.at[self._view.page] = rows.highlighted or 0
        about.set_class(row is None, "hidden")
        about.update(row.about if row else "")

    @property
    def _chosen(self) -> object:
        row = self.query_one(RowList).row if self.stands else None
        return row.value if row is not None else None

    # What the candidate does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what has nothing to act on."""
        if action == "choose":
            return self._chosen is not None and isinstance(self.focused, RowList)
        if action == "today":
            return self._next_today() is not None
        if action == "export":
            return self._plan is not None
        return True

    @on(Tabs.TabActivated)
    def _tab(self, event: Tabs.TabActivated) -> None:
        name = event.tab.id or "days"
        if self.stands and name != self._view.page:
            self._view.page = name
            if self._plan is not None:
                self._show(self._plan)

    def action_page(self, name: str) -> None:
        """Go to the page called ``name``."""
        self.query_one(Tabs).active = name
        self.query_one(RowList).focus()

    def action_turn(self, step: int) -> None:
        """Go some pages on."""
        names = list(PAGES)
        self.action_page(names[(names.index(self._view.page) + step) % len(names)])

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        """Do what is highlighted: start it, tick it, show it, or show more."""
        match self._chosen:
            case Start() | ReadTranscript() as wish:
                self.close(wish)
            case Material(id=name, studied=studied):
                self._tick(name, studied=not studied)
            case More():
                self._view.days += study_rows.DAYS
                if self._plan is not None:
                    self._show(self._plan)

    def _next_today(self) -> object:
        today = self._plan.days[0] if self._plan and self._plan.days else None
        return next((Start(t) for t in today.tasks if not t.done and not t.material), None) if today else None

    def action_today(self) -> None:
        """Start the first task of today that is not done."""
        wish = self._next_today()
        if isinstance(wish, Start):
            self.close(wish)

    @work(group="tick", exclusive=True)
    async def _tick(self, name: str, *, studied: bool) -> None:
        try:
            await asyncio.to_thread(partial(self._studying.tick, name, studied=studied))
        except CoachError as error:
            self._tell(error, "The tick is not kept")
        self._make()

    @work(group="ask", exclusive=True)
    async def action_goal(self) -> None:
        """Ask what the candidate prepares for, and plan for that."""
        if self._plan is None:
            return
        chosen = await self.ask(GoalDialog(goal=self._plan.goal, today=self._plan.on))
        if chosen is None:
            return
        try:
            await asyncio.to_thread(partial(self._studying.set_goal, **chosen))
        except CoachError as error:
            self._tell(error, "The goal is not kept")
        self._make()

    @work(group="ask", exclusive=True)
    async def action_export(self) -> None:
        """Write the plan to a file, and say where it is."""
        if self._plan is None:
            return
        wish = await self.ask(PlanExportDialog(folder=Path.cwd()))
        if wish is None:
            return
        try:
            file = await asyncio.to_thread(self._studying.export, self._plan, wish.form, wish.target)
        except CoachError as error:
            self._tell(error, "The plan is not written")
        else:
            self.notify(f"Written: {shown(str(file))}", markup=False, timeout=8)

    def _tell(self, error: CoachError, title: str) -> None:
        cast("CoachApp", self.app).tell(str(error), title=title)

    def action_reload(self) -> None:
        """Make the plan anew."""
        self._make()

    def action_back(self) -> None:
        """Do nothing."""
        self.close()
