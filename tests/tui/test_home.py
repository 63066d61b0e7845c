"""The home screen: one key starts, the lists resume and review, trouble is told in place."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest
from textual.widgets import Button, OptionList

from interview_coach.domain.vocabulary import Format
from interview_coach.errors import CoachError, JournalNotFound, SettingsError, StorageError
from interview_coach.tui.app import CoachApp
from interview_coach.tui.screens.assessment import AssessmentScreen
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.screens.scorecard import ScorecardScreen
from interview_coach.tui.widgets.choosing import Paged
from interview_coach.wiring import Coach, Session
from tests.support.coaches import GOOD_ANSWER, a_coach
from tests.support.events import Clock
from tests.support.tui import LARGE, PATIENCE, SMALL, choose, desk


@pytest.mark.parametrize(
    ("key", "form", "size"),
    [("d", Format.DRILL, SMALL), ("m", Format.MOCK, LARGE), ("r", Format.ROLEPLAY, SMALL)],
)
async def test_one_key_starts_an_interview_with_what_was_chosen_last(
    tmp_path: Path, key: str, form: Format, size: tuple[int, int]
) -> None:
    coach = a_coach(tmp_path)
    choose(coach, Format.DRILL, persona="research-scientist", questions=2)
    async with desk(tmp_path, size=size, coach=coach) as seat:
        await seat.press(key)
        screen = await seat.interview()
        assert screen.transcript.plan.format is form
        assert screen.transcript.plan.persona == "research-scientist"
        assert len(screen.transcript.plan.questions) == (2 if form is Format.MOCK else 1)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_actions_can_be_clicked(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size=size) as seat:
        await seat.click("#mock")
        assert (await seat.interview()).transcript.plan.format is Format.MOCK


async def test_enter_presses_the_focused_action_and_arrows_move(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        assert seat.app.focused is not None and seat.app.focused.id == "drill"
        await seat.press("down", "enter")
        assert (await seat.interview()).transcript.plan.format is Format.MOCK


async def test_it_says_which_engine_is_used_and_why(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        assert "Engine: offline. The offline coach" in seat.words("#engine")


async def test_an_empty_home_says_what_to_do(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        assert not seat.app.screen.query_one("#nothing").has_class("hidden")
        assert "Continue" not in seat.offered()


async def test_an_unfinished_interview_is_offered_and_resumed_with_its_draft(tmp_path: Path) -> None:
    clock = Clock()
    async with desk(tmp_path, clock=clock) as seat:
        await seat.press("d")
        await seat.write("First I would look at [b]real[/b] notes")
        first = (await seat.interview()).transcript.id
        await seat.press("escape", "l")
        home = await seat.on(HomeScreen)
        await seat.until(lambda: home.query_one("#unfinished", OptionList).option_count == 1)
        assert "Continue" in seat.offered()
        await seat.press("c")
        screen = await seat.interview()
        assert screen.transcript.id == first
        assert screen.box.text == "First I would look at [b]real[/b] notes"


async def test_recent_interviews_open_their_scorecard_and_broken_ones_say_why(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.answer(GOOD_ANSWER)
        screen = await seat.interview()
        if not screen.transcript.ended:
            await seat.press("escape", "e")
        else:
            await seat.press("enter")
        await seat.press("3")
        await seat.on(ScorecardScreen)
        await seat.press("escape")
        home = await seat.on(HomeScreen)
        broken = tmp_path / "transcripts" / "20200101T000000Z-drill-abc123.jsonl"
        broken.write_text("not json\n")
        await seat.press("d")
        await seat.interview()
        await seat.press("escape", "l")
        recent = home.query_one("#recent", OptionList)
        await seat.until(lambda: recent.option_count == 2)
        recent.focus()
        await seat.press("enter")
        await seat.on(ScorecardScreen)
        await seat.press("escape")
        await seat.on(HomeScreen)
        recent.focus()
        await seat.press("down", "enter")
        await seat.until(lambda: any("cannot be read" in n.title for n in seat.app._notifications))


async def test_a_coach_that_cannot_be_loaded_is_explained_and_tried_again(tmp_path: Path) -> None:
    coach, tries = a_coach(tmp_path), []

    def load() -> Coach:
        tries.append(1)
        if len(tries) == 1:
            raise SettingsError("config.toml: engine is 'x'; [red]it must be offline.")
        return coach

    app = CoachApp(load_coach=load)
    async with app.run_test(size=SMALL) as pilot:
        home = app.screen
        assert isinstance(home, HomeScreen)
        while not home.query_one("#engine").has_class("problem"):
            await pilot.pause(0.01)
        assert "[red]it must be offline." in str(home.query_one("#engine").visual)  # type: ignore[attr-defined]
        await pilot.press("d", "f5")
        while app.coach is None:
            await pilot.pause(0.01)
        await pilot.pause()
        assert not home.query_one("#engine").has_class("problem")


async def test_an_interview_that_cannot_start_is_told(tmp_path: Path) -> None:
    async def refuse(coach: Coach) -> object:
        raise CoachError("The disk [is] full.")

    async with desk(tmp_path) as seat:
        seat.app.practise(refuse)  # type: ignore[arg-type]
        await seat.until(lambda: any(n.message == "The disk [is] full." for n in seat.app._notifications))
        assert isinstance(seat.app.screen, HomeScreen)


async def test_where_the_app_was_to_go_straight_to_an_interview_it_leaves_with_the_reason(tmp_path: Path) -> None:
    async with desk(tmp_path, begin=lambda coach: coach.resume("nope")) as seat:
        await seat.until(lambda: seat.app._exit)
    assert isinstance(seat.app.failure, JournalNotFound)
    assert seat.app.return_code == 1


async def test_where_it_was_to_go_straight_to_one_a_coach_that_cannot_be_loaded_ends_it_too() -> None:
    def load() -> Coach:
        raise SettingsError("config.toml: engine is wrong.")

    app = CoachApp(load_coach=load, begin=lambda coach: coach.start(coach.choices()))
    async with asyncio.timeout(PATIENCE), app.run_test(size=SMALL) as pilot:
        while not app._exit:
            await pilot.pause(0.01)
    assert str(app.failure) == "config.toml: engine is wrong."
    assert app.return_code == 2


async def test_a_session_that_cannot_be_closed_is_no_mistake_of_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(session: Session) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(Session, "close", refuse)
    async with desk(tmp_path) as seat:
        await seat.press("d", "escape", "l")
        await seat.on(HomeScreen)
        assert any(n.message == "The disk is full." for n in seat.app._notifications)
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.interview()
        await seat.pilot.press("ctrl+q")
        await seat.until(lambda: seat.app._exit)
    assert str(seat.app.failure) == "The disk is full."
    assert seat.app.return_code == 1


async def test_home_does_not_show_between_the_screens_of_an_interview(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        shown = []
        home = seat.app.screen
        assert isinstance(home, HomeScreen)
        home.on_screen_resume = lambda: shown.append(1)  # type: ignore[method-assign]
        await seat.press("d")
        await seat.answer(GOOD_ANSWER)
        await seat.press("escape", "e", "3")
        await seat.on(ScorecardScreen)
        assert not shown


async def test_begin_goes_straight_to_an_interview(tmp_path: Path) -> None:
    coach = a_coach(tmp_path)
    async with desk(tmp_path, coach=coach, begin=lambda c: c.start(c.choices())) as seat:
        await seat.on(InterviewScreen)


async def test_a_key_pressed_twice_starts_one_interview(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        home = seat.app.screen
        assert isinstance(home, HomeScreen)
        home.action_start("drill")
        home.action_start("drill")
        await seat.interview()
        assert len(seat.coach.unfinished()) == 1


async def test_q_leaves(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.pilot.press("q")
        assert seat.app._exit


async def test_every_action_has_a_tooltip_or_words(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        for button in seat.app.screen.query(Button):
            assert str(button.label).strip() or button.tooltip


def test_the_first_screen_needs_nothing_but_textual() -> None:
    code = (
        "import sys, interview_coach.tui.app\n"
        "heavy = {'pydantic', 'yaml', 'markdown_it', 'interview_coach.domain', 'interview_coach.wiring'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


async def test_lists_asked_for_again_and_again_are_made_once(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        home = seat.app.screen
        assert isinstance(home, HomeScreen)
        await home.query_one("#lists").remove()
        await home.query_one("#continue").remove()
        await home.query("#places").remove()
        home.fill(seat.coach)
        while not home.query("#continue"):
            await asyncio.sleep(0)
        home.fill(seat.coach)
        home.fill(seat.coach)
        await seat.settle()
        assert len(home.query("#continue")) == len(home.query("#lists")) == 1


async def test_lists_that_come_after_the_app_was_left_do_no_harm(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        home = seat.app.screen
        assert isinstance(home, HomeScreen)
        home.fill(seat.coach)
        await seat.pilot.press("q")
    assert seat.app.return_code == 0


async def test_an_interview_that_ended_without_its_scorecard_is_offered_to_go_on_with(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.answer(GOOD_ANSWER)
        await seat.press("escape", "e")
        await seat.on(AssessmentScreen)
        await seat.press("ctrl+q")
    async with desk(tmp_path, size=LARGE) as seat:
        assert "only the scorecard is left" in seat.shown()
        assert seat.app.screen.query_one("#recent-part").has_class("hidden")
        await seat.press("c")
        await seat.on(AssessmentScreen)


async def test_the_lists_do_not_give_away_a_case_that_was_not_asked_yet(tmp_path: Path) -> None:
    coach = a_coach(tmp_path)
    async with desk(tmp_path, size=LARGE, coach=coach) as seat:
        await seat.press("d", "escape", "l")
        await seat.on(HomeScreen)
        titles = [question.title for question in coach.small.all_questions]
        assert not any(title in seat.shown() for title in titles)
        assert "Evaluation design" in seat.shown() or "Failure modes" in seat.shown()


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Etc/GMT-14"])
async def test_instants_at_the_ends_of_the_calendar_are_listed_and_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d", "escape", "l")
        await seat.on(HomeScreen)
    (journal,) = (tmp_path / "transcripts").glob("*.jsonl")
    line = journal.read_text()
    assert "2026-11-20T18:45:00" in line
    for year in ("0001-01-01T00:00:00", "9999-12-31T23:59:59"):
        journal.with_stem(f"of-{year[:4]}").write_text(line.replace("2026-11-20T18:45:00", year))
    journal.unlink()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        async with desk(tmp_path, size=LARGE) as seat:
            home = seat.app.screen
            unfinished = home.query_one("#unfinished", OptionList)
            assert unfinished.option_count == 2
            for place in range(2):
                await seat.press("tab" if place else "end")
                unfinished.focus()
                unfinished.highlighted = place
                await seat.press("enter")
                await seat.interview()
                await seat.press("escape", "l")
                await seat.on(HomeScreen)
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_what_was_said_in_passing_does_not_cover_the_next_screen(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d", "ctrl+s")
        screen = await seat.interview()
        (notice,) = seat.app._notifications
        assert "The box is empty" in notice.message
        seat.app.tell("The disk is full.")
        await seat.press("escape", "l")
        await seat.on(HomeScreen)
        told = " ".join(n.message for n in seat.app._notifications)
        assert "The box is empty" not in told
        assert "Kept." in told and "The disk is full." in told
        await seat.press("c")
        assert await seat.interview() is not screen
        assert "Kept." not in " ".join(n.message for n in seat.app._notifications)


async def test_a_list_that_is_not_laid_out_turns_no_pages(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(1, 1)) as seat:
        await seat.press("ctrl+p", "pagedown", "pageup", "escape")
        hidden = Paged("one", "two")
        await seat.app.screen.mount(hidden)
        hidden.display = False
        hidden.highlighted = 1
        hidden.action_page_down()
        hidden.action_page_up()
        assert hidden.highlighted == 1
