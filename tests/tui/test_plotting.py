"""Plots of levels: every point lands in its cell, nothing lands outside, and marks say whose they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.tui.plotting import BAND, GRID, HIGHEST, LOWEST, MARKS, SEVERAL, Frame, Layer, Series, plot
from interview_coach.tui.time_axis import by_date, date_labels, in_turn, turn_labels, written

PLACES = st.floats(0, 1)
LEVELS = st.floats(1, 5)
FRAMES = st.builds(Frame, st.integers(1, 60), st.integers(1, 20))
LINES = st.builds(
    Series,
    st.just(MARKS[0]),
    st.lists(st.tuples(PLACES, LEVELS), max_size=8).map(lambda points: tuple(sorted(points))),
    st.sampled_from([0.0, 1.0]),
)
PLOTS = st.lists(LINES, min_size=1, max_size=len(MARKS)).map(
    lambda lines: [replace(line, mark=mark) for line, mark in zip(lines, MARKS, strict=False)]
)
INSTANTS = st.lists(st.datetimes(timezones=st.just(UTC)), max_size=12)


@given(PLOTS, FRAMES, st.data())
@settings(max_examples=150)
def test_every_point_has_a_mark_in_its_cell_and_nothing_lies_outside(
    lines: list[Series], frame: Frame, data: st.DataObject
) -> None:
    chosen = data.draw(st.integers(0, len(lines) - 1))
    cells = plot(lines, frame, chosen=chosen)
    assert all(0 <= column < frame.width and 0 <= row < frame.height for column, row in cells)
    for number, line in enumerate(lines):
        for place, level in line.points:
            cell = cells[frame.column(place), frame.row(level)]
            if number == chosen:
                assert cell.text == MARKS[number] and cell.layer is Layer.CHOSEN_MARK
            else:
                assert cell.text in (MARKS[number], SEVERAL, MARKS[chosen])
    wanted = {(frame.column(place), frame.row(level)) for line in lines for place, level in line.points}
    assert {at for at, cell in cells.items() if cell.layer >= Layer.MARK} == wanted


@given(PLOTS, FRAMES, st.data())
@settings(max_examples=80)
def test_exactly_one_point_is_pointed_at(lines: list[Series], frame: Frame, data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, len(lines) - 1))
    point = data.draw(st.integers(-1, max(0, len(lines[chosen].points) - 1)))
    found = [at for at, cell in plot(lines, frame, chosen=chosen, point=point).items() if cell.layer is Layer.POINT]
    if 0 <= point < len(lines[chosen].points):
        place, level = lines[chosen].points[point]
        assert found == [(frame.column(place), frame.row(level))]
    else:
        assert found == []


@given(LINES, FRAMES)
def test_only_the_chosen_line_has_a_band_and_it_is_within_the_margin(line: Series, frame: Frame) -> None:
    other = Series(MARKS[1], line.points, 1.0)
    cells = plot([line, other], frame, chosen=0)
    banded = [(column, row) for (column, row), cell in cells.items() if cell.text == BAND]
    if not line.margin:
        assert not banded
    if banded:
        lowest = max(frame.row(level - 1) for _, level in line.points)
        highest = min(frame.row(level + 1) for _, level in line.points)
        columns = [frame.column(place) for place, _ in line.points]
        assert all(highest <= row <= lowest and min(columns) <= c <= max(columns) for c, row in banded)


@given(st.tuples(PLACES, LEVELS), st.tuples(PLACES, LEVELS), FRAMES)
def test_a_line_is_unbroken(first: tuple[float, float], last: tuple[float, float], frame: Frame) -> None:
    cells = plot([Series("●", tuple(sorted((first, last))))], frame)
    drawn = sorted((c, r) for (c, r), cell in cells.items() if cell.layer > Layer.BAND)
    for (left, _), (right, _) in pairwise(drawn):
        assert right - left <= 1
    columns = {frame.column(first[0]), frame.column(last[0])}
    assert {column for column, _ in drawn} == set(range(min(columns), max(columns) + 1))


@pytest.mark.parametrize("height", [5, 9, 13, 17, 21])
def test_levels_are_as_far_apart_and_stand_on_their_lines(height: int) -> None:
    frame = Frame(10, height)
    rows = sorted(frame.level_rows().items())
    assert [level for _, level in rows] == [5, 4, 3, 2, 1]
    assert {after - before for (before, _), (after, _) in pairwise(rows)} == {(height - 1) // 4}
    assert all(plot([], frame)[0, row].text == GRID for row, _ in rows)


def test_the_ends_have_their_labels_however_low_a_plot_is() -> None:
    assert Frame(5, 2).level_rows() == {0: 5, 1: 1}
    assert Frame(5, 1).row(LOWEST) == Frame(5, 1).row(HIGHEST) == 0


def test_marks_of_several_lines_in_one_place_say_so_until_one_is_chosen() -> None:
    places = (0.0, 5.0), (1.0, 2.0), (1.0, 2.0), (1.0, 2.0)
    lines = [Series(mark, (place,)) for mark, place in zip(MARKS, places, strict=False)]
    frame = Frame(9, 5)
    assert plot(lines, frame, chosen=0)[8, 3].text == SEVERAL
    assert plot(lines, frame, chosen=2)[8, 3].text == MARKS[2]


@given(INSTANTS)
def test_instants_keep_their_order_on_the_axis(instants: list[datetime]) -> None:
    ordered = sorted(instants)
    places = by_date(ordered)
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)


@given(INSTANTS, st.integers(1, 120))
def test_labels_are_in_place_and_never_touch(instants: list[datetime], width: int) -> None:
    labels = date_labels(instants, width)
    assert all(0 <= label.place <= 1 for label in labels)
    line = written(labels, width)
    assert len(line) == width
    texts = {label.text for label in labels}
    rest = line
    for text in sorted(texts, key=len, reverse=True):
        rest = rest.replace(text, "")
    assert not rest.strip()


def test_days_are_written_where_they_begin() -> None:
    first = datetime(2026, 11, 1, 12).astimezone()
    labels = date_labels([first, first + timedelta(days=4)], 60)
    assert [label.text for label in labels] == ["2 Nov", "3 Nov", "4 Nov", "5 Nov"]
    assert [round(label.place, 3) for label in labels] == [0.125, 0.375, 0.625, 0.875]


def test_a_long_time_has_fewer_labels_with_their_years() -> None:
    first = datetime(2024, 1, 1, 12).astimezone()
    labels = date_labels([first, first + timedelta(days=800)], 60)
    assert 2 <= len(labels) <= 6
    assert "2024" in labels[0].text and not labels[-1].text.startswith("Jan 2024")


def test_a_single_day_and_two_days_are_named() -> None:
    noon = datetime(2026, 11, 1, 12).astimezone()
    assert [label.text for label in date_labels([noon, noon + timedelta(hours=2)], 60)] == ["1 Nov"]
    assert [label.text for label in date_labels([noon, noon + timedelta(hours=20)], 60)] == ["1 Nov", "2 Nov"]
    assert date_labels([], 60) == []


@given(st.integers(0, 400), st.integers(1, 100))
def test_turns_are_numbered_from_one(count: int, width: int) -> None:
    labels = turn_labels(count, width)
    assert (labels[0].text == "1") if count else not labels
    assert len(labels) <= width // 4 + 2
    places = in_turn(range(count))
    assert places == sorted(places)
    assert all(places[int(label.text) - 1] == label.place for label in labels)
