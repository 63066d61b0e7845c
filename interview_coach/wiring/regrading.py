"""Grading an interview of the past again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from interview_coach.domain.recording import Recorder
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.errors import ContentError
from interview_coach.grading.queue import GradingQueue
from interview_coach.wiring.engines import Engines


async def grade_again(
    journal: Recorder,
    engines: Engines,
    clock: Callable[[], datetime],
    rubrics: Mapping[str, Rubric] | None,
    *,
    missing: bool,
) -> Transcript:
    """Grade every closed exchange, then close the engines; the results stand in the journal beside earlier ones.

    ``rubrics`` are graded against, by id; where there are none, what the exchanges were planned with. ``missing``
    grades only what has no level.

    Raises:
        ContentError: a rubric is missing; nothing was graded then.
        StorageError: a result could not be recorded.
    """
    exchanges = journal.transcript.exchanges
    queue = GradingQueue(engines.grader, journal, clock)
    try:
        chosen = [None if rubrics is None else _now(rubrics, exchange) for exchange in exchanges]
        for index, exchange in enumerate(exchanges):
            if exchange.closed:
                queue.submit(index, missing=missing, rubric=chosen[index])
        await queue.drain()
        return journal.transcript
    finally:
        await queue.stop()
        if engines.close is not None:
            await engines.close()


def _now(rubrics: Mapping[str, Rubric], exchange: Exchange) -> Rubric:
    found = rubrics.get(exchange.rubric.id)
    if found is None:
        raise ContentError(
            f"There is no rubric {exchange.rubric.id} in the library any more. Grade against the one that the "
            "interview was planned with: it stands in its journal."
        )
    return found
