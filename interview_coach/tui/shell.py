"""What the app does around its screens: how it reads and draws, its palette and themes, how it speaks of trouble."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import App
from textual.filter import LineFilter, NoColor

if TYPE_CHECKING:
    from textual.driver import Driver

    from interview_coach.tui.commands import Offer


class ShellApp(App[None]):
    """An app with a palette of what its screens can do.

    Args:
        debug: whether an unexpected error shows its traceback.
    """

    def __init__(self, *, debug: bool) -> None:
        super().__init__()
        self._show_tracebacks = debug

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that reads the terminal; pastes reach it as text."""
        from interview_coach.tui.safe_paste import install

        install()
        return super().get_driver_class()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Where no colours are wanted, send none; Textual itself would send greys."""
        return [NoColor()] if self.no_color else super().get_line_filters()

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

    def action_toggle_dark(self) -> None:
        """Switch between a dark and a light theme, until the app is left."""
        self.theme = "textual-light" if self.current_theme.dark else "textual-dark"

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
