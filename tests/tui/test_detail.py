"""A past interview read back: words and times, criteria and evidence, gradings side by side, broken journals."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

import pytest
from textual.widgets import OptionList, RadioButton

from interview_coach.domain.events import CriterionWasGraded, GradingFinished, GradingStarted
from interview_coach.domain.grade import Ungraded
from interview_coach.errors import JournalLocked
from interview_coach.journal.lines import as_line
from interview_coach.tui.screens.comparison import ComparisonScreen
from interview_coach.tui.screens.detail import DetailScreen
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.regrading import RegradeDialog
from interview_coach.tui.widgets.turns_view import INDENT
from interview_coach.tui.wishes import ReadTranscript
from tests.support.coaches import LibraryCoach
from tests.support.events import FULL_GRADER, START
from tests.support.past import (
    FIRST,
    SECOND,
    a_past_interview,
    graded_exchange,
    journal_of,
    many_turns,
    written,
)
from tests.support.tui import LARGE, SMALL, TINY, Desk, desk

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE])
MOCK = "20261120T184500Z-mock-aaa111"


@asynccontextmanager
async def _detail(
    folder: Path, interview: str, *, size: tuple[int, int] = LARGE, at: ReadTranscript | None = None
) -> AsyncIterator[tuple[Desk, DetailScreen]]:
    async with desk(folder, size=size) as seat:
        screen = DetailScreen(coach=seat.coach, read=seat.coach.store.read(interview), at=at)
        seat.results = []  # type: ignore[attr-defined]
        seat.app.push_screen(screen, seat.results.append)  # type: ignore[attr-defined]
        await seat.on(DetailScreen)
        yield seat, screen


@SIZES
async def test_words_with_their_times_stand_beside_what_was_made_of_them(tmp_path: Path, size: tuple[int, int]) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST, SECOND))
    async with _detail(tmp_path, MOCK, size=size) as (seat, _):
        shown = seat.shown()
        assert "Question 1 of 2 · Summaries for nurses" in shown
        assert "· 1:00 ·" in shown and ":46:01" in shown
        assert "good enough" in shown and "**" not in shown
        assert "Mock interview" in seat.words("#top") and "offline engine" in seat.words("#top")
        assert "You guessed 4." in seat.words("#level")
        assert "Summaries for nurses" in seat.words("#question")


async def test_evidence_leads_to_its_criterion_and_the_criterion_to_its_words(tmp_path: Path) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST, SECOND))
    async with _detail(tmp_path, MOCK) as (seat, screen):
        await seat.press("e")
        assert screen.gradings.criterion == "method"
        await seat.press("e")
        assert screen.gradings.criterion == "rigour"
        assert seat.words("#details").startswith("Rigour")
        block = screen.turns.block
        assert block is not None and block.body == FIRST
        await seat.press("enter")
        assert screen.query_one("#criteria").has_focus
        await seat.press("up", "home")
        screen.turns.go_to(0)
        await seat.press("enter")
        assert screen.turns.block == block
        assert "[1]" in seat.shown()


async def test_a_click_on_marked_words_and_on_a_quote_crosses_over(tmp_path: Path) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST, SECOND))
    async with _detail(tmp_path, MOCK) as (seat, screen):
        lines = seat.shown().splitlines()
        row = next(n for n, line in enumerate(lines) if "[2]" in line)
        await seat.click(
            "#turns", offset=(lines[row].index("[2]") + 1 - screen.turns.region.x, row - screen.turns.region.y)
        )
        assert screen.gradings.criterion == "rigour"
        screen.turns.go_to(0)
        details = screen.query_one("#details")
        rows = seat.words("#details").splitlines()
        row = next(n for n, line in enumerate(rows) if line.startswith("[2]"))
        lines = seat.shown().splitlines()
        y = next(n for n, line in enumerate(lines) if "[2] “" in line)
        await seat.click("#details", offset=(lines[y].index("[2] “") + 2 - details.region.x, y - details.region.y))
        assert screen.turns.block is not None and screen.turns.block.body == FIRST


async def test_questions_and_marks_of_each(tmp_path: Path) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST, SECOND))
    async with _detail(tmp_path, MOCK) as (seat, screen):
        await seat.press("n")
        assert screen.index == 1 and "support chatbot" in seat.words("#question")
        await seat.press("e")
        assert screen.turns.block is not None and screen.turns.block.body == SECOND
        await seat.press("n")
        assert screen.index == 0


async def test_turn_after_turn_and_all_at_once(tmp_path: Path) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST, SECOND))
    async with _detail(tmp_path, MOCK) as (seat, _):
        await seat.press("s")
        assert "collect 200" not in seat.shown() and "to come" in seat.shown()
        assert "stepped to the end" in seat.words("#hidden-grades")
        await seat.press("space", "space")
        assert "collect 200" in seat.shown()
        await seat.press("backspace")
        assert "collect 200" not in seat.shown()
        await seat.press("space", "space")
        assert seat.app.screen.query_one("#hidden-grades").has_class("hidden")
        await seat.press("s")
        assert "support chatbot" in seat.shown()


async def test_all_gradings_are_listed_and_two_are_compared(tmp_path: Path) -> None:
    events = a_past_interview(MOCK, FIRST)
    again = graded_exchange(0, 500, FIRST, quotes=(FIRST[10:30],), levels=(4.0, 1.0), run="run-2", grader=FULL_GRADER)
    written(tmp_path, [*events, *again])
    async with _detail(tmp_path, MOCK) as (seat, screen):
        gradings = screen.query_one("#gradings", OptionList)
        assert gradings.option_count == 2
        assert "full-1" in seat.shown() and "prompt abc" in seat.shown() and "counts" in seat.shown()
        assert "Reason for method in run-2." in seat.words("#details")
        gradings.focus()
        await seat.press("up")
        assert "Reason for method in run-1." in seat.words("#details")
        await seat.press("c")
        other = await seat.on(ComparisonScreen)
        assert not other.comparison.comparable
        assert "One is a coverage estimate" in seat.words("#verdict")
        await seat.press("escape")
        await seat.on(DetailScreen)


async def test_grading_again_keeps_both_and_takes_the_rubric_of_today_where_that_is_wished(tmp_path: Path) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST))
    async with _detail(tmp_path, MOCK) as (seat, screen):
        assert isinstance(seat.coach, LibraryCoach)
        then = seat.coach.small.rubrics["testing"]
        now = seat.coach.small.rubrics["testing"] = then.model_copy(update={"title": "Testing, revised"})
        await seat.press("g")
        dialog = await seat.on(RegradeDialog)
        await seat.until(lambda: "Changed since: testing" in seat.words("#rubric-words"))
        assert then.hash in seat.words("#rubric-words") and now.hash in seat.words("#rubric-words")
        assert dialog.query_one("#claude").disabled and dialog.query_one("#model").disabled
        dialog.query_one("#rubric-now", RadioButton).value = True
        await seat.press("ctrl+s")
        await seat.on(DetailScreen)
        await seat.until(lambda: len(screen.transcript.exchanges[0].grades) == 2)
        await seat.settle()
        assert screen.query_one("#gradings", OptionList).option_count == 2
        assert [g.rubric_hash for g in screen.transcript.exchanges[0].grades] == ["abc123", now.hash]
        await seat.press("c")
        comparison = await seat.on(ComparisonScreen)
        assert not comparison.comparison.comparable


async def test_a_new_grading_that_failed_is_not_told_as_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST))
    async with _detail(tmp_path, MOCK) as (seat, screen):
        why = "The network is down."

        async def fails(name: str, **more: object) -> None:
            criteria = screen.transcript.exchanges[0].rubric.criteria
            begun = GradingStarted(at=START, exchange=0, run="later", grader=FULL_GRADER, rubric_hash="abc123")
            lines = [as_line(begun)]
            for criterion in criteria:
                grade = Ungraded(criterion=criterion.id, reason=why)
                lines.append(as_line(CriterionWasGraded(at=START, exchange=0, run="later", grade=grade)))
            lines.append(as_line(GradingFinished(at=START, exchange=0, run="later")))
            with journal_of(tmp_path, MOCK).open("ab") as file:
                file.writelines(lines)

        monkeypatch.setattr(seat.coach, "regrade", fails)
        await seat.press("g", "ctrl+s")
        await seat.until(lambda: any(why in n.message for n in seat.app._notifications))
        assert not any(n.message == "Graded again." for n in seat.app._notifications)
        assert screen.transcript.exchanges[0].grade is screen.transcript.exchanges[0].grades[0]


async def test_what_cannot_be_graded_again_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST))
    async with _detail(tmp_path, MOCK) as (seat, screen):

        async def refuse(*args: object, **more: object) -> None:
            raise JournalLocked("Another window has it open.")

        monkeypatch.setattr(seat.coach, "regrade", refuse)
        await seat.press("g", "ctrl+s")
        await seat.until(lambda: any("Another window" in n.message for n in seat.app._notifications))
        assert not screen.busy and not screen.query_one("#busy").display


async def test_a_thousand_turns_open_at_once_and_are_drawn_as_far_as_they_show(tmp_path: Path) -> None:
    written(tmp_path, many_turns(MOCK, 1_000))
    async with _detail(tmp_path, MOCK) as (seat, screen):
        start = perf_counter()
        screen.show_transcript()
        assert perf_counter() - start < 1.0
        await seat.press("end", "e")
        assert "ward 499" in seat.shown()
        assert screen.gradings.criterion == "method"
        assert len(screen.turns._contents) < 60


@SIZES
async def test_no_line_is_wider_than_the_room_beside_a_scroll_bar_that_comes_later(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    written(tmp_path, many_turns(MOCK, 40))
    async with _detail(tmp_path, MOCK, size=size) as (seat, screen):
        turns, blocks = screen.turns, screen.turns._blocks
        turns.show(blocks[:1])
        await seat.settle()
        assert not turns.show_vertical_scrollbar
        turns.show(blocks)
        await seat.settle()
        assert turns.show_vertical_scrollbar
        room = turns.scrollable_content_region.width
        lines = [at for block in turns._lines for at in block]
        assert max(end - start for start, end in lines) + INDENT <= room + 1, "a space may hang over, no letter"
        for index, block in enumerate(turns._blocks):
            assert all(len(block.body[start:end].rstrip()) + INDENT <= room for start, end in turns._lines[index])


async def test_lines_that_were_not_understood_are_named(tmp_path: Path) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST))
    path = journal_of(tmp_path, MOCK)
    lines = path.read_bytes().splitlines(keepends=True)
    future = b'{"kind":"from-the-future","at":"2026-11-20T18:45:00Z"}\n'
    path.write_bytes(b"".join([*lines[:2], b"{broken \x1b[31m\n", future, *lines[2:]]) + b'{"kind":"answ')
    async with _detail(tmp_path, MOCK) as (seat, _):
        notice = seat.words("#problems")
        assert "line 3" in notice and "from-the-future" in notice and "breaks off" in notice
        assert "\x1b" not in notice


async def test_what_another_program_changes_is_shown_and_what_it_deletes_leads_back(tmp_path: Path) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST))
    async with _detail(tmp_path, MOCK) as (seat, screen):
        screen._look()
        await seat.settle()
        events = a_past_interview(MOCK, FIRST)
        written(tmp_path, [*events, *graded_exchange(0, 500, FIRST, quotes=(FIRST[10:30],), run="run-2")])
        screen._look()
        await seat.settle()
        assert screen.query_one("#gradings", OptionList).option_count == 2
        journal_of(tmp_path, MOCK).unlink()
        screen._look()
        await seat.on(HomeScreen)
        assert any("deleted this interview" in n.message for n in seat.app._notifications)


async def test_grades_wait_for_the_candidates_own_guess(tmp_path: Path) -> None:
    events = [e for e in a_past_interview(MOCK, FIRST) if type(e).__name__ != "SelfAssessed"]
    written(tmp_path, events)
    async with _detail(tmp_path, MOCK) as (seat, screen):
        assert "Guess your own level first" in seat.words("#hidden-grades")
        assert "[1]" not in seat.shown() and not screen.query_one("#criteria").display
        assert {"Take up"} <= seat.offered() and "Scorecard" not in seat.offered()


@pytest.mark.parametrize("size", [TINY, (40, 15)])
async def test_it_survives_small_terminals(tmp_path: Path, size: tuple[int, int]) -> None:
    written(tmp_path, a_past_interview(MOCK, FIRST, SECOND))
    async with _detail(tmp_path, MOCK, size=size) as (seat, _):
        await seat.press("e", "n", "s", "space", "s", "end", "tab", "down", "enter", "home")
        await seat.press("escape")
        await seat.on(HomeScreen)
