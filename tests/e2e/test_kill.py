"""Killed at any instant (SIGKILL), the interview goes on where it stood: nothing that was accepted is lost."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import EndReason, Role
from tests.e2e import steps
from tests.e2e.running import ANSWER, SECOND_ANSWER, Place, answers
from tests.support.terminal import PATIENCE, Terminal

DRILL = ("practice", "--topic", "ethics", "--seed", "1")
AT_ONCE = {"TEXTUAL_ANIMATIONS": "none"}
"""Nothing moves, and the interviewer's words are there at once."""
WRITTEN = "I would ask the nurses first, and only then"


@pytest.fixture
def place(place: Place) -> Place:
    """Where no test waits for the interviewer to finish speaking, save those that are about it."""
    return replace(place, extra=AT_ONCE)


def on_disk(place: Place, kind: str) -> Callable[[], bool]:
    """Return whether an event of that kind is in the one journal."""
    mark = f'"kind":"{kind}"'.encode()
    return lambda: any(mark in path.read_bytes() for path in place.home.transcripts.glob("*.jsonl"))


def catch(holds: Callable[[], bool]) -> None:
    """Wait for what passes within milliseconds; what the process prints meanwhile fits into the pty."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "never came"
        time.sleep(0.0005)


def assert_sound(place: Place) -> Transcript:
    """Check the one journal: all of it can be understood, and every turn stands there once."""
    transcript = place.transcript
    for exchange in transcript.exchanges:
        said = [turn.text for turn in exchange.turns]
        assert len(said) == len(set(said))
    return transcript


def finish(terminal: Terminal, place: Place, *, turns: int) -> None:
    """Take up the drill at the candidate's move, answer once more, and go through to its grade."""
    steps.my_move(terminal, place, turns)
    terminal.send(steps.SEND)
    steps.my_move(terminal, place, turns + 2)
    steps.end_early(terminal)
    steps.assess(terminal, place)
    steps.quit_from_scorecard(terminal)
    transcript = assert_sound(place)
    assert transcript.ended is EndReason.ENDED_EARLY
    assert transcript.exchanges[0].self_level == 4
    assert place.draft is None or not place.draft.text


# The app, killed where it is most likely to hurt


def test_before_the_first_question(place: Place) -> None:
    with place.terminal(*DRILL) as terminal:
        catch(lambda: bool(list(place.home.transcripts.glob("*.jsonl"))))
        terminal.kill()
    assert not place.transcript.exchanges
    with place.terminal("resume") as terminal:
        steps.my_move(terminal, place, 1)
        steps.write(terminal, place, ANSWER)
        finish(terminal, place, turns=1)
    assert answers(place.transcript) == [ANSWER]


def test_while_the_question_is_spoken(place: Place) -> None:
    with replace(place, extra={}).terminal(*DRILL) as terminal:
        terminal.wait_for("is speaking")
        terminal.send(WRITTEN)
        terminal.wait_for(lambda: place.draft is not None and place.draft.text == WRITTEN)
        terminal.kill()
    with place.terminal() as terminal:
        steps.at_home(terminal)
        terminal.wait_for("Continue")
        terminal.send("c")
        steps.my_move(terminal, place, 1)
        terminal.wait_for(WRITTEN)
        finish(terminal, place, turns=1)
    assert answers(place.transcript) == [WRITTEN]


def test_in_the_middle_of_typing(place: Place) -> None:
    with place.terminal(*DRILL) as terminal:
        steps.my_move(terminal, place, 1)
        steps.write(terminal, place, WRITTEN)
        terminal.kill()
    with place.terminal("resume") as terminal:
        steps.my_move(terminal, place, 1)
        terminal.wait_for(WRITTEN)
        terminal.send(" the doctors.")
        terminal.wait_for("the doctors.")
        finish(terminal, place, turns=1)
    assert answers(place.transcript) == [f"{WRITTEN} the doctors."]


def test_right_after_sending(place: Place) -> None:
    with place.terminal(*DRILL) as terminal:
        steps.my_move(terminal, place, 1)
        steps.write(terminal, place, ANSWER)
        terminal.send(steps.SEND)
        catch(on_disk(place, "answer-given"))
        terminal.kill()
    with place.terminal("resume") as terminal:
        steps.my_move(terminal, place, 3)
        assert " words" not in terminal.words.partition("Your answer")[2]
        steps.write(terminal, place, SECOND_ANSWER)
        finish(terminal, place, turns=3)
    assert answers(place.transcript) == [ANSWER, SECOND_ANSWER]


def test_at_the_very_key_that_sends(place: Place) -> None:
    with place.terminal(*DRILL) as terminal:
        steps.my_move(terminal, place, 1)
        steps.write(terminal, place, ANSWER)
        terminal.send(steps.SEND)
        terminal.kill()
    sent = answers(place.transcript)
    assert sent in ([], [ANSWER])
    with place.terminal("resume") as terminal:
        steps.my_move(terminal, place, 3 if sent else 1)
        if sent:
            steps.write(terminal, place, SECOND_ANSWER)
        finish(terminal, place, turns=3 if sent else 1)
    assert answers(place.transcript) == ([ANSWER, SECOND_ANSWER] if sent else [ANSWER])


def test_while_the_reaction_streams(place: Place) -> None:
    with replace(place, extra={}).terminal(*DRILL) as terminal:
        steps.my_move(terminal, place, 1)
        steps.write(terminal, place, ANSWER)
        terminal.send(steps.SEND)
        terminal.wait_for("is speaking")
        terminal.send(WRITTEN)
        terminal.wait_for(lambda: place.draft is not None and place.draft.text.endswith(WRITTEN))
        terminal.kill()
    assert answers(place.transcript) == [ANSWER]
    with place.terminal() as terminal:
        steps.at_home(terminal)
        terminal.send("c")
        steps.my_move(terminal, place, 3)
        terminal.wait_for(WRITTEN)
        finish(terminal, place, turns=3)
    assert answers(place.transcript) == [ANSWER, WRITTEN]


def ended(terminal: Terminal, place: Place) -> None:
    steps.my_move(terminal, place, 1)
    steps.write(terminal, place, ANSWER)
    terminal.send(steps.SEND)
    steps.my_move(terminal, place, 3)
    steps.end_early(terminal)


@pytest.mark.parametrize("way", ["resume", "home"])
def test_on_the_self_assessment(place: Place, way: str) -> None:
    with place.terminal(*DRILL) as terminal:
        ended(terminal, place)
        terminal.kill()
    with place.terminal(*(["resume"] if way == "resume" else [])) as terminal:
        if way == "home":
            steps.at_home(terminal)
            terminal.wait_for("only the scorecard is left")
            terminal.send("c")
        steps.assess(terminal, place)
        steps.quit_from_scorecard(terminal)
    assert assert_sound(place).exchanges[0].self_level == 4
    assert answers(place.transcript) == [ANSWER]


@pytest.mark.parametrize("kind", ["interview-ended", "criterion-graded"])
def test_during_grading(place: Place, kind: str) -> None:
    with place.terminal(*DRILL) as terminal:
        steps.my_move(terminal, place, 1)
        steps.write(terminal, place, ANSWER)
        terminal.send(steps.SEND)
        steps.my_move(terminal, place, 3)
        terminal.send(steps.STOP)
        terminal.wait_for("Stop here?")
        terminal.send("e")
        catch(on_disk(place, kind))
        terminal.kill()
    done = place.run("resume")
    assert (done.code, done.err) == (0, "")
    assert done.id == place.transcript.id
    (exchange,) = assert_sound(place).exchanges
    assert exchange.grade is not None
    assert exchange.grade.finished
    assert {c.criterion for c in exchange.grade.criteria} == {c.id for c in exchange.rubric.criteria}


# At random instants


def test_typing_is_cut_off_at_random(place: Place) -> None:
    """What stands in the box after a kill is what was typed, less at most the last few keystrokes."""
    dice = random.Random(20261120)
    expected = ""
    with place.terminal(*DRILL) as terminal:
        steps.my_move(terminal, place, 1)
        terminal.kill()
    for kill in range(3):
        with place.terminal("resume") as terminal:
            steps.my_move(terminal, place, 1)
            terminal.wait_for(lambda: place.draft is None or place.draft.text == expected)  # noqa: B023
            for number in range(dice.randrange(8, 30)):
                terminal.send(f"w{kill}n{number} ")
                expected += f"w{kill}n{number} "
            cut = dice.randrange(len(expected) // 2, len(expected))
            terminal.wait_for(lambda: place.draft is not None and len(place.draft.text) >= cut)  # noqa: B023
            terminal.kill()
        draft = place.draft
        assert draft is not None
        assert expected.startswith(draft.text)
        assert len(draft.text) >= cut
        expected = draft.text
    with place.terminal("resume") as terminal:
        finish(terminal, place, turns=1)
    assert answers(place.transcript) == [expected.strip()]


def test_plain_mode_is_cut_off_at_random(place: Place) -> None:
    """A mock interview is piped in; each time it is killed, only what is not on disk yet is piped in again."""
    dice = random.Random(7)
    wanted = [f"Answer {n}: in {n + 3} of {n + 40} cases a nurse looks at the letter, I count them." for n in range(9)]
    arguments = ["practice", "--format", "mock", "--questions", "3", "--seed", "3"]
    for _ in range(8):
        printed = run_until_killed(place, arguments, to_type(place, wanted), events=dice.randrange(1, 6))
        transcript = assert_sound(place)
        assert given(place) == wanted[: len(given(place))]
        spoken = sum(turn.role is Role.INTERVIEWER for e in transcript.exchanges for turn in e.turns)
        assert printed.count("Interviewer:") <= spoken + 1
        arguments = ["resume"]
    done = place.run(*arguments, typed=to_type(place, wanted))
    assert (done.code, done.err) == (0, "")
    assert given(place) == wanted[: len(given(place))]
    assert len(given(place)) >= 6
    assert place.transcript.ended
    assert steps.graded(place)


def given(place: Place) -> list[str]:
    """Return the answers on disk, none where there is no interview yet."""
    return answers(place.transcript) if place.transcripts else []


def to_type(place: Place, wanted: list[str]) -> str:
    """Return the lines of the answers that are not on disk; one that waits unsent only lacks the line that sends it."""
    missing = wanted[len(given(place)) :]
    unsent = place.draft.text if place.transcripts and place.draft else None
    return "".join(".\n" if text == unsent else f"{text}\n.\n" for text in missing)


def run_until_killed(place: Place, arguments: list[str], text: str, *, events: int) -> str:
    """Type ``text``, kill the command once it has recorded so many ``events``, and return what it printed by then."""
    log = place.folder / "printed"
    before = recorded(place)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [place.program, *arguments], stdin=subprocess.PIPE, stdout=out, env=place.environment, cwd=place.folder
        )
        assert process.stdin is not None
        with process.stdin as typed:  # which stays open: the input has no end before the process has
            try:
                typed.write(text.encode())
                typed.flush()
                catch(lambda: recorded(place) >= before + events or process.poll() is not None)
            finally:
                process.kill()
                process.wait()
    return log.read_text()


def recorded(place: Place) -> int:
    """Return how many events are on disk."""
    return sum(path.read_bytes().count(b"\n") for path in place.home.transcripts.glob("*.jsonl"))
