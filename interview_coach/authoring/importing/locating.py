"""Problems of a file to be, told where they stand in the source that it is made from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from interview_coach.authoring.importing.assembling import Draft
from interview_coach.authoring.importing.source import Source
from interview_coach.authoring.importing.told import Fault
from interview_coach.library.problems import Excerpt, Location, Problem

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_LONGEST_LINE = 400


def problems_of(source: Source, faults: Iterable[Fault]) -> list[Problem]:
    """Return ``faults`` as problems of the source."""
    return [_problem(source, fault) for fault in faults]


def at_source(problem: Problem, draft: Draft, source: Source) -> Problem:
    """Return a problem of the file to be as one of the source, where its value was told."""
    place = draft.place(_way(problem.field))
    return _problem(source, Fault(place, problem.message, problem.severity, problem.expected), problem.suggestion)


def _way(name: str) -> Location:
    return tuple(int(number) if number else step for number, step in _STEP.findall(name))


def _problem(source: Source, fault: Fault, suggestion: str = "") -> Problem:
    line, column = fault.place
    lines = source.text.split("\n", line)
    text = lines[line - 1] if line <= len(lines) else ""
    start = max(0, column - 1 - _LONGEST_LINE // 2) if len(text) > _LONGEST_LINE else 0
    return Problem(
        path=source.path,
        line=line,
        column=column,
        field="",
        message=fault.message,
        severity=fault.severity,
        expected=fault.expected,
        suggestion=suggestion,
        excerpt=Excerpt(text[start : start + _LONGEST_LINE], start + 1),
    )
