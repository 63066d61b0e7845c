from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.library.problems import (
    MAX_PROBLEMS,
    Complaint,
    Excerpt,
    Location,
    Problem,
    field_name,
    first_of,
    in_order,
)
from tests.unit.library.samples import document

TEXT = """\
title: A
empty:
list:
  - one
  - ask: two
    points: [x, {id: y}]
"""


@pytest.mark.parametrize(
    ("location", "at_key", "place"),
    [
        ((), False, (1, 1)),
        (("title",), False, (1, 8)),
        (("title",), True, (1, 1)),
        (("empty",), False, (2, 1)),
        (("list",), False, (4, 3)),
        (("list",), True, (3, 1)),
        (("list", 0), False, (4, 5)),
        (("list", 1), False, (5, 5)),
        (("list", 1, "ask"), False, (5, 10)),
        (("list", 1, "points", 1, "id"), False, (6, 22)),
        (("list", 1, "nowhere"), False, (5, 5)),
        (("list", 1, "points", 7), False, (6, 13)),
        (("title", "deeper", 3), False, (1, 8)),
        (("nowhere",), True, (1, 1)),
    ],
)
def test_places(location: Location, at_key: bool, place: tuple[int, int]) -> None:
    assert document(TEXT).span(location, at_key=at_key)[:2] == place


def test_places_count_characters_after_a_byte_order_mark_and_windows_line_ends() -> None:
    read = document("\ufeff" + 'a: "é€😀"\r\nb: {c: 1}\r\n')
    assert read.span(("a",))[:3] == (1, 4, 9)
    assert read.span(("b", "c"))[:3] == (2, 8, 9)


def test_what_stands_in_a_file() -> None:
    read = document(TEXT)
    assert read.has(("empty",))
    assert read.has(("list", 1, "points", 1, "id"))
    assert not read.has(("list", 2))
    assert not read.has(("title", "deeper"))
    assert read.word_at(("list", 1, "ask")) == "two"


def test_an_unreadable_file_is_one_flaw() -> None:
    read = document(b"\xff")
    assert not read.whole
    assert read.data is None
    assert [str(p) for p in read.file_problems()] == [
        "my-bank.yaml:1:1: the byte 0xff is not UTF-8; save the file as UTF-8"
    ]
    assert read.span(("a", 1))[:3] == (1, 1, None)


def test_problems_print_as_editors_expect() -> None:
    problem = document(TEXT, "folder/b.yaml").problem(Complaint(("list", 1, "ask"), "is odd"))
    assert problem == Problem(
        Path("folder/b.yaml"), 5, 10, "list[1].ask", "is odd", end_column=13, excerpt=Excerpt("  - ask: two")
    )
    assert str(problem) == "folder/b.yaml:5:10: is odd"
    assert problem.severity == "error"


def test_a_hostile_file_name_is_printed_harmlessly() -> None:
    assert str(Problem(Path("a\x1b[2J\n.yaml"), 1, 1, "", "x")) == "a\\x1b[2J .yaml:1:1: x"


def test_field_names() -> None:
    assert field_name(()) == ""
    assert field_name(("questions", 0, "weight")) == "questions[0].weight"
    assert field_name(("a\x1bb", 1)) == "a\\x1bb[1]"


def test_problems_are_told_in_the_order_of_the_file_and_once() -> None:
    first, second = (Problem(Path("a"), line, 1, "", "x") for line in (1, 2))
    assert in_order([second, first, second]) == [first, second]


def test_of_very_many_problems_some_are_told() -> None:
    complaints = [Complaint(("a", i), "x") for i in range(MAX_PROBLEMS + 99)]
    told = first_of(complaints)
    assert told[0] == Complaint((), "this file has more than 2,500 problems; here are some")
    assert told[1:] == complaints[:MAX_PROBLEMS]
    assert first_of(complaints[:MAX_PROBLEMS]) == complaints[:MAX_PROBLEMS]
