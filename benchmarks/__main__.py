"""Measure what the design promises, as ratios within one run: ``make bench``.

Nothing here passes or fails. Each line says what was measured, the figure, and the aim.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.archive import archive
from benchmarks.grading import grading_speed
from benchmarks.grading_at_once import grading_at_once
from benchmarks.journal import append_stall
from benchmarks.keystrokes import keystroke_to_paint
from benchmarks.library import library_load
from benchmarks.report import Figure
from benchmarks.start import start_and_memory
from benchmarks.streaming import streaming

BENCHMARKS: tuple[Callable[[], list[Figure]], ...] = (
    start_and_memory,
    keystroke_to_paint,
    append_stall,
    grading_speed,
    library_load,
    streaming,
    grading_at_once,
    archive,
)


def main() -> None:
    """Run all benchmarks and print their figures as they come."""
    for benchmark in BENCHMARKS:
        for figure in benchmark():
            print(figure, flush=True)


if __name__ == "__main__":
    main()
