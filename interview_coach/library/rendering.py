"""How problems are shown: as text with the line in question, as JSON, and as annotations of a GitHub workflow."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from interview_coach.domain.text import spelt_out
from interview_coach.library.problems import Excerpt, Problem

WINDOW = 100
"""Columns of a terminal that the shown part of a line takes at most, without its number."""

_BEFORE = 60
"""Columns of a longer line that are shown before the place in question."""

_CUT = "…"


def as_text(problem: Problem) -> str:
    """Return the problem in lines: where and what, the line in question with a caret, what was expected.

    A long list of what may stand there is left out where a word is suggested.

    ::

        my-bank.yaml:9:9: `weigth`: did you mean `weight`?
            9 |         weigth: 2
              |         ^^^^^^ weight
              = expected a field of a key point: id, text, criterion, weight, cues
    """
    advice = " (advice)" if problem.severity == "advice" else ""
    lines = [f"{problem.place}: {problem.message}{advice}"]
    number = f"{problem.line:>5}"
    margin = " " * len(number)
    if problem.excerpt is not None and problem.excerpt.text.strip():
        text, caret = _pointed_at(problem.excerpt, problem.column, problem.end_column)
        lines.append(f"{number} | {text}")
        lines.append(f"{margin} | {caret} {spelt_out(problem.suggestion)}".rstrip())
    known_enough = problem.suggestion and len(problem.expected) > WINDOW
    if not problem.expects_nothing_more and not known_enough:
        lines.append(f"{margin} = expected {spelt_out(problem.expected)}")
    return "\n".join(lines)


def as_data(problem: Problem) -> dict[str, Any]:
    """Return the problem as plain values, for JSON; what is not known is ``None``, what there is not is empty."""
    return {
        "path": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.end_column,
        "field": problem.field,
        "message": problem.message,
        "expected": problem.expected,
        "suggestion": problem.suggestion,
        "severity": problem.severity,
        "source": problem.excerpt.text if problem.excerpt else None,
        "source_column": problem.excerpt.column if problem.excerpt else None,
    }


def as_annotation(problem: Problem, root: Path) -> str:
    """Return the problem as a GitHub workflow command: ``::error file=…,line=…::message``.

    Files below ``root``, where the workflow runs, are named as seen from there; otherwise GitHub does not find them.
    The form and its escapes are those of "Workflow commands for GitHub Actions" and of ``@actions/core``.
    """
    kind = "error" if problem.severity == "error" else "notice"
    path = problem.path.absolute()
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(problem.path)
    properties = {"file": name, "line": problem.line, "endLine": problem.line, "col": problem.column}
    if problem.end_column is not None:
        properties["endColumn"] = problem.end_column - 1
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{kind} {given}::{_escaped(problem.sentence)}"


def _escaped(text: str) -> str:
    return spelt_out(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _pointed_at(excerpt: Excerpt, column: int, end_column: int | None) -> tuple[str, str]:
    """Return the line, or the part of it around ``column`` that fits, and the carets that stand below it."""
    cells = [_cell(character) for character in excerpt.text.rstrip()]
    at = min(max(0, column - excerpt.column), len(cells))
    end = min(max(at + 1, (end_column or column + 1) - excerpt.column), max(len(cells), at + 1))
    first, last = _window(cells, at)
    cut = _CUT if first or excerpt.column > 1 else ""
    more = _CUT if last < len(cells) else ""
    before = len(cut) + sum(width for _, width in cells[first:at])
    carets = sum(width for _, width in cells[at : min(end, last)])
    return cut + "".join(text for text, _ in cells[first:last]) + more, " " * before + "^" * max(1, carets)


def _window(cells: list[tuple[str, int]], at: int) -> tuple[int, int]:
    """Return which of ``cells`` are shown, from and to: all where they fit, else those around ``at``."""
    if sum(width for _, width in cells) <= WINDOW:
        return 0, len(cells)
    first = at
    taken = 0
    while first > 0 and taken + cells[first - 1][1] <= _BEFORE:
        first -= 1
        taken += cells[first][1]
    last = at
    while last < len(cells) and taken + cells[last][1] <= WINDOW:
        taken += cells[last][1]
        last += 1
    return first, last


def _cell(character: str) -> tuple[str, int]:
    """Return how a character is shown, and how many columns of a terminal that takes (Unicode Annex 11)."""
    if character == "\t":
        return "    ", 4
    text = spelt_out(character)
    if len(text) > 1:
        return text, len(text)
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1
