"""Editing a bank field by field: where new things go, which comments go with what, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.authoring.changes import Change, Drop, Insert, Move, Put
from interview_coach.authoring.manuscript import Manuscript
from interview_coach.errors import ContentError
from tests.support.banks import MINE, lines_changed

ODD = """\
# top
title: "x"  # c
rubric: r
description: >-   # folded
  a b
  c

questions:
- ask: |
    foo
    bar


  # inner
  title: plain long
    continued # c
  formats: [drill, "mock", roleplay]
  hints:   # nothing
# about the second
-   # odd
    ask: 'é😀'
    key_points:
      - a
      # mine
      - {text: b, weight: 2}
"""


def _manuscript(text: str, name: str = "x.yaml") -> Manuscript:
    return Manuscript.of(Path(name), text.encode())


@pytest.mark.parametrize(
    ("change", "gone", "new"),
    [
        (Put(("title",), 'a "b"'), ['title: "x"  # c'], ['title: "a \\"b\\""  # c']),
        (Put(("title",), "two\nlines"), ['title: "x"  # c'], ["title: |-  # c", "  two", "  lines"]),
        (Put(("description",), "short"), ["  a b", "  c"], ["  short"]),
        (Put(("competency",), "ethics"), [], ["competency: ethics"]),
        (Put(("questions", 0, "title"), "one"), ["  title: plain long", "    continued # c"], ["  title: one # c"]),
        (Put(("questions", 0, "hints"), ["a"]), ["  hints:   # nothing"], ["  hints: [a]   # nothing"]),
        (
            Insert(("questions", 0, "hints", 0), "x" * 90),
            ["  hints:   # nothing"],
            ["  hints:   # nothing", f"  - {'x' * 90}"],
        ),
        (
            Put(("questions", 0, "formats", 1), "yes"),
            ['  formats: [drill, "mock", roleplay]'],
            ['  formats: [drill, "yes", roleplay]'],
        ),
        (
            Drop(("questions", 0, "formats", 1)),
            ['  formats: [drill, "mock", roleplay]'],
            ["  formats: [drill, roleplay]"],
        ),
        (
            Move(("questions", 0, "formats", 2), 0),
            ['  formats: [drill, "mock", roleplay]'],
            ['  formats: [roleplay, drill, "mock"]'],
        ),
        (
            Put(("questions", 1, "key_points", 0), {"text": "a", "cues": ["y"]}),
            ["      - a"],
            ["      - text: a", "        cues: [y]"],
        ),
        (
            Put(("questions", 1, "key_points", 1, "cues"), ["p", "q"]),
            ["      - {text: b, weight: 2}"],
            ["      - {text: b, weight: 2, cues: [p, q]}"],
        ),
        (Drop(("questions", 1, "key_points", 1)), ["      # mine", "      - {text: b, weight: 2}"], []),
        (Put(("questions", 1, "stakeholder", "name"), "Ng"), [], ["    stakeholder:", "      name: Ng"]),
    ],
)  # fmt: skip
def test_a_change_touches_its_own_lines(change: Change, gone: list[str], new: list[str]) -> None:
    before = _manuscript(ODD)
    found_gone, found_new = lines_changed(ODD, before.with_changes(change).text)
    assert (found_gone, found_new) == (
        [line for line in gone if line not in new],
        [n for n in new if n not in ODD.splitlines()],
    )


def test_a_new_field_stands_where_the_schema_has_it() -> None:
    text = _manuscript(MINE).with_changes(Put(("questions", 1, "id"), "one"), Put(("id",), "mine")).text
    assert text.startswith("# A bank of mine\nid: mine\ntitle:")
    assert "  - id: one\n    ask: >-\n" in text
    text = _manuscript(MINE).with_changes(Insert(("questions", 0, "key_points", 0), "Names users")).text
    assert "launch?\n    key_points: [Names users]\n    hints:\n" in text


def test_a_moved_entry_takes_the_comment_above_it_along() -> None:
    text = _manuscript(MINE).with_changes(Move(("questions", 0), 1)).text
    assert text.index("title: Measure") < text.index("  # the first\n  - ask: How would")
    assert _manuscript(text).with_changes(Move(("questions", 1), 0)).text == MINE


def test_puts_at_once_are_the_same_as_one_after_the_other() -> None:
    before = _manuscript(MINE)
    puts = [Put(("questions", n, "id"), f"q{n}") for n in range(2)] + [Put(("title",), "Other")]
    assert before.with_puts(*puts).text == before.with_changes(*puts).text


def test_a_text_without_a_line_end_and_with_a_mark_keeps_both() -> None:
    text = "\ufeff" + MINE.rstrip("\n").replace("\n", "\r\n")
    after = _manuscript(text).with_changes(Insert(("questions", 2), {"ask": "New?\nReally?"}))
    assert after.text == text + "\r\n\r\n  - ask: |-\r\n      New?\r\n      Really?"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"title: [", "cannot be read as YAML"),
        (b"- a\n", "holds no fields"),
        (b"title: \xff", "not UTF-8"),
        (b"title: &a x\nrubric: *a\n", "anchor"),
        (b"title: x\ntitle: y\n", "stands twice"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(raw: bytes, why: str) -> None:
    with pytest.raises(ContentError, match=rf"x\.yaml.*({why})"):
        Manuscript.of(Path("x.yaml"), raw)


def test_a_place_that_there_is_not_is_a_key_error() -> None:
    for change in (
        Put(("questions", 9, "ask"), "x"),
        Drop(("id",)),
        Move(("questions", 0), 5),
        Insert(("title", 0), "x"),
    ):
        with pytest.raises(KeyError):
            _manuscript(MINE).with_changes(change)


def test_what_is_written_so_that_it_defies_splicing_is_refused_whole() -> None:
    strange = _manuscript("? title\n: x\nrubric: r\nquestions: [{ask: a}]\n")
    try:
        after = strange.with_changes(Put(("title",), "y"))
    except ContentError as error:
        assert "text editor" in str(error)
    else:
        assert after.value("title") == "y"


def test_every_shipped_question_can_be_changed_without_touching_a_neighbour() -> None:
    for path in sorted(Path("question_banks").glob("*.yaml")):
        before = Manuscript.of(path, path.read_bytes())
        last = len(before.value("questions")) - 1
        after = before.with_puts(*(Put(("questions", n, "difficulty"), "hard") for n in range(last + 1)))
        gone, new = lines_changed(before.text, after.text)
        assert {line.partition(":")[0] for line in gone} <= {"    difficulty"}, path
        assert set(new) <= {"    difficulty: hard"}, path
        point = ("questions", last, "key_points", 0, "text")
        changed = before.with_changes(Put(point, "Says so."))
        gone, new = lines_changed(before.text, changed.text)
        assert len(new) <= 1 and changed.value(*point) == "Says so.", path
