"""The terminal app: it loads the coach behind the first paint, and leads from screen to screen.

Importing this module imports Textual and nothing else of weight, so that the first screen stands at once.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.shell import ShellApp

if TYPE_CHECKING:
    from textual.screen import Screen

    from interview_coach.errors import CoachError
    from interview_coach.wiring import Coach, Session

OpenSession = Callable[["Coach"], Awaitable["Session"]]
"""Starts or resumes an interview; raises :class:`~interview_coach.errors.CoachError` where it cannot."""


def utc_now() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)


class CoachApp(ShellApp):
    """Practise interviews.

    Args:
        load_coach: builds the coach; called once, in a thread, after the first paint.
        begin: the interview to go straight to; without it the home screen waits.
        clock: returns the time, with its zone.
        debug: whether an unexpected error shows its traceback.
    """

    TITLE = "Interview coach"
    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # noqa: RUF012
    COMMAND_PALETTE_BINDING = "ctrl+p"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (32, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", id="app.help", tooltip="Keys of this screen, words, how grading works"),
        Binding(
            "f10", "toggle_dark", "Dark or light", show=False, id="app.theme", tooltip="Switch between dark and light"
        ),
        Binding(
            "ctrl+q",
            "quit",
            "Quit",
            show=False,
            priority=True,
            id="app.quit",
            tooltip="Leave the app; an interview under way is kept and can be continued",
        ),
    ]

    def __init__(
        self,
        *,
        load_coach: Callable[[], Coach],
        begin: OpenSession | None = None,
        clock: Callable[[], datetime] = utc_now,
        debug: bool = False,
    ) -> None:
        super().__init__(debug=debug)
        self.coach: Coach | None = None
        self.clock = clock
        self._load_coach = load_coach
        self.failure: CoachError | None = None
        """Why the interview to go straight to could not begin: then the app has left."""
        self._begin = begin
        self._session: Session | None = None
        self._stopping: asyncio.Task[None] | None = None

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to start with."""
        return HomeScreen()

    def on_ready(self) -> None:
        """Load the coach once the first screen stands."""
        self.load()

    @work(group="load", exclusive=True)
    async def load(self) -> None:
        """Load the coach and tell the home screen; an error is shown there, with the way to try again."""
        from interview_coach.errors import CoachError

        begin, self._begin = self._begin, None
        home = next(screen for screen in self.screen_stack if isinstance(screen, HomeScreen))
        try:
            self.coach = await asyncio.to_thread(self._load_coach)
        except CoachError as error:
            if begin is not None:
                self.fail(error)
            home.show_failure(str(error))
            return
        if self.coach.settings.theme in self.available_themes:
            self.theme = self.coach.settings.theme
        home.fill(self.coach)
        if begin is not None:
            self._go(self._straight_to(self.coach, begin))

    async def _straight_to(self, coach: Coach, begin: OpenSession) -> None:
        from interview_coach.errors import CoachError
        from interview_coach.tui.journey import hold

        try:
            session = await begin(coach)
        except CoachError as error:
            self.fail(error)
        else:
            await hold(self, coach, session)

    def fail(self, error: CoachError) -> None:
        """Leave with ``error``, for whoever ran the app to report."""
        self.failure = error
        self.exit(return_code=error.exit_code)

    def practise(self, open_session: OpenSession) -> None:
        """Lead through an interview: conversation, self-assessment, scorecard, and again where it is redone."""
        from interview_coach.tui.journey import practise

        if self.coach is not None:
            self._go(practise(self, self.coach, open_session))

    def set_up(self) -> None:
        """Ask for all choices, and lead through the interview that they make."""
        from interview_coach.tui.journey import set_up

        if self.coach is not None:
            self._go(set_up(self, self.coach))

    def visit(self, place: str) -> None:
        """Go to one of the places that Home leads to."""
        from interview_coach.tui.places import visit

        if self.coach is not None:
            self._go(visit(self, self.coach, place))

    def review(self, interview: str) -> None:
        """Show the scorecard of an interview that is over."""
        from interview_coach.tui.journey import review

        if self.coach is not None:
            self._go(review(self, self.coach, interview))

    def _go(self, way: Coroutine[None, None, None]) -> None:
        """Go one way at a time: a key that is pressed twice starts nothing twice."""
        if any(worker.group == "practice" and not worker.is_finished for worker in self.workers):
            way.close()
        else:
            self.run_worker(way, group="practice")

    def holds(self, session: Session | None) -> None:
        """Remember the session under way, so that quitting closes it."""
        self._session = session

    async def action_quit(self) -> None:
        """Close the session under way, so that the last keystroke of a draft is kept, and leave."""
        from interview_coach.errors import CoachError

        try:
            await self._put_in_order()
        except CoachError as error:
            self.fail(error)
        else:
            self.exit()

    async def _put_in_order(self) -> None:
        from interview_coach.tui.ending import put_in_order

        session, self._session = self._session, None
        if session is not None:
            await put_in_order(self, session)

    def on_mount(self) -> None:
        """Leave in order also where the system asks to."""
        from interview_coach.signals import heed

        if not self.is_headless:
            heed(self.stop)

    def stop(self, number: int) -> None:
        """Leave because of the signal ``number``; the second one ends the process at once."""
        from interview_coach.signals import end_at_once

        if self._stopping is not None:
            end_at_once(number)
        self._stopping = asyncio.create_task(self._leave_because_of(number))

    async def _leave_because_of(self, number: int) -> None:
        from rich.text import Text

        from interview_coach.errors import CoachError
        from interview_coach.signals import KILLED_BY
        from interview_coach.tui import ending

        code = KILLED_BY + number
        ending.end_in_any_case(code)
        said = "The system asked the app to end. What you wrote is kept: start again to continue."
        try:
            async with asyncio.timeout(ending.LONGEST_CLOSING):
                await self._put_in_order()
        except TimeoutError:
            pass
        except CoachError as error:
            said = str(error)
        if ending.terminal_is_gone():
            os._exit(code)
        self.exit(return_code=code, message=Text(said))

    def action_help(self) -> None:
        """Explain the screen on top; not a dialog, which explains itself."""
        from interview_coach.tui.screens.help import HelpScreen

        if not self.screen.is_modal:
            self.push_screen(HelpScreen(explains=self.screen, data_folder=self._data_folder()))

    def _data_folder(self) -> str:
        return str(self.coach.settings.home.root) if self.coach else ""
