"""What the worst files may cost: a second and 200 MB each, measured in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coach.library.parsing import MAX_EVENTS
from interview_coach.library.reading import MAX_BYTES

HEAD = "title: A\nrubric: failure-modes\nquestions:\n"
SECONDS, MEGABYTES = 1.0, 200

MEASURE = """
import json, resource, sys, time
from pathlib import Path
from tests.unit.library.samples import rubrics
from interview_coach.library.pieces import bank_piece, rubric_piece
from interview_coach.library.reading import read_bytes
from interview_coach.library.rendering import as_text
from interview_coach.library.sources import Source
known, costs = rubrics(), {}
for name in sys.argv[1:]:
    path = Path(name)
    source = Source(path, "bank")
    before, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    raw = read_bytes(path)
    piece = rubric_piece(source, raw) if path.stem.startswith("rubric") else bank_piece(source, raw, known)
    shown = [as_text(problem) for problem in piece.problems]
    spent = time.process_time() - before
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    costs[path.stem] = [spent, grown, len(shown)]
print(json.dumps(costs))
"""


def lines(head: str, events: int, line: Callable[[int], str]) -> str:
    """Return ``head`` and as many lines of so many parser's events each as a file may hold."""
    found, size = [head], 0
    for number in range(MAX_EVENTS // events - 20):
        size += len(found[-1])
        if size > MAX_BYTES - 400:
            break
        found.append(line(number))
    return "".join(found)


WORST: dict[str, Callable[[], str]] = {
    "misspelt fields": lambda: lines(HEAD, 6, lambda n: f"- {{aks{n}: x, askk: {n}}}\n"),
    "wrong values": lambda: lines(HEAD, 13, lambda n: f"- {{ask: {n}, minutes: x, formats: q{n}, hints: {{}}}}\n"),
    "unknown fields": lambda: lines(f"{HEAD}- ask: A\n", 2, lambda n: f"  field{n}: {n}\n"),
    "no ids": lambda: lines(HEAD, 4, lambda n: "- ask: why\n"),
    "many numbers": lambda: lines(HEAD, 1, lambda n: f"- {10**30 + n}\n"),
    "key points": lambda: lines(f"{HEAD}- ask: a\n  key_points:\n", 4, lambda n: f"  - {{txt: a{n}}}\n"),
    "brackets": lambda: "[" * MAX_BYTES,
    "open quote": lambda: f'{HEAD}- ask: "' + "x\n" * 900_000,
    "one line": lambda: f"{HEAD}- ask: " + "x" * 1_900_000,
    "control characters": lambda: f"{HEAD}- ask: " + "\x07" * 1_900_000,
    "escapes": lambda: f'{HEAD}- ask: "' + "\\x07" * 450_000 + '"',
    "rubric": lambda: lines("criteria:\n", 12, lambda n: f"- {{title: a{n}, weight: 1, levels: {{7: b{n}}}}}\n"),
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="needs resource")
def test_no_file_costs_more_than_a_second_or_two_hundred_megabytes(tmp_path: Path) -> None:
    paths = []
    for name, text in WORST.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(text(), encoding="utf-8")
        paths.append(path)
    huge = tmp_path / "huge.yaml"
    huge.touch()
    os.truncate(huge, 100_000_000)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *map(str, [*paths, huge])],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    costs = json.loads(done.stdout)
    assert set(costs) == {*WORST, "huge"}
    assert {n: c for n, c in costs.items() if c[0] > SECONDS or c[1] > MEGABYTES or not c[2]} == {}
