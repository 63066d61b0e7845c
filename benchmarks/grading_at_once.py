"""How long five gradings take at an endpoint, beside what three at a time need at best."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from benchmarks.report import Figure
from interview_coach.domain.events import AnswerGiven, ExchangeClosed, InterviewerSaid
from interview_coach.domain.plan import Choices
from interview_coach.domain.vocabulary import Engine, Format, Purpose
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.wiring import Coach
from tests.fakes.brain import Brain
from tests.fakes.messages_api import Answer, Asked, FakeEndpoint

QUESTIONS = 5
SECONDS = (1.0, 1.4, 0.8, 1.2, 1.0)
"""How long the endpoint takes for each."""

ANSWER = "I would sit with the people who do this work and count two hundred wrong answers with them."


def grading_at_once() -> list[Figure]:
    """Grade five exchanges in the background."""
    with tempfile.TemporaryDirectory() as folder:
        took = asyncio.run(_measure(Path(folder)))
    best = _best(SECONDS)
    return [
        Figure(
            f"grading {QUESTIONS} exchanges, three at a time",
            f"{took:.2f} s = {took / best:.2f} x the best possible, {took / max(SECONDS):.2f} x the slowest one",
            "<= 1.3 x",
        )
    ]


def _best(seconds: tuple[float, ...], slots: int = 3) -> float:
    """Return when the last is done, each taken up in order as soon as a slot is free."""
    free = [0.0] * slots
    for one in seconds:
        free.sort()
        free[0] += one
    return max(free)


async def _measure(folder: Path) -> float:
    brain, number = Brain(), iter(SECONDS)

    def respond(asked: Asked, _: int) -> Answer:
        answer = brain(asked, 0)
        text = json.dumps(json.loads(answer.text))
        pieces = 20
        return Answer(text, piece=len(text) // pieces + 1, pause=next(number) / pieces)

    async with FakeEndpoint(respond) as endpoint:
        coach = Coach(Settings(home=Home(folder), base_url=endpoint.url, engine=Engine.CLAUDE))
        session = await coach.start(Choices(format=Format.MOCK, questions=QUESTIONS), seed=1)
        journal = session._journal
        for index in range(len(session.transcript.plan.questions)):
            at = datetime.now(UTC)
            await journal.append(InterviewerSaid(at=at, exchange=index, purpose=Purpose.OPEN, text="Go on."))
            await journal.append(AnswerGiven(at=at, exchange=index, text=ANSWER))
            await journal.append(ExchangeClosed(at=at, exchange=index))
        import_module("anthropic")  # in an interview it has been loaded long before
        before = time.perf_counter()
        await session.finish_grading()
        took = time.perf_counter() - before
        await session.close()
    return took


if __name__ == "__main__":
    for figure in grading_at_once():
        print(figure)
