"""The terminal app: it loads the coach behind the first paint, and leads from screen to screen.

Importing this module imports Textual and nothing else of weight, so that the first screen stands at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, NoColor

from interview_coach.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen

    from interview_coach.errors import CoachError
    from interview_coach.tui.commands import Offer
    from interview_coach.wiring import Coach, Session

OpenSession = Callable[["Coach"], Awaitable["Session"]]
"""Starts or resumes an interview; raises :class:`~interview_coach.errors.CoachError` where it cannot."""


def utc_now() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)


class CoachApp(App[None]):
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
        super().__init__()
        self.coach: Coach | None = None
        self.clock = clock
        self._load_coach = load_coach
        self.failure: CoachError | None = None
        """Why the interview to go straight to could not begin: then the app has left."""
        self._begin = begin
        self._show_tracebacks = debug
        self._session: Session | None = None

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that reads the terminal; pastes reach it as text."""
        from interview_coach.tui.safe_paste import install

        install()
        return super().get_driver_class()

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to start with."""
        return HomeScreen()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Where no colours are wanted, send none; Textual itself would send greys."""
        return [NoColor()] if self.no_color else super().get_line_filters()

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

        session, self._session = self._session, None
        try:
            if session is not None:
                await self._keep_draft()
                await session.close()
        except CoachError as error:
            self.fail(error)
        else:
            self.exit()

    async def _keep_draft(self) -> None:
        from interview_coach.tui.screens.dialogue import DialogueScreen

        for screen in self.screen_stack:
            if isinstance(screen, DialogueScreen):
                await screen.keep_draft()

    def action_toggle_dark(self) -> None:
        """Switch between a dark and a light theme, until the app is left."""
        self.theme = "textual-light" if self.current_theme.dark else "textual-dark"

    def action_command_palette(self) -> None:
        """Offer what the screen on top can do; not over a dialog, which asks for an answer first."""
        from interview_coach.tui.commands import offers

        if not self.screen.is_modal:
            self._offer(offers(self.screen))

    def action_change_theme(self) -> None:
        """Offer all themes."""
        from interview_coach.tui.commands import themes

        if not self.screen.is_modal:
            self._offer(themes(list(self.available_themes)), placeholder="Search for themes …")

    def action_choose_theme(self, name: str) -> None:
        """Take the theme ``name``, until the app is left."""
        self.theme = name

    def _offer(self, offers: list[Offer], *, placeholder: str = "Search for commands …") -> None:
        from interview_coach.tui.screens.palette import Palette

        beneath = self.screen

        async def run(action: str | None) -> None:
            if action is not None and self.screen is beneath:
                await self.run_action(action)

        self.push_screen(Palette(offers, placeholder=placeholder), run)

    def action_help(self) -> None:
        """Explain the screen on top; not a dialog, which explains itself."""
        from interview_coach.tui.screens.help import HelpScreen

        if not self.screen.is_modal:
            self.push_screen(HelpScreen(explains=self.screen, data_folder=self._data_folder()))

    def _data_folder(self) -> str:
        return str(self.coach.settings.home.root) if self.coach else ""

    def tell(self, problem: str, *, title: str = "That did not work") -> None:
        """Show a sentence about a problem."""
        from interview_coach.tui.safe_text import shown

        self.notify(shown(problem), title=title, severity="error", timeout=12, markup=False)

    def _fatal_error(self) -> None:
        """Leave after an unexpected error in one plain sentence; the traceback shows only when debugging."""
        if self._show_tracebacks or self._exception is None:
            super()._fatal_error()
            return
        from rich.text import Text

        kind = type(self._exception).__name__
        sentence = (
            f"The app stopped because of a mistake of its own ({kind}). Everything that you sent is on disk; "
            "start again to continue. Run with --debug to see the details."
        )
        self._exit_renderables.append(Text(sentence))
        self._close_messages_no_wait()
