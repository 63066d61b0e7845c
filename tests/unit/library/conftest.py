"""A small library of one shipped rubric and one shipped bank, and a data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.library import sources
from interview_coach.paths import Home
from tests.unit.library.samples import FULL_BANK, RUBRIC_TEXT, write


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ship one rubric and one bank."""
    root = tmp_path / "shipped"
    write(root / "rubrics" / "failure-modes.yaml", RUBRIC_TEXT)
    write(root / "question_banks" / "support-bots.yaml", FULL_BANK)
    monkeypatch.setattr(sources, "shipped_banks", lambda: root / "question_banks")
    monkeypatch.setattr(sources, "shipped_rubrics", lambda: root / "rubrics")
    return root


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")
