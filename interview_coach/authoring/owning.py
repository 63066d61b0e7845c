"""Which files are the user's own: those can be edited and deleted. What came with the program can be copied."""

from __future__ import annotations

from pathlib import Path

from interview_coach.library.sources import is_shipped, real_path
from interview_coach.paths import Home


def is_own(path: Path, home: Home) -> bool:
    """Return whether the file ``path`` lies in the data folder ``home`` and did not come with the program."""
    return real_path(path.parent) in (real_path(home.question_banks), real_path(home.rubrics)) and not is_shipped(path)
