"""The calendar is read back by a reader of our own, written from the grammar of RFC 5545."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.markdown import inline
from interview_coach.learning.calendar import LINE, calendar, escaped, folded
from interview_coach.learning.goal import Goal
from interview_coach.learning.markdown import plan_markdown
from interview_coach.learning.tasks import Day, Kind, StudyPlan, Task
from tests.support.events import START
from tests.support.strategies import hostile_text
from tests.unit.learning.test_study_plan import plan_of

TODAY = START.date()
TEXT = re.compile(r"^(?:\\[\\;,nN]|[^\\;,\x00-\x08\x0a-\x1f\x7f])*$")
PROPERTY = re.compile(r"^([A-Z-]+)((?:;[A-Z-]+=[A-Z-]+)*):(.*)$", re.DOTALL)


def parsed(text: str) -> list[dict[str, str]]:
    """Return the events, property by property; asserts what the grammar asks for."""
    assert text.endswith("\r\n")
    raw = text[:-2].split("\r\n")
    assert all(len(line.encode()) <= LINE and "\n" not in line and "\r" not in line for line in raw)
    lines = "\r\n".join(raw).replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    inside = False
    for line in lines[1:-1]:
        found = PROPERTY.match(line)
        assert found, line
        name, _, value = found.groups()
        if name in ("BEGIN", "END"):
            assert value == "VEVENT"
            inside = name == "BEGIN"
            events += [{}] if inside else []
        elif inside:
            assert name not in events[-1]
            events[-1][name] = value
            if name in ("SUMMARY", "DESCRIPTION"):
                assert TEXT.match(value), value
    assert events
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert ("DTEND" in event) != ("DURATION" in event)
    assert len({e["UID"] for e in events}) == len(events)
    return events


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m.group(1) in "nN" else m.group(1), value)


def a_plan(title: str = "Drill", why: str = "Because.", minutes: int = 11) -> StudyPlan:
    task = Task(id="t", kind=Kind.DRILL, minutes=minutes, title=title, why=why)
    return StudyPlan(
        goal=Goal(began_on=TODAY, interview_on=TODAY + timedelta(days=1)),
        on=TODAY,
        days_left=1,
        days=(Day(on=TODAY, tasks=(task,)), Day(on=TODAY + timedelta(days=1), note="The interview.")),
        past=(),
        needs=(),
        material=(),
        notes=(),
    )


def test_a_plan_becomes_events() -> None:
    practice, interview = parsed(calendar(a_plan(), now=START))
    assert practice == {
        "UID": "practice-20261120@interview-coach.invalid",
        "DTSTAMP": "20261120T184500Z",
        "DTSTART": "20261120",
        "DTEND": "20261121",
        "TRANSP": "TRANSPARENT",
        "SUMMARY": r"Interview practice\, 11 min: Drill",
        "DESCRIPTION": r"Drill (11 min)\n  Because.",
    }
    assert (interview["DTSTART"], interview["SUMMARY"]) == ("20261121", "The interview")


def test_a_time_of_day_makes_events_of_that_length() -> None:
    practice, interview = parsed(calendar(a_plan(minutes=25), now=START, at=time(18, 30)))
    assert (practice["DTSTART"], practice["DURATION"]) == ("20261120T183000", "PT25M")
    assert interview["DTSTART"] == "20261121"


def test_a_moved_interview_keeps_its_id() -> None:
    moved = a_plan()
    later = moved.model_copy(update={"goal": moved.goal.model_copy(update={"interview_on": TODAY})})
    first, second = parsed(calendar(moved, now=START))[1], parsed(calendar(later, now=START))[0]
    assert first["UID"] == second["UID"]
    assert first["DTSTART"] != second["DTSTART"]


@pytest.mark.parametrize("left", [0, 1, 30, 731, None])
def test_every_plan_can_be_read(left: int | None) -> None:
    plan = plan_of(left=left)
    events = parsed(calendar(plan, now=START))
    assert len(events) == sum(bool(d.tasks) for d in plan.days) + (left is not None)


@given(hostile_text, hostile_text)
def test_hostile_titles_stay_text(title: str, why: str) -> None:
    practice, _ = parsed(calendar(a_plan(title, why), now=START))
    assert "BEGIN:VEVENT" not in practice["SUMMARY"].replace("\\n", "\n").split("\n")
    assert unescaped(practice["SUMMARY"]).startswith("Interview practice, 11 min: ")


@given(st.text(max_size=300))
def test_escaping_loses_nothing_that_is_safe(text: str) -> None:
    safe = "".join(c for c in text if c.isprintable())
    assert unescaped(escaped(safe)) == safe


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_folding_tears_no_character(text: str) -> None:
    parts = folded(text).split("\r\n")
    assert all(len(part.encode()) <= LINE for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == text
    assert all(part.startswith(" ") for part in parts[1:])


@pytest.mark.parametrize("character", ["a", "é", "日", "😀"])
def test_octets_are_counted_not_characters(character: str) -> None:
    parts = folded(character * 100).split("\r\n")
    assert all(len(part.encode()) <= LINE for part in parts)
    assert all(len(part.encode()) > LINE - 4 for part in parts[:-1])


def test_an_instant_with_another_zone_is_told_in_utc() -> None:
    now = datetime.fromisoformat("2026-11-20T19:45:00+01:00")
    assert calendar(a_plan(), now=now) == calendar(a_plan(), now=now.astimezone(UTC))


class TestMarkdown:
    def test_boxes_to_tick(self) -> None:
        plan = plan_of(left=20)
        text = plan_markdown(plan)
        assert text.count("- [ ] ") == sum(len(d.tasks) for d in plan.days) + len(plan.material)
        assert "Interview on Thu 10 Dec 2026, in 20 days." in text

    def test_titles_begin_no_list_and_no_link(self) -> None:
        text = plan_markdown(a_plan("See https://example.com", "or www.example.com"))
        assert "https://example" not in text and "www.example" not in text
        need = plan_of(left=20).needs[0].model_copy(update={"title": "1. first"})
        assert "\n- 1\\. first, " in plan_markdown(plan_of(left=20).model_copy(update={"needs": (need,)}))

    @settings(max_examples=50)
    @given(hostile_text, hostile_text)
    def test_hostile_titles_stay_text(self, title: str, why: str) -> None:
        lines = plan_markdown(a_plan(title, why)).splitlines()
        [line] = [line for line in lines if line.startswith("- [ ] ")]
        assert line.startswith(f"- [ ] {inline(title)} (11 min): ")
        assert not re.search(r"(?<!\\)[<*`|\[]", line.removeprefix("- [ ] "))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]", line)
