"""Writing an interview to a file from a screen: asked for, done in a thread, told where it went."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from interview_coach.errors import CoachError
from interview_coach.journal.naming import safe_name
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.screens.dialogs import Answer, ChoiceDialog
from interview_coach.tui.screens.exporting import Export, ExportDialog
from interview_coach.wiring.exporting import export_to

if TYPE_CHECKING:
    from interview_coach.tui.app import CoachApp
    from interview_coach.tui.screens.standing import StandingScreen
    from interview_coach.wiring import Coach

WRITTEN = 12.0
"""Seconds for which it is shown where the file went: long enough to write a path down."""


async def export(screen: StandingScreen[Any], coach: Coach, interview: str) -> None:
    """Ask for format and file, and write the interview; a problem is told. Only from a worker of ``screen``."""
    wish = await screen.ask(ExportDialog(folder=Path.cwd(), name=safe_name(interview)))
    if wish is None:
        return
    replace = await asyncio.to_thread(_is_file, wish.target)
    if replace and not await _may_replace(screen, wish):
        return
    app = cast("CoachApp", screen.app)
    try:
        journal = await asyncio.to_thread(coach.store.find, interview)
        path = await asyncio.to_thread(export_to, wish.target, journal, wish.form, force=replace)
    except CoachError as error:
        app.tell(str(error), title="Not exported")
    else:
        app.notify(shown(str(path)), title="Exported to", timeout=WRITTEN, markup=False)


async def _may_replace(screen: StandingScreen[Any], wish: Export) -> bool:
    answers = [Answer("keep", "k", "Keep the file"), Answer("replace", "r", "Replace it")]
    details = f"There is a file {one_line(str(wish.target), 300)} already."
    return await screen.ask(ChoiceDialog(question="Replace it?", details=details, answers=answers)) == "replace"


def _is_file(path: Path) -> bool:
    return path.is_file() or path.is_symlink()
