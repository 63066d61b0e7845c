"""The list that shows a window on any number of rows: what it asks for and holds, keys, mouse, narrow terminals."""

from __future__ import annotations

import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import on
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from interview_coach.tui.widgets.columns import GAP, Column, heading, line, placed
from interview_coach.tui.widgets.window_list import GUTTER, PAGE, PAGES, WindowList

MILLION = 1_000_000
COLUMNS = (
    Column[int](key="number", title="Number", cell=lambda n: f"row {n}", width=12),
    Column[int](key="double", title="Double", cell=lambda n: f"{2 * n}", width=10, priority=2, to_the_right=True),
    Column[int](key="words", title="Words", cell=lambda n: f"words of {n}", width=10, priority=1, grows=True),
)


class Rows(App[None]):
    """A list of numbers; what is wanted is written down, and delivered when the test says so."""

    def __init__(self, count: int, *, prompt: bool = True) -> None:
        super().__init__()
        self.count = count
        self.prompt = prompt
        self.wanted: list[WindowList.Wanted] = []
        self.events: list[str] = []

    def compose(self) -> ComposeResult:
        yield WindowList[int](columns=COLUMNS, identify=str, widget_id="rows")

    def on_mount(self) -> None:
        self.rows.show(self.count, sorted_by="number")
        self.rows.focus()

    @property
    def rows(self) -> WindowList[int]:
        return self.query_one("#rows", WindowList)

    @on(WindowList.Wanted)
    def _wanted(self, event: WindowList.Wanted) -> None:
        self.wanted.append(event)
        if self.prompt:
            self.answer(event)

    def answer(self, event: WindowList.Wanted) -> None:
        self.rows.deliver(event.generation, event.first, range(event.first, event.first + event.count))

    @on(WindowList.Selected)
    def _selected(self) -> None:
        self.events.append(f"selected {self.rows.current}")

    @on(WindowList.SortAsked)
    def _sort(self, event: WindowList.SortAsked) -> None:
        self.events.append(f"sort {event.key}")

    @property
    def text(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


@asynccontextmanager
async def _rows(count: int, *, size: tuple[int, int] = (60, 12), prompt: bool = True) -> AsyncIterator[Pilot[Any]]:
    app = Rows(count, prompt=prompt)
    async with app.run_test(size=size) as pilot:
        await _settle(pilot)
        yield pilot


async def _settle(pilot: Pilot[Any]) -> None:
    """Let the list ask, get and draw."""
    for _ in range(4):
        await pilot.pause(0.01)


def _app(pilot: Pilot[Any]) -> Rows:
    assert isinstance(pilot.app, Rows)
    return pilot.app


async def test_a_million_rows_from_end_to_end_hold_a_few_pages() -> None:
    async with _rows(MILLION) as pilot:
        app = _app(pilot)
        assert app.text[0].split() == ["Number", "▲", "Double", "Words"]
        assert app.text[1].startswith("▸ row 0 ")
        await pilot.press("end")
        await _settle(pilot)
        assert app.text[-1].startswith("▸ row 999999 ")
        for _ in range(20):
            await pilot.press("pageup")
        await pilot.press("home", "down", "down", "up")
        await _settle(pilot)
        assert app.rows.cursor == 1 and app.rows.current == 1
        assert len(app.rows._pages) <= PAGES
        assert all(event.count <= PAGE for event in app.wanted)
        assert len(app.wanted) < 12


async def test_memory_does_not_grow_with_the_number_of_rows() -> None:
    def peak_of(rows: WindowList[int], count: int) -> int:
        tracemalloc.start()
        rows.show(count)
        for first in range(0, min(count, 40 * PAGE), PAGE):
            rows.deliver(rows._generation, first, range(first, first + PAGE))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    async with _rows(1, prompt=False) as pilot:
        rows = _app(pilot).rows
        peak_of(rows, 40 * PAGE)
        assert peak_of(rows, MILLION) < 2 * peak_of(rows, 40 * PAGE)


async def test_rows_that_are_on_their_way_show_as_such_and_are_asked_for_once() -> None:
    async with _rows(MILLION, prompt=False) as pilot:
        app = _app(pilot)
        assert "…" in app.text[1] and app.rows.current is None
        await pilot.press("down", "down", "up", "enter")
        assert len(app.wanted) == 1 and not app.events
        app.answer(app.wanted[0])
        await _settle(pilot)
        assert app.text[2].startswith("▸ row 1")


async def test_late_answers_to_an_earlier_order_are_dropped() -> None:
    async with _rows(300, prompt=False) as pilot:
        app = _app(pilot)
        late = app.wanted[0]
        app.rows.show(200, sorted_by="double", falling=True)
        app.answer(late)
        await _settle(pilot)
        assert app.rows.current is None
        assert "Double ▼" in app.text[0]
        app.answer(app.wanted[-1])
        await _settle(pilot)
        assert app.rows.current == 0


async def test_what_showed_before_is_drawn_until_the_rest_arrives_but_cannot_be_chosen() -> None:
    async with _rows(300) as pilot:
        app = _app(pilot)
        app.prompt = False
        app.rows.show(300, sorted_by="double", falling=True)
        await _settle(pilot)
        assert app.text[2].startswith("  row 1") and app.rows.current is None
        app.rows.deliver(app.wanted[-1].generation, 0, range(200, 300))
        await _settle(pilot)
        assert app.text[2].startswith("  row 201") and not app.rows._before


async def test_what_could_not_be_had_is_asked_for_again() -> None:
    async with _rows(300, prompt=False) as pilot:
        app = _app(pilot)
        app.rows.forgive(app.wanted[0].generation, 0)
        await pilot.press("down")
        await _settle(pilot)
        assert len(app.wanted) == 2


async def test_the_cursor_follows_its_row_where_rows_came_in_before_it() -> None:
    async with _rows(300) as pilot:
        app = _app(pilot)
        await pilot.press("down", "down")
        app.prompt = False
        app.rows.show(301, follow="2")
        await _settle(pilot)
        app.rows.deliver(app.wanted[-1].generation, 0, [-1, *range(99)])
        await _settle(pilot)
        assert (app.rows.cursor, app.rows.current) == (3, 2)


async def test_fewer_rows_than_before_keep_the_cursor_among_them() -> None:
    async with _rows(300) as pilot:
        app = _app(pilot)
        await pilot.press("end")
        app.rows.show(5)
        await _settle(pilot)
        assert app.rows.cursor == 4 and app.rows.scroll_offset.y == 0
        app.rows.show(0)
        await pilot.press("down", "up", "end", "pagedown", "enter")
        assert app.rows.current is None and app.events == []


async def test_a_click_moves_the_cursor_a_second_one_opens_and_one_on_a_heading_sorts() -> None:
    async with _rows(300) as pilot:
        app = _app(pilot)
        await pilot.click("#rows", offset=(5, 4))
        assert app.rows.cursor == 3 and app.events == []
        await pilot.click("#rows", offset=(5, 4))
        await pilot.click("#rows", offset=(GUTTER + 12 + GAP + 1, 0))
        await pilot.click("#rows", offset=(0, 0))
        assert app.events == ["selected 3", "sort double"]


async def test_marks_and_cursor_read_without_colour() -> None:
    async with _rows(300) as pilot:
        app = _app(pilot)
        app.rows.mark(frozenset({"0", "4"}))
        await _settle(pilot)
        assert app.text[1].startswith("▸✓row 0") and app.text[5].startswith(" ✓row 4")


async def test_without_colours_the_cursor_is_reversed_where_the_list_has_the_focus(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with _rows(300) as pilot:
        rows = _app(pilot).rows

        def reversed_out(line: int) -> bool:
            return any(segment.style is not None and segment.style.reverse for segment in rows.render_line(line))

        assert reversed_out(1) and not reversed_out(2)


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (20, 3), (60, 1)])
async def test_it_bears_having_no_room(size: tuple[int, int]) -> None:
    async with _rows(MILLION, size=size) as pilot:
        await pilot.press("end", "pageup", "home", "pagedown", "down", "enter")
        await pilot.resize_terminal(60, 10)
        await _settle(pilot)
        assert any("row 1" in text for text in _app(pilot).text)


def test_columns_go_by_priority_and_the_growing_one_takes_the_rest() -> None:
    def kept(width: int) -> list[tuple[str, int]]:
        return [(place.column.key, place.width) for place in placed(COLUMNS, width)]

    assert kept(60) == [("number", 12), ("double", 10), ("words", 34)]
    assert kept(30) == [("number", 12), ("words", 16)]
    assert kept(20) == [("number", 12)]
    assert kept(5) == [("number", 5)]


@given(st.integers(0, 200), st.text(max_size=40), st.booleans())
def test_every_line_is_as_wide_as_its_columns(width: int, text: str, falling: bool) -> None:
    columns: tuple[Column[str], ...] = (
        Column(key="a", title=text, cell=Content, width=8),
        Column(key="b", title="B", cell=str, width=6, grows=True, priority=1),
    )
    places = placed(columns, width)
    expected = places[-1].left + places[-1].width if places else 0
    assert expected <= width
    for content in (line(places, text), heading(places, sorted_by="a", falling=falling)):
        assert content.cell_length == expected
