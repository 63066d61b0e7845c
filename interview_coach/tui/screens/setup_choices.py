"""What the setup form offers to choose from, and how a choice is laid out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label, Select

from interview_coach.domain.plan import TimeScope
from interview_coach.domain.vocabulary import Background, Engine, Format

AUTO = "auto"
"""The choice of the engine that is available."""

OWN = "own"
"""The choice of the questions' own time limits."""

TIMES = (
    (OWN, "As each question says"),
    (TimeScope.QUESTION, "Minutes a question"),
    (TimeScope.INTERVIEW, "Minutes in all"),
)
ENGINES = (("What is available", AUTO), ("Offline coach", Engine.OFFLINE.value), ("Claude", Engine.CLAUDE.value))
SEVERAL = (Format.MOCK, Format.PORTFOLIO)
"""Formats with as many questions as are wished."""

WORDS = {Background.FROM_PM: "Product manager", Background.FROM_TECHNICAL: "Engineer or scientist"}


def select_field(name: str, label: str, options: list[tuple[str, str]]) -> ComposeResult:
    """Lay out a choice under its label; ``options`` are words and values."""
    with Vertical(classes="field"):
        yield Label(label, classes="label")
        yield Select(options, id=name, allow_blank=False, compact=True)
