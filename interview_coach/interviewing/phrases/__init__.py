"""What interviewers say between the authored lines: one manner for each persona, and one for stakeholders."""

from __future__ import annotations

from collections.abc import Mapping

from interview_coach.domain.persona import PersonaId
from interview_coach.interviewing.phrases.manner import FOCUSES, Manner, Pool
from interview_coach.interviewing.phrases.research_scientist import RESEARCH_SCIENTIST
from interview_coach.interviewing.phrases.risk_counsel import RISK_COUNSEL
from interview_coach.interviewing.phrases.sceptical_executive import SCEPTICAL_EXECUTIVE
from interview_coach.interviewing.phrases.stakeholder import STAKEHOLDER, own_wish
from interview_coach.interviewing.phrases.warm_peer import WARM_PEER

MANNERS: Mapping[PersonaId, Manner] = {
    PersonaId.WARM_PEER: WARM_PEER,
    PersonaId.SCEPTICAL_EXECUTIVE: SCEPTICAL_EXECUTIVE,
    PersonaId.RESEARCH_SCIENTIST: RESEARCH_SCIENTIST,
    PersonaId.RISK_COUNSEL: RISK_COUNSEL,
}

__all__ = ["FOCUSES", "MANNERS", "STAKEHOLDER", "Manner", "Pool", "own_wish"]
