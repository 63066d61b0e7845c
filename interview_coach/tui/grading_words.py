"""The gradings of one answer, a line each: when, by whom, against what; and how two of them differ."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from interview_coach.domain.comparing import gradings_differ
from interview_coach.domain.levels import level_words, margin_of
from interview_coach.domain.scoring import weighted_level
from interview_coach.domain.transcript import Exchange
from interview_coach.tui.safe_text import one_line
from interview_coach.tui.words import moment

UNASSESSED = "Guess your own level first: then the grades show here. Press u to take the interview up."
NOT_OVER = "This question is still open: it is graded once it is over."
WHILE_STEPPING = "The grades show when you have stepped to the end of the question, or press s."


def grading_line(exchange: Exchange, place: int, now: datetime) -> Content:
    """Return the line of one grading: its number, level, grader, rubric, prompt, time; and whether it counts."""
    grade = exchange.grades[place]
    info = grade.grader
    level = weighted_level(grade, exchange.rubric_of(grade))
    words = "no level" if level is None else level_words(level, margin_of(estimate=not info.full))
    counts = " · counts" if grade == exchange.grade else ""
    unfinished = "" if grade.finished else " · not finished"
    prompt = f" · prompt {info.prompt_hash}" if info.prompt_hash else ""
    about = f"{info.engine} ({info.model}) · {moment(grade.at, now)} · rubric {grade.rubric_hash}{prompt}"
    return Content.assemble((f"{place + 1}  {words}", "bold"), f"{counts}{unfinished}\n   {one_line(about)}")


def how_they_differ(exchange: Exchange, first: int, second: int) -> str:
    """Say what two gradings of an exchange were made with that differs; that they are comparable where nothing does."""
    found = gradings_differ(exchange, exchange.grades[first], exchange.grades[second])
    return " ".join(found) if found else "Same grader, instructions and rubric: their levels can be compared."


def what_hides_grades(exchange: Exchange) -> str:
    """Say why the grades of an exchange do not show yet; empty where they may."""
    if not exchange.closed:
        return NOT_OVER
    return UNASSESSED if exchange.answers() and not exchange.self_assessed else ""
