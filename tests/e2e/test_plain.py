"""Plain mode as scripts, pipes and screen readers meet it: real processes, their streams and their exit codes."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from interview_coach.domain.vocabulary import EndReason, Format, Purpose
from tests.e2e.running import ANSWER, SECOND_ANSWER, Done, Place, answers

DRILL = ("practice", "--topic", "ethics", "--seed", "1")
ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
MEGABYTE = 1 << 20


def failed_in_one_line(done: Done) -> str:
    """Return the one line in which the program says why it failed."""
    assert done.code == 1
    assert done.err.startswith("interview-coach: ")
    assert done.err.count("\n") == 1
    assert "should not have" not in done.err
    return done.err


def test_a_whole_drill(place: Place) -> None:
    done = place.run(*DRILL, typed=f"{ANSWER}\n.\n/hint\n{SECOND_ANSWER}\n.\n/end\n")
    assert (done.code, done.err) == (0, "")
    assert "SCORECARD" in done.out
    assert done.out.endswith(f"Transcript: {done.id}\n")
    assert place.transcript.id == done.id
    assert answers(place.transcript) == [ANSWER, SECOND_ANSWER]
    assert not ESCAPES.search(done.out)


def test_a_mock_interview_with_two_questions(place: Place) -> None:
    typed = f"{ANSWER}\n.\n/skip\n{SECOND_ANSWER}\n.\n/skip\n"
    done = place.run("practice", "--format", "mock", "--questions", "2", "--seed", "4", typed=typed)
    assert (done.code, done.err) == (0, "")
    transcript = place.transcript
    assert transcript.ended is EndReason.COMPLETED
    assert [len(e.answers()) for e in transcript.exchanges] == [1, 1]
    for number, exchange in enumerate(transcript.exchanges, 1):
        assert f"Question {number} of 2: {exchange.question.title}" in done.out
        assert exchange.grade is not None
        assert exchange.grade.finished


def test_a_roleplay_sets_the_scene(place: Place) -> None:
    done = place.run(
        "practice", "--format", "roleplay", "--seed", "2", typed=f"{ANSWER}\n.\n{SECOND_ANSWER}\n.\n/end\n"
    )
    assert (done.code, done.err) == (0, "")
    (exchange,) = place.transcript.exchanges
    assert place.transcript.plan.format is Format.ROLEPLAY
    assert f"The scene: {exchange.question.ask}" in done.out
    assert len(exchange.answers()) == 2


def test_the_end_of_the_input_is_the_end_and_unsent_lines_are_an_answer(place: Place) -> None:
    done = place.run(typed=ANSWER)
    assert (done.code, done.err) == (0, "")
    assert answers(place.transcript) == [ANSWER]
    assert done.id == place.transcript.id
    assert place.draft is None


def test_no_input_at_all(place: Place) -> None:
    done = place.run("practice")
    assert done.code == 0
    assert done.id == place.transcript.id


@pytest.mark.parametrize("redirection", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(place: Place, redirection: str) -> None:
    done = place.shell(f'"$0" practice --seed 1 {redirection}')
    assert (done.code, done.err) == (0, "")
    assert place.transcript.ended is EndReason.ENDED_EARLY


def test_exit_codes(place: Place) -> None:
    assert place.run("transcripts", "list").code == 0
    missing = failed_in_one_line(place.run("transcripts", "show", "nothing-like-it"))
    assert "nothing-like-it" in missing
    failed_in_one_line(place.run("resume"))
    for arguments in (["--format", "quiz"], ["--questions", "0"], ["--topic", "No Slug"], ["--topic", "astrology"]):
        done = place.run("practice", *arguments)
        assert (done.code, done.out) == (2, ""), arguments
        assert "Traceback" not in done.err
    assert not place.transcripts


def test_scripts_can_read_what_was_said(place: Place) -> None:
    done = place.run(*DRILL, typed=f"{ANSWER}\n.\n/end\n")
    (listed,) = json.loads(place.run("transcripts", "list", "--json").out)
    assert (listed["id"], listed["planned"]) == (done.id, 1)
    shown = json.loads(place.run("transcripts", "show", done.id, "--json").out)
    assert shown["schema_version"] == 1
    (exchange,) = shown["exchanges"]
    assert [t["text"] for t in exchange["turns"] if t["role"] == "candidate"] == [ANSWER]
    for grade in exchange["grade"]["criteria"]:
        for evidence in grade["evidence"]:
            said = exchange["turns"][evidence["turn"]]["text"]
            assert said[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert place.run("transcripts", "path", done.id).out.strip() == str(next(place.home.transcripts.glob("*.jsonl")))


@pytest.mark.parametrize("command", ["practice --seed 1", "banks list --json", "--help", "practice --help"])
def test_a_reader_that_goes_away_is_no_error(place: Place, command: str) -> None:
    done = place.shell(f'"$0" {command} | head -1')
    assert done.err == ""
    assert done.out.count("\n") == 1


@pytest.mark.parametrize("command", ["practice --seed 1", "--help", "transcripts list"])
def test_output_that_cannot_be_written_is_one_clear_line(place: Place, command: str) -> None:
    done = place.shell(f'"$0" {command} > /dev/full')
    assert "no space left" in failed_in_one_line(done)


def test_plain_mode_in_a_terminal(place: Place) -> None:
    with place.terminal(*DRILL, "--plain") as terminal:
        terminal.wait_for(lambda: place.my_move(1))
        terminal.send(f"{ANSWER}\n.\n")
        terminal.wait_for(lambda: place.my_move(3))
        terminal.send("/end\n")
        assert terminal.wait_for_end() == 0
        assert "\x1b" not in terminal.printed
        assert terminal.printed.splitlines()[-1] == f"Transcript: {place.transcript.id}"
    assert answers(place.transcript) == [ANSWER]


def test_ctrl_c_ends_at_once_and_keeps_everything(place: Place) -> None:
    with place.terminal(*DRILL, "--plain") as terminal:
        asked = terminal.wait_for_printed("Interviewer:")
        terminal.send(f"{ANSWER}\n.\n")
        terminal.wait_for_printed("Interviewer:", after=asked)
        terminal.send("Half a thought\nand the other\n")
        terminal.wait_for(lambda: place.draft is not None and place.draft.text == "Half a thought\nand the other")
        terminal.send("\x03")
        assert terminal.wait_for_end() == 130
        assert "Traceback" not in terminal.printed
    assert answers(place.transcript) == [ANSWER]
    done = place.run("resume", typed=".\n/end\n")
    assert done.code == 0
    assert "Half a thought\nand the other" in done.out
    assert answers(place.transcript) == [ANSWER, "Half a thought\nand the other"]


def test_hostile_input_is_kept_verbatim_and_never_obeyed(place: Place) -> None:
    hostile = (
        b"\x00NUL \xff\xfe\x80 \x1b[31mred\x1b]0;owned\x07 \xc2\x9b2J \xe2\x80\xaetxt [bold]no[/bold] $(touch owned)"
    )
    done = place.run(*DRILL, typed=hostile + b"\r\n.\n/\x1b[2Jwhat\n/end\n")
    assert (done.code, done.err) == (0, "")
    assert not ESCAPES.search(done.out)
    assert "\u202e" not in done.out
    said = hostile.decode("utf-8", "backslashreplace")
    assert answers(place.transcript) == [said, "/\x1b[2Jwhat"]
    for shown in (place.run("transcripts", "show", done.id), place.run("grade", done.id)):
        assert (shown.code, shown.err) == (0, "")
        assert not ESCAPES.search(shown.out)
    as_json = place.run("transcripts", "show", done.id, "--json")
    assert not ESCAPES.search(as_json.out)
    assert said in [t["text"] for t in json.loads(as_json.out)["exchanges"][0]["turns"]]
    assert not list(place.folder.rglob("owned"))


def test_a_line_of_a_megabyte_is_kept_whole(place: Place) -> None:
    line = ("word \x1b[2J" * (MEGABYTE // 9)).strip()
    done = place.run(*DRILL, typed=f"{line}\n.\n/end\n")
    assert (done.code, done.err) == (0, "")
    assert answers(place.transcript) == [line]
    assert not ESCAPES.search(done.out)


def test_a_data_folder_that_cannot_be_made(place: Place) -> None:
    blocked = place.folder / "data"
    blocked.write_text("a file is in the way\n")
    assert str(blocked) in failed_in_one_line(place.run("practice", typed=ANSWER))
    elsewhere = replace(place, extra={"INTERVIEW_COACH_HOME": "/proc/nowhere"})
    assert "INTERVIEW_COACH_HOME" in failed_in_one_line(elsewhere.run("practice", typed=ANSWER))
    assert blocked.read_text() == "a file is in the way\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_without_permission(place: Place) -> None:
    place.home.root.mkdir(mode=0o500)
    assert "permission denied" in failed_in_one_line(place.run("practice", typed=ANSWER))


def test_a_full_disk_before_the_interview_leaves_nothing_behind(place: Place) -> None:
    done = place.run(*DRILL, typed=ANSWER, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
    failed_in_one_line(done)
    assert not [p for p in place.home.transcripts.iterdir() if p.stat().st_size]
    assert not place.transcripts


def test_a_full_disk_in_the_middle_loses_nothing_that_was_said(place: Place) -> None:
    with place.terminal(*DRILL, "--plain") as terminal:
        terminal.wait_for(lambda: place.my_move(1))
        terminal.send(f"{ANSWER}\n.\n")
        terminal.wait_for(lambda: place.my_move(3))
        (journal,) = place.home.transcripts.glob("*.jsonl")
        size = journal.stat().st_size
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (size + 40, resource.RLIM_INFINITY))
        terminal.send(f"{SECOND_ANSWER}\n")
        terminal.wait_for(lambda: place.draft is not None and place.draft.text == SECOND_ANSWER)
        terminal.send(".\n")
        tried = terminal.wait_for_printed("Nothing is lost. Enter, or /retry, tries again.")
        assert str(journal) in terminal.printed
        assert answers(place.transcript) == [ANSWER]
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        terminal.send("\n")
        terminal.wait_for_printed("Interviewer:", after=tried)
        terminal.send("/end\n")
        assert terminal.wait_for_end() == 0
    assert answers(place.transcript) == [ANSWER, SECOND_ANSWER]


def test_a_full_disk_with_nobody_to_ask_ends_and_the_lines_are_kept(place: Place) -> None:
    place.run(*DRILL, typed="/end\n")
    (journal,) = place.home.transcripts.glob("*.jsonl")
    room = journal.stat().st_size
    journal.unlink()
    answer = f"{ANSWER}\n" * (room // len(ANSWER))
    limit = (room + 2000, room + 2000)
    done = place.run(*DRILL, typed=f"{answer}.\n", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert "file too large" in failed_in_one_line(done)
    assert answers(place.transcript) == []
    done = place.run("resume", typed="/end\n")
    assert done.code == 0
    assert answers(place.transcript) == [answer.removesuffix("\n")]


def test_a_disk_with_no_room_even_for_the_draft_says_so(place: Place) -> None:
    limit = (40_000, 40_000)
    answer = f"{ANSWER}\n" * 300
    done = place.run(*DRILL, typed=answer, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert "The draft cannot be kept in" in failed_in_one_line(done)


ON_A_TINY_DISK = r"""
mkdir data && mount -t tmpfs -o size=256k,mode=700 none data || exit 77
"$0" practice --topic ethics --seed 1 < first > first.out || exit 1
dd if=/dev/zero of=data/filler bs=1k 2> /dev/null
"$0" practice --topic ethics --seed 1 < first > second.out 2> second.err; echo "when full: $?"
cat second.err
rm data/filler
"$0" transcripts list --json > list.json && "$0" practice --topic ethics --seed 2 < first > third.out; echo "then: $?"
ls data/transcripts
"""


def _may_mount() -> bool:
    command = ["unshare", "--mount", "sh", "-c", "mount -t tmpfs none /mnt"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not _may_mount(), reason="no disk can be mounted here")
def test_a_disk_that_is_really_full(place: Place) -> None:
    """The disk is mounted for these processes alone, and gone with them."""
    (place.folder / "first").write_text(f"{ANSWER}\n.\n/end\n")
    (place.folder / "script").write_text(ON_A_TINY_DISK)
    done = place.shell("""exec unshare --mount sh -c '. ./script' "$0" """)
    assert done.err == ""
    full, complaint, then, *files = done.out.splitlines()
    assert (full, then) == ("when full: 1", "then: 0")
    assert complaint.startswith("interview-coach: ")
    assert "no space left" in complaint
    assert len(json.loads((place.folder / "list.json").read_text())) == 1
    assert len([name for name in files if name.endswith(".jsonl")]) == 2
    assert not [name for name in files if name.endswith(".tmp")]


def test_a_terminal_that_goes_away_leaves_the_interview_to_be_resumed(place: Place) -> None:
    with place.terminal(*DRILL, "--plain") as terminal:
        terminal.wait_for_printed("Interviewer:")
        terminal.send("Half a thought\n")
        terminal.wait_for(lambda: place.draft is not None)
        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert place.transcript.ended is None
    assert place.draft is not None
    assert place.draft.text == "Half a thought"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_is_obeyed_in_good_order(place: Place, number: signal.Signals) -> None:
    with place.terminal(*DRILL, "--plain") as terminal:
        terminal.wait_for_printed("Interviewer:")
        terminal.send("Half a thought\n")
        terminal.wait_for(lambda: place.draft is not None)
        os.kill(terminal.pid, number)
        assert terminal.wait_for_end() == 128 + number
        last = terminal.printed.splitlines()[-1]
    assert last == (
        f"interview-coach: stopped. What you wrote is saved; `interview-coach resume {place.transcript.id}` goes on."
    )
    assert not list(place.home.transcripts.glob("*.lock"))
    assert place.draft is not None
    assert place.draft.text == "Half a thought"


def test_a_dumb_terminal_gets_plain_mode(place: Place) -> None:
    dumb = replace(place, extra={"TERM": "dumb"})
    with dumb.terminal("practice", "--seed", "1") as terminal:
        terminal.wait_for_printed("Interviewer:")
        terminal.send("/end\n")
        assert terminal.wait_for_end() == 0
        assert "\x1b" not in terminal.printed


@pytest.mark.parametrize(
    "extra",
    [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}],
)
def test_a_terminal_that_knows_only_ascii(place: Place, extra: dict[str, str]) -> None:
    narrow = replace(place, extra=extra)
    done = narrow.run(*DRILL, typed="Ask “those” who lose: 日本, né\n.\n/end\n")
    assert (done.code, done.err) == (0, "")
    assert answers(place.transcript) == ["Ask “those” who lose: 日本, né"]
    shown = narrow.run("transcripts", "show", done.id)
    assert (shown.code, shown.err) == (0, "")
    assert 'Ask "those" who lose: \\u65e5\\u672c, n\\xe9' in shown.out
    for command in (["banks", "list"], ["doctor"]):
        assert narrow.run(*command).code == 0
    assert narrow.run("practice", "--topic", "日本").code == 2


def test_a_latin_terminal(place: Place) -> None:
    latin = replace(place, extra={"PYTHONIOENCODING": "latin-1"})
    (place.folder / "typed").write_bytes(b"In the caf\xe9 we lose pay.\n.\n/end\n")
    done = latin.shell('"$0" practice < typed > printed && "$0" transcripts show 2 > shown')
    assert (done.code, done.err) == (0, "")
    assert answers(place.transcript) == ["In the café we lose pay."]
    assert b"In the caf\xe9 we lose pay." in (place.folder / "shown").read_bytes()


def test_bytes_that_are_no_text_are_kept_in_sight(place: Place) -> None:
    done = place.run(*DRILL, typed=b"Ask at the caf\xe9 who loses the job\n.\n/end\n")
    assert done.code == 0
    assert "Some bytes of this line are no text" in done.out
    assert answers(place.transcript) == ["Ask at the caf\\xe9 who loses the job"]


def test_hints_and_facts_are_recorded(place: Place) -> None:
    done = place.run(*DRILL, typed="/hint\n/clarify how many people use it?\n/pause\n/pause\n/help\n/hnit\n/end\n")
    assert (done.code, done.err) == (0, "")
    (exchange,) = place.transcript.exchanges
    assert exchange.count(Purpose.HINT_ASKED) == exchange.count(Purpose.CLARIFICATION_ASKED) == 1
    assert exchange.question.hints[0] in done.out
    assert "There is no command /hnit" in done.out


def test_two_processes_cannot_hold_the_same_interview(place: Place) -> None:
    with place.terminal(*DRILL, "--plain") as terminal:
        terminal.wait_for_printed("Interviewer:")
        refusal = failed_in_one_line(place.run("resume"))
        assert "open in another window" in refusal
        assert Path(f"/proc/{terminal.pid}").exists()
        terminal.send("/end\n")
        assert terminal.wait_for_end() == 0
