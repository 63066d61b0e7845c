from __future__ import annotations

import errno
import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coach.cli import main
from interview_coach.cli.groups.practice import PERSONAS
from interview_coach.cli.parser import build_parser
from interview_coach.cli.streams import prepare_streams
from interview_coach.domain.persona import PersonaId
from interview_coach.paths import shipped_banks
from tests.support.shipped import shipped_questions

Run = Callable[..., tuple[int, str, str]]

QUESTION = shipped_questions()[0]
assert QUESTION.model_answer is not None
ANSWER = f"{QUESTION.model_answer.text}\n.\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*argv: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8"))
        try:
            code = main(argv)
        except SystemExit as error:
            code = int(error.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def drilled(run: Run, *options: str) -> str:
    code, out, _ = run("practice", *(options or ["--question", QUESTION.id]), typed=ANSWER)
    assert code == 0
    return out.split()[-1]


def test_the_personas_of_the_options_are_those_of_the_domain() -> None:
    assert set(PERSONAS) == {p.value for p in PersonaId}


def test_practice_prints_the_scorecard_and_the_id_last(run: Run) -> None:
    code, out, err = run("practice", "--question", QUESTION.id, typed=ANSWER)
    assert (code, err) == (0, "")
    assert "SCORECARD" in out
    assert out.rstrip().splitlines()[-1].startswith("Transcript: ")
    assert "\x1b" not in out


def test_without_a_command_and_a_terminal_it_practises(run: Run) -> None:
    code, out, _ = run(typed="/end\n")
    assert code == 0
    assert "Transcript: " in out


def test_options_reach_the_plan(run: Run) -> None:
    options = ["--format", "mock", "--questions", "2", "--track", "platform", "--seniority", "senior"]
    options += ["--background", "from-technical", "--persona", "risk-counsel", "--minutes", "4", "--engine", "offline"]
    transcript = drilled(run, *options)
    _, out, _ = run("transcripts", "show", transcript, "--json")
    plan = json.loads(out)["plan"]
    assert len(plan["questions"]) == 2
    assert plan["time"] == {"scope": "question", "minutes": 4.0}
    chosen = [plan[k] for k in ("format", "track", "seniority", "background", "persona", "engine")]
    assert chosen == ["mock", "platform", "senior", "from-technical", "risk-counsel", "offline"]


def test_more_than_one_question_is_a_mock_interview(run: Run) -> None:
    transcript = drilled(run, "--questions", "2", "--minutes", "30", "--minutes-for", "interview")
    _, out, _ = run("transcripts", "show", transcript, "--json")
    assert json.loads(out)["plan"]["format"] == "mock"
    assert json.loads(out)["plan"]["time"]["scope"] == "interview"


def test_exactly_one_question(run: Run) -> None:
    _, out, _ = run("banks", "list", "--json")
    wanted = json.loads(out)[0]["questions"][0]["id"]
    code, out, _ = run("practice", "--question", wanted, typed="")
    assert code == 0
    _, out, _ = run("transcripts", "show", out.split()[-1], "--json")
    assert [e["question_id"] for e in json.loads(out)["exchanges"]] == [wanted]


def test_transcripts_are_listed_shown_located_and_deleted(run: Run, data_folder: Path) -> None:
    assert "No interviews yet" in run("transcripts", "list")[1]
    transcript = drilled(run, "--question", "call-centre-voice-screen")
    assert transcript in run("transcripts", "list")[1]
    (listed,) = json.loads(run("transcripts", "list", "--json")[1])
    assert (listed["id"], listed["answered"], listed["problem"]) == (transcript, 1, None)
    assert "SCORECARD" in run("transcripts", "show", transcript.rsplit("-")[-1])[1]
    path = Path(run("transcripts", "path", transcript)[1].strip())
    assert path == data_folder / "transcripts" / f"{transcript}.jsonl"
    assert run("transcripts", "delete", transcript)[0] == 0
    assert not path.exists()
    assert list((data_folder / "trash").rglob(path.name))


def test_grading_again_keeps_the_earlier_grade(run: Run) -> None:
    transcript = drilled(run)
    code, out, _ = run("grade", transcript, "--json")
    (exchange,) = json.loads(out)["exchanges"]
    assert code == 0
    assert exchange["grade"]["run"] == "1.2"
    assert [g["run"] for g in exchange["earlier_grades"]] == ["1.1"]
    assert "SCORECARD" in run("grade", transcript)[1]


def test_an_unreadable_journal_is_listed_with_its_problem(run: Run, data_folder: Path) -> None:
    folder = data_folder / "transcripts"
    folder.mkdir()
    (folder / "20260101T000000Z-drill-abcdef.jsonl").write_bytes(b"\x00\xff nothing")
    code, out, _ = run("transcripts", "list")
    assert code == 0
    assert "unreadable" in out
    code, _, err = run("transcripts", "show", "abcdef")
    assert code == 1
    assert err.startswith("interview-coach: ")
    assert "Traceback" not in err


def test_resume_goes_on_with_the_newest_unfinished_interview(run: Run, data_folder: Path) -> None:
    code, _, err = run("resume")
    assert code == 1
    assert "no unfinished interview" in err
    transcript = drilled(run)
    path = data_folder / "transcripts" / f"{transcript}.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]))
    code, out, _ = run("resume", typed="/end\n")
    assert code == 0
    assert "goes on where it stood" in out
    assert out.split()[-1] == transcript


def test_resume_finds_one_that_was_killed_before_it_was_graded(run: Run, data_folder: Path) -> None:
    transcript = drilled(run)
    path = data_folder / "transcripts" / f"{transcript}.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    cut = next(i for i, line in enumerate(lines) if b'"kind":"interview-ended"' in line)
    path.write_bytes(b"".join(lines[: cut + 1]))
    assert "unfinished" in run("transcripts", "list")[1]
    code, out, err = run("resume")
    assert (code, err) == (0, "")
    assert out.split()[-1] == transcript
    assert b'"kind":"grading-finished"' in path.read_bytes()
    assert "unfinished" not in run("transcripts", "list")[1]
    assert run("resume")[0] == 1


def test_resume_passes_over_what_it_cannot_go_on_with_and_says_so(run: Run, data_folder: Path) -> None:
    transcript = drilled(run)
    folder = data_folder / "transcripts"
    lines = (folder / f"{transcript}.jsonl").read_bytes().splitlines(keepends=True)
    (folder / f"{transcript}.jsonl").unlink()
    (folder / "20260101T000000Z-drill-aaaaaa.jsonl").write_bytes(b"".join(lines[:2]))
    newer = lines[0].replace(b'"schema_version":1', b'"schema_version":2')
    (folder / "20990101T000000Z-drill-newer1.jsonl").write_bytes(newer + lines[1])
    (folder / "20980101T000000Z-drill-broken.jsonl").write_bytes(b"rubbish")
    (folder / "20200101T000000Z-drill-broken.jsonl").write_bytes(b"rubbish")
    code, out, err = run("resume", typed="/end\n")
    assert code == 0
    assert out.split()[-1] == "20260101T000000Z-drill-aaaaaa"
    newest, broken = err.splitlines()
    assert "20990101T000000Z-drill-newer1 is passed over: a newer version wrote it" in newest
    assert "20980101T000000Z-drill-broken is passed over" in broken


def test_names_of_files_do_not_steer_the_terminal(run: Run, data_folder: Path) -> None:
    transcript = drilled(run)
    folder = data_folder / "transcripts"
    lines = (folder / f"{transcript}.jsonl").read_bytes().splitlines(keepends=True)
    evil = "20990101T000000Z-drill-\x1b[31mred\x07"
    (folder / f"{evil}.jsonl").write_bytes(b"".join(lines[:2]))
    bank = data_folder / "\x1b[31mbank.yaml"
    for command in (
        ["transcripts", "path", evil],
        ["transcripts", "list"],
        ["transcripts", "show", evil],
        ["resume", evil],
        ["practice", "--bank", str(bank)],
        ["banks", "check", str(bank)],
        ["doctor"],
        ["transcripts", "delete", evil],
    ):
        code, out, err = run(*command)
        assert code in (0, 1), command
        assert "\x1b" not in out + err
        assert "\x07" not in out + err


def test_output_in_ascii_spells_out_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    prepare_streams()
    assert (sys.stdin.encoding, sys.stdin.errors) == ("utf-8", "surrogateescape")
    print("“So – 5 ± 1 … é 日 👩 \ud800”")
    out.flush()
    assert out.buffer.getvalue() == b'"So - 5 +/- 1 ... \\xe9 \\u65e5 \\U0001f469 \\ud800"\n'


def test_an_encoding_that_cannot_be_used_is_said_to_be_the_reason(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise UnicodeError("UTF-16 stream does not start with BOM")

    monkeypatch.setattr("interview_coach.cli.doctor.doctor", fail)
    code, _, err = run("doctor")
    assert code == 1
    assert "Set PYTHONIOENCODING=utf-8" in err


def test_rubrics_and_banks_are_listed_and_sound(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for lint in ("lint_banks", "lint_rubrics"):  # what they find in the shipped ones, tests/content looks at
        monkeypatch.setattr(f"interview_coach.cli.content.{lint}", lambda library, paths: iter(()))
    for kind in ("banks", "rubrics"):
        code, out, _ = run(kind, "list")
        assert code == 0
        assert "evaluation-design" in out
        assert json.loads(run(kind, "list", "--json")[1])
        code, out, _ = run(kind, "check")
        assert code == 0, out


def test_lists_say_whose_place_a_bank_or_rubric_takes(run: Run, data_folder: Path) -> None:
    bank = data_folder / "question_banks" / "mine.yaml"
    rubric = data_folder / "rubrics" / "own.yaml"
    for path in (bank, rubric):
        path.parent.mkdir()
    bank.write_text("title: Mine\nreplaces: ethics\nrubric: ethics\nquestions:\n  - ask: Who is hurt?\n")
    rubric.write_text((shipped_banks().parent / "rubrics" / "ethics.yaml").read_text().replace("id: ethics", "", 1))
    (line,) = [line for line in run("banks", "list")[1].splitlines() if line.startswith("ethics ")]
    assert line.endswith(f"{bank}, in place of {shipped_banks() / 'ethics.yaml'}")
    (data,) = [b for b in json.loads(run("banks", "list", "--json")[1]) if b["id"] == "ethics"]
    assert (data["title"], data["shipped"], data["replaces"]) == ("Mine", False, str(shipped_banks() / "ethics.yaml"))
    lines = run("rubrics", "list")[1].splitlines()
    assert any(line.startswith("own ") and line.endswith(str(rubric)) for line in lines)
    assert any(line.startswith("ethics ") and line.endswith("shipped") for line in lines)


def test_checking_a_bad_bank_names_every_problem(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("title: Bad\nrubric: ethic\nquestions:\n  - aks: What?\n")
    code, out, _ = run("banks", "check", str(path))
    assert code == 1
    assert f"{path}:2:9: no rubric `ethic`: `ethics` exists" in out
    assert f"{path}:4:5:" in out
    code, out, _ = run("banks", "check", str(path), "--json")
    assert {p["line"] for p in json.loads(out)} >= {2, 4}
    assert out == run("banks", "check", str(path), "--format", "json")[1]
    code, out, _ = run("banks", "check", str(path), "--format", "github")
    assert code == 1
    assert f"::error file={path},line=2,endLine=2,col=9,endColumn=13::no rubric `ethic`: `ethics` exists\n" in out
    assert all(line.startswith("::error ") for line in out.splitlines())
    assert run("banks", "check", str(path), "--format", "github", "--json")[0] == 2


@pytest.mark.parametrize("kind", ["banks", "rubrics"])
def test_checking_what_is_no_bank_says_what_was_not_found(run: Run, tmp_path: Path, kind: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "notes.txt").write_text("nothing")
    code, out, _ = run(kind, "check", str(empty))
    assert code == 1
    assert f"{empty}:1:1: there is nothing to check in this folder" in out
    assert "0 files checked: 1 wrong" in out
    code, out, _ = run(kind, "check", str(tmp_path / "none.yaml"))
    assert code == 1
    assert "there is no such file" in out


def test_either_command_checks_whatever_is_named(run: Run, tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text("title: Bare\nrubric: ethics\nquestions:\n  - ask: Who is hurt by a wrong answer, and how?\n")
    rubric = tmp_path / "rubric.yaml"
    rubric.write_text("title: Mine\ncriteria: []\n")
    for path, code in ((bank, 0), (rubric, 1)):
        (first, second) = (run(kind, "check", str(path)) for kind in ("banks", "rubrics"))
        assert first == second
        assert first[0] == code
        assert "1 file checked" in first[1]


def test_a_folder_is_no_bank_and_the_files_in_it_are_named(run: Run) -> None:
    code, _, err = run("practice", "--bank", str(shipped_banks()))
    assert code == 2
    assert "is a folder. Name one of the files in it (ai-feasibility.yaml" in err


def test_checking_a_sound_but_bare_bank_only_advises(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text("title: Bare\nrubric: ethics\nquestions:\n  - ask: Who is hurt by a wrong answer, and how?\n")
    code, out, _ = run("banks", "check", str(path))
    assert code == 0
    assert "(advice)" in out


def test_doctor_tells_everything_and_what_is_missing(run: Run, data_folder: Path) -> None:
    code, out, _ = run("doctor")
    assert code == 0
    assert str(data_folder) in out
    assert "Nothing is missing." in out
    (data_folder / "transcripts").rmdir()
    (data_folder / "transcripts").write_text("in the way")
    code, out, _ = run("doctor", "--json")
    assert code == 1
    assert "transcripts" in json.loads(out)["missing"][0]


@pytest.mark.parametrize(
    "argv",
    [
        ["practice", "--format", "chat"],
        ["practice", "--questions", "0"],
        ["practice", "--minutes", "-1"],
        ["practice", "--topic", "no-such-topic"],
        ["practice", "--topic", "Not A Slug"],
        ["practice", "--question", "no-such-question"],
        ["practice", "--question", ""],
        ["practice", "--question", "a\nb"],
        ["practice", "--topic", ""],
        ["practice", "--topic", "a" * 90],
        ["practice", "--questions", "many"],
        ["practice", "--questions", "٣"],
        ["practice", "--minutes", "nan"],
        ["practice", "--minutes", "a while"],
        ["practice", "--seed", "x"],
        ["practice", "--bank", ""],
        ["practice", "--bank", "/"],
        ["practice", "--topic", "\x1b[31mred"],
        ["\x1b[31mred"],
        ["doctor", "\x1b[31mred"],
        ["practise"],
        ["transcripts"],
    ],
)
def test_wrong_usage_is_2_with_a_sentence(run: Run, argv: list[str]) -> None:
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert err
    assert not re.search("Traceback|pydantic|_count|_minutes|should not have|\x1b", err)


def test_a_setting_with_a_wrong_value_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_COACH_ENGINE", "psychic")
    code, _, err = run("doctor")
    assert code == 2
    assert "INTERVIEW_COACH_ENGINE" in err


def test_an_unexpected_error_is_one_line_unless_debugging(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("interview_coach.cli.doctor.doctor", fail)
    code, _, err = run("doctor")
    assert code == 1
    assert "RuntimeError: boom" in err
    assert len(err.strip().splitlines()) == 1
    with pytest.raises(RuntimeError):
        run("doctor", "--debug")


def test_interrupting_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("interview_coach.cli.doctor.doctor", interrupt)
    assert run("doctor")[0] == 130


def test_help_needs_nothing_heavy() -> None:
    assert "practice" in build_parser().format_help()


def test_what_the_system_refuses_is_one_clear_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class FullDisk(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sys, "stdout", FullDisk())
    code, _, err = run("transcripts", "list")
    assert code == 1
    assert err == "interview-coach: the system refused: no space left on device. Mend that, then try again.\n"
    with pytest.raises(OSError, match="No space"):
        run("--debug", "transcripts", "list")


def test_closed_streams_are_stood_in_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert main(["transcripts", "list"]) == 0
    assert sys.stdin.read() == ""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.close()
