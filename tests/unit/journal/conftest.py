"""A data folder, and a journal that has just begun."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview_coach.journal.journal import Journal
from interview_coach.paths import Home
from tests.support.events import started


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def journal(home: Home) -> Iterator[Journal]:
    created = Journal.create(home, started())
    yield created
    created.close()
