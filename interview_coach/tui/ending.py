"""Leaving in order: what was typed is kept and the session closed, also where the system asks the app to end."""

from __future__ import annotations

import os
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

    from interview_coach.wiring import Session

LONGEST_CLOSING = 5.0
"""Seconds that are waited for grades when the system asks to end; they are made up for later."""

LONGEST_ENDING = 10.0
"""Seconds after which the process goes in any case: a terminal that is gone may never take what is written to it."""


async def put_in_order(app: App[None], session: Session) -> None:
    """Keep all that was typed, and close ``session``. Raises ``CoachError`` where something cannot be kept."""
    from interview_coach.tui.screens.dialogue import DialogueScreen

    for screen in app.screen_stack:
        if isinstance(screen, DialogueScreen):
            await screen.keep_draft()
    await session.close()


def end_in_any_case(code: int) -> None:
    """End the process with ``code`` after a while, where it does not end of itself."""
    timer = Timer(LONGEST_ENDING, os._exit, (code,))
    timer.daemon = True
    timer.start()


def terminal_is_gone() -> bool:
    """Return whether there is nobody to write to any more."""
    try:
        return not os.isatty(2)
    except OSError:
        return True
