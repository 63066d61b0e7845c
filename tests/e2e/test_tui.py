"""The app in a real terminal, used with its keys as a candidate would."""

from __future__ import annotations

import os
import re
import resource
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from interview_coach.domain.vocabulary import Background, EndReason, Format, Seniority, Track
from interview_coach.tui.widgets.answer_box import LIMIT
from tests.e2e import steps
from tests.e2e.running import ANSWER, SECOND_ANSWER, Place, answers
from tests.support.terminal import Terminal

SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
MEGABYTE = 1 << 20
MODES_LEFT_ON = (1000, 1003, 1004, 1006, 1015, 1049, 2004)
"""Mouse, focus, alternate screen and bracketed paste: what the app switches on."""


def drill_from_home(terminal: Terminal, place: Place) -> None:
    """Go from the home screen through a drill to the scorecard, and leave."""
    steps.at_home(terminal)
    terminal.send("d")
    steps.answer_to_the_scorecard(terminal, place)
    assert "about" in terminal.words
    assert "You guessed 4" in terminal.words
    steps.quit_from_scorecard(terminal)


def assert_restored(raw: bytes) -> None:
    """Check that the last word on everything that the app switched is the terminal's usual state."""
    for mode in MODES_LEFT_ON:
        assert raw.rfind(b"\x1b[?%dl" % mode) > raw.rfind(b"\x1b[?%dh" % mode), mode
    assert raw.rfind(b"\x1b[?25h") > raw.rfind(b"\x1b[?25l")


def colours(raw: bytes) -> set[bytes]:
    """Return the colour parameters in ``raw``: what selects a foreground, a background or an underline's colour."""
    found = set()
    for match in SGR.finditer(raw):
        for parameter in re.split(b"[;:]", match.group(1)):
            number = int(parameter or 0)
            if 30 <= number <= 38 or 40 <= number <= 48 or number == 58 or 90 <= number <= 107:
                found.add(match.group())
    return found


def test_a_drill_with_keys_alone_from_home_to_scorecard(place: Place) -> None:
    with place.terminal() as terminal:
        drill_from_home(terminal, place)
        assert_restored(terminal.raw)
    transcript = place.transcript
    assert answers(transcript) == [ANSWER]
    assert transcript.ended is EndReason.ENDED_EARLY
    assert transcript.exchanges[0].self_level == 4
    assert place.draft is None or not place.draft.text


def test_the_line_settings_of_the_terminal_are_as_before(place: Place) -> None:
    with place.terminal_of("""stty -a > before; "$0"; echo "left with $?"; stty -a > after""") as terminal:
        steps.at_home(terminal)
        terminal.send("q")
        terminal.wait_for_printed("left with 0")
        assert terminal.wait_for_end() == 0
    assert (place.folder / "after").read_text() == (place.folder / "before").read_text()


def test_no_colour_where_none_is_wanted(place: Place) -> None:
    quiet = replace(place, extra={"NO_COLOR": "1"})
    with quiet.terminal() as terminal:
        drill_from_home(terminal, quiet)
        assert_restored(terminal.raw)
        assert not colours(terminal.raw)
    assert answers(place.transcript) == [ANSWER]


def test_a_tiny_terminal_does_no_harm(place: Place) -> None:
    with place.terminal("practice", "--seed", "1") as terminal:
        steps.my_move(terminal, place, 1)
        terminal.resize(5, 20)
        steps.write(terminal, place, "small")
        terminal.resize(24, 80)
        terminal.wait_for("Your answer")
        terminal.wait_for("small")
        terminal.send(f" again{steps.SEND}")
        steps.my_move(terminal, place, 3)
        terminal.resize(5, 20)
        terminal.send(steps.STOP)
        terminal.wait_for("Stop here?")
        terminal.send("e")
        terminal.wait_for(lambda: place.transcript.ended is not None)
        terminal.resize(24, 80)
        steps.assess(terminal, place)
        terminal.resize(5, 20)
        terminal.resize(24, 80)
        terminal.wait_for("Scorecard")
        steps.quit_from_scorecard(terminal)
    assert answers(place.transcript) == ["small again"]


def test_a_tiny_terminal_from_the_start(place: Place) -> None:
    with place.terminal(rows=5, cols=20) as terminal:
        terminal.wait_for("Interview coach")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert_restored(terminal.raw)


def test_practice_with_options_goes_straight_to_the_interview(place: Place) -> None:
    options = "--format mock --questions 2 --topic ethics --track platform --seniority senior --minutes 4 --seed 5"
    more = "--background from-technical --persona risk-counsel --engine offline"
    with place.terminal("practice", *options.split(), *more.split()) as terminal:
        steps.my_move(terminal, place, 1)
        terminal.wait_for("Mock")
        assert "min" in terminal.words or ":" in terminal.words
        terminal.send(steps.STOP)
        terminal.wait_for("Stop here?")
        terminal.send("l")
        steps.at_home(terminal)
        terminal.wait_for("Unfinished")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    plan = place.transcript.plan
    assert (plan.format, plan.track, plan.seniority) == (Format.MOCK, Track.PLATFORM, Seniority.SENIOR)
    assert (plan.background, plan.persona, len(plan.questions)) == (Background.FROM_TECHNICAL, "risk-counsel", 2)
    assert {q.competency for q in plan.questions} == {"ethics"}


@pytest.mark.parametrize("options", [["--topic", "astrology"], ["--question", "no-such-question"]])
def test_what_cannot_be_planned_is_told_in_words(place: Place, options: list[str]) -> None:
    with place.terminal("practice", *options) as terminal:
        assert terminal.wait_for_end() == 2
        assert_restored(terminal.raw)
        last_line = terminal.printed.rstrip().splitlines()[-1]
        assert "interview-coach: " in last_line
        assert options[1] in last_line
        assert "Traceback" not in terminal.printed
    assert not place.transcripts


EDITOR = """#!/bin/sh
printf 'EDITOR STANDS' > /dev/tty
sed -i s/rough/polished/ "$2"
echo "$1" >> "$2"
"""


def test_the_answer_is_edited_in_the_candidates_editor(place: Place) -> None:
    editor = place.folder / "my editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    ours = replace(place, extra={"EDITOR": f"'{editor}' 'and a second line'"})
    with ours.terminal("practice", "--seed", "1") as terminal:
        steps.my_move(terminal, place, 1)
        steps.write(terminal, place, "a rough answer")
        terminal.send(steps.EDITOR)
        terminal.wait_for("and a second line")
        assert "EDITOR STANDS" in terminal.printed
        terminal.send(steps.SEND)
        steps.my_move(terminal, place, 3)
        steps.end_early(terminal)
        steps.assess(terminal, place)
        steps.quit_from_scorecard(terminal)
        assert_restored(terminal.raw)
    assert answers(place.transcript) == ["a polished answer\nand a second line"]
    assert not list(place.folder.rglob("answer-*"))


def test_an_editor_that_is_not_there_costs_nothing(place: Place) -> None:
    with replace(place, extra={"EDITOR": "no-such-editor"}).terminal("practice", "--seed", "1") as terminal:
        steps.my_move(terminal, place, 1)
        steps.write(terminal, place, "a rough answer")
        terminal.send(steps.EDITOR)
        terminal.wait_for("no-such-editor", 8)
        terminal.wait_for("a rough answer")
        terminal.send("\x11")
        assert terminal.wait_for_end() == 0
    assert place.draft is not None
    assert place.draft.text == "a rough answer"


CONTROLS = "\x9b2J \x9d0;owned\x9c \x03\x04\x07\x08\x11\x13\x0e\x1a\x7f \u202e [red]no[/red] $(touch owned)\r\n"
"""Among them the app's own keys: Ctrl+Q leaves, Ctrl+S sends, Ctrl+G stops."""


def test_a_megabyte_of_pasted_control_characters_is_text_and_nothing_else(place: Place) -> None:
    paste = (CONTROLS * (MEGABYTE // len(CONTROLS) + 1)).encode()
    with place.terminal("practice", "--seed", "1") as terminal:
        steps.my_move(terminal, place, 1)
        steps.paste(terminal, paste)
        terminal.wait_for("Too long to paste whole")
        terminal.wait_for(lambda: place.draft is not None and len(place.draft.text) == LIMIT)
        terminal.wait_for(lambda: "[red]no[/red]" in terminal.printed)  # a notice may lie over it now
        terminal.send(steps.SEND)
        steps.my_move(terminal, place, 3)
        steps.end_early(terminal)
        steps.assess(terminal, place)
        steps.quit_from_scorecard(terminal)
        for sequence in ("\x9b", "\x9d", "\u202e", "\x1b]0;owned"):
            assert sequence not in terminal.printed
    (said,) = answers(place.transcript)
    assert said.startswith("\N{REPLACEMENT CHARACTER}2J")
    assert said.count("[red]no[/red] $(touch owned)\n") > 100
    assert not list(place.folder.rglob("owned"))


def test_pasted_escape_sequences_are_no_keys(place: Place) -> None:
    """Some terminals hand on the escape characters of what is pasted."""
    keys = ("\x1b]52;c;b3duZWQ=\x07", steps.SEND, "\x1b[2J", steps.STOP, "\x1b[A\x1b\x1b[Z", "\x11", "x" * 40)
    paste = "".join(keys) * 20
    with place.terminal("practice", "--seed", "1") as terminal:
        steps.my_move(terminal, place, 1)
        steps.paste(terminal, f"{paste} the end".encode())
        terminal.wait_for("the end")
        assert "Stop here?" not in terminal.words
        assert len(place.transcript.exchanges[0].turns) == 1
        terminal.wait_for(lambda: place.draft is not None and place.draft.text.endswith(" the end"))
        assert place.draft is not None
        assert len(place.draft.text) == len(paste) + len(" the end")


def test_a_full_disk_keeps_the_answer_in_the_box_until_there_is_room(place: Place) -> None:
    with place.terminal("practice", "--seed", "1") as terminal:
        steps.my_move(terminal, place, 1)
        steps.write(terminal, place, SECOND_ANSWER)
        (journal,) = place.home.transcripts.glob("*.jsonl")
        soft, hard = resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (journal.stat().st_size + 40, hard))
        terminal.send(steps.SEND)
        terminal.wait_for("Could not save")
        terminal.wait_for(lambda: "third wrong dose." in terminal.words.partition("Your answer")[2])
        assert not answers(place.transcript)
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (soft, hard))
        terminal.send(steps.SEND)
        steps.my_move(terminal, place, 3)
        steps.end_early(terminal)
        steps.assess(terminal, place)
        steps.quit_from_scorecard(terminal)
    assert answers(place.transcript) == [SECOND_ANSWER]


def test_a_terminal_that_goes_away_takes_the_app_with_it_and_keeps_the_draft(place: Place) -> None:
    with place.terminal("practice", "--seed", "1") as terminal:
        steps.my_move(terminal, place, 1)
        steps.write(terminal, place, SECOND_ANSWER)
        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert place.draft is not None
    assert place.draft.text == SECOND_ANSWER


def test_a_data_folder_that_cannot_be_used_is_told_on_the_home_screen(place: Place) -> None:
    Path(place.home.root).write_text("a file is in the way\n")
    with place.terminal() as terminal:
        terminal.wait_for("not a directory")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert "Traceback" not in terminal.printed


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_keeps_the_draft_and_restores_the_terminal(place: Place, number: signal.Signals) -> None:
    with place.terminal("practice", "--seed", "1") as terminal:
        steps.my_move(terminal, place, 1)
        terminal.send("the last lett")
        terminal.wait_for("the last lett")
        terminal.send("ers")
        os.kill(terminal.pid, number)
        assert terminal.wait_for_end() == 128 + number
        assert_restored(terminal.raw)
        assert "What you wrote is kept" in terminal.printed
        assert "Traceback" not in terminal.printed
    assert place.draft is not None
    assert place.draft.text.startswith("the last lett")


PATIENT_EDITOR = """#!/bin/sh
trap 'echo interrupted >> "$1"; exit 0' INT
echo stored >> "$1"
printf 'EDITOR STANDS' > /dev/tty
while :; do sleep 0.05; done
"""


def patient_editor(place: Place) -> Place:
    """Return the place with an editor that stands until Ctrl-C, which it notes in the text."""
    editor = place.folder / "editor"
    editor.write_text(PATIENT_EDITOR)
    editor.chmod(0o700)
    return replace(place, extra={"EDITOR": str(editor)})


def test_ctrl_c_in_the_editor_is_the_editors(place: Place) -> None:
    with patient_editor(place).terminal("practice", "--seed", "1") as terminal:
        steps.my_move(terminal, place, 1)
        terminal.send(steps.EDITOR)
        terminal.wait_for_printed("EDITOR STANDS")
        terminal.send("\x03")
        terminal.wait_for("interrupted")
        terminal.send("\x11")
        assert terminal.wait_for_end() == 0


def test_what_the_editor_stored_is_kept_where_the_app_has_to_end(place: Place) -> None:
    with patient_editor(place).terminal("practice", "--seed", "1") as terminal:
        steps.my_move(terminal, place, 1)
        terminal.send(steps.EDITOR)
        terminal.wait_for_printed("EDITOR STANDS")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
    assert place.draft is not None
    assert place.draft.text.strip() == "stored"
