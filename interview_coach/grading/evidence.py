"""No quote, no number: code checks every quote against the candidate's own words."""

from __future__ import annotations

from interview_coach.domain.evidence import is_verbatim
from interview_coach.domain.grade import LEVEL_WITHOUT_EVIDENCE, Coverage, Graded, KeyPointFinding
from interview_coach.domain.transcript import Exchange


def checked(grade: Graded, exchange: Exchange) -> Graded:
    """Return ``grade`` without the evidence that is not verbatim, and with the level that what is left supports.

    A red flag whose quote is not verbatim is not raised. Those that are cap the level here, whatever the grader made of
    them.
    """
    evidence = tuple(e for e in grade.evidence if is_verbatim(e, exchange))
    flags = tuple(f for f in grade.red_flags if is_verbatim(f.evidence, exchange))
    level, reason = grade.level, grade.reason
    if not evidence and level > LEVEL_WITHOUT_EVIDENCE:
        level = LEVEL_WITHOUT_EVIDENCE
        reason = f"{reason} (Held at {level:g}: none of the quotes stands in the answer.)"
    for flag in flags:
        if flag.caps_at < level:
            level, reason = float(flag.caps_at), f"Held at {flag.caps_at} by a red flag: {flag.text} {reason}"
    return grade.model_copy(update={"evidence": evidence, "red_flags": flags, "level": level, "reason": reason})


def checked_findings(findings: tuple[KeyPointFinding, ...], exchange: Exchange) -> tuple[KeyPointFinding, ...]:
    """Return ``findings`` without the evidence that is not verbatim; without any left, a key point counts as missed."""
    return tuple(_checked_finding(finding, exchange) for finding in findings)


def _checked_finding(finding: KeyPointFinding, exchange: Exchange) -> KeyPointFinding:
    evidence = tuple(e for e in finding.evidence if is_verbatim(e, exchange))
    coverage = finding.coverage if evidence else Coverage.MISSED
    return finding.model_copy(update={"evidence": evidence, "coverage": coverage})
