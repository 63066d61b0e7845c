"""How long it takes to read and check banks and rubrics: the shipped ones, a large one, and again after an edit."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.report import Figure
from interview_coach.library import FileCache, check_files, load_library
from interview_coach.paths import Home

QUESTION = """\
  - ask: "Case {n}: how would you decide whether the summariser for client {n} is good enough to launch?"
    minutes: 7
    key_points:
      - text: Names who is hurt by a wrong summary for client {n}.
        criterion: success-criteria
        weight: 2
        cues: [who gets hurt {n}, worst case {n}]
      - Says what good means for client {n}.
    probes:
      - {{ask: "What would that cost client {n}?", aims_at: success-criteria}}
    hints: [Think of client {n}, Think of the worst case, Think of who reads it]
    exemplars:
      - {{level: 1, text: I would try it with client {n}.}}
      - {{level: 3, text: I would ask who reads it and try it on a hundred summaries of client {n}.}}
"""


def library_load() -> list[Figure]:
    """Read the library several times in this process; check large banks; read again after an edit."""
    library = load_library(None)
    count = len(library.questions())
    spent = _median_seconds(lambda: load_library(None))
    with tempfile.TemporaryDirectory() as folder:
        return [
            Figure(
                f"library: {count} questions in {len(library.banks)} banks",
                f"{spent * 1000:.0f} ms = {spent / count * 1000:.1f} ms each",
                "<= 150 ms",
            ),
            *_large_banks(Path(folder), spent),
            *_reload(Path(folder) / "home"),
        ]


def bank(questions: int) -> str:
    """Return a bank of so many questions."""
    return "title: Large\nrubric: evaluation-design\nquestions:\n" + "".join(
        QUESTION.format(n=number) for number in range(questions)
    )


def _large_banks(folder: Path, alone: float) -> list[Figure]:
    """Check a bank of 1,000 questions, once sound and once with a problem in each; ``alone`` is the shipped library."""
    sound, broken = folder / "sound.yaml", folder / "broken.yaml"
    sound.write_text(bank(1000))
    broken.write_text(bank(1000).replace("weight:", "weigth:"))
    figures = []
    for path, what in ((sound, "nothing wrong"), (broken, "a problem in each")):
        told = len(check_files([path]))
        spent = _median_seconds(partial(check_files, [path])) - alone
        figures.append(
            Figure(f"a bank of 1,000 questions, {what}", f"{spent * 1000:.0f} ms, {told:,} problems", "<= 1 s")
        )
    return figures


def _reload(root: Path) -> list[Figure]:
    """Edit a bank of 50 questions beside the shipped ones and load the library again."""
    home, cache = Home(root), FileCache()
    path = home.question_banks / "mine.yaml"
    path.parent.mkdir(parents=True)
    spent = []
    for number in range(6):
        path.write_text(bank(50).replace("title: Large", f"title: Large {number}"))
        before = time.process_time()
        assert load_library(home, cache=cache).bank("mine").title == f"Large {number}"
        spent.append(time.process_time() - before)
    idle = _median_seconds(lambda: load_library(home, cache=cache))
    return [
        Figure("reload after an edit of a bank of 50 questions", f"{median(spent[1:]) * 1000:.0f} ms", "<= 200 ms"),
        Figure("reload where nothing changed", f"{idle * 1000:.1f} ms", "-"),
    ]


def _median_seconds(what: Callable[[], object]) -> float:
    spent = []
    for _ in range(5):
        before = time.process_time()
        what()
        spent.append(time.process_time() - before)
    return median(spent)
