"""The apps whose start is compared, each run in a process of its own: ``python -m benchmarks.apps empty|home FILE``.

Writes, as JSON into FILE: seconds from the start of the process to the first paint (``paint``) and to the moment where
Home has everything (``ready``), and the largest resident memory in KiB (``memory``).
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from argparse import Namespace
from pathlib import Path, PurePath
from typing import Any, ClassVar

from textual.app import App


def _since_start() -> float:
    """Return the seconds since this process was created, interpreter start included (Linux)."""
    ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    started = ticks / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started


def _leave(app: App[Any], figures: dict[str, float]) -> None:
    figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    app.exit()


def empty() -> dict[str, float]:
    """Run a Textual app without anything in it."""
    figures: dict[str, float] = {}

    class Empty(App[None]):
        def on_ready(self) -> None:
            self.call_after_refresh(self.painted)

        def painted(self) -> None:
            figures["paint"] = figures["ready"] = _since_start()
            self.set_timer(0.3, lambda: _leave(self, figures))

    Empty().run()
    return figures


def home() -> dict[str, float]:
    """Run the app to its Home screen, exactly as the command does."""
    from interview_coach.cli.practice import _coach
    from interview_coach.tui import app as module

    figures: dict[str, float] = {}

    class Timed(module.CoachApp):
        # A relative path would be looked for beside this file.
        CSS_PATH: ClassVar[list[str | PurePath]] = [Path(module.__file__).with_name("app.tcss")]

        def on_ready(self) -> None:
            self.call_after_refresh(self.painted)
            self.set_interval(0.01, self.look)

        def painted(self) -> None:
            figures["paint"] = _since_start()

        def look(self) -> None:
            if self.coach is not None and "ready" not in figures:
                figures["ready"] = _since_start()
                self.set_timer(0.5, lambda: _leave(self, figures))

    Timed(load_coach=lambda: _coach(Namespace())).run()
    return figures


if __name__ == "__main__":
    measured = {"empty": empty, "home": home}[sys.argv[1]]()
    Path(sys.argv[2]).write_text(json.dumps(measured))
