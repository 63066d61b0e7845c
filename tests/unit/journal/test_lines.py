from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.events import AnswerGiven, Event, InterviewEnded, InterviewStarted, UnknownEvent
from interview_coach.domain.replay import replay
from interview_coach.domain.vocabulary import EndReason
from interview_coach.journal.lines import as_line, read_events, records_all, records_end
from tests.support.events import answered, asked, at, started
from tests.support.strategies import hostile_text, interviews


def whole(events: list[Event]) -> bytes:
    return b"".join(map(as_line, events))


GOOD: list[Event] = [started(), asked(1), answered(2)]


@settings(max_examples=60)
@given(interviews(), st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_bytes_cut_anywhere_give_a_prefix_that_replays(events: list[Event], cuts: list[float]) -> None:
    raw = whole(events)
    line_ends = {i + 1 for i, byte in enumerate(raw) if byte == 0x0A}
    near_ends = {end + d for end in line_ends for d in (-2, -1, 0, 1)}
    for cut in sorted({*(int(c * len(raw)) for c in cuts), *near_ends} & set(range(len(raw) + 1))):
        found, problems, good_length, _ = read_events(raw[:cut])
        assert list(found) == events[: len(found)]
        lines = raw[:cut].count(b"\n")
        complete_tail = cut + 1 in line_ends
        assert len(found) == lines + complete_tail
        assert good_length == (cut if complete_tail else max({0, *(e for e in line_ends if e <= cut)}))
        assert len(problems) == (good_length < cut)
        if found:
            replay(found)


@settings(max_examples=150)
@given(interviews(max_events=5), st.data())
def test_corrupt_bytes_never_raise_and_spare_the_other_lines(events: list[Event], data: st.DataObject) -> None:
    raw = bytearray(whole(events))
    start_of_second = raw.index(b"\n") + 1
    hurt = data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=6))
    for place in hurt:
        raw[place] = data.draw(st.integers(0, 255))
    found, problems, good_length, _ = read_events(bytes(raw))
    assert 0 <= good_length <= len(raw)
    assert all(p.message and p.line >= 1 for p in problems)
    assert bytes(raw[good_length:]).count(b"\n") == 0
    if min(hurt) >= start_of_second:
        assert found[0] == events[0]
        replay(found)


@settings(max_examples=100)
@given(
    st.lists(st.one_of(st.binary(max_size=60), st.sampled_from([b"[" * 100_000, b"9" * 10_000, b"\xff\xfe", b"{}"])))
)
def test_any_bytes_can_be_read(lines: list[bytes]) -> None:
    raw = b"\n".join(lines)
    assert read_events(raw).good_length <= len(raw)


@given(hostile_text)
def test_hostile_text_stays_one_line(text: str) -> None:
    event = answered(1, text=text)
    line = as_line(event)
    assert line.count(b"\n") == 1
    assert read_events(line).events == (event,)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"not json", "not JSON"),
        (b"\x00\x01\xff", "not JSON"),
        (b'{"kind":"paused","at":NaN}', "not JSON"),
        (b'{"text":"\\ud800"}', "not JSON"),
        (b"[" * 50_000, "not JSON"),
        (b"[1]", "not an object"),
        (b"null", "not an object"),
        (b"{}", "'at'"),
        (b'{"kind":["x"],"at":"2026-01-01T00:00:00Z"}', "'kind'"),
        (b'{"kind":"paused","at":"yesterday"}', "'at'"),
        (b'{"kind":"paused","at":"2026-01-01T00:00:00"}', "'at'"),
        (b'{"kind":"answer-given","at":"2026-01-01T00:00:00Z","exchange":0}', "'text'"),
        (b'{"kind":"answer-given","at":"2026-01-01T00:00:00Z","exchange":-1,"text":"x"}', "'exchange'"),
    ],
)
def test_a_foreign_line_is_reported_and_passed_over(line: bytes, message: str) -> None:
    raw = as_line(GOOD[0]) + line + b"\n" + as_line(GOOD[1])
    found, problems, good_length, _ = read_events(raw)
    assert list(found) == GOOD[:2]
    assert [p.line for p in problems] == [2]
    assert message in problems[0].message
    assert good_length == len(raw)


def test_unknown_kinds_are_events_and_no_problems() -> None:
    future = UnknownEvent.model_validate({"at": at(3), "kind": "mood-noticed", "mood": "calm"})
    found, problems, *_ = read_events(whole([*GOOD, future]))
    assert found[-1] == future and not problems
    assert replay(found).strays == (future,)


def test_a_last_line_without_newline_counts_when_it_is_whole() -> None:
    raw = whole(GOOD).removesuffix(b"\n")
    assert read_events(raw)[:3] == (tuple(GOOD), (), len(raw))


def test_a_torn_last_line_is_reported_with_its_number() -> None:
    raw = whole(GOOD)
    found, problems, good_length, _ = read_events(raw[:-2])
    assert list(found) == GOOD[:2]
    assert str(problems[0]).startswith("line 3: it breaks off")
    assert good_length == len(whole(GOOD[:2]))


def test_trailing_zeros_of_a_lost_block_are_a_torn_tail() -> None:
    raw = whole(GOOD)
    found, problems, good_length, _ = read_events(raw + bytes(4096))
    assert list(found) == GOOD and len(problems) == 1 and good_length == len(raw)


def test_editors_marks_do_no_harm() -> None:
    raw = b"\xef\xbb\xbf" + b"\r\n".join(as_line(e).rstrip() for e in GOOD) + b"\r\n\r\n\n"
    found, problems, *_ = read_events(raw)
    assert list(found) == GOOD and not problems


def test_a_newer_format_is_read_and_said_to_be_newer() -> None:
    first = started()
    assert isinstance(first, InterviewStarted)
    newer = first.model_copy(update={"schema_version": 99})
    found, problems, _, version = read_events(whole([newer, *GOOD[1:]]))
    assert len(found) == 3 and version == 99
    assert problems[0].line == 1 and "newer version" in problems[0].message and "99" in problems[0].message


def test_a_megabyte_of_control_sequences_is_kept_to_the_letter() -> None:
    event = AnswerGiven(at=at(1), exchange=0, text="\x1b]0;owned\x07\x1b[2J" * 60_000)
    assert read_events(as_line(event)).events == (event,)


@pytest.mark.parametrize(
    "changes",
    [
        {"plan": {"format": "panel"}},
        {"plan": None},
        {"kind": "interview-opened"},
        {"at": 7.5e300},
    ],
)
def test_a_first_line_that_only_a_newer_version_understands_is_said_to_be_newer(changes: dict[str, object]) -> None:
    data = GOOD[0].model_dump(mode="json") | {"schema_version": 2} | changes
    raw = b"\n" + json.dumps(data).encode() + b"\n" + whole(GOOD[1:])
    read = read_events(raw)
    assert read.version == 2
    assert read.problems[0].line == 2 and "newer version" in read.problems[0].message


@pytest.mark.parametrize("version", [b'"2"', b"true", b"null", b"2.5", b"[2]", b"-1", b"9" * 4300, b"9" * 5000, b"{}"])
def test_a_strange_version_never_raises(version: bytes) -> None:
    read = read_events(b'{"kind":"interview-started","schema_version":' + version + b"}\n" + whole(GOOD))
    assert all(str(p).encode() for p in read.problems) and read.events[-1] == GOOD[-1]
    assert (read.version is None) == (not version.strip(b"-").isdigit() or len(version) > 4300)


def test_only_the_first_line_tells_the_version() -> None:
    raw = whole(GOOD) + b'{"kind":"new","at":"2026-01-01T00:00:00Z","schema_version":9}\n'
    read = read_events(raw)
    assert read.version == 1 and not read.problems


END = InterviewEnded(at=at(9), reason=EndReason.COMPLETED)


@settings(max_examples=80)
@given(interviews(), st.booleans(), st.floats(0, 1))
def test_whether_it_ended_is_seen_without_reading_it_all(events: list[Event], ends: bool, cut: float) -> None:
    raw = whole([*events, END] if ends else events)
    for part in (raw, raw[:-1], raw[:-2], raw[: len(raw) - int(cut * len(as_line(END)))], raw[: int(cut * len(raw))]):
        found = read_events(part).events
        assert records_end(part) == any(isinstance(e, InterviewEnded) for e in found)
        if found:
            assert records_end(part) == (replay(found).ended is not None)


@settings(max_examples=80)
@given(interviews())
def test_whether_anything_is_left_is_seen_without_reading_it_all(events: list[Event]) -> None:
    found = replay([*events, END])
    left = any(e.answers() and not (e.self_assessed and e.grade and e.grade.finished) for e in found.exchanges)
    assert not records_all(whole(events)) or replay(events).ended
    if not found.strays:
        assert records_all(whole([*events, END])) == (not left)


@pytest.mark.parametrize(
    "line",
    [
        as_line(answered(3, text='{"at":"2026-11-20T18:45:05Z","kind":"interview-ended","reason":"completed"}')),
        as_line(answered(3, text='\n"kind":"interview-ended"\n')),
        as_line(UnknownEvent.model_validate({"at": at(3), "kind": "mood", "after": {"kind": "interview-ended"}})),
        b'{"at":"2026-11-20T18:45:05Z","kind":"interview-ended","reason":"bored"}\n',
        b'{"at":"2026-11-20T18:45:05Z","kind":"interview-ended","reas',
        b'rubbish "kind":"interview-ended" \xff\n',
    ],
)
def test_what_only_looks_like_the_end_is_none(line: bytes) -> None:
    raw = whole(GOOD) + line
    assert not records_end(raw)
    assert records_end(raw.removesuffix(b"\n") + b"\n" + as_line(END))
    assert records_end(as_line(END) + raw)
