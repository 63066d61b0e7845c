"""The archive: what is changed through it is in the index at once; what others change, after a synchronisation."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.domain.grade import GraderInfo
from interview_coach.domain.vocabulary import Engine, Track
from interview_coach.errors import JournalLocked, JournalNotFound, UsageError
from interview_coach.journal.index.filters import Filters, Sort, SortBy
from interview_coach.journal.index.passages import Where
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.wiring import Coach
from interview_coach.wiring.archive import Archive, as_tag
from tests.support.archives import Folder, interview
from tests.support.events import Clock

OLD, NEW = "20261110T080000Z-drill-aaa111", "20261120T080000Z-drill-bbb222"
CLAUDE = GraderInfo(engine=Engine.CLAUDE, model="m", prompt_hash="p", full=True)


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return Coach(Settings(home=Home(tmp_path)), clock=Clock())


@pytest.fixture
def archive(coach: Coach) -> Archive:
    folder = Folder(coach.settings.home)
    folder.write(OLD, *interview(OLD, "We ask nurses.", days=10, level=2, track=Track.PLATFORM, grader=CLAUDE))
    folder.write(NEW, *interview(NEW, "We count errors.", level=4, competency="failure-modes"))
    coach.archive.sync()
    return coach.archive


def ids(archive: Archive, **filters: object) -> list[str]:
    return [item.id for item in archive.page(Filters.model_validate(filters))]


def test_pages_are_the_lists_of_the_store(coach: Coach, archive: Archive) -> None:
    assert archive.page() == coach.store.list()
    assert [item.id for item in archive.page(limit=1, offset=1)] == [OLD]
    assert [item.id for item in archive.page(sort=Sort(by=SortBy.LEVEL, descending=False))] == [OLD, NEW]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"track": "platform"}, [OLD]),
        ({"competency": "failure-modes"}, [NEW]),
        ({"grader": "claude"}, [OLD]),
        ({"engine": "claude"}, []),
        ({"verdict": "strong-no-hire"}, [OLD]),
        ({"text": "nur"}, [OLD]),
        ({"text": "!?"}, [NEW, OLD]),
        ({"since": "2026-11-15T00:00:00Z"}, [NEW]),
        ({"until": "2026-11-15T00:00:00+01:00"}, [OLD]),
        ({"unfinished": True}, []),
        ({"format": "drill"}, [NEW, OLD]),
    ],
)
def test_filters(archive: Archive, filters: dict[str, object], expected: list[str]) -> None:
    assert ids(archive, **filters) == expected
    assert archive.count(Filters.model_validate(filters)) == len(expected)
    attempts = archive.attempts(Filters.model_validate(filters))
    assert [a.interview for a in attempts] == list(reversed(expected))


def test_a_hit_says_where_it_stands(archive: Archive) -> None:
    (found,) = archive.search("nurses")
    (hit,) = found.hits
    assert (found.listing.id, found.total) == (OLD, 1)
    assert (hit.where, hit.exchange, hit.turn, hit.excerpt) == (Where.CANDIDATE, 0, 1, "We ask nurses.")
    assert archive.search("nurses", Filters(track=Track.VERTICAL)) == []


def test_what_was_not_said_is_not_found(archive: Archive) -> None:
    """Model answers and hints of the plan would spoil the question."""
    assert archive.search("raters") == []
    assert archive.search("golden set", limit=5)  # the question's title


async def test_labels_stand_in_the_journal_and_in_the_index(coach: Coach, archive: Archive) -> None:
    transcript = await archive.label(OLD, name="  My\nbest ", tags=("Mock Panel", "mock_panel"), note="Think of harm.")
    assert (transcript.name, transcript.tags) == ("My best", ("mock-panel",))
    assert coach.store.read(OLD).transcript.note == "Think of harm."
    assert ids(archive, tags=("mock-panel",)) == [OLD]
    assert archive.tags() == {"mock-panel": 1}
    assert [f.listing.id for f in archive.search("harm")] == [OLD]
    await archive.label(OLD, tags=())
    assert coach.store.read(OLD).transcript.name == "My best"
    assert archive.tags() == {}


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ({"tags": ("ünder",)}, "no tag"),
        ({"tags": ("x" * 81,)}, "no tag"),
        ({"tags": tuple(f"t{n}" for n in range(51))}, "50 tags"),
        ({"name": "x" * 201}, "200 characters"),
        ({"note": "x" * 20_001}, "20,000"),
    ],
)
async def test_labels_that_are_none_are_refused(
    coach: Coach, archive: Archive, label: dict[str, object], told: str
) -> None:
    before = coach.store.find(OLD).read_bytes()
    with pytest.raises(UsageError, match=told):
        await archive.label(OLD, **label)  # type: ignore[arg-type]
    assert coach.store.find(OLD).read_bytes() == before


async def test_an_interview_that_is_open_elsewhere_is_not_labelled_nor_deleted(coach: Coach, archive: Archive) -> None:
    session = await coach.resume(OLD)
    with pytest.raises(JournalLocked, match="open"):
        await archive.label(OLD, name="x")
    with pytest.raises(JournalLocked):
        archive.delete(OLD)
    await session.close()
    await archive.label(OLD, name="x")


def test_deleted_and_restored(archive: Archive) -> None:
    buried = archive.delete(OLD)
    assert ids(archive) == [NEW]
    assert archive.search("nurses") == []
    assert [item.id for item in archive.trash()] == [buried.parent.name] == [OLD]
    archive.restore(OLD)
    assert ids(archive) == [NEW, OLD]
    with pytest.raises(JournalNotFound):
        archive.restore(OLD)


def test_what_another_window_deletes_goes_at_the_next_synchronisation(coach: Coach, archive: Archive) -> None:
    Coach(coach.settings).archive.delete(OLD)
    coach.store.find(NEW).unlink()
    changes = archive.sync()
    assert (bool(changes), changes.removed) == (True, 1)
    assert ids(archive) == []


def test_when_questions_were_asked_last(archive: Archive) -> None:
    attempts = archive.attempts()
    assert archive.last_asked() == {"golden-set": max(a.at for a in attempts)}


def test_tags_are_spelt_alike() -> None:
    assert as_tag("  Mock  Panel_2 ") == "mock-panel-2"


def test_what_is_finished_is_told_by_stamp(coach: Coach, archive: Archive) -> None:
    assert set(archive.finished()) == {f"{OLD}.jsonl", f"{NEW}.jsonl"}
    coach.settings.home.index_file.write_bytes(b"rubbish" * 999)
    assert archive.finished() == {}
    assert coach.unfinished() == []
