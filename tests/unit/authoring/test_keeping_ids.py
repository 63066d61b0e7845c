"""Practice history goes by ids: an edit of words, or of other entries, gives nothing another one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.authoring.changes import Change, Drop, Insert, Move, Put
from interview_coach.authoring.keeping_ids import with_ids_kept
from interview_coach.authoring.manuscript import Manuscript
from tests.unit.library.samples import FULL_BANK, RUBRIC_TEXT, bank_of, rubric_of

BANK = """\
title: Mine
rubric: failure-modes
questions:
  - ask: Who is hurt?   # by it
  - title: Launch
    ask: When would you launch?
  - title: Launch
    ask: When would you launch again?
"""


def _bank(text: str = BANK) -> Manuscript:
    return Manuscript.of(Path("mine.yaml"), text.encode())


def _asks(manuscript: Manuscript) -> dict[str, str]:
    bank, complaints = bank_of(manuscript.text)
    assert bank is not None, complaints
    return {question.ask: question.id for question in bank.questions}


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            Put(("questions", 0, "ask"), "Who is harmed?"),
            BANK.replace("- ask: Who is hurt?", "- id: who-is-hurt\n    ask: Who is harmed?"),
        ),
        (
            Put(("questions", 0, "title"), "Harm"),
            BANK.replace("- ask: Who", "- id: who-is-hurt\n    title: Harm\n    ask: Who"),
        ),
        (
            Drop(("questions", 1)),
            BANK.replace("  - title: Launch\n    ask: When would you launch?\n", "").replace(
                "- title: Launch", "- id: launch-2\n    title: Launch"
            ),
        ),
        (Put(("questions", 1, "ask"), "When?"), BANK.replace("When would you launch?", "When?")),
        (
            Put(("questions", 1, "id"), "mine"),
            BANK.replace("- title", "- id: mine\n    title", 1).replace("  - title", "  - id: launch-2\n    title"),
        ),
    ],
)
def test_an_id_is_written_down_where_it_would_become_another_one(change: Change, text: str) -> None:
    assert with_ids_kept(_bank(), change).text == text


_WORDS = st.sampled_from(["Who?", "Why?", "When?", "Why not?", "Who "])
_PLACE = st.integers(0, 3)


@settings(max_examples=100)
@given(
    words=st.lists(st.tuples(_WORDS, st.none() | _WORDS, st.none() | st.just("own")), min_size=2, max_size=4),
    steps=st.lists(st.tuples(st.sampled_from(["put", "drop", "move", "insert"]), _PLACE, _PLACE, _WORDS), max_size=5),
)
def test_whatever_is_changed_every_question_has_the_id_that_it_had(words: list[Any], steps: list[Any]) -> None:
    entries = "".join(
        f"  - intent: '{n}'\n    ask: {ask}\n"
        + (f"    title: {title}\n" if title else "")
        + (f"    id: own-{n}\n" if own else "")
        for n, (ask, title, own) in enumerate(words)
    )
    manuscript = _bank(f"title: Mine\nrubric: failure-modes\nquestions:\n{entries}")
    known = _ids(manuscript)
    for number, (what, some, other, text) in enumerate(steps):
        count = len(manuscript.value("questions"))
        place, to = some % count, other % count
        change: Change = Put(("questions", place, ("ask", "title")[to % 2]), text)
        if what == "drop" and count > 1:
            change = Drop(("questions", place))
        elif what == "move":
            change = Move(("questions", place), to)
        elif what == "insert":
            change = Insert(("questions", place), {"intent": f"new {number}", "ask": text})
        manuscript = with_ids_kept(manuscript, change)
        now = _ids(manuscript)
        assert {it: its_id for it, its_id in now.items() if it in known} == {it: known[it] for it in now if it in known}
        assert len(set(now.values())) == len(now)
        known |= now


def _ids(manuscript: Manuscript) -> dict[str, str]:
    """Return the ids of the questions by what tells them apart throughout: what they are meant to show."""
    bank, complaints = bank_of(manuscript.text)
    assert bank is not None, complaints
    return {question.intent: question.id for question in bank.questions}


def test_a_key_point_keeps_the_id_that_a_follow_up_names_and_no_other() -> None:
    probes = "    probes:\n      - ask: Which?\n        aims_at: names-a-date\n"
    text = f"{BANK}    key_points: [Names a date, Names a risk]\n{probes}"
    points = ("questions", 2, "key_points")
    after = with_ids_kept(_bank(text), Put((*points, 0), "Names a day"), Put((*points, 1), "Names a danger"))
    assert after.value(*points) == [{"id": "names-a-date", "text": "Names a day"}, "Names a danger"]


def test_a_criterion_keeps_the_id_that_banks_name() -> None:
    rubric = Manuscript.of(Path("rubrics/failure-modes.yaml"), RUBRIC_TEXT.encode())
    for place, criterion in enumerate(rubric.value("criteria")):
        at = ("criteria", place)
        named = Put((*at, "title"), criterion["id"].replace("-", " "))
        rubric = rubric.with_changes(named, Drop((*at, "id")))
    before = rubric_of(rubric.text)[0]
    after = rubric_of(with_ids_kept(rubric, Put(("criteria", 0, "title"), "Something else")).text)[0]
    assert before is not None and after is not None
    assert [c.id for c in after.criteria] == [c.id for c in before.criteria]


def test_what_is_only_being_written_may_still_get_another_id() -> None:
    new = ("questions", 1)
    begun = with_ids_kept(_bank(), Insert(new, {"ask": "Launch"}), new=new)
    assert _asks(begun)["When would you launch?"] == "launch" and _asks(begun)["Launch"] == "launch-3"
    done = with_ids_kept(begun, Put((*new, "ask"), "Who pays?"), new=new)
    assert _asks(done)["Who pays?"] == "who-pays" and _asks(done)["When would you launch?"] == "launch"


@pytest.mark.parametrize("change", [Move(("questions", 0), 2), Drop(("questions", 0)), Put(("title",), "Other")])
def test_nothing_is_written_down_where_no_id_would_change(change: Change) -> None:
    assert with_ids_kept(_bank(), change) == _bank().with_changes(change)


def test_ids_that_stand_in_the_file_are_left_alone() -> None:
    bank, change = _bank(FULL_BANK), Put(("questions", 0, "title"), "Another title")
    assert bank.value("questions", 0, "id")
    assert with_ids_kept(bank, change) == bank.with_changes(change)
