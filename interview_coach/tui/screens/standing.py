"""What screens share: each is left once, and its work ends before it goes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType
from textual.widgets import Static

from interview_coach.errors import CoachError
from interview_coach.tui.safe_text import shown

Answer = TypeVar("Answer")
Found = TypeVar("Found")


def clear_notices(app: App[Any]) -> None:
    """Take away what was said in passing, so that it does not cover the next screen; warnings and errors stay."""
    for notice in list(app._notifications):
        if notice.severity == "information":
            app._unnotify(notice)


async def found_or_told(find: Callable[[], Found], place: Static) -> Found | None:
    """Return what ``find``, called in a thread, finds; where it cannot, say why in ``place`` and return ``None``."""
    try:
        found = await asyncio.to_thread(find)
    except CoachError as error:
        place.add_class("problem")
        place.update(f"{shown(str(error))}\nPress F5 to try again.")
        return None
    place.remove_class("problem")
    return found


class StandingScreen(Screen[ScreenResultType]):
    """A screen that can be left from a key that is pressed twice, from under a dialog, and while its work goes on."""

    @property
    def stands(self) -> bool:
        """Whether the screen is still there: what comes late asks before it touches the widgets."""
        return self in self.app.screen_stack

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """End the screen's work, then the screen: its widgets go before Textual would end the work."""
        if not self.is_modal:
            clear_notices(self.app)
        self.workers.cancel_node(self)
        return super().dismiss(result)

    def close(self, result: ScreenResultType | None = None) -> None:
        """Leave with ``result`` because of a key or a click; one that comes too late does nothing."""
        if self.is_active:
            self.dismiss(result)

    def leave(self, result: ScreenResultType | None = None) -> None:
        """Leave with ``result``, whatever dialog lies on top."""
        if self.stands:
            self.uncover()
            self.dismiss(result)

    def uncover(self) -> None:
        """Close whatever lies on top."""
        while self.stands and not self.is_active:
            self.app.screen.dismiss()

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show ``dialog`` over this screen alone, and return what it is answered; only from a worker."""
        self.uncover()
        return await self.app.push_screen(dialog, wait_for_dismiss=True)
