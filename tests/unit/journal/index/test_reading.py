"""The fast way to read journals says what the plain way says, whatever stands in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.events import Event, InterviewStarted
from interview_coach.journal.index.reading import FastReader
from interview_coach.journal.lines import EventsRead, as_line, read_events
from tests.support.events import a_plan, a_question, a_rubric, answered, asked, started
from tests.support.strategies import interviews

START = started(2)
LINE = as_line(START)
READER = FastReader()


def both(raw: bytes, reader: FastReader = READER) -> tuple[EventsRead, EventsRead]:
    return read_events(raw, start=reader.start), read_events(raw)


@given(events=interviews())
def test_interviews(events: list[Event]) -> None:
    fast, plain = both(b"".join(map(as_line, events)))
    assert fast == plain
    assert list(fast.events) == events


PIECES = (
    *(b'"plan":{', b',"questions":[', b'],"rubrics":[', b'"questions":0,', b'"rubrics":[],', b'"id":"x",'),
    *(b"{", b"}", b"]", b",", b'"', b"\\", b"NaN", b"Infinity", b"\xff", b" ", b"null", b"\n", b"\\ud800"),
    *(b'"at":1,', b'"schema_version":7,', b'"kind":"new",', "é\u2028".encode()),
)


@given(data=st.data())
def test_lines_that_somebody_edited(data: st.DataObject) -> None:
    """Neither accepts what the other refuses, nor understands it in another way."""
    raw = bytearray(LINE + as_line(asked(1)) + as_line(answered(2)))
    for _ in range(data.draw(st.integers(1, 3))):
        marks = [i for piece in PIECES[:4] for i in range(len(raw)) if raw.startswith(piece, i)]
        at = data.draw(st.one_of(st.sampled_from(marks or [0]), st.integers(0, len(raw))))
        gone = data.draw(st.sampled_from([0, 0, 1, 2, 13, 500]))
        raw[at : at + gone] = data.draw(st.sampled_from(PIECES))
    fast, plain = both(bytes(raw))
    assert fast == plain


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: {**plan, "extra": {"questions": plan["questions"], "rubrics": plan["rubrics"]}},
        lambda plan: {"extra": {"questions": plan["questions"], "rubrics": plan["rubrics"]}, **plan},
        lambda plan: {"rubrics": plan["rubrics"], **plan},
        lambda plan: {**plan, "questions": []},
        lambda plan: {**plan, "questions": 0, "rubrics": 0},
        lambda plan: {**plan, "questions": plan["questions"] * 2},
        lambda plan: {**plan, "portfolio": '],"rubrics":[ ,"questions":[ {}'},
        lambda plan: {**plan, "seed": True},
    ],
)
def test_plans_of_another_shape(change: object) -> None:
    assert callable(change)
    data = json.loads(LINE)
    data["plan"] = change(data["plan"])
    for separators in ((",", ":"), (", ", ": ")):
        fast, plain = both(json.dumps(data, separators=separators).encode() + b"\n")
        assert fast == plain


def test_questions_that_begin_alike_are_told_apart() -> None:
    reader = FastReader()
    for ask in ("first wording", "second wording", "first wording, and more"):
        plan = a_plan().model_copy(update={"questions": (a_question(ask=ask),), "rubrics": (a_rubric(title=ask),)})
        line = as_line(START.model_copy(update={"plan": plan}))
        read = reader.start(line)
        assert isinstance(read, InterviewStarted)
        assert read.plan == plan


def test_what_was_met_before_is_the_same_value() -> None:
    reader = FastReader()
    first, second = reader.start(LINE), reader.start(as_line(started(1, name="another")))
    assert isinstance(first, InterviewStarted)
    assert isinstance(second, InterviewStarted)
    assert first.plan.questions[0] is second.plan.questions[0]
    assert first.plan.rubrics[0] is second.plan.rubrics[0]


def test_no_more_is_remembered_than_is_sensible(tmp_path: Path) -> None:
    reader = FastReader()
    for number in range(500):
        plan = a_plan().model_copy(update={"questions": (a_question(f"q-{number}"),)})
        assert reader.start(as_line(START.model_copy(update={"plan": plan}))) is not None
    assert reader._questions._count <= 400
