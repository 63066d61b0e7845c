"""What an exchange can be compared with: other gradings of it, and other attempts at its question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from interview_coach.domain.comparing import compare_attempts
from interview_coach.domain.levels import level_words, margin_of
from interview_coach.errors import CoachError
from interview_coach.tui.compare_words import Side, side
from interview_coach.tui.grading_words import how_they_differ
from interview_coach.tui.safe_text import one_line
from interview_coach.tui.words import FORMAT_WORDS, moment

if TYPE_CHECKING:
    from interview_coach.domain.attempt import Attempt
    from interview_coach.domain.transcript import Transcript
    from interview_coach.wiring import Coach


@dataclass(frozen=True)
class Comparable:
    """Something to compare with: a grading of the same exchange, or another attempt."""

    interview: str
    exchange: int
    run: str | None
    line: Content


def other_gradings(transcript: Transcript, index: int, shown: int | None) -> list[Comparable]:
    """Return the gradings of an exchange beside the one that is shown, with what differs."""
    exchange = transcript.exchanges[index]
    return [
        Comparable(
            transcript.id,
            index,
            grade.run,
            Content.assemble(
                (f"Grading {place + 1} of this answer", "bold"),
                f"  {grade.grader.engine} ({one_line(grade.grader.model, 60)})\n  ",
                how_they_differ(exchange, place, shown),
            ),
        )
        for place, grade in enumerate(exchange.grades)
        if shown is not None and place != shown
    ]


def other_attempts(coach: Coach, mine: Attempt, now: datetime) -> list[Comparable]:
    """Return the other attempts at the same question, the newest first. Blocks; raises ``CoachError``."""
    attempts = [a for a in coach.archive.attempts() if a.question == mine.question]
    others = [a for a in attempts if (a.interview, a.exchange) != (mine.interview, mine.exchange)]
    return [Comparable(a.interview, a.exchange, None, _attempt_line(a, mine, now)) for a in reversed(others)]


def _attempt_line(other: Attempt, mine: Attempt, now: datetime) -> Content:
    margin = margin_of(estimate=other.scale is None or not other.scale.full)
    level = "no level" if other.level is None else level_words(other.level, margin)
    comparison = compare_attempts(other, mine)
    how = "can be compared" if comparison.comparable else one_line(f"no differences: {comparison.obstacles[0]}", 160)
    head = f"{FORMAT_WORDS[other.format]} of {moment(other.at, now)}"
    return Content.assemble((head, "bold"), f"  {level}\n  {how}")


def sides(coach: Coach, transcript: Transcript, index: int, run: str | None, other: Comparable) -> tuple[Side, Side]:
    """Return both sides, the earlier one first. Blocks.

    Raises:
        CoachError: the other one cannot be read any more, or has no such question.
    """
    mine = side(transcript, index, run)
    same = other.interview == transcript.id
    theirs = transcript if same else coach.store.read(other.interview).transcript
    found = side(theirs, other.exchange, other.run)
    if mine is None or found is None:
        raise CoachError("One of the two is not over yet, so there is nothing to compare.")
    return in_order(mine, found)


NOTHING_SHARED = (
    "The two interviews have no question in common. Attempts at the same question can be compared; open one of them "
    "and press c to see what there is."
)


def shared(coach: Coach, first: str, second: str) -> list[tuple[Side, Side]]:
    """Return the questions that two interviews share, with both attempts, the earlier one first. Blocks.

    Two interviews of one question each are returned in any case: why they cannot be compared is to be shown then.

    Raises:
        CoachError: one of them cannot be read.
    """
    ours = _closed(coach.store.read(first).transcript)
    theirs = _closed(coach.store.read(second).transcript)
    alone = len(ours) == len(theirs) == 1
    return [
        in_order(one, other)
        for one in ours
        for other in theirs
        if alone or one.attempt.question == other.attempt.question
    ]


def _closed(transcript: Transcript) -> list[Side]:
    found = (side(transcript, index) for index in range(len(transcript.exchanges)))
    return [one for one in found if one is not None]


def in_order(one: Side, other: Side) -> tuple[Side, Side]:
    """Return both, the earlier one first: by when the candidate spoke, and of one answer by the gradings."""

    def place(side: Side) -> tuple[datetime, int]:
        return side.attempt.at, side.number

    return (one, other) if place(one) <= place(other) else (other, one)
