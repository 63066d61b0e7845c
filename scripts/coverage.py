"""Renew ``docs/coverage.md``: how many shipped questions fit each track and seniority, competency by competency."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from interview_coach.domain.question import Question
from interview_coach.domain.vocabulary import Background, Format, Seniority, Track
from interview_coach.library.loading import load_library

TARGET = Path(__file__).parent.parent / "docs" / "coverage.md"


def coverage(questions: Sequence[Question]) -> str:
    """Return the document."""
    return "\n".join(_lines(questions)) + "\n"


def _lines(questions: Sequence[Question]) -> Iterator[str]:
    competencies = sorted({q.competency for q in questions})
    yield "# What the shipped questions cover"
    yield ""
    yield "Made by `python -m scripts.coverage`; a test keeps it true. A question that names no track, seniority or"
    yield "background fits all of them."
    yield ""
    yield f"**{len(questions)} questions** on {len(competencies)} competencies."
    yield ""
    yield from _totals("format", Format, lambda q, f: f in q.formats, questions)
    yield from _totals("track", Track, lambda q, t: not q.tracks or t in q.tracks, questions)
    yield from _totals("seniority", Seniority, lambda q, s: not q.seniorities or s in q.seniorities, questions)
    yield from _totals("background", Background, lambda q, b: not q.backgrounds or b in q.backgrounds, questions)
    yield "## By competency, track and seniority"
    yield ""
    yield "Each cell: associate / mid / senior / director."
    yield ""
    yield f"| competency | questions | {' | '.join(t.value for t in Track)} |"
    yield f"|---|--:|{'|'.join(':-:' for _ in Track)}|"
    for competency in competencies:
        own = [q for q in questions if q.competency == competency]
        cells = (" / ".join(str(_fitting(own, track, s)) for s in Seniority) for track in Track)
        yield f"| `{competency}` | {len(own)} | {' | '.join(cells)} |"


Kind = TypeVar("Kind", bound=StrEnum)


def _totals(
    title: str, values: type[Kind], fits: Callable[[Question, Kind], bool], questions: Sequence[Question]
) -> Iterator[str]:
    yield f"| {title} | questions |"
    yield "|---|--:|"
    for value in values:
        yield f"| {value.value} | {sum(fits(q, value) for q in questions)} |"
    yield ""


def _fitting(questions: Sequence[Question], track: Track, seniority: Seniority) -> int:
    return sum(
        (not q.tracks or track in q.tracks) and (not q.seniorities or seniority in q.seniorities) for q in questions
    )


def main() -> None:
    """Write the document."""
    TARGET.write_text(coverage(load_library(None).questions()))


if __name__ == "__main__":
    main()
