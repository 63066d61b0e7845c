"""The composition root: from settings to library, journals and engines. Front ends get everything from here."""

from interview_coach.wiring.coach import Coach, now
from interview_coach.wiring.engines import EngineReport
from interview_coach.wiring.session import Session

__all__ = ["Coach", "EngineReport", "Session", "now"]
