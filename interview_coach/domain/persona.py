"""Interviewer personas: who sits on the other side of the table."""

from __future__ import annotations

from enum import StrEnum

from interview_coach.domain.base import Text, Value


class PersonaId(StrEnum):
    """The personas that an interview can be held by."""

    WARM_PEER = "warm-peer"
    SCEPTICAL_EXECUTIVE = "sceptical-executive"
    RESEARCH_SCIENTIST = "research-scientist"
    RISK_COUNSEL = "risk-counsel"


class Persona(Value):
    """An interviewer's manner."""

    id: PersonaId
    title: Text
    manner: Text


PERSONAS: dict[PersonaId, Persona] = {
    p.id: p
    for p in (
        Persona(
            id=PersonaId.WARM_PEER,
            title="Warm peer",
            manner="A product manager of your own level: friendly, curious, wants to see how you think.",
        ),
        Persona(
            id=PersonaId.SCEPTICAL_EXECUTIVE,
            title="Sceptical executive",
            manner="A busy executive: short sentences, wants outcomes, cost and what you would give up.",
        ),
        Persona(
            id=PersonaId.RESEARCH_SCIENTIST,
            title="Research scientist",
            manner="A scientist: precise, asks how you would know, and what would prove you wrong.",
        ),
        Persona(
            id=PersonaId.RISK_COUNSEL,
            title="Risk-minded counsel",
            manner="A lawyer: careful, asks who could be harmed, who decides, and what stands in writing.",
        ),
    )
}
