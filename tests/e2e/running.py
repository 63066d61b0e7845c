"""The installed command, run as a real process in a place of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.transcript import Transcript
from interview_coach.journal.drafts import Draft, DraftStore
from interview_coach.journal.reading import read_journal
from interview_coach.paths import Home
from tests.support.terminal import PATIENCE, Terminal

PROGRAM = Path(sys.executable).parent / "interview-coach"

ANSWER = (
    "I would first collect two hundred real cases together with the people who do this work every day.\n"
    "Then two of them mark each case, and where they disagree we write down the rule that decides it."
)
SECOND_ANSWER = "For example, a nurse with 40 letters a day would stop reading them after the third wrong dose."


class Done(NamedTuple):
    """What a process left: its exit code, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def id(self) -> str:
        """The transcript's id, which stands on the last line."""
        words = self.out.splitlines()[-1].split()
        assert words[0] == "Transcript:", self
        return words[1]


@dataclass(frozen=True)
class Place:
    """A folder to be in, with a data folder and an environment that know nothing of whoever runs the tests."""

    folder: Path
    program: Path = PROGRAM
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Home:
        """The data folder; it need not exist yet."""
        return Home(self.folder / "data")

    @property
    def environment(self) -> dict[str, str]:
        """What the process is told."""
        plain = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        return plain | {"INTERVIEW_COACH_HOME": str(self.home.root)} | self.extra

    def run(self, *arguments: str, typed: str | bytes = b"", before: Callable[[], None] | None = None) -> Done:
        """Run the command to its end with ``typed`` piped into it; ``before`` is called in the new process.

        What ``before`` takes from the process must not spoil the compiled modules of others, so none are written then.
        """
        spared = {"PYTHONDONTWRITEBYTECODE": "1"} if before else {}
        done = subprocess.run(
            [self.program, *arguments],
            input=typed.encode() if isinstance(typed, str) else typed,
            capture_output=True,
            env=self.environment | spared,
            cwd=self.folder,
            timeout=PATIENCE,
            preexec_fn=before,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def shell(self, script: str) -> Done:
        """Run a shell script to its end; ``$0`` in it is the command."""
        done = subprocess.run(
            ["/bin/sh", "-c", script, str(self.program)],
            capture_output=True,
            env=self.environment,
            cwd=self.folder,
            timeout=PATIENCE,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def terminal(self, *arguments: str, rows: int = 24, cols: int = 80) -> Terminal:
        """Run the command in a terminal."""
        return Terminal([self.program, *arguments], env=self.environment, cwd=self.folder, rows=rows, cols=cols)

    def terminal_of(self, script: str) -> Terminal:
        """Run a shell script in a terminal; ``$0`` in it is the command."""
        return Terminal(["/bin/sh", "-c", script, self.program], env=self.environment, cwd=self.folder)

    @property
    def transcripts(self) -> list[Transcript]:
        """All interviews on disk, the newest first."""
        paths = sorted(self.home.transcripts.glob("*.jsonl"), reverse=True)
        return [_replayed(path, path.stat().st_size) for path in paths]

    @property
    def transcript(self) -> Transcript:
        """The one interview on disk."""
        (transcript,) = self.transcripts
        return transcript

    def my_move(self, turns: int) -> bool:
        """Return whether the one interview waits for the candidate, after so many turns of the open question."""
        current = self.transcripts[0].current if self.transcripts else None
        return current is not None and len(current.turns) == turns and owed(self.transcript) is Owed.CANDIDATE

    @property
    def draft(self) -> Draft | None:
        """The draft of the one interview."""
        (path,) = self.home.transcripts.glob("*.jsonl")
        return DraftStore(path).load()


@lru_cache(maxsize=4)
def _replayed(path: Path, size: int) -> Transcript:
    """Replay a journal once for each ``size`` that it grows to: tests look at it many times a second."""
    return read_journal(path).transcript


def answers(transcript: Transcript) -> list[str]:
    """Return what the candidate answered, in order."""
    return [turn.text for exchange in transcript.exchanges for _, turn in exchange.answers()]
