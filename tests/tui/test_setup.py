"""The setup screen: every choice counts, is explained at once, and is remembered."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Button, Input, RadioSet, Select

from interview_coach.domain.persona import PersonaId
from interview_coach.domain.plan import Choices, Plan, TimeLimit, TimeScope
from interview_coach.domain.vocabulary import Format, Seniority
from interview_coach.errors import StorageError
from interview_coach.tui.plan_words import WhatWillBe
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.setup import SetupScreen
from interview_coach.tui.widgets.choosing import MarkedRadioButton, MarkedSelectionList
from interview_coach.wiring import Coach
from tests.support.coaches import a_coach
from tests.support.tui import LARGE, SMALL, TINY, desk

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE])


@SIZES
async def test_what_is_chosen_by_keyboard_is_started_and_remembered(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size=size) as seat:
        await seat.press("s")
        await seat.on(SetupScreen)
        await seat.press("down", "space", "tab", "down", "space", "ctrl+s")
        screen = await seat.interview()
        assert screen.transcript.plan.format is Format.MOCK
        assert {q.competency for q in screen.transcript.plan.questions} == {"failure-modes"}
        assert seat.coach.choices().topics == ("failure-modes",)
        assert seat.coach.choices().format is Format.MOCK


async def test_what_is_chosen_by_mouse_is_started(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.click("#setup")
        await seat.on(SetupScreen)
        await seat.click("#roleplay")
        await seat.click("#start")
        screen = await seat.interview()
        assert screen.transcript.plan.format is Format.ROLEPLAY
        assert "Ines Marchetti, General counsel" in seat.words("#who")


async def test_what_was_chosen_last_is_read_once_and_never_by_the_app_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def choices(coach: Coach) -> Choices:
        read.append(threading.current_thread())
        return Choices()

    monkeypatch.setattr(Coach, "choices", choices)
    async with desk(tmp_path) as seat:
        at_first = len(read)
        await seat.press("s")
        await seat.on(SetupScreen)
        await seat.press("down", "space", "ctrl+r", "escape")
        await seat.on(HomeScreen)
        assert len(read) == at_first + 2  # for the form, and for the home screen's line on the engine
        await seat.press("d")
        await seat.interview()
    assert len(read) == at_first + 3
    assert threading.main_thread() not in read


async def test_only_the_form_as_it_is_at_last_is_planned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach = a_coach(tmp_path)
    coach.remember(Choices(format=Format.MOCK, questions=1))
    async with desk(tmp_path, coach=coach) as seat:
        await seat.press("s")
        screen = await seat.on(SetupScreen)
        planned: list[Choices] = []
        plan = Coach.plan

        def count(coach: Coach, choices: Choices, **more: Any) -> Plan:
            planned.append(choices)
            return plan(coach, choices, **more)

        monkeypatch.setattr(Coach, "plan", count)
        monkeypatch.setattr("interview_coach.tui.screens.setup.CHANGING", 0.05)
        for number in "123":
            screen.query_one("#questions", Input).value = number
        await seat.settle()
        assert [choices.questions for choices in planned] == [3]


async def test_a_start_faster_than_the_plan_is_checked_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("s")
        screen = await seat.on(SetupScreen)
        monkeypatch.setattr("interview_coach.tui.screens.setup.CHANGING", 600)
        screen.query_one("#roleplay", MarkedRadioButton).value = True
        screen.query_one("#topics", MarkedSelectionList).select("evaluation-design")
        await seat.pilot.pause()
        await seat.pilot.press("ctrl+s")
        await seat.until(lambda: screen.query_one("#summary").has_class("problem"))
        assert seat.app.screen is screen


async def test_s_pressed_again_and_again_opens_one_form(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press_at_once("s", "s", "d")
        await seat.on(SetupScreen)
        assert len(seat.app.screen_stack) == 2


async def test_all_fields_reach_the_choices(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("s")
        screen = await seat.on(SetupScreen)
        await seat.press("down", "space")
        screen.query_one("#seniority", Select).value = "director"
        screen.query_one("#persona", Select).value = "risk-counsel"
        screen.query_one("#time", Select).value = "interview"
        await seat.settle()
        screen.query_one("#minutes", Input).value = "25"
        screen.query_one("#questions", Input).value = "2"
        await seat.settle()
        assert "asks who could be harmed" in " ".join(seat.words("#manner").split())
        assert "25 minutes in all" in seat.words("#summary")
        await seat.press("ctrl+s")
        await seat.interview()
        chosen = seat.coach.choices()
        assert chosen.seniority is Seniority.DIRECTOR
        assert chosen.persona is PersonaId.RISK_COUNSEL
        assert chosen.questions == 2
        assert chosen.time == TimeLimit(scope=TimeScope.INTERVIEW, minutes=25)


async def test_it_opens_with_what_was_remembered(tmp_path: Path) -> None:
    coach = a_coach(tmp_path)
    coach.remember(Choices(format=Format.MOCK, topics=("failure-modes",), questions=1, persona=PersonaId.RISK_COUNSEL))
    async with desk(tmp_path, coach=coach) as seat:
        await seat.press("s")
        screen = await seat.on(SetupScreen)
        pressed = screen.query_one("#format", RadioSet).pressed_button
        assert pressed is not None and pressed.id == "mock"
        assert screen.query_one("#topics", MarkedSelectionList).selected == ["failure-modes"]
        assert screen.query_one("#persona", Select).value == "risk-counsel"
        assert "1 question," in seat.words("#summary")
        assert "● Mock interview" in seat.shown() and "○ Drill" in seat.shown()
        assert "▐✓▌ Failure modes (2)" in seat.shown() and "▐ ▌ Evaluation design (2)" in seat.shown()


async def test_it_says_what_to_loosen_where_nothing_fits(tmp_path: Path) -> None:
    coach = a_coach(tmp_path)
    coach.remember(Choices(format=Format.ROLEPLAY, topics=("evaluation-design",)))
    async with desk(tmp_path, coach=coach) as seat:
        await seat.press("s")
        screen = await seat.on(SetupScreen)
        await seat.until(lambda: screen.query_one("#start", Button).disabled)
        assert screen.query_one("#summary").has_class("problem")
        assert "Start" not in seat.offered()
        await seat.press("ctrl+s")
        assert seat.app.screen is screen


@pytest.mark.parametrize("count", ["", "0", "21", "-3"])
async def test_nonsense_is_named_and_cannot_be_started(tmp_path: Path, count: str) -> None:
    coach = a_coach(tmp_path)
    coach.remember(Choices(format=Format.MOCK))
    async with desk(tmp_path, coach=coach) as seat:
        await seat.press("s")
        screen = await seat.on(SetupScreen)
        screen.query_one("#questions", Input).value = count
        await seat.settle()
        assert "from 1 to 20" in seat.words("#summary")
        await seat.press("ctrl+s")
        assert seat.app.screen is screen


async def test_the_field_that_is_filled_stays_in_view_where_more_words_take_its_room(tmp_path: Path) -> None:
    coach = a_coach(tmp_path)
    coach.remember(Choices(format=Format.MOCK))
    async with desk(tmp_path, coach=coach, size=SMALL) as seat:
        await seat.press("s")
        screen = await seat.on(SetupScreen)
        field = screen.query_one("#questions", Input)
        field.focus()
        await seat.settle()
        screen._show(WhatWillBe(True, "Words. " * 60))
        await seat.settle()
        assert screen.query_one("#form").region.contains_region(field.region)


async def test_escape_starts_nothing_and_remembers_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("s")
        await seat.on(SetupScreen)
        await seat.press("down", "space", "escape")
        await seat.on(HomeScreen)
        assert seat.coach.choices() == Choices()


@pytest.mark.parametrize("rounds", [0, 5])
async def test_escape_before_the_form_is_filled_does_no_harm(tmp_path: Path, rounds: int) -> None:
    async with desk(tmp_path) as seat:
        seat.app.set_up()
        while not isinstance(seat.app.screen, SetupScreen):
            await asyncio.sleep(0)
        for _ in range(rounds):
            await asyncio.sleep(0)
        await seat.press_at_once("escape", "escape")
        await seat.on(HomeScreen)


async def test_defaults_come_back(tmp_path: Path) -> None:
    coach = a_coach(tmp_path)
    coach.remember(Choices(format=Format.MOCK, topics=("failure-modes",), seniority=Seniority.DIRECTOR))
    async with desk(tmp_path, coach=coach) as seat:
        await seat.press("s")
        screen = await seat.on(SetupScreen)
        await seat.press("ctrl+r")
        assert screen._chosen() == Choices()


async def test_an_interview_starts_even_where_choices_cannot_be_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("s")
        await seat.on(SetupScreen)

        def refuse(choices: Choices) -> None:
            raise StorageError("The folder is read-only.")

        monkeypatch.setattr(seat.coach, "remember", refuse)
        await seat.press("ctrl+s")
        await seat.interview()
        assert any(n.message == "The folder is read-only." for n in seat.app._notifications)


async def test_it_survives_a_tiny_terminal(tmp_path: Path) -> None:
    async with desk(tmp_path, size=TINY) as seat:
        await seat.press("s")
        await seat.on(SetupScreen)
        await seat.press(*["tab"] * 12, "escape")
        await seat.on(HomeScreen)


async def test_a_case_of_ones_own_is_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    coach = a_coach(tmp_path)
    ours = (*coach.small.all_questions[0].formats, Format.PORTFOLIO)
    coach.small.all_questions = tuple(q.model_copy(update={"formats": ours}) for q in coach.small.all_questions)
    case = tmp_path / "my case.md"
    case.write_text("# Notes for [night] nurses\n\nWe shipped summaries to two wards.")
    async with desk(tmp_path, coach=coach) as seat:
        await seat.press("s")
        screen = await seat.on(SetupScreen)
        field = screen.query_one("#case", Input)
        assert not screen.query_one("#case-field").display
        screen.query_one("#portfolio", MarkedRadioButton).value = True
        await seat.settle()
        assert "you tell of your case yourself" in seat.words("#summary").replace("\n", " ")
        await seat.press("tab")
        assert seat.app.focused is field and "Your case:" in seat.shown()
        field.value = str(tmp_path / "none.md")
        await seat.settle()
        assert f"{tmp_path}/none.md cannot be read" in seat.words("#summary").replace("\n", "")
        assert screen.query_one("#start", Button).disabled
        field.value = f"'{case}'"
        await seat.settle()
        assert "your file of 11 words: “Notes for [night] nurses”" in seat.words("#summary").replace("\n", " ")
        await seat.press("ctrl+s")
        plan = (await seat.interview()).transcript.plan
        assert plan.format is Format.PORTFOLIO and "two wards" in plan.portfolio
