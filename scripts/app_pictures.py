"""What the scripts share that take pictures of the app: waiting until it rests, and exporting what it shows."""

from __future__ import annotations

import re
from pathlib import Path

from textual.pilot import Pilot

from interview_coach.tui.app import CoachApp

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (110, 34)


async def until(pilot: Pilot[None], screen: type[object]) -> None:
    """Wait until a ``screen`` is on top."""
    while not isinstance(pilot.app.screen, screen):
        await pilot.pause(0.05)


async def settle(pilot: Pilot[None]) -> None:
    """Let everything that was set going come to its end."""
    for _ in range(12):
        await pilot.pause(0.05)


def export(app: CoachApp, name: str) -> None:
    """Write what ``app`` shows as the picture called ``name``."""
    svg = app.export_screenshot(title="interview-coach")
    # The exporter makes new names for its styles at every run; steady ones keep the pictures comparable.
    steady = re.sub(r"terminal-\d+", f"terminal-{name}", svg)
    (PICTURES / f"{name}.svg").write_text(steady)
