"""How far long work is, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

WIDTH = 30
"""Characters of the bar."""

FEW = 200
"""Things that are done before anybody would look at a bar."""


def bar(what: str) -> Callable[[int, int], None]:
    """Return what draws a bar on standard error when it is told how many are done and of how many.

    Where that is no terminal, or there are few, it draws nothing.
    """
    if not sys.stderr.isatty():
        return lambda done, total: None

    def draw(done: int, total: int) -> None:
        if total < FEW:
            return
        full = WIDTH * done // total
        line = f"\r{what} [{'#' * full}{'.' * (WIDTH - full)}] {done:,} of {total:,}"
        print(line, end="\n" if done >= total else "", file=sys.stderr, flush=True)

    return draw
