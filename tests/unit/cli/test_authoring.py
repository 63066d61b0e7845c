"""Making banks and rubrics from the command line."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coach.authoring.beginning import OF_KIND
from interview_coach.authoring.exporting import OF_KIND as FORMS
from interview_coach.authoring.files import NOUNS
from interview_coach.cli import main
from interview_coach.cli.groups import authoring
from tests.fakes.messages_api import FakeEndpoint
from tests.support.claude import KEY
from tests.unit.authoring.shelves import files_read_once
from tests.unit.authoring.test_drafting import a_reply, replying

__all__ = ["files_read_once"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*argv: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        code = main(argv)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_the_options_are_those_of_the_package() -> None:
    assert {kind: tuple(map(str, of_kind)) for kind, of_kind in OF_KIND.items()} == authoring.TEMPLATES
    assert {kind: tuple(map(str, of_kind)) for kind, of_kind in FORMS.items()} == authoring.EXPORTS
    assert NOUNS == authoring.NOUNS


@pytest.mark.parametrize(("group", "folder"), [("banks", "question_banks"), ("rubrics", "rubrics")])
def test_a_new_file_is_listed_shown_checked_and_never_written_over(
    run: Run, group: str, folder: str, data_folder: Path
) -> None:
    code, out, err = run(group, "new", "Night shift", "--from-template", "full")
    path = data_folder / folder / "night-shift.yaml"
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"Written: {path}"
    assert path.is_file()
    assert "night-shift" in run(group, "list")[1]
    assert run(group, "check", str(path))[0] == 0
    assert run(group, "show", "night-shift")[1].startswith("Night shift\n===========\n")
    assert "Written: " + str(path.with_stem("night-shift-2")) in run(group, "new", "Night shift")[1]
    code, _, err = run(group, "new", "--id", "night-shift")
    assert code == 1
    assert "`night-shift` is taken; `night-shift-3` is free" in err


def test_a_bank_is_shown_as_the_interviewer_sees_it(run: Run) -> None:
    out = run("banks", "show", "failure-modes")[1]
    for heading in ("THE CANDIDATE HEARS", "KEY POINTS OF A STRONG ANSWER", "FOLLOW-UPS", "HINTS", "RED FLAGS"):
        assert heading in out
    assert "AN ANSWER AT LEVEL 5" in out and "Heard in: wrong manual" in " ".join(out.split())
    assert all(len(line) <= 110 for line in out.splitlines() if "hash" not in line and "Shipped" not in line)


def test_a_question_is_shown_with_its_rubric_and_as_json(run: Run) -> None:
    out = run("banks", "show", "boiler-helper-before-launch")[1]
    assert "GRADED AGAINST Failure modes" in out and "25% Finds the ways it fails" in out
    shown = json.loads(run("banks", "show", "boiler-helper-before-launch", "--json")[1])
    assert (shown["bank"], shown["shipped"], shown["difficulty"]) == ("failure-modes", True, "easy")
    rubric = json.loads(run("rubrics", "show", "ethics", "--json")[1])
    assert len(rubric["hash"]) == 12 and rubric["criteria"][0]["levels"]["1"]


def test_a_misspelt_id_is_met_with_a_suggestion(run: Run) -> None:
    code, out, err = run("banks", "show", "failure-moods")
    assert (code, out) == (1, "")
    assert "did you mean `failure-modes`?" in err
    assert "did you mean `ethics`?" in run("rubrics", "export", "ethic")[2]


def test_hostile_text_is_shown_harmlessly(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "evil.yaml"
    path.write_text(
        'title: "[red]x[/] ﻿"\nrubric: ethics\nquestions:\n  - ask: "[link=file:///]Why?"\n', encoding="utf-8"
    )
    assert "[link=file:///]Why?" in run("banks", "show", str(path))[1]


@pytest.mark.parametrize("form", authoring.EXPORTS["bank"])
def test_an_export_is_printed_or_written_to_a_new_file(run: Run, form: str, tmp_path: Path) -> None:
    code, printed, err = run("banks", "export", "ethics", "--format", form)
    assert (code, err) == (0, "")
    output = tmp_path / "out.any"
    assert run("banks", "export", "ethics", "--format", form, "--output", str(output))[0] == 0
    assert output.read_bytes().decode() == printed
    code, _, err = run("banks", "export", "ethics", "--format", form, "--output", str(output))
    assert code == 1 and "nothing is written over" in err


def test_the_name_of_the_output_tells_the_format(run: Run, tmp_path: Path) -> None:
    for name, begins in (("a.json", "{"), ("a.md", "# "), ("a.csv", "id,"), ("a.txt", "#separator"), ("a.yaml", "id:")):
        run("banks", "export", "ethics", "--output", str(tmp_path / name))
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


NOTES = str(Path(__file__).parents[2] / "data" / "imports" / "sheet.csv")


def test_a_dry_run_shows_exactly_what_would_be_written(run: Run, data_folder: Path) -> None:
    code, shown, err = run("banks", "import", NOTES, "--rubric", "ethics", "--dry-run")
    assert (code, err) == (0, "")
    assert not (data_folder / "question_banks").exists()
    path = data_folder / "question_banks" / "sheet.yaml"
    assert f"Would be written: {path}" in shown
    code, out, _ = run("banks", "import", NOTES, "--rubric", "ethics")
    assert code == 0 and f"Written: {path}" in out
    assert path.read_text(encoding="utf-8") in shown
    assert run("banks", "check", str(path))[0] == 0
    assert "sheet-2.yaml" in run("banks", "import", NOTES, "--rubric", "ethics")[1]


def test_what_must_be_mended_is_shown_with_its_line_and_nothing_is_written(
    run: Run, data_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("ask,difficulty\nWhy?,dificult\n", encoding="utf-8")
    code, out, _ = run("banks", "import", str(path))
    assert code == 1
    assert f"{path}:2:6: `difficulty` cannot be `dificult`" in out
    assert "    2 | Why?,dificult\n      |      ^" in out
    assert out.endswith("Nothing was written: 1 thing to mend first.\n")
    assert not (data_folder / "question_banks").exists()
    told = json.loads(run("banks", "import", str(path), "--json")[1])
    assert (told["written"], told["problems"][0]["line"]) == (False, 2)
    assert run("banks", "import", "nowhere.md")[0] == 1


def test_a_rubric_is_imported_and_can_be_named(run: Run) -> None:
    file = str(Path(NOTES).with_name("rubric.md"))
    assert run("rubrics", "import", file)[0] == 0
    code, out, _ = run("banks", "new", "Mine", "--rubric", "how-we-hire")
    assert code == 0 and "mine.yaml" in out
    assert "Sees whose problem it is" in run("rubrics", "show", "how-we-hire")[1]


JOB = str(Path(NOTES).with_name("posting.md"))


def test_versions_are_compared_word_by_word(run: Run, data_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    run("banks", "export", "ethics", "--output", str(path))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: Ethics and safety", "title: Ethics"))
    code, out, _ = run("banks", "diff", "ethics", str(path))
    assert code == 0
    assert f"ethics (shipped) → ethics ({path})" in out and "~ title: Ethics [-and safety-]" in out
    assert "so grades stay comparable." in out
    assert "Nothing changed." in run("rubrics", "diff", "ethics", "ethics")[1]
    told = json.loads(run("banks", "diff", "ethics", str(path), "--json")[1])
    assert told["changes"] == [{"way": ["title"], "kind": "changed", "before": "Ethics and safety", "after": "Ethics"}]
    assert "replaces nothing" in run("banks", "diff", "ethics")[2]
    assert run("banks", "diff", "a", "b", "c")[0] == 2


def test_exemplars_are_placed_in_a_table(run: Run, data_folder: Path) -> None:
    code, out, _ = run("banks", "test", "boiler-helper-before-launch")
    assert code == 0
    assert out.splitlines()[0].split()[:5] == ["QUESTION", "STATED", "FOUND", "OFF", "BY"]
    assert "0 off by more than 1 level" in out
    run("banks", "new", "Mine", "--from-template", "full")
    path = data_folder / "question_banks" / "mine.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in (("level: 1", "level: 9"), ("level: 5", "level: 1"), ("level: 9", "level: 5")):
        text = text.replace(f"- {old}", f"- {new}")
    path.write_text(text, encoding="utf-8")
    code, out, _ = run("banks", "test", "mine")
    assert code == 1
    assert "mine-pharmacy-doses is upside down." in out and "more `cues`" in out
    told = json.loads(run("banks", "test", "mine", "--json")[1])
    assert (told["upside_down"], told["without"]) == (["mine-pharmacy-doses"], ["mine-release-notes"])
    assert "exemplars:" in run("rubrics", "test", "portfolio-and-story")[1]


def test_a_posting_chooses_shipped_questions_where_there_is_no_key(run: Run, data_folder: Path) -> None:
    code, shown, err = run("banks", "generate", "--job", JOB, "--count", "3", "--dry-run")
    assert (code, err) == (0, "")
    assert not (data_folder / "question_banks").exists()
    assert "What the posting asks for, by its words:" in shown and "from: “" in shown
    code, out, _ = run("banks", "generate", "--job", JOB, "--count", "3", "--title", "Afya")
    assert code == 0
    files = sorted((data_folder / "question_banks").iterdir())
    assert all(f"--bank {file}" in out for file in files)
    told = json.loads(run("banks", "generate", "--job", JOB, "--count", "2", "--json", "--dry-run")[1])
    assert told["written"] is False
    assert [set(q) for q in told["questions"]] == [{"title", "rubric", "source", "copy_of", "strength", "shared"}] * 2
    assert run("rubrics", "generate", "--job", JOB, "--title", "Afya")[0] == 0
    assert "afya" in run("rubrics", "list")[1]


def test_what_cannot_be_generated_is_told(run: Run) -> None:
    assert "did you mean `ethics`" in run("banks", "generate", "--job", JOB, "--competency", "ethic")[2]
    assert "there is no such file" in run("banks", "generate", "--job", "nowhere.md")[2]
    assert "there is no key" in run("banks", "generate", "--job", JOB, "--engine", "claude")[2]
    assert run("banks", "generate", "--job", JOB, "--count", "0")[0] == 2


@pytest.mark.loopback
async def test_drafts_are_marked_and_their_price_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    async with FakeEndpoint(replying([a_reply(), a_reply(source="Nowhere to be found.")])) as endpoint:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", endpoint.url)
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        assert await asyncio.to_thread(main, ["banks", "generate", "--job", JOB, "--title", "Afya"]) == 0
        out = capsys.readouterr().out
        assert "1 draft for posting.md" in out
        assert "Question 2" in out and "was left out: its source does not stand in the posting" in out
        assert "Spent: 2 requests" in out and "Each is marked DRAFT" in out and KEY not in out
        assert "# DRAFT" in (data_folder / "question_banks" / "afya.yaml").read_text(encoding="utf-8")
        limited = ["banks", "generate", "--job", JOB, "--max-cost", "0.000001"]
        assert await asyncio.to_thread(main, limited) == 1
        err = capsys.readouterr().err
        assert "--max-cost" in err and "Spent: 1 request" in err
