from __future__ import annotations

import os
from html import unescape
from pathlib import Path

import pytest

from interview_coach.errors import JournalUnreadable, StorageError
from interview_coach.journal.adopting import Outcome
from interview_coach.paths import Home
from interview_coach.reports.rendering import ReportFormat
from interview_coach.wiring.exporting import export_all, export_to, import_from, rendered
from tests.support.disks import ID, files_at_most, whole, write
from tests.support.events import asked, started
from tests.support.reports import Page, full_events


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def journal(home: Home) -> Path:
    return write(home, whole(*full_events()))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir(mode=0o755)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("form", ReportFormat)
def test_a_report_is_written_whole_and_for_its_owner_alone(form: ReportFormat, journal: Path, out: Path) -> None:
    path = export_to(out, journal, form)
    assert path == out / f"{ID}{form.suffix}"
    assert path.read_bytes() == rendered(journal, form)
    assert "At <Acme> & Co" in unescape(path.read_text()).replace("\\<", "<")
    assert path.stat().st_mode & 0o777 == 0o600
    assert out.stat().st_mode & 0o777 == 0o755, "a folder that is not ours stays as it is"
    assert names(out) == [path.name]


def test_missing_folders_are_made(journal: Path, out: Path) -> None:
    path = export_to(out / "a" / "b" / "report.html", journal, ReportFormat.HTML)
    assert path.is_file()
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_is_there_stays_unless_told(journal: Path, out: Path) -> None:
    path = out / "report.md"
    path.write_text("mine")
    with pytest.raises(StorageError, match=f"There is a file {path} already.*--force"):
        export_to(path, journal, ReportFormat.MARKDOWN)
    assert path.read_text() == "mine"
    export_to(path, journal, ReportFormat.MARKDOWN, force=True)
    assert path.read_text().startswith("# ")


def test_a_link_into_nothing_is_a_file_that_is_there(journal: Path, out: Path) -> None:
    (out / "report.md").symlink_to(out / "elsewhere")
    with pytest.raises(StorageError, match="There is a file"):
        export_to(out / "report.md", journal, ReportFormat.MARKDOWN)


def test_a_full_disk_leaves_nothing_half_written(journal: Path, out: Path) -> None:
    with files_at_most(1000), pytest.raises(StorageError, match="nothing half-written is left"):
        export_to(out, journal, ReportFormat.HTML)
    assert names(out) == []


def test_a_place_that_cannot_be_is_named(journal: Path, out: Path) -> None:
    (out / "file").touch()
    with pytest.raises(StorageError, match="Cannot make the folder"):
        export_to(out / "file" / "report.html", journal, ReportFormat.HTML)


def test_a_journal_with_problems_is_exported_and_says_so(journal: Path, out: Path) -> None:
    with journal.open("ab") as file:
        file.write(b"torn")
    number = len(full_events()) + 1
    for form in (ReportFormat.HTML, ReportFormat.MARKDOWN):
        assert f"Line {number} of the journal could not be understood" in rendered(journal, form).decode()
    imported = import_from(Home(out), export_to(out, journal, ReportFormat.JSON))
    assert [p.line for p in imported.problems] == [number]


def test_many_go_into_a_folder_with_a_page_over_them(home: Home, journal: Path, out: Path) -> None:
    other = write(home, whole(started(), asked(1)), "20261121T080000Z-drill-ffffff")
    seen: list[tuple[int, int]] = []
    done = export_all(
        out / "new", [journal, other], ReportFormat.HTML, progress=lambda done, all_: seen.append((done, all_))
    )
    assert (done.failed, done.stopped, seen) == ([], False, [(1, 2), (2, 2)])
    assert done.index == out / "new" / "index.html"
    assert sorted(Page(done.index.read_bytes()).targets) == sorted(p.name for p in done.written)
    assert all(p.stat().st_mode & 0o777 == 0o600 for p in (*done.written, done.index))


def test_names_that_are_the_same_when_made_safe_do_not_collide(home: Home, out: Path) -> None:
    journals = [write(home, whole(started()), name) for name in ("my talk", "my+talk", "My talk", "index")]
    done = export_all(out, journals, ReportFormat.HTML)
    assert sorted(p.name for p in done.written) == ["My-talk-3.html", "index-2.html", "my-talk-2.html", "my-talk.html"]
    assert names(out) == sorted(["index.html", *(p.name for p in done.written)])


def test_one_that_cannot_be_read_does_not_keep_the_others_from_it(home: Home, journal: Path, out: Path) -> None:
    broken = write(home, b"no journal\n", "broken")
    done = export_all(out, [broken, journal, home.transcripts / "gone.jsonl"], ReportFormat.MARKDOWN)
    assert [p.name for p in done.written] == [f"{ID}.md"]
    assert done.index is None
    assert [str(error) for error in done.failed] == [
        f"{broken} holds no interview: The journal does not begin with the start of an interview. (line 1: it is not "
        "JSON (expected ident at line 1 column 2)) The file is left as it is.",
        f"There is no journal {home.transcripts / 'gone.jsonl'}.",
    ]


def test_where_the_disk_is_full_the_rest_is_not_tried(
    journal: Path, out: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [write(home, whole(started()), f"other-{n}") for n in range(3)]
    real, calls = os.open, []

    def filling(path: str, *rest: int) -> int:
        if str(path).endswith(".tmp"):
            calls.append(path)
            if len(calls) > 1:
                raise OSError(28, "No space left on device")
        return real(path, *rest)

    monkeypatch.setattr(os, "open", filling)
    done = export_all(out, [journal, *others], ReportFormat.MARKDOWN)
    assert (len(done.written), len(done.failed), done.stopped, len(calls)) == (1, 1, True, 2)
    assert "no space left on device" in str(done.failed[0])
    assert names(out) == [f"{ID}.md"]


def test_an_index_that_is_there_stays(journal: Path, out: Path) -> None:
    (out / "index.html").write_text("mine")
    done = export_all(out, [journal], ReportFormat.HTML)
    assert (done.index, len(done.written), len(done.failed)) == (None, 1, 1)
    assert (out / "index.html").read_text() == "mine"


def test_what_was_exported_is_imported_elsewhere_once(journal: Path, out: Path) -> None:
    there = Home(out / "there")
    file = export_to(out, journal, ReportFormat.JSON)
    first, second = import_from(there, file), import_from(there, file)
    assert (first.adopted.outcome, second.adopted.outcome) == (Outcome.ADDED, Outcome.ALREADY_HERE)
    assert first.adopted.path.read_bytes() == journal.read_bytes()
    assert first.problems == ()


def test_a_foreign_file_is_refused_with_its_name(home: Home, out: Path) -> None:
    file = out / "foreign.json"
    file.write_text("{}")
    with pytest.raises(JournalUnreadable, match=rf"{file} is no interview that .* Nothing was changed\."):
        import_from(home, file)
    with pytest.raises(StorageError, match="it is a folder"):
        import_from(home, out)
    assert not home.transcripts.exists()
