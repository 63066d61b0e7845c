"""Due for practice: one key reviews, the list says what, why and when, and one comes back to it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Button

from interview_coach.domain.vocabulary import Format
from interview_coach.errors import StorageError
from interview_coach.tui.screens.assessment import AssessmentScreen
from interview_coach.tui.screens.detail import DetailScreen
from interview_coach.tui.screens.due import DueScreen
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.scorecard import ScorecardScreen
from tests.support.coaches import GOOD_ANSWER, LibraryCoach, a_coach
from tests.support.events import Clock
from tests.support.practised import practise
from tests.support.tui import LARGE, TINY, Desk, desk

WARD, CHAT, LOAN = "ward-summaries", "chat-support", "loan-advice"


async def a_past(folder: Path, clock: Clock) -> LibraryCoach:
    """Return a coach to whom two questions are due and one later."""
    coach = a_coach(folder, clock)
    await practise(coach, WARD, "I would just see whether people like it, and that is all I would do.")
    clock.tick(86_400)
    await practise(coach, CHAT, GOOD_ANSWER)
    clock.tick(40 * 86_400)
    await practise(coach, LOAN, GOOD_ANSWER)
    clock.tick(3_600)
    return coach


async def to_the_end(seat: Desk) -> None:
    """Answer the question that is asked, guess, and leave the scorecard, which shows the attempt before."""
    await seat.answer(GOOD_ANSWER)
    screen = await seat.interview()
    await seat.press(*(("enter",) if screen.transcript.ended else ("escape", "e")))
    await seat.on(AssessmentScreen)
    await seat.press("4")
    await seat.on(ScorecardScreen)
    assert not seat.app.screen.query_one("#earlier").has_class("hidden")
    await seat.press("escape")


async def test_one_key_on_home_reviews_what_is_most_due_and_then_says_when_it_comes_back(tmp_path: Path) -> None:
    clock = Clock()
    coach = await a_past(tmp_path, clock)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        assert "2 due" in str(seat.app.screen.query_one("#due", Button).label)
        await seat.press("v")
        screen = await seat.interview()
        assert [question.id for question in screen.transcript.plan.questions] == [WARD]
        assert screen.transcript.plan.redo_of is not None
        await to_the_end(seat)
        await seat.on(DueScreen)
        assert "“Summaries for nurses” comes back in" in seat.words("#told")
        assert "1 question comes back today" in seat.words("#standing")
        await seat.press("escape")
        await seat.on(HomeScreen)
        await seat.settle()
        assert "1 due" in str(seat.app.screen.query_one("#due", Button).label)


async def test_a_review_that_is_left_leads_home_where_it_waits(tmp_path: Path) -> None:
    clock = Clock()
    coach = await a_past(tmp_path, clock)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await seat.press("v")
        await seat.interview()
        await seat.press("escape", "l")
        await seat.on(HomeScreen)
        assert "Continue" in seat.offered()


async def test_where_nothing_was_practised_it_says_what_to_do(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("v")
        await seat.on(DueScreen)
        assert "none of these questions has been graded yet. Press d" in seat.words("#standing")
        assert not {"Practise", "Most due", "Round", "Last time"} & seat.offered()
        await seat.press("enter", "v", "m", "t")
        await seat.on(DueScreen)


async def test_where_nothing_is_due_it_says_what_is_next_and_lets_it_be_practised(tmp_path: Path) -> None:
    clock = Clock()
    coach = a_coach(tmp_path, clock)
    await practise(coach, LOAN, GOOD_ANSWER)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        assert "none today" in str(seat.app.screen.query_one("#due", Button).label)
        await seat.press("v")
        await seat.on(DueScreen)
        assert "Nothing is due today: well kept. Next is “Loan advice gone wrong”, " in seat.words("#standing")
        assert "Most due" not in seat.offered()
        await seat.press("enter")
        assert [q.id for q in (await seat.interview()).transcript.plan.questions] == [LOAN]


@pytest.mark.parametrize("size", [LARGE, (40, 15)])
async def test_the_list_says_why_and_enter_practises_what_is_highlighted(tmp_path: Path, size: tuple[int, int]) -> None:
    clock = Clock()
    coach = await a_past(tmp_path, clock)
    async with desk(tmp_path, coach=coach, clock=clock, size=size) as seat:
        await seat.press("u")
        await seat.on(DueScreen)
        assert "Due now · 2" in seat.shown() and "Summaries" in seat.shown()
        assert "Level about 1.3 of 5 (estimate, ±1) on Fri 20 Nov 2026, a lapse." in seat.words("#about")
        assert "1 attempt so far, 1 lapse." in seat.words("#about")
        await seat.press("down")
        assert "A support chatbot" in seat.words("#about")
        assert "estimated recall" in seat.words("#about")
        await seat.press("enter")
        assert [q.id for q in (await seat.interview()).transcript.plan.questions] == [CHAT]


async def test_a_click_practises_too(tmp_path: Path) -> None:
    clock = Clock()
    coach = await a_past(tmp_path, clock)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await seat.press("u")
        await seat.on(DueScreen)
        await seat.click("#questions", offset=(3, 2))
        assert [q.id for q in (await seat.interview()).transcript.plan.questions] == [CHAT]


async def test_several_are_asked_in_one_round_and_all_of_them_come_back(tmp_path: Path) -> None:
    clock = Clock()
    coach = await a_past(tmp_path, clock)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await seat.press("u")
        await seat.on(DueScreen)
        await seat.press("m")
        plan = (await seat.interview()).transcript.plan
        assert plan.format is Format.MOCK
        assert [question.id for question in plan.questions] == [WARD, CHAT]


async def test_the_last_attempt_can_be_looked_at_and_one_comes_back(tmp_path: Path) -> None:
    clock = Clock()
    coach = await a_past(tmp_path, clock)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await seat.press("u")
        await seat.on(DueScreen)
        await seat.press("t")
        await seat.on(DetailScreen)
        assert "Summaries for nurses" in seat.shown()
        await seat.press("escape")
        await seat.on(DueScreen)


async def test_what_left_the_banks_and_what_has_no_level_is_listed_and_asked_as_it_was(tmp_path: Path) -> None:
    clock = Clock()
    coach = await a_past(tmp_path, clock)
    small = coach.small
    kept = tuple(question for question in small.all_questions if question.id != WARD)
    small.all_questions = kept
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await seat.press("u")
        await seat.on(DueScreen)
        assert "in no bank any more · 1" in seat.shown()
        await seat.press("end", "enter")
        plan = (await seat.interview()).transcript.plan
        assert [question.id for question in plan.questions] == [WARD]


async def test_what_was_never_graded_has_no_date_and_is_answered_again(tmp_path: Path) -> None:
    clock = Clock()
    coach = a_coach(tmp_path, clock)
    await practise(coach, LOAN, "")
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await seat.press("v")
        await seat.on(DueScreen)
        assert "Without a level · 1" in seat.shown()
        assert "nothing says when to repeat it" in seat.words("#about")
        await seat.press("enter")
        assert [q.id for q in (await seat.interview()).transcript.plan.questions] == [LOAN]


async def test_trouble_is_told_in_place_and_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    coach = await a_past(tmp_path, clock)
    due, tries = coach.learning.due, []

    def fail() -> object:
        tries.append(1)
        if len(tries) == 2:
            raise StorageError("The folder [b]transcripts[/b] cannot be read.")
        return due()

    monkeypatch.setattr(coach.learning, "due", fail)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await seat.press("u")
        await seat.on(DueScreen)
        assert "The folder [b]transcripts[/b] cannot be read." in seat.words("#standing")
        await seat.press("f5")
        assert "2 questions come back today" in seat.words("#standing")


async def test_titles_are_shown_never_obeyed_and_tiny_terminals_do_no_harm(tmp_path: Path) -> None:
    clock = Clock()
    coach = a_coach(tmp_path, clock)
    hostile = [q.model_copy(update={"title": "[red]\x1b[31mX[/] " + "long " * 60}) for q in coach.small.all_questions]
    coach.small.all_questions = tuple(hostile)
    await practise(coach, WARD, "I would just see whether people like it, and that is all I would do.")
    clock.tick(timedelta(days=9).total_seconds())
    async with desk(tmp_path, coach=coach, clock=clock, size=TINY) as seat:
        await seat.press("u")
        await seat.on(DueScreen)
        await seat.pilot.resize_terminal(*LARGE)
        await seat.until(lambda: "[red]␛[31mX[/] long" in seat.shown())
        assert "[red]␛[31mX[/] long" in seat.words("#about")
