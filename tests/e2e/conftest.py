"""A place of its own for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.running import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = tmp_path / "somewhere"
    folder.mkdir()
    return Place(folder)
