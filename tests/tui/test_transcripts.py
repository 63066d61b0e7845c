"""The list of past interviews: searched, sorted, filtered; labelled, deleted, restored, compared, redone."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList, RadioSet, Select, TextArea

from interview_coach.domain.plan import AttemptRef
from interview_coach.errors import StorageError, UsageError
from interview_coach.journal.index.base import ALL
from interview_coach.journal.index.filters import Filters, Sort, SortBy
from interview_coach.journal.index.syncing import Changes
from interview_coach.tui import archive_words, filter_words
from interview_coach.tui.screens.comparison import ComparisonScreen
from interview_coach.tui.screens.detail import DetailScreen
from interview_coach.tui.screens.dialogs import ChoiceDialog
from interview_coach.tui.screens.exporting import ExportDialog
from interview_coach.tui.screens.filtering import FilterDialog
from interview_coach.tui.screens.help import HelpScreen
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.screens.labelling import LabelDialog, tags_in
from interview_coach.tui.screens.picking import PickDialog
from interview_coach.tui.screens.scorecard import ScorecardScreen
from interview_coach.tui.screens.transcripts import TranscriptsScreen
from tests.support.archives import LONG_AGO
from tests.support.coaches import a_coach, a_small_library
from tests.support.events import FULL_GRADER
from tests.support.past import FIRST, SECOND, a_past_interview, a_small_plan, an_exchange, journal_of, written
from tests.support.tui import LARGE, SMALL, TINY, Desk, desk

OLD, MIDDLE, NEW = "20261118T184500Z-drill-aaa111", "20261119T184500Z-mock-bbb222", "20261120T184500Z-drill-ccc333"
DAY = 86_400.0


def _three(folder: Path) -> None:
    """Write three interviews: two drills of one question, and between them a mock interview, graded in full."""
    written(folder, a_past_interview(OLD, FIRST, started=-2 * DAY))
    full: dict[str, Any] = {"grader": FULL_GRADER, "levels": (5.0, 4.0)}
    written(folder, a_past_interview(MIDDLE, FIRST, SECOND, started=-DAY, **full))
    written(folder, a_past_interview(NEW, SECOND))


@asynccontextmanager
async def _listed(folder: Path, *, size: tuple[int, int] = LARGE) -> AsyncIterator[tuple[Desk, TranscriptsScreen]]:
    async with desk(folder, size=size) as seat:
        await seat.press("t")
        screen = await seat.on(TranscriptsScreen)
        yield seat, screen


def _ids(screen: TranscriptsScreen) -> list[str]:
    rows = screen.list._pages.get(0, ())
    return [row.id for row in rows]


async def _lists(seat: Desk, screen: TranscriptsScreen, ids: list[str]) -> None:
    """Wait until these interviews are listed, and what is said of the one under the cursor."""
    await seat.until(lambda: _ids(screen) == ids)
    await seat.settle()


def _told(seat: Desk) -> str:
    return " ".join(notice.message for notice in seat.app._notifications)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_it_lists_what_was_practised_newest_first(tmp_path: Path, size: tuple[int, int]) -> None:
    _three(tmp_path)
    async with _listed(tmp_path, size=size) as (seat, screen):
        await _lists(seat, screen, [NEW, MIDDLE, OLD])
        assert "3 interviews · by date, newest first" in seat.words("#top")
        shown = seat.shown()
        assert "Date ▼" in shown and "about 2.6" in shown and "today 18:45" in shown
        assert "1 of 1 question answered" in seat.words("#about")
        if size is LARGE:
            assert "Strong hire" in shown or "Hire" in shown


async def test_it_sorts_by_any_column_both_ways(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, screen):
        await seat.press("S")
        await _lists(seat, screen, [OLD, MIDDLE, NEW])
        await seat.press("s")
        await seat.on(PickDialog)
        await seat.press("down", "down", "enter")
        await seat.on(TranscriptsScreen)
        assert screen.state.sort == Sort(by=SortBy.NAME, descending=True)
        await seat.press("s", "home", "down", "down", "down", "down", "enter")
        await seat.on(TranscriptsScreen)
        assert screen.state.sort == Sort(by=SortBy.LEVEL, descending=True)
        assert _ids(screen)[0] == MIDDLE and "Level ▼" in seat.shown()
        await seat.click("#list", offset=(5, 0))
        assert screen.state.sort.by is SortBy.DATE


async def test_search_finds_as_one_types_and_shows_the_words_in_context(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, screen):
        await seat.press_at_once("slash", *"raters")
        await _lists(seat, screen, [MIDDLE, OLD])
        assert "2 of 3 interviews" in seat.words("#top")
        hits = screen.query_one("#hits", OptionList)
        await seat.until(lambda: hits.option_count > 0)
        line = str(hits.get_option_at_index(0).prompt)
        assert line.startswith("You, question 1: ") and "let two raters read" in line
        await seat.press("down", "up", "enter")
        detail = await seat.on(DetailScreen)
        assert detail.turns.block is not None and detail.turns.block.body == FIRST
        await seat.press("escape")
        back = await seat.on(TranscriptsScreen)
        assert back.state.filters.text == "raters" and back.query_one("#search", Input).value == "raters"
        await seat.press("backspace")
        await _lists(seat, back, [NEW, MIDDLE, OLD])


async def test_a_place_that_was_found_opens_there(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, screen):
        await seat.press("slash", *"drug")
        await _lists(seat, screen, [NEW, MIDDLE])
        await seat.press("escape", "down")
        hits = screen.query_one("#hits", OptionList)
        await seat.until(lambda: hits.option_count > 0)
        hits.focus()
        await seat.press("enter")
        detail = await seat.on(DetailScreen)
        assert detail.index == 1 and detail.turns.block is not None and detail.turns.block.body == SECOND


async def test_what_is_typed_is_no_language_and_nothing_is_said_plainly(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, screen):
        for typed in ('NEAR("', "a AND (b*", "[/red]", "\\"):
            screen.query_one("#search", Input).value = typed
            await seat.settle()
        assert "No interview is like that" in seat.words("#nothing")
        assert not _told(seat)


async def test_slow_answers_never_block_and_only_the_last_one_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, screen):
        archive, gate, asked = seat.coach.archive, threading.Event(), []
        count = archive.count

        def slow(filters: Filters = ALL) -> int:
            asked.append(filters.text)
            gate.wait(20)
            return count(filters)

        monkeypatch.setattr(archive, "count", slow)
        screen.action_search()
        for letter in "raters":
            await seat.pilot.press(letter)
        assert screen.query_one("#search", Input).value == "raters"
        assert len(asked) == 1
        gate.set()
        await seat.settle()
        assert set(asked) <= {"", "r", "raters"}
        await seat.until(lambda: "2 of 3" in seat.words("#top"))


async def test_filters_show_as_words_and_one_key_clears_them(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, screen):
        await seat.press("f")
        dialog = await seat.on(FilterDialog)
        dialog.query_one("#verdict", Select).value = "strong-hire"
        dialog.query_one("#since", Input).value = "nonsense"
        await seat.press("ctrl+s")
        assert "is no day" in seat.words("#trouble")
        dialog.query_one("#since", Input).value = "2026-11-01"
        await seat.press("ctrl+s")
        await seat.on(TranscriptsScreen)
        await _lists(seat, screen, [MIDDLE])
        assert "[Verdict: Strong hire]" in seat.words("#chips") and "[From: 2026-11-01]" in seat.words("#chips")
        await seat.press("f", "escape", "backspace")
        await seat.on(TranscriptsScreen)
        await _lists(seat, screen, [NEW, MIDDLE, OLD])
        assert screen.state.filters == ALL


async def test_name_tags_and_note_stand_in_the_journal(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, _):
        await seat.press("l")
        dialog = await seat.on(LabelDialog)
        dialog.query_one("#label-name", Input).value = "Before  Berlin"
        dialog.query_one("#label-tags", Input).value = "#Weak_spot, mentor mentor"
        dialog.query_one("#label-note", TextArea).text = "Ask Ada.\x1b[31m"
        await seat.press("ctrl+s")
        await seat.on(TranscriptsScreen)
        transcript = seat.coach.store.read(NEW).transcript
        assert (transcript.name, transcript.tags) == ("Before Berlin", ("weak-spot", "mentor"))
        assert "Before Berlin" in seat.shown() and "#weak-spot" in seat.shown()
        assert "\x1b" not in seat.words("#about")
        await seat.press("t", *"bad!", "enter")
        await seat.on(TranscriptsScreen)
        assert "is no tag" in _told(seat)


async def test_deleting_asks_first_and_the_trash_gives_back(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, screen):
        await seat.press("d")
        await seat.on(ChoiceDialog)
        assert "Press T" in seat.shown()
        await seat.press("k")
        await _lists(seat, screen, [NEW, MIDDLE, OLD])
        await seat.press("d", "d", "y")
        await seat.on(TranscriptsScreen)
        await _lists(seat, screen, [MIDDLE, OLD])
        assert not journal_of(tmp_path, NEW).exists()
        await seat.press("T")
        await seat.on(PickDialog)
        await seat.press("enter")
        await seat.on(TranscriptsScreen)
        await _lists(seat, screen, [NEW, MIDDLE, OLD])
        assert journal_of(tmp_path, NEW).exists()
        await seat.press("T")
        assert "The trash is empty" in _told(seat)


async def test_two_that_are_marked_are_compared(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, _):
        await seat.press("space", "down", "space")
        assert "2 marked" in seat.words("#top") and "✓" in seat.shown()
        await seat.press("c")
        comparison = await seat.on(ComparisonScreen)
        assert comparison.before.attempt.interview == OLD and comparison.after.attempt.interview == NEW
        await seat.press("escape")
        back = await seat.on(TranscriptsScreen)
        assert back.state.marked == {OLD, NEW}


async def test_interviews_without_a_common_question_are_not_compared(tmp_path: Path) -> None:
    _three(tmp_path)
    plan = a_small_plan().model_copy(update={"questions": a_small_library().all_questions[2:3]})
    written(tmp_path, a_past_interview(OLD, FIRST, started=-2 * DAY, plan=plan))
    async with _listed(tmp_path) as (seat, _):
        await seat.press("down", "space", "space", "c")
        await seat.settle()
        assert "no question in common" in _told(seat)


async def test_a_redo_from_a_transcript_is_linked_and_shows_before_and_after(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, _):
        await seat.press("end", "enter")
        await seat.on(DetailScreen)
        await seat.press("r")
        interview = await seat.on(InterviewScreen)
        seat.clock.tick(30)
        await seat.answer(SECOND)
        assert interview.transcript.plan.redo_of == AttemptRef(interview=OLD, exchange=0)
        if not interview.transcript.ended:
            await seat.press("escape", "e")
        else:
            await seat.press("enter")
        await seat.press("3")
        await seat.on(ScorecardScreen)
        assert "You answered this question before" in seat.words("#earlier")
        await seat.press("b")
        comparison = await seat.on(ComparisonScreen)
        assert comparison.before.attempt.interview == OLD
        assert "+I would start" in seat.words("#words") or "+" in seat.words("#words")
        await seat.press("escape", "escape")
        back = await seat.on(TranscriptsScreen)
        await seat.until(lambda: len(_ids(back)) == 4)
        await seat.settle()
        assert back.current is not None and back.current.id == OLD
        await seat.press("escape")
        await seat.on(HomeScreen)


async def test_export_says_where_it_went_and_asks_before_it_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _three(tmp_path)
    monkeypatch.chdir(tmp_path)
    async with _listed(tmp_path) as (seat, _):
        await seat.press("x")
        dialog = await seat.on(ExportDialog)
        dialog.query_one("#form", RadioSet).focus()
        await seat.press("down", "down", "enter")
        assert dialog.query_one("#target", Input).value.endswith(f"{NEW}.md")
        await seat.press("ctrl+s")
        await seat.on(TranscriptsScreen)
        path = tmp_path / f"{NEW}.md"
        assert str(path) in _told(seat) and "start in one ward" in path.read_text()
        path.write_text("mine")
        for key in ("k", "r"):
            await seat.press("x")
            dialog = await seat.on(ExportDialog)
            dialog.query_one("#target", Input).value = str(path)
            await seat.press("ctrl+s")
            await seat.on(ChoiceDialog)
            await seat.press(key)
            await seat.on(TranscriptsScreen)
            assert (path.read_text() == "mine") is (key == "k")


async def test_what_other_programs_do_shows_and_a_row_that_is_gone_is_told(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, screen):
        await seat.press("down")
        newest = "20261120T194500Z-drill-ddd444"
        written(tmp_path, a_past_interview(newest, FIRST, started=3_600))
        screen._look_again()
        await seat.settle()
        await _lists(seat, screen, [newest, NEW, MIDDLE, OLD])
        assert screen.current is not None and screen.current.id == MIDDLE
        journal_of(tmp_path, MIDDLE).unlink()
        await seat.press("enter")
        await seat.settle()
        back = await seat.on(TranscriptsScreen)
        assert "There is no transcript" in _told(seat)
        await seat.until(lambda: MIDDLE not in _ids(back))


async def test_what_another_window_deletes_goes_though_it_brought_the_index_in_line_itself(tmp_path: Path) -> None:
    _three(tmp_path)
    for name in (OLD, MIDDLE, NEW):
        os.utime(journal_of(tmp_path, name), (LONG_AGO, LONG_AGO))  # what was just written is looked at every time
    async with _listed(tmp_path) as (seat, screen):
        await _lists(seat, screen, [NEW, MIDDLE, OLD])
        a_coach(tmp_path).archive.delete(MIDDLE)
        screen._look_again()
        await _lists(seat, screen, [NEW, OLD])


async def test_journals_with_problems_are_listed_with_them(tmp_path: Path) -> None:
    _three(tmp_path)
    journal_of(tmp_path, MIDDLE).write_bytes(b"no journal \x1b[2J\n")
    future = journal_of(tmp_path, OLD).read_bytes().replace(b'"schema_version":1', b'"schema_version":99')
    journal_of(tmp_path, OLD).write_bytes(future)
    unfinished = [*a_past_interview(NEW, SECOND)[:1], *an_exchange(0, 1, FIRST, closed=False)]
    written(tmp_path, unfinished)
    async with _listed(tmp_path) as (seat, screen):
        assert "unfinished" in seat.shown() and "cannot be read" in seat.shown()
        assert "Take up" in seat.offered()
        await seat.press("down", "enter")
        assert seat.app.screen is screen and "holds no interview" in _told(seat)
        await seat.press("down", "enter")
        await seat.on(DetailScreen)
        assert "newer version" in seat.words("#problems")
        await seat.press("escape", "home", "u")
        await seat.on(InterviewScreen)


async def test_reading_many_journals_shows_a_bar_and_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, screen):
        archive = seat.coach.archive

        def slow(progress: Any, cancelled: Any) -> Changes:
            progress(700, 10_000)
            for _ in range(2_000):
                if cancelled():
                    return Changes(700, 0, 9_300)
                threading.Event().wait(0.01)
            raise AssertionError("nobody stopped it")

        monkeypatch.setattr(archive, "sync", slow)
        screen.look()
        await seat.until(lambda: "700 of 10,000" in seat.words("#index-words"))
        await seat.pilot.press("z")
        await seat.until(lambda: "9,300 interviews are not listed yet" in seat.words("#index-notice"))
        await seat.settle()
        assert not screen.query_one("#indexing").display


async def test_an_index_that_cannot_be_brought_up_to_date_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, screen):

        def refuse(*args: Any) -> None:
            raise StorageError("Cannot read the folder.")

        monkeypatch.setattr(seat.coach.archive, "sync", refuse)
        screen.look()
        await seat.settle()
        assert "Cannot read the folder." in seat.words("#index-notice") and len(_ids(screen)) == 3


async def test_nothing_practised_yet(tmp_path: Path) -> None:
    async with _listed(tmp_path) as (seat, _):
        assert "Nothing practised yet" in seat.words("#nothing")
        await seat.press("enter", "space", "c", "l", "t", "x", "d", "o", "u", "S", "down", "end")
        await seat.press("escape")
        await seat.on(HomeScreen)


@pytest.mark.parametrize("size", [TINY, (40, 15)])
async def test_it_survives_small_terminals(tmp_path: Path, size: tuple[int, int]) -> None:
    _three(tmp_path)
    async with _listed(tmp_path, size=size) as (seat, _):
        await seat.press("down", "space", "slash", "escape", "f", "escape", "s", "escape", "l", "escape", "d", "k")
        await seat.press("x", "escape", "escape")
        await seat.on(HomeScreen)


async def test_help_lists_the_keys(tmp_path: Path) -> None:
    _three(tmp_path)
    async with _listed(tmp_path) as (seat, _):
        await seat.press("f1")
        await seat.on(HelpScreen)
        words = " ".join(seat.shown().split())
        assert "In everything that was said" in words and "What was deleted, to restore it" in words


def test_days_and_chips_and_tags_in_words() -> None:
    since, until = filter_words.first_moment("2026-11-20"), filter_words.moment_after("2026-11-20")
    assert since is not None and until is not None and (until - since).total_seconds() in (82_800, 86_400, 90_000)
    assert filter_words.chips(Filters(since=since, until=until)) == ("From: 2026-11-20", "To: 2026-11-20")
    assert filter_words.first_moment(" ") is None
    for wrong in ("yesterday", "2026-13-01", "20.11.2026", "9" * 200):
        with pytest.raises(UsageError, match="is no day"):
            filter_words.first_moment(wrong)
    assert tags_in(" #A_b, c;c  ") == ("a-b", "c")


def test_every_order_has_words_and_turns() -> None:
    for by in SortBy:
        sort = archive_words.turned(Sort(), by)
        assert archive_words.sort_words(sort).startswith("by ")
        assert archive_words.turned(sort, by).descending is not sort.descending
    now = datetime(2026, 11, 20, tzinfo=UTC)
    sortable = {column.key for column in archive_words.columns(lambda: now) if column.sorts}
    assert sortable <= set(SortBy)
