"""No quote, no number: code checks every quote against the candidate's own words."""

from __future__ import annotations

from interview_coach.domain.grade import LEVEL_WITHOUT_EVIDENCE, Evidence, FlagRaised, Graded, KeyPointFinding
from interview_coach.domain.transcript import Exchange
from interview_coach.domain.vocabulary import Purpose


def is_verbatim(evidence: Evidence, exchange: Exchange) -> bool:
    """Return whether the quote stands exactly there in an answer of the candidate."""
    if evidence.turn >= len(exchange.turns):
        return False
    turn = exchange.turns[evidence.turn]
    return turn.purpose is Purpose.ANSWER and turn.text[evidence.start : evidence.end] == evidence.quote


def checked(grade: Graded, exchange: Exchange) -> Graded:
    """Return ``grade`` without the evidence that is not verbatim, and with the level that what is left supports."""
    evidence = tuple(e for e in grade.evidence if is_verbatim(e, exchange))
    flags: tuple[FlagRaised, ...] = tuple(f for f in grade.red_flags if is_verbatim(f.evidence, exchange))
    if evidence == grade.evidence and flags == grade.red_flags:
        return grade
    level, reason = grade.level, grade.reason
    if not evidence and level > LEVEL_WITHOUT_EVIDENCE:
        level = LEVEL_WITHOUT_EVIDENCE
        reason = f"{reason} (Held at {level:g}: none of the quotes stands in the answer.)"
    return grade.model_copy(update={"evidence": evidence, "red_flags": flags, "level": level, "reason": reason})


def checked_findings(findings: tuple[KeyPointFinding, ...], exchange: Exchange) -> tuple[KeyPointFinding, ...]:
    """Return ``findings`` without the evidence that is not verbatim."""
    return tuple(
        f.model_copy(update={"evidence": tuple(e for e in f.evidence if is_verbatim(e, exchange))}) for f in findings
    )
