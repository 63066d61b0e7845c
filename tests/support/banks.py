"""A data folder with banks and rubrics of one's own beside a small shipped library, and the Banks screen over it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from interview_coach.library import sources
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.tui.screens.banks import BanksScreen
from interview_coach.wiring import Coach
from tests.support.coaches import LibraryCoach
from tests.support.events import Clock
from tests.support.tui import SMALL, Desk, desk
from tests.unit.library.samples import FULL_BANK, RUBRIC_TEXT

MINE = """\
# A bank of mine
title: "My questions"
rubric: failure-modes   # the good one

questions:
  # the first
  - ask: How would you decide whether our summariser is good enough to launch?
    hints:
      - Think of users   # who else?
      - 'Think of errors'

  - ask: >-
      What would you measure in the first week after
      the launch?
    title: Measure
"""


def a_home(folder: Path, **banks: str) -> Home:
    """Return a data folder with these own banks, by the names of their files; ``mine.yaml`` is always there."""
    home = Home(folder / "data")
    home.question_banks.mkdir(parents=True)
    for name, text in {"mine": MINE, **banks}.items():
        (home.question_banks / f"{name}.yaml").write_text(text, encoding="utf-8")
    return home


def small_shipped(folder: Path) -> Any:
    """Return a context in which the program came with one bank and one rubric."""
    root = folder / "shipped"
    for kind, name, text in (("question_banks", "support-bots", FULL_BANK), ("rubrics", "failure-modes", RUBRIC_TEXT)):
        (root / kind).mkdir(parents=True)
        (root / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    return patch.multiple(
        sources, shipped_banks=lambda: root / "question_banks", shipped_rubrics=lambda: root / "rubrics"
    )


@asynccontextmanager
async def banks_desk(
    folder: Path, *, size: tuple[int, int] = SMALL, editor: str | None = None, shipped: bool = False, **banks: str
) -> AsyncIterator[Desk]:
    """Open the app on the Banks screen; with all that is really ``shipped``, or with one bank and one rubric."""
    home = a_home(folder, **banks)
    command = str(an_editor(folder, editor)) if editor is not None else None
    coach = cast("LibraryCoach", Coach(Settings(home=home, editor=command), clock=Clock()))
    quick = patch("interview_coach.tui.screens.form_filling.CHECKING", 0.0)
    seldom = patch("interview_coach.tui.screens.banks.LOOKS_EVERY", 3600.0)  # tests say when
    with nullcontext() if shipped else small_shipped(folder), quick, seldom:
        async with desk(folder, size=size, coach=coach) as seat:
            with patch.object(seat.app, "suspend", nullcontext):
                await seat.press("b")
                await seat.on(BanksScreen)
                yield seat


def an_editor(folder: Path, script: str) -> Path:
    """Return a command that edits files as the shell ``script`` does; ``$FILE`` is the file, ``$1`` may be a line."""
    editor = folder / "vi"
    editor.write_text(f'#!/bin/sh\nfor FILE; do :; done\necho "$1" >> {folder}/opened\n{script}\n')
    editor.chmod(0o700)
    return editor


def mine(folder: Path, name: str = "mine") -> str:
    """Return what stands in an own bank."""
    return (folder / "data" / "question_banks" / f"{name}.yaml").read_text(encoding="utf-8")


def told(seat: Desk) -> str:
    """Return everything that was told in passing."""
    return "\n".join(n.message for n in seat.app._notifications)


def lines_changed(old: str, new: str) -> tuple[list[str], list[str]]:
    """Return which lines of ``old`` are gone, and which lines of ``new`` were not there."""
    before, after = old.splitlines(), new.splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]
