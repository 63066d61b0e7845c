"""How much each competency weighs in a mock interview, by the role and the candidate.

The figures follow what loops for the four kinds of role ask about, and what each background is doubted for; see
``docs/decisions/0011-mock-plans.md``. A competency that is not named weighs 1, custom ones included.
"""

from __future__ import annotations

from collections.abc import Mapping

from interview_coach.domain.vocabulary import Background, Seniority, Track

CORE: Mapping[str, float] = {
    "evaluation-design": 2.0,
    "failure-modes": 1.5,
    "ethics": 1.5,
    "stakeholder-scenarios": 1.5,
}
"""What every loop asks about."""

BY_TRACK: Mapping[Track, Mapping[str, float]] = {
    Track.FOUNDATION_MODEL: {
        "evaluation-design": 1.5,
        "technical-literacy": 2.0,
        "data-strategy": 1.5,
        "model-selection": 1.5,
        "ethics": 1.5,
        "product-fundamentals": 0.7,
    },
    Track.PLATFORM: {
        "monitoring-and-mlops": 2.0,
        "technical-literacy": 1.5,
        "model-selection": 1.5,
        "rag-and-agents": 1.5,
        "data-strategy": 1.3,
        "product-teardown": 0.7,
    },
    Track.PRODUCT_FEATURE: {
        "probabilistic-products": 1.5,
        "experimentation-and-metrics": 1.5,
        "ai-user-research": 1.5,
        "product-teardown": 1.5,
        "prompt-and-context-design": 1.3,
        "ai-feasibility": 1.3,
    },
    Track.VERTICAL: {
        "ethics": 1.7,
        "failure-modes": 1.5,
        "data-strategy": 1.5,
        "stakeholder-scenarios": 1.3,
        "ai-feasibility": 1.3,
    },
}

BY_SENIORITY: Mapping[Seniority, Mapping[str, float]] = {
    Seniority.ASSOCIATE: {"product-fundamentals": 1.7, "ai-feasibility": 1.3, "stakeholder-scenarios": 0.7},
    Seniority.MID: {},
    Seniority.SENIOR: {"stakeholder-scenarios": 1.3, "data-strategy": 1.2},
    Seniority.DIRECTOR: {"stakeholder-scenarios": 1.8, "ethics": 1.2, "technical-literacy": 0.6},
}

BY_BACKGROUND: Mapping[Background, Mapping[str, float]] = {
    Background.FROM_PM: {"technical-literacy": 1.5, "evaluation-design": 1.2, "model-selection": 1.2},
    Background.FROM_TECHNICAL: {"product-fundamentals": 1.7, "ai-user-research": 1.3, "stakeholder-scenarios": 1.2},
}


def weight(competency: str, track: Track, seniority: Seniority, background: Background) -> float:
    """Return how likely a competency is to be asked about, beside the others (above 0)."""
    result = CORE.get(competency, 1.0)
    for table in (BY_TRACK[track], BY_SENIORITY[seniority], BY_BACKGROUND[background]):
        result *= table.get(competency, 1.0)
    return result
