"""Real processes that are killed while they write."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from interview_coach.journal.drafts import DraftStore
from interview_coach.journal.journal import Journal
from interview_coach.journal.store import JournalStore
from interview_coach.paths import Home
from tests.support.appender import numbered
from tests.support.events import answered

ROOT = Path(__file__).parents[3]


def start(folder: Path, letters: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.appender", str(folder), str(letters)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_after(process: subprocess.Popen[str], answers: int) -> tuple[Path, int]:
    """Kill after so many accepted answers; return the journal and how many were accepted in the end."""
    assert process.stdout is not None
    path = Path(process.stdout.readline().strip())
    for _ in range(answers):
        process.stdout.readline()
    process.kill()
    rest = process.stdout.read().splitlines(keepends=True)
    process.wait()
    process.stdout.close()
    return path, answers + sum(line.endswith("\n") for line in rest)


@pytest.mark.parametrize(("letters", "answers"), [(10, 0), (10, 37), (300_000, 3), (300_000, 8)])
def test_every_accepted_answer_survives_a_kill(tmp_path: Path, letters: int, answers: int) -> None:
    path, accepted = kill_after(start(tmp_path, letters), answers)
    before = path.read_bytes()
    journal = Journal.open(path)
    journal.close()
    found = [turn.text for _, turn in journal.transcript.exchanges[0].answers()] if journal.transcript.exchanges else []
    assert found == [numbered(n, letters) for n in range(len(found))]
    assert len(found) >= accepted >= answers
    assert before.startswith(path.read_bytes().rstrip(b"\n"))
    draft = DraftStore(path).load()
    if accepted:
        assert draft is not None and draft.text in {
            numbered(n, letters) for n in (accepted - 1, accepted, accepted + 1)
        }


async def test_a_killed_process_holds_no_lock_and_its_interview_goes_on(tmp_path: Path) -> None:
    path, accepted = kill_after(start(tmp_path, 10), 2)
    assert path.with_suffix(".lock").exists()
    assert [item.ended for item in JournalStore(Home(tmp_path)).list(unfinished=True)] == [None]
    journal = Journal.open(path)
    await journal.append(answered(10_000, text="after the kill"))
    journal.close()
    again = Journal.open(path)
    again.close()
    answers = again.transcript.exchanges[0].answers()
    assert answers[-1][1].text == "after the kill" and len(answers) > accepted
    assert not again.problems


def test_a_running_process_is_named_when_its_interview_is_opened(tmp_path: Path) -> None:
    from interview_coach.errors import JournalLocked

    process = start(tmp_path, 10)
    assert process.stdout is not None
    path = Path(process.stdout.readline().strip())
    try:
        with pytest.raises(JournalLocked, match=f"process {process.pid}"):
            Journal.open(path)
        assert JournalStore(Home(tmp_path)).list()[0].problem is None
        with pytest.raises(JournalLocked):
            JournalStore(Home(tmp_path)).delete(path.stem)
    finally:
        process.kill()
        process.stdout.close()
        process.wait()
