"""The command palette offers what the keys of the screen on top do, and nothing that is not possible."""

from __future__ import annotations

from pathlib import Path

from textual.command import CommandPalette

from interview_coach.tui.commands import ScreenCommands
from tests.support.tui import Desk, desk


async def _titles(seat: Desk, query: str = "") -> list[str]:
    provider = ScreenCommands(seat.app.screen)
    hits = provider.search(query) if query else provider.discover()
    return [str(hit.text) async for hit in hits]


async def test_every_action_of_the_screen_is_offered_with_its_key(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        titles = await _titles(seat)
        assert {"Drill (d)", "Mock (m)", "Roleplay (r)", "Set up (s)", "Quit (q)", "Help (f1)"} <= set(titles)
        assert "Dark or light (f10)" in titles
        assert not any(title.startswith(("Continue", "Try again")) for title in titles)


async def test_the_interview_offers_its_own(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.interview()
        titles = await _titles(seat)
        assert {"Send (^s)", "Hint (^t)", "Clarify (^l)", "Skip (^n)", "Pause (^r)", "Stop (^g)"} <= set(titles)
        assert "Hint (^t)" in await _titles(seat, "hint")


async def test_an_action_is_run_from_the_palette(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        screen = await seat.interview()
        await seat.press("ctrl+p")
        await seat.until(lambda: isinstance(seat.app.screen, CommandPalette))
        await seat.pilot.press(*"pause")
        await seat.pilot.pause(0.3)
        await seat.pilot.press("enter")
        await seat.until(lambda: screen.transcript.paused)


async def test_dark_and_light_change_places_and_stay(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("f10")
        assert seat.app.theme == "textual-light"
        await seat.press("d")
        await seat.interview()
        assert seat.app.theme == "textual-light"
        await seat.press("f10")
        assert seat.app.theme == "textual-dark"
