"""Holding an interviewer to the rules: whatever it says that it did, what is recorded obeys the ruling."""

from __future__ import annotations

from interview_coach.domain.vocabulary import CloseReason, Purpose
from interview_coach.interviewing.interviewer import Move, Situation

_FOLLOW_UPS = (Purpose.PROBE, Purpose.SPECIFICS)
_REPLIES = {Purpose.CLARIFICATION_ASKED: Purpose.CLARIFY, Purpose.HINT_ASKED: Purpose.HINT}


def settled_purpose(situation: Situation) -> Purpose | None:
    """Return what the next utterance is for; ``None`` where the rules leave it to the interviewer."""
    if situation.opening:
        return Purpose.OPEN
    reply = _REPLIES.get(situation.exchange.turns[-1].purpose)
    if reply is not None:
        return reply
    if situation.ruling.must_close is not None:
        return Purpose.MOVE_ON
    return Purpose.REASK if situation.ruling.reask else None


def obedient(move: Move, situation: Situation) -> Move:
    """Return ``move`` as the rules allow it.

    An exchange closes exactly when it must, or when it may and the interviewer wants it to. What is neither a close nor
    settled by the rules counts as a follow-up, and so against the probe budget.
    """
    closes = situation.ruling.must_close
    if closes is None and situation.ruling.may_close and move.closes is not None:
        closes = CloseReason.ANSWERED
    purpose = settled_purpose(situation)
    if purpose is None:
        follow_up = move.purpose if move.purpose in _FOLLOW_UPS else Purpose.PROBE
        purpose = Purpose.MOVE_ON if closes is not None else follow_up
    return move.model_copy(update={"purpose": purpose, "closes": closes})
