from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.events import SCHEMA_VERSION, Event
from interview_coach.errors import JournalUnreadable
from interview_coach.journal.adopting import entries
from interview_coach.journal.lines import read_events
from interview_coach.journal.reading import ReadJournal, transcript_of
from interview_coach.reports.portable import FORMAT, VERSION, from_portable, to_portable
from tests.support.disks import ID, whole
from tests.support.reports import full_events
from tests.support.strategies import interviews

DOCUMENT = Path(__file__).parents[3] / "docs" / "export-format.md"
WHERE = Path(f"{ID}.jsonl")


def exported(raw: bytes) -> bytes:
    read = read_events(raw)
    return to_portable(ReadJournal(WHERE, transcript_of(WHERE, read), read.problems), raw)


def changed(**fields: Any) -> bytes:
    data = json.loads(exported(whole(*full_events()))) | fields
    return json.dumps({k: v for k, v in data.items() if v is not ...}).encode()


@settings(max_examples=80)
@given(interviews())
def test_an_interview_comes_back_as_it_was(events: list[Event]) -> None:
    raw = whole(*events)
    portable = from_portable(exported(raw))
    assert portable.id == ID
    assert entries(portable.journal) == entries(raw)
    assert read_events(portable.journal) == read_events(raw)


def test_what_this_version_does_not_know_is_kept() -> None:
    known = whole(*full_events())
    raw = known.replace(
        b'"kind":"interview-ended"', b'"later":{"a":[1.5,-0.0,12345678901234567890]},"kind":"interview-ended"'
    )
    assert raw != known
    raw += (
        b'{"kind":"from-the-future","at":"2027-01-01T00:00:00Z","x":{"\xc3\xa9":1}}\n{"kind":"answer-given","at":1}\n'
    )
    portable = from_portable(exported(raw))
    assert portable.journal == raw
    assert [p.line for p in portable.problems] == [raw.count(b"\n")]


@pytest.mark.parametrize("line", [b'{"a":1e400}', b'{"a":NaN}', b'{"a":"\\ud800"}', b"\xff", b'"text"', b"[1]"])
def test_lines_that_no_json_can_hold_come_back_byte_for_byte_or_spelt_out(line: bytes) -> None:
    raw = whole(*full_events()) + line + b"\n"
    portable = from_portable(exported(raw))
    assert portable.journal == raw.replace(b"\xff", b"\\xff")
    assert [p.line for p in portable.problems] == [len(full_events()) + 1]


@given(st.binary(max_size=60))
def test_torn_and_broken_lines_travel_as_text(tail: bytes) -> None:
    raw = whole(*full_events()) + tail
    portable = from_portable(exported(raw))
    assert entries(portable.journal) == entries(raw)
    assert portable.journal.startswith(whole(*full_events()))


def test_the_file_says_what_it_is_and_what_other_tools_want() -> None:
    data = json.loads(exported(whole(*full_events()) + b"torn"))
    assert list(data) == ["format", "version", "written_by", "id", "journal", "problems", "transcript"]
    assert (data["format"], data["version"], data["id"]) == (FORMAT, VERSION, ID)
    described = re.findall(r"^\| `(\w+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert described == list(data)
    assert data["journal"][0]["kind"] == "interview-started"
    assert data["journal"][-1] == "torn"
    assert data["problems"][0]["line"] == len(full_events()) + 1
    assert (data["transcript"]["name"], data["transcript"]["tags"]) == ("At <Acme> & Co", ["acme"])
    assert data["transcript"]["scorecard"]["verdict"]["verdict"] == "no-hire"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b'{"a": NaN}', "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "is no interview that"),
        (b'{"format": "another"}', "is no interview that"),
        (changed(version=VERSION + 1), "written by a newer version"),
        (changed(version=...), "does not say which version"),
        (changed(version=True), "does not say which version"),
        (changed(version="1"), "does not say which version"),
        (changed(id=7), "lacks the id"),
        (changed(journal=...), "lacks the id of the interview, or its journal"),
        (changed(journal=[]), "holds no interview"),
        (changed(journal=[{"kind": "paused", "at": "2026-11-20T18:45:00Z"}]), "holds no interview"),
        (changed(journal=["a\nb"]), "as its entry 1"),
        (changed(journal=[3]), "as its entry 1"),
        (whole(*full_events()), "It is a journal itself"),
    ],
)
def test_what_is_no_exported_interview_is_refused_with_the_reason(raw: bytes, why: str) -> None:
    with pytest.raises(JournalUnreadable, match=why):
        from_portable(raw)


def test_a_journal_of_a_newer_version_is_refused() -> None:
    journal = json.loads(exported(whole(*full_events())))["journal"]
    journal[0]["schema_version"] = SCHEMA_VERSION + 1
    with pytest.raises(JournalUnreadable, match="a newer version wrote this journal"):
        from_portable(changed(journal=journal))


def test_a_mark_of_the_byte_order_is_no_obstacle() -> None:
    assert from_portable(b"\xef\xbb\xbf" + exported(whole(*full_events()))).id == ID
