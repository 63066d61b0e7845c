"""How many answers of 250 words the offline grader estimates in a second, on one core."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from benchmarks.report import Figure
from interview_coach.domain.transcript import Exchange, Turn
from interview_coach.domain.vocabulary import CloseReason, Purpose, Role
from interview_coach.grading.offline import OfflineGrader
from interview_coach.lexical.tokens import sentences
from interview_coach.library.loading import load_library

ANSWERS = 600
WORDS = 250
AIM = 500


def grading_speed() -> list[Figure]:
    """Estimate distinct answers, made from the shipped model answers, over all shipped questions."""
    exchanges = _exchanges()
    grader = OfflineGrader()
    for exchange in {e.question.id: e for e in exchanges}.values():
        grader.estimate(exchange)  # compiles each question's cues, once for an interview
    before = time.process_time()
    for exchange in exchanges:
        grader.estimate(exchange)
    spent = time.process_time() - before
    before = time.process_time()
    for exchange in exchanges:
        sentences.__wrapped__(exchange.turns[1].text)
    stemming = time.process_time() - before
    speed = ANSWERS / spent
    return [
        Figure(
            f"offline grading: answers of {WORDS} words a second",
            f"{speed:.0f} = {speed / AIM:.2f} x the aim",
            f">= {AIM}",
        ),
        Figure("offline grading against only cutting and stemming", f"{spent / stemming:.1f} x", "-"),
    ]


def _exchanges() -> list[Exchange]:
    at = datetime.now(UTC)
    library = load_library(None)
    questions = library.questions()
    words = " ".join(q.model_answer.text for q in questions if q.model_answer).split()
    made = []
    for number in range(ANSWERS):
        question = questions[number % len(questions)]
        begin = number * 7 % (len(words) - WORDS)
        text = " ".join([*words[begin : begin + WORDS - 1], str(number)])
        turns = (
            Turn(role=Role.INTERVIEWER, text=question.spoken, at=at, purpose=Purpose.OPEN),
            Turn(role=Role.CANDIDATE, text=text, at=at, purpose=Purpose.ANSWER),
        )
        rubric = library.rubrics[question.rubric]
        made.append(Exchange(question=question, rubric=rubric, turns=turns, closed=CloseReason.ANSWERED))
    return made
