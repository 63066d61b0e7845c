"""Rows fit their width whatever they hold, and only what can be chosen is highlighted."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content

from interview_coach.tui.safe_text import one_line
from interview_coach.tui.widgets.row_list import Row, RowList, columns, heading

CELLS = st.lists(st.tuples(st.integers(2, 15), st.text("abc ±1", max_size=20)), max_size=3)


@given(st.text().map(one_line), CELLS, st.integers(1, 120))
def test_a_row_is_never_wider_than_its_room(title: str, cells: list[tuple[int, str]], width: int) -> None:
    row = columns(Content(title), cells, width)
    assert row.cell_length <= width
    assert "\n" not in str(row)


def test_columns_go_where_they_would_leave_the_title_too_little_room() -> None:
    cells = ((10, "3 days ago"), (8, "71%"))
    assert str(columns(Content("A title"), cells, 60)) == f"{'A title':<42}3 days ag 71%"
    assert str(columns(Content("A title"), cells, 33)) == f"{'A title':<23}3 days ag"
    assert str(columns(Content("A title"), cells, 25)).rstrip() == "A title"
    assert str(columns(Content("質問 質問 質問 質問"), (), 12)).rstrip() == "質問 質問 …"


class ListApp(App[None]):
    def compose(self) -> ComposeResult:
        yield RowList(id="rows")


def a_row(words: str) -> Row:
    return Row(partial(lambda words, width: Content(f"{words} {width}"), words), words)


async def test_headings_are_passed_over_and_the_highlight_stays_near_where_it_was() -> None:
    async with ListApp().run_test(size=(40, 10)) as pilot:
        rows = pilot.app.query_one(RowList)
        assert rows.row is None
        rows.show([heading("One"), a_row("a"), heading("Two"), a_row("b"), a_row("c")])
        assert rows.row is not None and rows.row.value == "a"
        rows.focus()
        await pilot.press("down")
        assert rows.row.value == "b"
        await pilot.press("end")
        rows.show([heading("One"), a_row("a"), a_row("d")])
        assert rows.row is not None and rows.row.value == "d"
        rows.show([heading("Nothing")])
        assert rows.row is None


async def test_rows_are_laid_out_anew_where_the_width_changes() -> None:
    async with ListApp().run_test(size=(40, 10)) as pilot:
        rows = pilot.app.query_one(RowList)
        rows.show([a_row("a")])
        await pilot.resize_terminal(70, 10)
        await pilot.pause()
        assert rows.size.width > 40
        assert str(rows.get_option_at_index(0).prompt) == f"a {rows.size.width}"
