"""What a grader is: something that turns an exchange into results, one criterion after the other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Protocol

from interview_coach.domain.grade import Graded, GraderInfo, KeyPointFinding, Ungraded
from interview_coach.domain.transcript import Exchange


class Grader(Protocol):
    """Scores exchanges against their rubrics. It never sees what the interviewer thought."""

    @property
    def info(self) -> GraderInfo:
        """Who grades; recorded with every grade."""
        ...

    def grade(
        self, exchange: Exchange, *, index: int | None = None, only: Iterable[str] = ()
    ) -> AsyncIterator[Graded | Ungraded | tuple[KeyPointFinding, ...]]:
        """Yield each criterion's result as it comes, and once the findings on the key points.

        Args:
            exchange: what is graded.
            index: its place in the interview, where that is known; what it costs is booked to it.
            only: the ids of the criteria to grade; all, with the key points, where none is named.

        What cannot be graded comes as :class:`~interview_coach.domain.grade.Ungraded` with its reason.
        """
        ...
