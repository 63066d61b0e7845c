from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.text import UNSAFE
from interview_coach.library.problems import Complaint, Excerpt, Problem
from interview_coach.library.rendering import WINDOW, as_annotation, as_data, as_text
from tests.unit.library.samples import document

ROOT = Path("/repo")


def shown(text: str, column: int, end: int | None = None, *, suggestion: str = "") -> list[str]:
    """Return the line and the carets below it."""
    problem = Problem(
        Path("b.yaml"), 7, column, "", "is odd", end_column=end, suggestion=suggestion, excerpt=Excerpt(text)
    )
    return as_text(problem).split("\n")[1:]


def test_a_problem_is_shown_with_its_line_a_caret_and_what_was_expected() -> None:
    read = document("title: A\nquestions:\n  - aks: Why?\n")
    problem = read.problem(Complaint(("questions", 0, "aks"), "`aks`: did you mean `ask`?", True, "id or ask", "ask"))
    assert as_text(problem) == (
        "my-bank.yaml:3:5: `aks`: did you mean `ask`?\n"
        "    3 |   - aks: Why?\n"
        "      |     ^^^ ask\n"
        "      = expected id or ask"
    )


def test_what_the_message_says_already_is_not_said_twice() -> None:
    problem = Problem(Path("b.yaml"), 1, 1, "", "`minutes`: expected a number, found text", expected="a number")
    assert as_text(problem) == str(problem) == "b.yaml:1:1: `minutes`: expected a number, found text"


def test_on_one_line_what_was_expected_stands_behind_the_message_unless_a_word_is_suggested() -> None:
    problem = Problem(Path("b.yaml"), 1, 1, "", "`level` cannot be `x`", expected="easy or hard")
    assert str(problem) == "b.yaml:1:1: `level` cannot be `x`; expected easy or hard"
    guessed = Problem(Path("b.yaml"), 1, 1, "", "did you mean `hard`?", expected="easy or hard", suggestion="hard")
    assert str(guessed) == "b.yaml:1:1: did you mean `hard`?"


def test_a_long_list_of_what_may_stand_there_is_left_out_where_a_word_is_suggested() -> None:
    many = ", ".join(f"rubric-{number}" for number in range(30))
    problem = Problem(Path("b.yaml"), 1, 1, "", "no rubric `rubic-1`", expected=many)
    assert as_text(problem).endswith(f"= expected {many}")
    guessed = Problem(Path("b.yaml"), 1, 1, "", "no rubric `rubic-1`", expected=many, suggestion="rubric-1")
    assert as_text(guessed) == "b.yaml:1:1: no rubric `rubic-1`"


def test_advice_is_called_advice() -> None:
    assert as_text(Problem(Path("b.yaml"), 1, 1, "", "no hints", "advice")) == "b.yaml:1:1: no hints (advice)"


@pytest.mark.parametrize(
    ("text", "column", "end", "lines"),
    [
        ("ask: why", 6, 9, ["    7 | ask: why", "      |      ^^^"]),
        ("\ta: x", 5, 6, ["    7 |     a: x", "      |        ^"]),
        ("日本: x", 5, 6, ["    7 | 日本: x", "      |       ^"]),
        ("a: 日本", 4, 6, ["    7 | a: 日本", "      |    ^^^^"]),
        ("e\u0301: x", 5, 6, ["    7 | e\u0301: x", "      |    ^"]),
        ("a\x1b[2J: x", 8, 9, ["    7 | a\\x1b[2J: x", "      |           ^"]),
        ("a: \u202e", 4, 5, ["    7 | a: \\u202e", "      |    ^^^^^^"]),
        ("a:", 99, 120, ["    7 | a:", "      |   ^"]),
        ("[red]x[/red]", 1, None, ["    7 | [red]x[/red]", "      | ^"]),
        ("a: b   \r", 4, 5, ["    7 | a: b", "      |    ^"]),
    ],
)
def test_the_caret_stands_below_what_is_meant(text: str, column: int, end: int | None, lines: list[str]) -> None:
    assert shown(text, column, end) == lines


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    line, caret = shown("x" * 150 + "HERE" + "y" * 150, 151, 155)
    text = line.removeprefix("    7 | ")
    assert text.startswith("…x") and text.endswith("y…")
    assert len(text) == WINDOW + 2
    assert text[caret.index("^") - 8 :].startswith("HEREy")
    assert caret.count("^") == 4


def test_a_caret_ends_where_the_shown_part_ends() -> None:
    line, caret = shown("a: " + "b" * 300, 4, 304)
    assert len(caret) <= len(line)
    assert caret.count("^") == WINDOW - 3


def test_of_an_endless_line_little_is_kept() -> None:
    read = document("a: " + "b" * 1_000_000 + " &\n")
    excerpt = read.problem(Complaint(("a",), "is odd")).excerpt
    assert excerpt is not None
    assert (len(excerpt.text), excerpt.column) == (400, 1)
    far = read._span(1, 900_000, None).excerpt
    assert far is not None
    assert (len(far.text), far.column) == (400, 899_800)
    assert as_text(Problem(Path("b"), 1, 900_000, "", "m", excerpt=far)).split("\n")[1].startswith("    1 | …bb")


@given(st.text(max_size=300), st.integers(1, 350), st.none() | st.integers(1, 350), st.text(max_size=20))
@settings(max_examples=200)
def test_nothing_that_is_shown_steers_the_terminal(text: str, column: int, end: int | None, word: str) -> None:
    problem = Problem(
        Path("b\x1b.yaml"), 1, column, "", "m", end_column=end, suggestion=word, excerpt=Excerpt(text.replace("\n", ""))
    )
    rendered = as_text(problem)
    assert not UNSAFE.search(rendered)
    assert rendered.count("\n") <= 2 + word.count("\n")
    assert json.loads(json.dumps(as_data(problem)))["column"] == column


def test_problems_as_data() -> None:
    read = document("title: A\nrubric: x\n")
    assert as_data(read.problem(Complaint(("rubric",), "no rubric", expected="a or b", suggestion="a"))) == {
        "path": "my-bank.yaml",
        "line": 2,
        "column": 9,
        "end_column": 10,
        "field": "rubric",
        "message": "no rubric",
        "expected": "a or b",
        "suggestion": "a",
        "severity": "error",
        "source": "rubric: x",
        "source_column": 1,
    }
    assert as_data(Problem(Path("b"), 1, 1, "", "m"))["source"] is None


def test_annotations_name_files_as_seen_from_the_root_of_the_checkout() -> None:
    problem = Problem(Path("/repo/banks/a.yaml"), 3, 5, "", "is odd", end_column=8)
    assert as_annotation(problem, ROOT) == "::error file=banks/a.yaml,line=3,endLine=3,col=5,endColumn=7::is odd"
    outside = Problem(Path("/other/a.yaml"), 3, 5, "", "is odd", "advice")
    assert as_annotation(outside, ROOT) == "::notice file=/other/a.yaml,line=3,endLine=3,col=5::is odd"


def test_nothing_in_an_annotation_is_taken_for_a_command_of_its_own() -> None:
    problem = Problem(Path("/repo/a,b:c%\n::error::x"), 1, 1, "", "50 %\r\n::set-env name=x::y", expected="a, b: c")
    assert as_annotation(problem, ROOT) == (
        "::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax,line=1,endLine=1,col=1"
        "::50 %25%0A::set-env name=x::y; expected a, b: c"
    )
