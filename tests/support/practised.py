"""Questions practised in the past: whole interviews through a coach, without a front end."""

from __future__ import annotations

from interview_coach.domain.plan import Choices
from interview_coach.domain.vocabulary import Format
from interview_coach.wiring import Coach

SECONDS = 120.0
"""How long each answer took."""


async def practise(
    coach: Coach, question: str, text: str, *, guess: int | None = None, hints: int = 0, form: Format = Format.DRILL
) -> str:
    """Hold an interview with one question and one answer, graded; return its id. An empty answer skips the question."""
    session = await coach.start(Choices(question_id=question, format=form), seed=1)
    interview = session.interview
    try:
        steps = [interview.advance(), *(interview.hint() for _ in range(hints))]
        steps.append(interview.answer(text, seconds=SECONDS) if text else interview.skip())
        for step in steps:
            async for _ in step:
                pass
        if not session.transcript.ended:
            async for _ in interview.end():
                pass
        if text:
            await session.self_assess(0, guess)
        await session.finish_grading()
    finally:
        await session.close()
    return session.id
