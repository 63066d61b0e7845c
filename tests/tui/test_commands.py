"""The command palette offers what the keys of the screen on top do, and nothing that is not possible."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import ModalScreen
from textual.widgets import OptionList

from interview_coach.tui.commands import offers
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.screens.palette import Palette
from tests.support.tui import Desk, desk


def _titles(seat: Desk) -> list[str]:
    return [offer.title for offer in offers(seat.app.screen)]


async def test_every_action_of_the_screen_is_offered_with_its_key(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        titles = _titles(seat)
        assert {"Drill (d)", "Mock (m)", "Roleplay (r)", "Set up (s)", "Quit (q)", "Help (f1)"} <= set(titles)
        assert "Dark or light (f10)" in titles
        assert not any(title.startswith(("Continue", "Try again")) for title in titles)


async def test_the_interview_offers_its_own(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.interview()
        titles = _titles(seat)
        assert {"Send (^s)", "Hint (^t)", "Clarify (^l)", "Skip (^n)", "Pause (^r)", "Stop (^g)"} <= set(titles)


async def test_an_action_is_run_from_the_palette(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        screen = await seat.interview()
        await seat.press("ctrl+p", *"pause")
        palette = await seat.on(Palette)
        assert str(palette.query_one(OptionList).get_option_at_index(0).prompt).startswith("Pause (^r)")
        await seat.press("enter")
        assert screen.transcript.paused


async def test_what_resembles_nothing_runs_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("ctrl+p", *"zzqq", "pagedown", "up", "enter")
        assert not (await seat.on(Palette)).query_one(OptionList).option_count
        await seat.press("escape")
        await seat.on(HomeScreen)


async def test_the_palette_is_used_by_mouse_and_left_by_a_click_beside_it(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("ctrl+p")
        await seat.on(Palette)
        await seat.click("OptionList", offset=(3, 1))
        await seat.interview()
        await seat.press("ctrl+p")
        palette = await seat.on(Palette)
        for _ in range(3):
            await seat.pilot.click(palette, offset=(1, 22))
        assert isinstance(seat.app.screen, InterviewScreen)


async def test_a_theme_is_chosen_by_name(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("ctrl+p", *"theme", "enter")
        await seat.press(*"gruvbox", "enter")
        assert seat.app.theme == "gruvbox"


@pytest.mark.parametrize(
    "keys",
    [
        ("ctrl+p", "pagedown", "pageup", "ctrl+p", "down"),
        ("ctrl+p", "enter", "enter", "enter"),
        ("ctrl+p", "escape", "escape", "escape"),
        ("ctrl+p", "f1", "ctrl+p"),
        ("ctrl+p", "ctrl+g", "ctrl+p"),
        ("ctrl+g", "ctrl+p", "ctrl+g", "ctrl+p"),
        ("ctrl+p", "f4", "ctrl+p"),
        ("f4", "ctrl+p", "f1", "ctrl+p"),
        ("f1", "ctrl+p", "f1", "f1", "ctrl+p"),
    ],
)
async def test_keys_in_a_burst_open_one_thing_and_break_nothing(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m")
        await seat.press_at_once(*keys)
        assert len([s for s in seat.app.screen_stack if isinstance(s, ModalScreen)]) <= 1
        await seat.press("escape", "f1")
        assert seat.app._exception is None


async def test_dark_and_light_change_places_and_stay(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("f10")
        assert seat.app.theme == "textual-light"
        await seat.press("d")
        await seat.interview()
        assert seat.app.theme == "textual-light"
        await seat.press("f10")
        assert seat.app.theme == "textual-dark"
