"""Printing tables and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from interview_coach.domain.text import spelt_out


def print_json(data: Any) -> None:
    """Print ``data`` as JSON; everything but ASCII is escaped, so no terminal obeys what is in it."""
    print(json.dumps(data, indent=2, default=str))


def say(text: object) -> None:
    """Print ``text`` as a line or several; what would steer the terminal is spelt out."""
    print(spelt_out(str(text)))


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns as wide as their widest cell; the first row is the heading."""
    safe = [[spelt_out(cell).replace("\n", " ") for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in safe) for column in range(len(safe[0]))]
    for row in safe:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
