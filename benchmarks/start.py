"""How long until Home stands, and how much memory it takes, against an empty Textual app: whole processes in a pty."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.library import bank
from benchmarks.report import Figure

RUNS = 9
"""Of each app, in turn, after one of each that is not counted."""

OWN_BANKS = 200
"""Question banks in the data folder, in the run that shows that the first paint does not wait for them."""


def start_and_memory() -> list[Figure]:
    """Start both apps in turn and compare the medians."""
    measured: dict[str, list[dict[str, float]]] = {"empty": [], "home": [], "banks": []}
    for number in range(RUNS + 1):
        for app, runs in measured.items():
            figures = _run(app) if app != "banks" else _run("home", own_banks=OWN_BANKS)
            if number:
                runs.append(figures)

    def middle(app: str, name: str) -> float:
        return median(run[name] for run in measured[app])

    paint, ready = middle("home", "paint"), middle("home", "ready")
    empty, memory = middle("empty", "paint"), middle("home", "memory") / middle("empty", "memory")
    with_banks = middle("banks", "paint")
    return [
        Figure("empty app: first paint", f"{empty * 1000:.0f} ms", "the measure"),
        Figure("Home: first paint, its keys work", f"{paint * 1000:.0f} ms = {paint / empty:.2f} x", "<= 1.5 x"),
        Figure(
            f"Home: first paint with {OWN_BANKS} banks of one's own",
            f"{with_banks * 1000:.0f} ms = {with_banks / paint:.2f} x Home",
            "<= 1.05 x Home",
        ),
        Figure("Home: lists filled, coach loaded", f"{ready * 1000:.0f} ms = {ready / empty:.2f} x", "-"),
        Figure("Home: largest resident memory", f"{memory:.2f} x", "<= 1.6 x"),
    ]


def _run(app: str, *, own_banks: int = 0) -> dict[str, float]:
    """Run one app in a pseudo-terminal of its own and return what it measured."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(own_banks):
            path = Path(folder) / "question_banks" / f"bank-{number}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(bank(5).replace("client ", f"client {number}-"))
        target = Path(folder) / "figures.json"
        leader, follower = pty.openpty()
        environ = os.environ | {
            "INTERVIEW_COACH_HOME": folder,
            "TERM": "xterm-256color",
            "COLUMNS": "80",
            "LINES": "24",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.apps", app, str(target)],
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env=environ,
            start_new_session=True,
        )
        os.close(follower)
        while True:
            try:
                if not os.read(leader, 65_536):
                    break
            except OSError:
                break
        process.wait(timeout=60)
        os.close(leader)
        figures: dict[str, float] = json.loads(target.read_text())
        return figures
