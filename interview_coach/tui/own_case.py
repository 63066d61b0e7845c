"""The candidate's own case: the file that they name, as somebody types a path or drags a file into a terminal."""

from __future__ import annotations

import shlex
from contextlib import suppress
from pathlib import Path

from interview_coach.errors import ContentError


def path_of(typed: str) -> Path | None:
    """Return the path that was typed, quotes and a leading ``~`` understood; ``None`` where nothing was."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif "\\ " in text:  # as terminals write a file that is dragged into them
        with suppress(ValueError):
            text = " ".join(shlex.split(text))
    if not text:
        return None
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:  # there is no such user
        return path


def read_case(typed: str) -> str:
    """Return the case in the file whose path was typed; empty where none was. Blocks.

    Raises:
        ContentError: it cannot be read, is no text, is empty, or is too long.
    """
    from interview_coach.wiring.portfolio import read_portfolio

    path = path_of(typed)
    if path is None:
        return ""
    try:
        return read_portfolio(path)
    except ContentError as error:
        raise ContentError(str(error).removeprefix("--portfolio: ")) from error
    except ValueError as error:
        raise ContentError(f"{path} is no path.") from error
