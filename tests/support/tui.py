"""Driving the terminal app in tests: a real coach over a folder of its own, no waiting for wall-clock time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from unittest.mock import patch

from textual.events import Key
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from interview_coach.domain.plan import Choices
from interview_coach.domain.vocabulary import Format
from interview_coach.tui.app import CoachApp, OpenSession
from interview_coach.tui.journey import Backdrop
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.wiring import Coach
from tests.support.coaches import LibraryCoach, a_coach
from tests.support.events import Clock

SMALL = (80, 24)
LARGE = (140, 45)
TINY = (20, 5)

GRAIN = 0.004
"""Seconds after which the pilot looks whether the app rests; a fifth of Textual's own, which adds up."""

QUIET = 2
"""How many rounds without work count as rest."""

WAIT_FOR_CANDIDATE = ("practice", "ask")
"""Groups of workers that wait for the candidate most of the time."""

WAITS_BENEATH = "files"
"""The group of workers that wait for the candidate while another screen than theirs is on top."""

PATIENCE = 30.0
"""Seconds after which what was waited for is taken never to come; far more than a busy machine needs."""

AnyScreen = TypeVar("AnyScreen", bound=Screen[Any])


class Desk:
    """The app under test with its coach, its clock, and the pilot that presses keys."""

    def __init__(self, *, app: CoachApp, coach: Coach, clock: Clock, pilot: Pilot[None]) -> None:
        self.app = app
        self.coach = coach
        self.clock = clock
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before has had its effect."""
        for key in keys:
            await self.pilot.press(key)
            if self._at_work():
                await self.settle()
        await self.settle()

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than the app can follow: none waits for what the one before does."""
        for key in keys:
            character = " " if key == "space" else key
            self.app.post_message(Key(key, character if len(character) == 1 else None))
        await self.settle()

    async def click(self, selector: str, **more: Any) -> None:
        assert await self.pilot.click(selector, **more)
        await self.settle()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Let the app work until ``holds``; fail where it never does."""
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            await self.pilot.pause(0.01)
            if holds():
                return
        raise AssertionError(f"never came true; {self.app.screen!r} stands")

    async def settle(self) -> None:
        """Let everything that can happen without the candidate happen; fail where that has no end."""
        quiet, deadline = 0, monotonic() + PATIENCE
        while monotonic() < deadline:
            await self.pilot.pause(0.001)
            quiet = 0 if self._at_work() else quiet + 1
            if quiet == QUIET or self.app._exit:
                return
        raise AssertionError(f"never came to rest; {self.app.screen!r} stands, {list(self.app.workers)}")

    def _at_work(self) -> bool:
        """Return whether the app has something to do; on its way to or from an interview, no screen waits."""
        screen, groups = self.app.screen, {w.group for w in self.app.workers if not w.is_finished}
        if not screen.is_mounted:  # what it starts with has not begun yet
            return True
        if isinstance(screen, HomeScreen | Backdrop) and "practice" in groups:
            return True
        beneath = {w.group for w in self.app.workers if not w.is_finished and w.node is not screen} & {WAITS_BENEATH}
        return not isinstance(screen, ModalScreen) and bool(groups - set(WAIT_FOR_CANDIDATE) - beneath)

    async def on(self, kind: type[AnyScreen]) -> AnyScreen:
        """Return the screen on top, which is, or becomes, a ``kind``."""
        await self.until(lambda: isinstance(self.app.screen, kind))
        await self.settle()
        screen = self.app.screen
        assert isinstance(screen, kind)
        return screen

    async def interview(self) -> InterviewScreen:
        return await self.on(InterviewScreen)

    async def write(self, text: str) -> None:
        screen = await self.interview()
        screen.box.insert(text)
        await self.settle()

    async def answer(self, text: str) -> None:
        await self.write(text)
        await self.press("ctrl+s")

    def words(self, selector: str) -> str:
        """Return what a static widget of the screen on top shows."""
        return str(self.app.screen.query_one(selector, Static).visual)

    def shown(self) -> str:
        """Return everything that the terminal shows, as lines of text."""
        return "\n".join(
            "".join(segment.text for segment in line) for line in self.app.screen._compositor.render_strips()
        )

    def offered(self) -> set[str]:
        """Return what the footer offers."""
        bindings = self.app.screen.active_bindings.values()
        return {b.binding.description for b in bindings if b.enabled and b.binding.show}


def choose(coach: Coach, form: Format = Format.DRILL, **changes: Any) -> None:
    """Let ``coach`` remember these choices."""
    coach.remember(Choices(format=form, **changes))


@asynccontextmanager
async def desk(
    folder: Path,
    *,
    size: tuple[int, int] = SMALL,
    begin: OpenSession | None = None,
    coach: LibraryCoach | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[Desk]:
    """Open the app on its home screen, loaded."""
    clock = clock or Clock()
    ready = coach or a_coach(folder, clock)
    app = CoachApp(load_coach=lambda: ready, begin=begin, clock=clock)
    app.animation_level = "none"
    with (
        patch("textual._wait.SLEEP_GRANULARITY", GRAIN),
        patch("textual._wait.SLEEP_IDLE", GRAIN / 5),
        patch("interview_coach.tui.screens.setup.CHANGING", 0.0),
    ):
        async with app.run_test(size=size) as pilot:
            seat = Desk(app=app, coach=ready, clock=clock, pilot=pilot)
            await seat.until(lambda: app.coach is not None)
            await seat.settle()
            yield seat
