"""Renew ``docs/coverage.md``: how many shipped questions fit each track and seniority, competency by competency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from interview_coach.domain.coverage import SIDES, Side, fitting
from interview_coach.domain.question import Question
from interview_coach.domain.vocabulary import Seniority, Track
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
    for name in ("format", "track", "seniority", "background"):
        yield from _totals(SIDES[name], questions)
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


def _totals(side: Side, questions: Sequence[Question]) -> Iterator[str]:
    yield f"| {side.title} | questions |"
    yield "|---|--:|"
    for value in side.values:
        yield f"| {value.value} | {fitting(questions, side, value)} |"
    yield ""


def _fitting(questions: Sequence[Question], track: Track, seniority: Seniority) -> int:
    track_side, seniority_side = SIDES["track"], SIDES["seniority"]
    return sum(track_side.fits(q, track) and seniority_side.fits(q, seniority) for q in questions)


def main() -> None:
    """Write the document."""
    TARGET.write_text(coverage(load_library(None).questions()))


if __name__ == "__main__":
    main()
