"""The shipped library is read once for all of these tests; those about learning share a coach and its clock."""

from pathlib import Path

import pytest

from tests.support.coaches import LibraryCoach, a_coach
from tests.support.events import Clock
from tests.support.shipped import library_once

__all__ = ["library_once"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def coach(tmp_path: Path, clock: Clock) -> LibraryCoach:
    return a_coach(tmp_path, clock)
