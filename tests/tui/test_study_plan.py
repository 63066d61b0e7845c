"""The study plan: asked for once, today on top, done things ticked, tasks started from it, exported."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.widgets import Input, Static

from interview_coach.domain.vocabulary import Format, Track
from interview_coach.errors import StorageError
from interview_coach.tui.screens.assessment import AssessmentScreen
from interview_coach.tui.screens.detail import DetailScreen
from interview_coach.tui.screens.goal import GoalDialog
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.plan_export import PlanExportDialog
from interview_coach.tui.screens.scorecard import ScorecardScreen
from interview_coach.tui.screens.study_plan import StudyPlanScreen
from interview_coach.tui.study_words import read_day
from interview_coach.tui.widgets.row_list import RowList
from interview_coach.wiring.goal_file import GoalFile
from tests.support.coaches import GOOD_ANSWER, LibraryCoach, a_coach
from tests.support.events import Clock
from tests.support.practised import practise
from tests.support.tui import LARGE, SMALL, TINY, Desk, desk

TODAY = date(2026, 11, 20)


def prepared(folder: Path, clock: Clock, **goal: object) -> LibraryCoach:
    """Return a coach whose candidate prepares for something."""
    coach = a_coach(folder, clock)
    coach.learning.studying.set_goal(**{"minutes": 30} | goal)
    return coach


async def at_plan(seat: Desk) -> StudyPlanScreen:
    await seat.press("l")
    return await seat.on(StudyPlanScreen)


async def test_it_asks_once_what_one_prepares_for_and_plans_for_that(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("l")
        dialog = await seat.on(GoalDialog)
        dialog.query_one("#date", Input).value = "in 3 weeks"
        await seat.settle()
        assert "in 21 days. The plan is made anew" in seat.words("#outcome")
        dialog.query_one("#minutes", Input).value = "45"
        await seat.press("ctrl+s")
        await seat.on(StudyPlanScreen)
        assert "in 21 days. Product feature, mid; 45 minutes a day." in seat.words("#overview")
        await seat.press("escape", "l")
        await seat.on(StudyPlanScreen)
        assert not isinstance(seat.app.screen, GoalDialog)


async def test_who_does_not_say_gets_a_plan_without_a_date(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("l")
        await seat.on(GoalDialog)
        await seat.press("escape")
        await seat.on(StudyPlanScreen)
        assert "No date is set" in seat.words("#overview")
        assert "Today, Fri 20 Nov 2026" in seat.shown()
        await seat.press("escape")
        await seat.on(HomeScreen)


async def test_what_makes_no_sense_is_said_at_once_and_not_taken(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("l")
        dialog = await seat.on(GoalDialog)
        for typed, minutes, said in (
            ("yesterday", "30", "That is no date. Write 2026-12-10"),
            ("2026-11-19", "30", "Thu 19 Nov 2026 has passed."),
            ("in 900 days", "30", "is more than two years away."),
            ("", "5", "Minutes a day must be a number from 10 to 480."),
            ("", "", "Minutes a day must be a number"),
            ("[red]31 Feb", "30", "That is no date."),
        ):
            dialog.query_one("#date", Input).value = typed
            dialog.query_one("#minutes", Input).value = minutes
            await seat.settle()
            assert said in seat.words("#outcome")
            assert dialog.query_one("#outcome").has_class("problem")
            await seat.press("ctrl+s")
            assert isinstance(seat.app.screen, GoalDialog)
        assert not seat.coach.learning.studying.is_set()


async def test_enter_starts_the_task_and_it_is_ticked_afterwards(tmp_path: Path) -> None:
    clock = Clock()
    coach = prepared(tmp_path, clock, interview_on=TODAY + timedelta(days=8))
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        screen = await at_plan(seat)
        row = screen.query_one(RowList).row
        assert row is not None and "Drill" in str(row.about) and "Enter starts it." in str(row.about)
        await seat.press("enter")
        assert (await seat.interview()).transcript.plan.format is Format.DRILL
        await seat.answer(GOOD_ANSWER)
        ended = (await seat.interview()).transcript.ended
        await seat.press(*(("enter",) if ended else ("escape", "e")))
        await seat.on(AssessmentScreen)
        await seat.press("4")
        await seat.on(ScorecardScreen)
        await seat.press("escape")
        await seat.on(StudyPlanScreen)
        assert "✓ Drill" in seat.shown() and "1 of" in seat.shown()
        assert "Done. Enter shows how it went." in seat.words("#about")
        await seat.press("2")
        assert "about" in seat.shown() and "✓" in seat.shown()
        await seat.press("enter")
        await seat.on(DetailScreen)
        await seat.press("escape")
        await seat.on(StudyPlanScreen)


async def test_one_key_starts_what_is_next_today(tmp_path: Path) -> None:
    clock = Clock()
    coach = prepared(tmp_path, clock)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await at_plan(seat)
        await seat.press("t")
        await seat.interview()


async def test_material_is_ticked_and_the_tick_taken_away(tmp_path: Path) -> None:
    clock = Clock()
    coach = prepared(tmp_path, clock)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await at_plan(seat)
        await seat.press("3")
        assert "Enter ticks it off." in seat.words("#about")
        await seat.press("enter")
        assert len(coach.learning.studying.goal().studied) == 1
        assert "done 20 Nov" in seat.shown() and "✓" in seat.shown()
        await seat.press("2", "enter")
        assert coach.learning.studying.goal().studied == {}
        assert "Nothing yet." in seat.shown()


async def test_a_tick_that_cannot_be_kept_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    coach = prepared(tmp_path, clock)

    def refuse(*_: object, **__: object) -> None:
        raise StorageError("The disk [b]is[/b] full.")

    monkeypatch.setattr(GoalFile, "write", refuse)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await at_plan(seat)
        await seat.press("3", "enter")
        assert any(notice.message == "The disk [b]is[/b] full." for notice in seat.app._notifications)
        await seat.press("g")
        dialog = await seat.on(GoalDialog)
        dialog.query_one("#minutes", Input).value = "60"
        await seat.press("ctrl+s")
        await seat.on(StudyPlanScreen)
        assert any(notice.title == "The goal is not kept" for notice in seat.app._notifications)
        assert "30 minutes a day" in seat.words("#overview")


async def test_topics_say_why_and_a_drill_of_one_can_be_begun(tmp_path: Path) -> None:
    clock = Clock()
    coach = prepared(tmp_path, clock, track=Track.PLATFORM)
    await practise(coach, "loan-advice", GOOD_ANSWER)
    clock.tick(2 * 86_400)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await at_plan(seat)
        await seat.press("4")
        assert "Evaluation design" in seat.shown() and "%" in seat.shown()
        assert "Not practised yet; weighs" in seat.words("#about")
        await seat.press("enter")
        plan = (await seat.interview()).transcript.plan
        assert plan.track is Track.PLATFORM
        assert plan.questions[0].competency == "evaluation-design"


async def test_it_is_written_to_a_file_and_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    clock = Clock()
    coach = prepared(tmp_path, clock)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await at_plan(seat)
        for keys, ending, holds in (((), "ics", "BEGIN:VCALENDAR"), (("down", "space"), "md", "# Study")):
            await seat.press("e")
            await seat.on(PlanExportDialog)
            await seat.press(*keys, "ctrl+s")
            await seat.on(StudyPlanScreen)
            file = tmp_path / f"study-plan.{ending}"
            assert holds in file.read_text()
            assert any(str(file) in notice.message for notice in seat.app._notifications)
        await seat.press("e")
        await seat.on(PlanExportDialog)
        await seat.press("ctrl+s")
        await seat.on(StudyPlanScreen)
        assert any(notice.title == "The plan is not written" for notice in seat.app._notifications)


async def test_json_goes_into_a_folder(tmp_path: Path) -> None:
    clock = Clock()
    coach = prepared(tmp_path, clock)
    folder = tmp_path / "out put"
    folder.mkdir()
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await at_plan(seat)
        await seat.press("e")
        dialog = await seat.on(PlanExportDialog)
        await seat.press("down", "down", "space")
        dialog.query_one("#target", Input).value = f"'{folder}'"
        await seat.press("ctrl+s")
        await seat.on(StudyPlanScreen)
    assert json.loads((folder / "study-plan.json").read_text())["on"] == "2026-11-20"


async def test_far_away_dates_list_some_days_and_more_on_request(tmp_path: Path) -> None:
    clock = Clock()
    coach = prepared(tmp_path, clock, interview_on=TODAY + timedelta(days=200))
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        screen = await at_plan(seat)
        await seat.press("end")
        assert "… and 187 more days" in seat.shown()
        before = screen.query_one(RowList).option_count
        await seat.press("enter", "end")
        assert "… and 173 more days" in seat.shown()
        assert screen.query_one(RowList).option_count > before


async def test_a_file_that_holds_no_goal_is_told_in_place(tmp_path: Path) -> None:
    clock = Clock()
    coach = a_coach(tmp_path, clock)
    coach.settings.home.study_plan_file.write_text("[red]no json")
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await at_plan(seat)
        assert "holds no study plan that this version can read" in seat.words("#overview")
        await seat.press("enter", "t", "g", "e", "2", "n")
        coach.settings.home.study_plan_file.unlink()
        await seat.press("f5")
        await seat.on(GoalDialog)


async def test_it_fits_terminals_of_any_size(tmp_path: Path) -> None:
    clock = Clock()
    coach = prepared(tmp_path, clock, interview_on=TODAY + timedelta(days=3))
    async with desk(tmp_path, coach=coach, clock=clock, size=TINY) as seat:
        screen = await at_plan(seat)
        for number, size in enumerate(((40, 15), SMALL, (1, 1), LARGE), start=1):
            await seat.press(str(number), "down", "pagedown", "home")
            await seat.pilot.resize_terminal(*size)
            await seat.settle()
        await seat.press("n", "p", "1")
        await seat.until(lambda: "Interview on Mon 23 Nov 2026, in 3 days" in seat.shown())
        assert screen.query_one("#about", Static).display


@given(st.dates(TODAY, TODAY + timedelta(days=700)), st.sampled_from(["%Y-%m-%d", "%d %b %Y", "%B %d, %Y", "%d %B %Y"]))
def test_days_are_read_as_people_write_them(day: date, form: str) -> None:
    assert read_day(day.strftime(form), TODAY) == day


@given(st.text(max_size=30))
@settings(max_examples=100)
def test_whatever_is_written_is_a_day_within_reach_or_a_reason(text: str) -> None:
    try:
        day = read_day(text, TODAY)
    except ValueError as error:
        assert str(error).endswith(".")
    else:
        assert day is None or 0 <= (day - TODAY).days <= 731


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("  ", None),
        ("tomorrow", date(2026, 11, 21)),
        ("In 3 Weeks", date(2026, 12, 11)),
        ("10 days", date(2026, 11, 30)),
        ("10 Dec", date(2026, 12, 10)),
        ("1 February", date(2027, 2, 1)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("20 nov", TODAY),
    ],
)
def test_a_day_without_its_year_is_the_next_of_that_name(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


def test_the_29th_of_february_without_its_year_is_found_where_there_is_one_in_reach() -> None:
    assert read_day("29 Feb", date(2027, 11, 1)) == date(2028, 2, 29)
