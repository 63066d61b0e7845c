"""How long it takes to read and check all shipped banks and rubrics."""

from __future__ import annotations

import time
from statistics import median

from benchmarks.report import Figure
from interview_coach.library.loading import load_library


def library_load() -> list[Figure]:
    """Read the library several times in this process."""
    spent = []
    for _ in range(5):
        before = time.process_time()
        library = load_library(None)
        spent.append(time.process_time() - before)
    count = len(library.questions())
    return [
        Figure(
            f"library: {count} questions in {len(library.banks)} banks",
            f"{median(spent) * 1000:.0f} ms = {median(spent) / count * 1000:.1f} ms each",
            "<= 150 ms",
        )
    ]
