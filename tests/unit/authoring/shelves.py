"""Shelves for tests: what was shipped is read once for all of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from interview_coach.authoring import finding, shelf
from interview_coach.authoring.shelf import Shelf
from interview_coach.library.loading import load_library
from interview_coach.library.remembering import FileCache
from interview_coach.paths import Home

_CACHE = FileCache()


@pytest.fixture(autouse=True)
def files_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files that did not change only once for all tests, as the app does. Test modules import it."""
    monkeypatch.setattr(finding, "load_library", partial(load_library, cache=_CACHE))
    monkeypatch.setattr(shelf, "FileCache", lambda: _CACHE)


def shelf_at(folder: Path) -> Shelf:
    """Return a shelf with a data folder of its own."""
    return Shelf(Home(folder), _CACHE)
