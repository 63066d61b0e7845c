"""Answers to the rich questions of the tests, and the offline interviewer hearing them."""

from __future__ import annotations

from interview_coach.domain.plan import Plan
from interview_coach.domain.transcript import Turn
from interview_coach.interviewing.offline import OfflineInterviewer
from interview_coach.interviewing.session import RunningInterview
from tests.support.interviews import collected, memory, running

GENERIC = "I would talk to the visitors of the pharmacy, align with everybody and make sure that replies are tested."
SPECIFIC = "In the pharmacy, for example, I would look at 200 replies of the assistant and count how many left."
COVERING = "I would build a golden set of 200 replies for the pharmacy and let two raters check every reply."
EVERYTHING = COVERING + " I ask who gets hurt by its worst mistake, and I keep watching with a weekly alarm."


async def interview_of(plan: Plan, *answers: str) -> RunningInterview:
    """Return an interview with these answers given."""
    interview = running(memory(plan), OfflineInterviewer())
    await collected(interview.advance())
    for answer in answers:
        await collected(interview.answer(answer))
    return interview


def last_said(interview: RunningInterview) -> Turn:
    return interview.transcript.exchanges[-1].turns[-1]
