"""Shelves for tests: what was shipped is read once for all of them."""

from __future__ import annotations

from pathlib import Path

from interview_coach.authoring.shelf import Shelf
from interview_coach.library.remembering import FileCache
from interview_coach.paths import Home

_CACHE = FileCache()


def shelf_at(folder: Path) -> Shelf:
    """Return a shelf with a data folder of its own."""
    return Shelf(Home(folder), _CACHE)
