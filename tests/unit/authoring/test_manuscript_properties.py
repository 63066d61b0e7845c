"""However a bank is written by hand, an edit changes what it is about and leaves every other character."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.authoring.changes import Change, Drop, Insert, Move, Put, changed, emptied_by
from interview_coach.authoring.manuscript import Manuscript
from interview_coach.library.problems import Location
from tests.support.odd_yaml import TEXTS, Line, handwritten

EXAMPLES = settings(max_examples=120)


def _manuscript(lines: list[Line], newline: str = "\n", mark: str = "", end: str = "\n") -> Manuscript:
    text = mark + newline.join(line for _, line in lines) + (newline if end else "")
    return Manuscript.of(Path("mine.yaml"), text.encode())


def _places(data: Any, at: Location = ()) -> list[Location]:
    found: list[Location] = []
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        found += [(*at, step), *_places(value, (*at, step))]
    return found


def _kept(old: list[Line], new: str, touched: Location, *, blank_lines: bool = True) -> None:
    """Check that every line that is not about ``touched`` is still there, in order; it may follow the dash now."""
    rest = iter(line.lstrip(" -") for line in new.replace("\r\n", "\n").removeprefix("\ufeff").split("\n"))
    for owner, line in old:
        if owner[: len(touched)] == touched or touched[: len(owner)] == owner or not (line or blank_lines):
            continue
        assert any(line.lstrip(" -") == other for other in rest), f"{line!r} is gone or changed"


@EXAMPLES
@given(lines=handwritten(), data=st.data())
def test_a_new_text_changes_the_lines_of_the_old_one_alone(lines: list[Line], data: Any) -> None:
    newline, mark = data.draw(st.sampled_from(["\n", "\r\n"])), data.draw(st.sampled_from(["", "\ufeff"]))
    before = _manuscript(lines, newline, mark, end=data.draw(st.sampled_from(["", "\n"])))
    simple = [at for at in _places(before.data) if not isinstance(before.value(*at), dict | list)]
    at = data.draw(st.sampled_from(simple))
    value = data.draw(st.one_of(TEXTS, st.integers(0, 9)))
    after = before.with_changes(Put(at, value))
    assert after.value(*at) == value
    _kept(lines, after.text, at)
    assert after.text.startswith(mark)
    if newline == "\r\n":
        assert after.text.count("\n") == after.text.count("\r\n")


@EXAMPLES
@given(lines=handwritten(), data=st.data())
def test_any_change_is_made_and_nothing_else_is_lost(lines: list[Line], data: Any) -> None:
    before = _manuscript(lines)
    at = data.draw(st.sampled_from(_places(before.data)))
    holder = before.value(*at[:-1])
    changes: list[Change] = [Drop(at)] if len(emptied_by(before.data, at)) > 1 or len(before.data) > 1 else []
    changes.append(Put(at, data.draw(st.sampled_from([["a", "b: c"], {"text": "x", "weight": 2}, "plain", 3]))))
    if isinstance(holder, list):
        changes.append(Move(at, data.draw(st.integers(0, len(holder) - 1))))
        entry = data.draw(st.sampled_from(["new: one", {"text": "new\nlines", "cues": ["p", "q r"]}]))
        changes.append(Insert((*at[:-1], data.draw(st.integers(0, len(holder)))), entry))
    if isinstance(holder, dict):
        changes.append(Put((*at[:-1], "difficulty"), "hard"))
    change = data.draw(st.sampled_from(changes))
    after = before.with_changes(change)
    assert after.data == changed(before.data, change)
    if isinstance(change, Put | Drop):
        dropped = isinstance(change, Drop)
        touched = emptied_by(before.data, at) if dropped else change.at
        _kept(lines, after.text, touched, blank_lines=not dropped)
    else:
        comments = sorted(line for _, line in lines if line.strip().startswith("# "))
        assert sorted(line for line in after.text.split("\n") if line in comments) == comments


@EXAMPLES
@given(lines=handwritten(), data=st.data())
def test_what_was_put_can_be_put_back_and_the_file_says_the_same(lines: list[Line], data: Any) -> None:
    before = _manuscript(lines)
    at = data.draw(st.sampled_from([p for p in _places(before.data) if isinstance(before.value(*p), str)]))
    there = before.with_changes(Put(at, data.draw(TEXTS)))
    back = there.with_changes(Put(at, before.value(*at)))
    assert back.data == before.data
    assert Manuscript.of(back.path, back.text.encode()).text == back.text
