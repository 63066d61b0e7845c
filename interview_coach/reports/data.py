"""The JSON form of a transcript: what scripts rely on."""

from __future__ import annotations

from typing import Any

from interview_coach.domain.grade import ExchangeGrade
from interview_coach.domain.scoring import scorecard
from interview_coach.domain.transcript import Exchange, Transcript, Turn

EXPORT_VERSION = 1
"""``schema_version`` of this form; raised when a field changes its meaning or goes, not when one is added."""


def transcript_data(transcript: Transcript) -> dict[str, Any]:
    """Return plain values for JSON.

    ``schema_version, id, plan, exchanges[] {question_id, competency, turns[] {role, text, at}, grade}, scorecard``;
    each criterion's grade holds ``criterion, status, level, reason, evidence[] {quote, turn, start, end}``.
    ``grade`` is the one that counts; ``earlier_grades`` holds all others in the order of time, and among them may be a
    later one: a grading that failed altogether takes no level away, so the one before it goes on counting.
    Instants are ISO 8601 in UTC, durations seconds, levels 1.0 to 5.0.
    """
    return {
        "schema_version": EXPORT_VERSION,
        "id": transcript.id,
        "name": transcript.name,
        "tags": list(transcript.tags),
        "note": transcript.note,
        "started_at": _plain(transcript)["started_at"],
        "ended_at": _plain(transcript)["ended_at"],
        "ended": transcript.ended,
        "active_seconds": round(transcript.active_seconds, 3),
        "plan": transcript.plan.model_dump(mode="json"),
        "exchanges": [_exchange(e) for e in transcript.exchanges],
        "scorecard": scorecard(transcript).model_dump(mode="json"),
        "debrief": transcript.debrief.model_dump(mode="json") if transcript.debrief else None,
        "spent": transcript.spent().model_dump(mode="json"),
        "strays": [event.model_dump(mode="json") for event in transcript.strays],
    }


def _plain(transcript: Transcript) -> dict[str, Any]:
    return transcript.model_dump(mode="json", include={"started_at", "ended_at"})


def _exchange(exchange: Exchange) -> dict[str, Any]:
    return {
        "question_id": exchange.question.id,
        "competency": exchange.question.competency,
        "closed": exchange.closed,
        "active_seconds": round(exchange.active_seconds, 3),
        "self_level": exchange.self_level,
        "turns": [_turn(t) for t in exchange.turns],
        "grade": _grade(exchange.grade) if exchange.grade else None,
        "earlier_grades": [_grade(g) for g in exchange.grades if g is not exchange.grade],
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return turn.model_dump(mode="json", exclude_defaults=True) | {"text": turn.text}


def _grade(grade: ExchangeGrade) -> dict[str, Any]:
    return grade.model_dump(mode="json")
