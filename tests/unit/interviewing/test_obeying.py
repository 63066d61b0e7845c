"""The rules win over an interviewer that says it did something else."""

from __future__ import annotations

import pytest

from interview_coach.domain.conversation import Ruling
from interview_coach.domain.events import ClarificationAsked, HintAsked
from interview_coach.domain.replay import replay
from interview_coach.domain.vocabulary import CloseReason, Purpose
from interview_coach.interviewing.interviewer import Move
from interview_coach.interviewing.obeying import obedient, settled_purpose
from tests.support.events import answered, asked, at, started
from tests.support.interviews import a_situation

AFTER_ANSWER = replay([started(), asked(0), answered(1)])
MUST = Ruling(must_close=CloseReason.PROBES_SPENT)
MAY = Ruling(may_close=True)
ON = Ruling()


@pytest.mark.parametrize(
    ("ruling", "said", "wanted", "purpose", "closes"),
    [
        (MUST, Purpose.PROBE, None, Purpose.MOVE_ON, CloseReason.PROBES_SPENT),
        (MUST, Purpose.MOVE_ON, CloseReason.ANSWERED, Purpose.MOVE_ON, CloseReason.PROBES_SPENT),
        (MAY, Purpose.MOVE_ON, CloseReason.ANSWERED, Purpose.MOVE_ON, CloseReason.ANSWERED),
        (MAY, Purpose.MOVE_ON, CloseReason.SKIPPED, Purpose.MOVE_ON, CloseReason.ANSWERED),
        (MAY, Purpose.SPECIFICS, None, Purpose.SPECIFICS, None),
        (MAY, Purpose.MOVE_ON, None, Purpose.PROBE, None),
        (ON, Purpose.MOVE_ON, CloseReason.ANSWERED, Purpose.PROBE, None),
        (ON, Purpose.PROBE, CloseReason.ENDED, Purpose.PROBE, None),
        (ON, Purpose.REASK, None, Purpose.PROBE, None),
        (ON, Purpose.OPEN, None, Purpose.PROBE, None),
        (Ruling(reask=True), Purpose.PROBE, CloseReason.ANSWERED, Purpose.REASK, None),
    ],
)
def test_after_an_answer(
    ruling: Ruling, said: Purpose, wanted: CloseReason | None, purpose: Purpose, closes: CloseReason | None
) -> None:
    situation = a_situation(AFTER_ANSWER, 0, ruling=ruling)
    move = obedient(Move(purpose=said, closes=wanted, aims_at="examples"), situation)
    assert (move.purpose, move.closes, move.aims_at) == (purpose, closes, "examples")


@pytest.mark.parametrize(
    ("event", "purpose"),
    [(ClarificationAsked(at=at(1), exchange=0), Purpose.CLARIFY), (HintAsked(at=at(1), exchange=0), Purpose.HINT)],
)
def test_requests_are_served_and_close_nothing(event: ClarificationAsked | HintAsked, purpose: Purpose) -> None:
    situation = a_situation(replay([started(), asked(0), event]), 0)
    move = obedient(Move(purpose=Purpose.MOVE_ON, closes=CloseReason.ANSWERED), situation)
    assert (move.purpose, move.closes) == (purpose, None)


def test_a_question_opens_and_does_not_close() -> None:
    situation = a_situation(replay([started()]), 0)
    move = obedient(Move(purpose=Purpose.PROBE, closes=CloseReason.ANSWERED), situation)
    assert (move.purpose, move.closes) == (Purpose.OPEN, None)


def test_only_a_free_choice_is_not_settled() -> None:
    assert settled_purpose(a_situation(AFTER_ANSWER, 0, ruling=MUST)) is Purpose.MOVE_ON
    assert settled_purpose(a_situation(AFTER_ANSWER, 0, ruling=MAY)) is None
    assert settled_purpose(a_situation(AFTER_ANSWER, 0)) is None
