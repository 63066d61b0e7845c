"""The installed command with models at an endpoint on this machine: held, killed, resumed, graded again, tried."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from interview_coach.domain.grade import Graded, Ungraded
from interview_coach.domain.vocabulary import Engine, Purpose
from tests.e2e.running import ANSWER, Place, answers
from tests.fakes.brain import Brain, purpose_of
from tests.fakes.messages_api import Answer, Asked, FakeEndpoint, Fault, Respond

KEY = "sk-ant-this-must-stand-nowhere"
DRILL = ("practice", "--topic", "ethics", "--seed", "1", "--plain")


@contextmanager
def endpoint(respond: Respond) -> Iterator[FakeEndpoint]:
    """Run a fake endpoint in a thread of its own."""
    server, ready, over = FakeEndpoint(respond), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with server:
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()


def at(place: Place, server: FakeEndpoint) -> Place:
    return replace(place, extra={"ANTHROPIC_BASE_URL": server.url, "ANTHROPIC_API_KEY": KEY})


def nowhere(place: Place) -> bool:
    """Return whether the key stands in no file of the place."""
    return not any(KEY.encode() in f.read_bytes() for f in Path(place.folder).rglob("*") if f.is_file())


def test_a_drill_with_models_from_the_key_to_the_verdict(place: Place) -> None:
    with endpoint(Brain()) as server:
        there = at(place, server)
        tried = there.run("doctor")
        assert tried.code == 0
        assert f"answers at {server.url}" in tried.out
        done = there.run(*DRILL, "--max-cost", "1", typed=f"{ANSWER}\n.\n" * 4)
        assert (done.code, done.err) == (0, "")
        for words in ("Verdict: hire", "DEBRIEF", "Models: "):
            assert words in done.out
        shown = json.loads(there.run("transcripts", "show", done.id, "--json").out)
        assert shown["debrief"]["strengths"] and shown["spent"]["requests"] > 5
        assert KEY not in tried.out + done.out + json.dumps(shown)
    assert nowhere(place)


def test_killed_in_the_middle_of_a_word_it_goes_on_at_the_same_turn(place: Place) -> None:
    stalls = [True]
    brain = Brain()

    def respond(asked: Asked, number: int) -> Answer:
        answer = brain(asked, number)
        stall = purpose_of(asked) == "speech" and number > 0 and stalls[0]
        return replace(answer, fault=Fault.STALL, fault_at=5) if stall else answer

    with endpoint(respond) as server:
        there = at(place, server)
        with subprocess.Popen(
            [there.program, *DRILL],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=there.environment,
            cwd=there.folder,
        ) as process:
            assert process.stdin and process.stdout
            process.stdin.write(f"{ANSWER}\n.\n".encode())
            process.stdin.flush()
            while b"You said" not in os.read(process.stdout.fileno(), 65_536) or not answers(place.transcript):
                pass
            process.send_signal(signal.SIGKILL)
        stalls[0] = False
        assert place.transcript.exchanges[0].turns[-1].purpose is Purpose.ANSWER
        done = there.run("resume", "--plain", typed="/end\n")
        assert done.code == 0
    turns = place.transcript.exchanges[0].turns
    assert [t.purpose for t in turns] == [Purpose.OPEN, Purpose.ANSWER, Purpose.PROBE]
    assert answers(place.transcript) == [ANSWER]


def test_what_could_not_be_graded_is_graded_later_and_old_interviews_too(place: Place) -> None:
    brain, down = Brain(), [True]

    def respond(asked: Asked, number: int) -> Answer:
        if purpose_of(asked) == "grade" and down[0]:
            return Answer(status=401, message=f"the key {KEY} is wrong")
        return brain(asked, number)

    with endpoint(respond) as server:
        there = at(place, server)
        done = there.run(*DRILL, typed=f"{ANSWER}\n.\n/end\n")
        assert done.code == 0
        assert "ungraded" in done.out and "ANTHROPIC_API_KEY" in done.out
        grade = place.transcript.exchanges[0].grade
        assert grade and all(isinstance(g, Ungraded) for g in grade.criteria)
        down[0] = False
        assert "4.0 of 5" in there.run("grade", done.id, "--missing").out
        assert place.run("grade", done.id, "--engine", "offline").code == 0
    graders = [g.grader.engine for g in place.transcript.exchanges[0].grades]
    assert graders == [Engine.CLAUDE, Engine.OFFLINE]
    first = place.transcript.exchanges[0].grades[0]
    assert isinstance(first.criterion(place.transcript.exchanges[0].rubric.criteria[0].id), Graded)
    assert nowhere(place)


def test_claude_without_a_key_is_refused_in_one_line(place: Place) -> None:
    done = place.run(*DRILL, "--engine", "claude", typed="/end\n")
    assert done.code == 2
    assert done.err.count("\n") == 1 and "ANTHROPIC_API_KEY" in done.err
