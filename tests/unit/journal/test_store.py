from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview_coach.domain.events import (
    CriterionWasGraded,
    Event,
    GradingFinished,
    GradingStarted,
    InterviewEnded,
    SelfAssessed,
)
from interview_coach.domain.vocabulary import EndReason, Engine, Format, NonAnswer, Purpose
from interview_coach.errors import JournalLocked, JournalNotFound, JournalUnreadable, StorageError
from interview_coach.journal import store as store_module
from interview_coach.journal.drafts import Draft, DraftStore
from interview_coach.journal.journal import Journal
from interview_coach.journal.lines import as_line
from interview_coach.journal.reading import ReadJournal, read_journal
from interview_coach.journal.store import JournalStore
from interview_coach.paths import Home
from tests.support.events import OFFLINE_GRADER, START, answered, asked, at, graded, started

FIRST, SECOND, THIRD = (
    "20261118T080000Z-drill-aaa111",
    "20261119T080000Z-mock-bbb222",
    "20261120T184500Z-mock-ccc333",
)
ENDED = InterviewEnded(at=at(500), reason=EndReason.COMPLETED)


@pytest.fixture
def store(home: Home) -> JournalStore:
    home.transcripts.mkdir(parents=True)
    return JournalStore(home)


def put(home: Home, name: str, *events: Event, questions: int = 2) -> Path:
    path = home.transcripts / f"{name}.jsonl"
    path.write_bytes(b"".join(map(as_line, [started(questions, name=name), *events])))
    return path


class TestListing:
    def test_a_folder_that_does_not_exist_holds_nothing(self, home: Home) -> None:
        assert JournalStore(home).list() == []
        assert not home.root.exists()

    def test_newest_first(self, home: Home, store: JournalStore) -> None:
        for name in (SECOND, THIRD, FIRST):
            put(home, name)
        assert [item.id for item in store.list()] == [THIRD, SECOND, FIRST]
        assert [item.id for item in store.list(2)] == [THIRD, SECOND]
        assert store.list(0) == []

    def test_what_a_listing_tells(self, home: Home, store: JournalStore) -> None:
        path = put(
            home,
            SECOND,
            asked(1),
            answered(2),
            asked(3, purpose=Purpose.MOVE_ON, closes="answered"),
            asked(4, 1),
            answered(5, 1, text="?"),
            asked(6, 1, purpose=Purpose.REASK, noticed=NonAnswer.TOO_SHORT),
            GradingStarted(at=at(7), exchange=0, run="r", grader=OFFLINE_GRADER, rubric_hash="x"),
            CriterionWasGraded(at=at(7), exchange=0, run="r", grade=graded("method", 3)),
            CriterionWasGraded(at=at(7), exchange=0, run="r", grade=graded("rigour", 3)),
            GradingFinished(at=at(7), exchange=0, run="r"),
            ENDED,
        )
        item = store.list()[0]
        assert (item.id, item.path, item.started_at) == (SECOND, path, START)
        assert (item.format, item.engine) == (Format.MOCK, Engine.OFFLINE)
        assert item.titles == ("Title of question-1", "Title of question-2")
        assert item.topics == ("evaluation-design",)
        assert (item.answered, item.planned) == (1, 2)
        assert (item.ended, item.level, item.estimate) == (EndReason.COMPLETED, 3, True)
        assert item.asked == ("question-1", "question-2")
        assert item.problem is None

    def test_only_questions_that_were_opened_were_asked(self, home: Home, store: JournalStore) -> None:
        put(home, FIRST, questions=3)
        assert store.list()[0].asked == ()
        put(home, FIRST, asked(1), asked(2, closes="answered", purpose=Purpose.MOVE_ON), asked(3, 1), questions=3)
        assert store.list()[0].asked == ("question-1", "question-2")

    def test_unfinished_ones_are_those_that_have_not_ended(self, home: Home, store: JournalStore) -> None:
        put(home, FIRST, asked(1))
        put(home, SECOND, asked(1), ENDED, SelfAssessed(at=at(600), exchange=0, level=3))
        put(home, THIRD)
        (home.transcripts / "20261121T000000Z-mock-broken.jsonl").write_bytes(b"rubbish")
        assert [item.id for item in store.list(unfinished=True)] == [THIRD, FIRST]
        assert [item.id for item in store.list(1, unfinished=True)] == [THIRD]

    def test_one_whose_assessment_or_grading_was_cut_short_is_unfinished(
        self, home: Home, store: JournalStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assessed = SelfAssessed(at=at(600), exchange=0, level=None)
        started_grading = GradingStarted(at=at(3), exchange=0, run="r", grader=OFFLINE_GRADER, rubric_hash="x")
        finished = GradingFinished(at=at(4), exchange=0, run="r")
        told = (asked(1), answered(2), ENDED)
        put(home, "a", *told)
        put(home, "b", *told, started_grading, finished)
        put(home, "c", *told, assessed, started_grading)
        put(home, "d", *told, assessed, started_grading, finished)
        put(home, "e", asked(1), ENDED)
        assert [item.id for item in store.list(unfinished=True)] == ["c", "b", "a"]
        assert [item.id for item in store.list() if item.unfinished] == ["c", "b", "a"]
        monkeypatch.setattr(store_module, "records_all", lambda raw: False)
        assert [item.id for item in JournalStore(home).list(unfinished=True)] == ["c", "b", "a"]

    def test_one_that_a_newer_version_wrote_is_none_to_go_on_with(self, home: Home, store: JournalStore) -> None:
        put(home, FIRST, asked(1))
        newer = started(name=SECOND).model_copy(update={"schema_version": 7})
        (home.transcripts / f"{SECOND}.jsonl").write_bytes(as_line(newer) + as_line(asked(1)))
        assert [(item.id, item.newer) for item in store.list()] == [(SECOND, True), (FIRST, False)]
        assert [item.id for item in store.list(unfinished=True)] == [FIRST]

    def test_unreadable_files_are_shown_with_their_problem(self, home: Home, store: JournalStore) -> None:
        put(home, FIRST)
        (home.transcripts / f"{SECOND}.jsonl").write_bytes(b"\x00\xff\n")
        (home.transcripts / "notes.jsonl").write_text('{"a": 1}\n')
        (home.transcripts / "20269999T999999Z-mock-eee555.jsonl").write_bytes(b"")
        listed = store.list()
        assert [item.id for item in listed] == ["20269999T999999Z-mock-eee555", SECOND, FIRST, "notes"]
        problems = {item.id: item.problem for item in listed}
        assert problems[FIRST] is None
        assert all("holds no interview" in (problems[name] or "") for name in (SECOND, "notes"))
        assert listed[1].started_at == datetime(2026, 11, 19, 8, tzinfo=UTC)
        assert listed[0].started_at is None and listed[3].started_at is None

    def test_foreign_things_are_passed_over(self, home: Home, store: JournalStore) -> None:
        put(home, FIRST)
        for name in (
            "README.md",
            ".DS_Store",
            ".hidden.jsonl",
            f"{FIRST}.lock",
            f"{FIRST}.draft.json",
            f"{FIRST}.torn",
        ):
            (home.transcripts / name).write_bytes(b"?")
        (home.transcripts / "folder.jsonl").mkdir()
        (home.transcripts / "dangling.jsonl").symlink_to("nowhere")
        os.mkfifo(home.transcripts / "pipe.jsonl")
        assert [item.id for item in store.list()] == [FIRST]

    def test_no_more_files_are_read_than_needed(
        self, home: Home, store: JournalStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in (FIRST, SECOND, THIRD):
            put(home, name)
        opened: list[str] = []

        def noted(path: Path) -> ReadJournal:
            opened.append(path.stem)
            return read_journal(path)

        monkeypatch.setattr(store_module, "read_journal", noted)
        store.list(1)
        assert opened == [THIRD]

    def test_a_torn_or_foreign_line_does_not_hide_an_interview(self, home: Home, store: JournalStore) -> None:
        path = put(home, FIRST, asked(1))
        path.write_bytes(path.read_bytes() + b"??\n" + as_line(answered(2)) + b'{"kind":')
        item = store.list()[0]
        assert item.problem is None and item.answered == 1
        assert [p.line for p in store.read(FIRST).problems] == [3, 5]

    def test_a_name_that_is_no_utf8_can_be_shown_and_found(self, home: Home, store: JournalStore) -> None:
        path = Path(os.fsdecode(os.fsencode(home.transcripts) + b"/caf\xe9.jsonl"))
        path.write_bytes(as_line(started()))
        item = store.list()[0]
        assert item.id.isascii() and item.id.encode()
        assert store.find(item.id) == path
        path.write_bytes(b"rubbish")
        assert (store.list()[0].problem or "").encode()

    def test_a_folder_that_cannot_be_read_is_explained(self, home: Home) -> None:
        home.root.mkdir()
        home.transcripts.write_text("")
        with pytest.raises(StorageError, match="Cannot read the folder"):
            JournalStore(home).list()

    def test_a_huge_file_is_not_read(self, home: Home, store: JournalStore) -> None:
        with (home.transcripts / f"{FIRST}.jsonl").open("wb") as file:
            file.truncate(1 << 40)
        assert "larger than" in (store.list()[0].problem or "")

    def test_one_that_is_deleted_meanwhile_is_not_listed(
        self, home: Home, store: JournalStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in (FIRST, SECOND, THIRD):
            put(home, name)

        def deleted_first(path: Path) -> ReadJournal:
            if path.stem == SECOND:
                path.unlink()
            return read_journal(path)

        monkeypatch.setattr(store_module, "read_journal", deleted_first)
        assert [(item.id, item.problem) for item in store.list()] == [(THIRD, None), (FIRST, None)]

    def test_a_copy_agrees_with_its_own_name(self, home: Home, store: JournalStore) -> None:
        path = put(home, FIRST)
        copy = path.with_name("20261119T080000Z-drill-copy.jsonl")
        copy.write_bytes(path.read_bytes() + as_line(asked(1)))
        for item in store.list():
            read = store.read(item.id)
            assert (read.path, read.transcript.id) == (item.path, item.id)
        assert [len(store.read(p.stem).transcript.exchanges) for p in (path, copy)] == [0, 1]


class TestFinding:
    def test_by_id_beginning_or_short_id(self, home: Home, store: JournalStore) -> None:
        paths = {name: put(home, name) for name in (FIRST, SECOND, THIRD)}
        for wanted in (SECOND, f"{SECOND}.jsonl", "20261119", " bbb222 ", "mock-bbb222"):
            assert store.find(wanted) == paths[SECOND]

    @pytest.mark.parametrize(
        "name", [f" {FIRST}", f"{FIRST} ", "   ", f"{FIRST}.jsonl", "-rf", "a\nb", "x" * 200, "ÄÖ👩‍👩‍👧", "a\x1b[31mb"]
    )
    async def test_an_odd_name_is_listed_found_and_opened(self, home: Home, store: JournalStore, name: str) -> None:
        path = put(home, name, asked(1))
        (item,) = store.list()
        assert store.find(item.id) == path
        assert store.read(item.id).transcript.id == item.id
        journal = Journal.open(path)
        await journal.append(answered(2))
        journal.close()
        assert store.list()[0].answered == 1

    def test_a_whole_id_beats_what_begins_with_it(self, home: Home, store: JournalStore) -> None:
        exact = put(home, FIRST)
        put(home, f"{FIRST}-copy")
        assert store.find(FIRST) == exact

    def test_an_ambiguous_beginning_names_the_candidates(self, home: Home, store: JournalStore) -> None:
        for name in (FIRST, SECOND):
            put(home, name)
        with pytest.raises(JournalNotFound, match=f"2 transcripts match '2026': {SECOND}, {FIRST}"):
            store.find("2026")
        for n in range(9):
            put(home, f"20261201T00000{n}Z-drill-x")
        with pytest.raises(JournalNotFound, match=r"11 transcripts .*, …\. Give more"):
            store.find("2026")

    @pytest.mark.parametrize("wanted", ["", "  ", "nothing", "../data/x", "/etc/passwd", "*", "\x1b[2J"])
    def test_what_does_not_exist_is_said_in_plain_text(self, home: Home, store: JournalStore, wanted: str) -> None:
        put(home, FIRST)
        with pytest.raises(JournalNotFound) as raised:
            store.find(wanted)
        assert "\x1b" not in str(raised.value)

    def test_reading_a_file_without_an_interview(self, home: Home, store: JournalStore) -> None:
        (home.transcripts / f"{FIRST}.jsonl").write_bytes(b"rubbish\n")
        with pytest.raises(JournalUnreadable, match="line 1: it is not JSON"):
            store.read(FIRST)

    def test_a_newer_journal_can_be_read(self, home: Home, store: JournalStore) -> None:
        newer = started(name=FIRST).model_copy(update={"schema_version": 7})
        (home.transcripts / f"{FIRST}.jsonl").write_bytes(as_line(newer) + as_line(asked(1)))
        read = store.read(FIRST)
        assert len(read.transcript.exchanges) == 1
        assert "newer version" in read.problems[0].message
        assert store.list()[0].problem is None


class TestDeleting:
    def test_everything_that_belongs_to_it_is_in_the_trash(self, home: Home, store: JournalStore) -> None:
        path = put(home, FIRST)
        other = put(home, f"{FIRST}-copy")
        content = path.read_bytes()
        drafts = DraftStore(path)
        drafts.save(Draft(exchange=0, text="half a thought"))
        drafts.flush()
        path.with_suffix(".torn").write_bytes(b"torn")
        (home.transcripts / f".{FIRST}.draft.json.99.tmp").write_bytes(b"left by a kill")
        moved = store.delete("20261118T080000Z-drill-aaa111")
        assert moved.read_bytes() == content
        assert moved.is_relative_to(home.trash)
        assert len(list(moved.parent.iterdir())) == 4
        assert list(home.transcripts.iterdir()) == [other]

    def test_the_same_name_twice(self, home: Home, store: JournalStore) -> None:
        moved = []
        for n in range(3):
            put(home, FIRST, asked(n))
            moved.append(store.delete(FIRST))
        assert len(set(moved)) == 3 and all(m.exists() for m in moved)
        moved[0].rename(home.transcripts / moved[0].name)
        assert store.read(FIRST).transcript.last_event_at == START

    def test_an_open_interview_is_not_deleted(self, home: Home, store: JournalStore) -> None:
        journal = Journal.create(home, started(name=FIRST))
        with pytest.raises(JournalLocked):
            store.delete(FIRST)
        assert journal.path.exists()
        journal.close()
        store.delete(FIRST)

    def test_an_unreadable_file_can_be_deleted(self, home: Home, store: JournalStore) -> None:
        (home.transcripts / "notes.jsonl").write_bytes(b"\xff")
        assert store.delete("notes").read_bytes() == b"\xff"

    def test_a_trash_that_cannot_be_made_is_explained(self, home: Home, store: JournalStore) -> None:
        path = put(home, FIRST)
        home.trash.write_text("in the way")
        with pytest.raises(StorageError, match="trash"):
            store.delete(FIRST)
        assert path.exists() and not path.with_suffix(".lock").exists()
