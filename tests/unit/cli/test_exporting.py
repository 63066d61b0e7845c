from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview_coach.cli import main
from interview_coach.cli.groups.exporting import FORMATS
from interview_coach.paths import Home
from interview_coach.reports.rendering import ReportFormat
from tests.support.disks import ID, whole, write
from tests.support.events import started
from tests.support.reports import full_events

OTHER = "20261121T080000Z-drill-ffffff"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay down two interviews, and work in an empty folder."""
    home = Home(tmp_path / "home")
    write(home, whole(*full_events()))
    write(home, whole(started()), OTHER)
    monkeypatch.setenv("INTERVIEW_COACH_HOME", str(home.root))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(*argv: str) -> int:
    return main(["transcripts", *argv])


def test_the_formats_of_the_options_are_those_of_the_reports() -> None:
    assert set(FORMATS) == {f.value for f in ReportFormat}


def test_a_report_comes_to_where_one_is_and_its_path_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "abc123") == 0
    assert capsys.readouterr().out == f"{ID}.html\n"
    assert (here / f"{ID}.html").read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("output", "beginning"),
    [("a.md", "# "), ("a.markdown", "# "), ("a.JSON", "{"), ("a.htm", "<!doctype"), ("a", "<!doctype")],
)
def test_the_name_of_the_file_says_the_format(here: Path, output: str, beginning: str) -> None:
    assert run("export", "abc123", "--output", output) == 0
    assert (here / output).read_text().startswith(beginning)


def test_a_named_format_holds(here: Path) -> None:
    assert run("export", "abc123", "--output", "a.html", "--format", "html-print") == 0
    assert 'class="paper"' in (here / "a.html").read_text()


def test_a_folder_can_be_named(here: Path) -> None:
    assert run("export", "abc123", "--output", "new/") == 0
    assert run("export", "abc123", "--output", "new", "--format", "md") == 0
    assert sorted(p.name for p in (here / "new").iterdir()) == [f"{ID}.html", f"{ID}.md"]


def test_standard_output_takes_it(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("export", "abc123", "--output", "-", "--format", "json") == 0
    assert json.loads(capfdbinary.readouterr().out)["id"] == ID


def test_a_file_that_is_there_needs_force(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.md").write_text("mine")
    assert run("export", "abc123", "--output", "a.md") == 1
    assert "There is a file a.md already" in capsys.readouterr().err
    assert run("export", "abc123", "--output", "a.md", "--force") == 0


def test_all_of_them(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "--all") == 0
    out = capsys.readouterr().out
    assert out == "2 interviews in interview-reports; begin with interview-reports/index.html\n"
    names = {p.name for p in (here / "interview-reports").iterdir()}
    assert names == {f"{ID}.html", f"{OTHER}.html", "index.html"}


def test_several_that_are_named_twice_come_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "abc123", OTHER, "abc123", "--format", "md", "--output", "x") == 0
    assert capsys.readouterr().out == "2 interviews in x\n"
    assert len(list((here / "x").iterdir())) == 2


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (["--verdict", "no-hire"], [ID]),
        (["--text", "golden set"], [ID]),
        (["--tag", "acme", "--of-format", "mock"], [ID]),
        (["--of-format", "drill", "--format", "md"], [OTHER]),
        (["--competency", "evaluation-design"], [ID, OTHER]),
        (["--all", "--grader", "claude"], [ID]),
        (["--since", "2030-01-01"], []),
    ],
)
def test_those_that_filters_choose(here: Path, filters: list[str], names: list[str]) -> None:
    assert run("export", *filters, "--output", "x") == 0
    written = {p.stem for p in (here / "x").iterdir()} if names else set()
    assert written - {"index"} == set(names)
    assert (here / "x").exists() == bool(names)


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (["export"], "Say which interviews"),
        (["export", "abc123", "--all"], "not both"),
        (["export", "abc123", "--track", "platform"], "not both"),
        (["export", "--all", "--output", "-"], "name a folder"),
        (["import", "."], "no file that ends with .json"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(argv: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*argv) == 2
    assert why in capsys.readouterr().err


def test_no_interviews_is_no_failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("INTERVIEW_COACH_HOME", "nothing")
    assert run("export", "--all") == 0
    assert "nothing to export" in capsys.readouterr().out


def test_an_unreadable_one_is_told_and_the_rest_is_there(
    tmp_path: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(Home(tmp_path / "home"), b"nothing\n", "20270101T000000Z-drill-broken")
    assert run("export", "--all", "--format", "md", "--output", "x") == 1
    captured = capsys.readouterr()
    assert "holds no interview" in captured.err
    assert captured.out == "2 interviews in x\n"


def test_export_and_import(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "--all", "--format", "json", "--output", "x") == 0
    monkeypatch.setenv("INTERVIEW_COACH_HOME", str(tmp_path / "elsewhere"))
    capsys.readouterr()
    assert run("import", "x") == 0
    assert capsys.readouterr().out == f"Added: {ID}\nAdded: {OTHER}\n"
    assert run("import", "x", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [t["outcome"] for t in told] == ["already-here", "already-here"]
    for name in (ID, OTHER):
        there, copy = (tmp_path / place / "transcripts" / f"{name}.jsonl" for place in ("home", "elsewhere"))
        assert there.read_bytes() == copy.read_bytes()


def test_a_foreign_file_does_not_keep_the_others_from_coming(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "abc123", "--output", "a.json") == 0
    (here / "b.json").write_text('{"some": "file"}')
    monkeypatch.setenv("INTERVIEW_COACH_HOME", str(tmp_path / "elsewhere"))
    assert run("import", "b.json", "missing.json", "a.json") == 1
    captured = capsys.readouterr()
    assert f"Added: {ID}" in captured.out
    assert "b.json is no interview" in captured.err
    assert "Cannot read missing.json" in captured.err


def test_another_interview_of_the_same_id(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "abc123", "--output", "a.json") == 0
    write(Home(tmp_path / "home"), whole(started(2)))
    assert run("import", "a.json") == 1
    assert "--keep-both" in capsys.readouterr().err
    assert run("import", "a.json", "--keep-both") == 0
    assert capsys.readouterr().out.startswith(f"Added: {ID}-")
    assert run("import", "a.json", "--keep-both") == 0
    assert capsys.readouterr().out.startswith(f"Already here: {ID}-")
