from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.grade import ExchangeGrade, Graded, Ungraded
from interview_coach.domain.rubric import Gate
from interview_coach.domain.verdict import GateHeld, gates_held, reach_verdict
from interview_coach.domain.vocabulary import Verdict
from tests.support.events import FULL_GRADER, START, a_rubric, graded, ungraded

ORDER = list(Verdict)
gates = st.lists(
    st.builds(
        GateHeld,
        criterion=st.just("method"),
        gate=st.sampled_from(["one", "two"]),
        caps_verdict_at=st.sampled_from(Verdict),
        reason=st.sampled_from(["Reason one.", "Reason two."]),
    ),
    max_size=3,
)


def rank(verdict: Verdict) -> int:
    return ORDER.index(verdict)


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (1.0, Verdict.STRONG_NO_HIRE),
        (2.24, Verdict.STRONG_NO_HIRE),
        (2.25, Verdict.NO_HIRE),
        (3.24, Verdict.NO_HIRE),
        (3.25, Verdict.HIRE),
        (4.24, Verdict.HIRE),
        (4.25, Verdict.STRONG_HIRE),
        (5.0, Verdict.STRONG_HIRE),
    ],
)
def test_thresholds(level: float, verdict: Verdict) -> None:
    reached = reach_verdict(level, [])
    assert reached.verdict is verdict
    assert reached.reasons == (f"The mean level is {level:.2f}.",)


@given(st.floats(1, 5), gates)
def test_gates_only_ever_lower_a_verdict(level: float, held: list[GateHeld]) -> None:
    free = reach_verdict(level, []).verdict
    reached = reach_verdict(level, held)
    caps = [rank(g.caps_verdict_at) for g in held]
    assert rank(reached.verdict) == min([rank(free), *caps])
    if reached.verdict is not free:
        decisive = {g.reason for g in held if g.caps_verdict_at is reached.verdict}
        assert reached.reasons[0] in decisive


@given(st.floats(1, 5), gates)
def test_the_order_of_gates_does_not_change_the_verdict(level: float, held: list[GateHeld]) -> None:
    assert len({reach_verdict(level, order).verdict for order in permutations(held)}) == 1


@given(st.floats(1, 5), st.floats(1, 5), gates)
def test_a_higher_level_never_gets_a_lower_verdict(one: float, other: float, held: list[GateHeld]) -> None:
    low, high = sorted((one, other))
    assert rank(reach_verdict(low, held).verdict) <= rank(reach_verdict(high, held).verdict)


GATE = Gate(id="g", criterion="rigour", at_most=2, caps_verdict_at=Verdict.NO_HIRE, reason="Nobody checked.")


@pytest.mark.parametrize(
    ("found", "holds"),
    [
        ([graded("rigour", 2)], True),
        ([graded("rigour", 1)], True),
        ([graded("rigour", 2.01)], False),
        ([ungraded("rigour")], False),
        ([graded("method", 1)], False),
        ([], False),
        ([ungraded("rigour"), graded("rigour", 1)], True),
    ],
)
def test_when_a_gate_holds(found: list[Graded | Ungraded], holds: bool) -> None:
    grade = ExchangeGrade(run="a", at=START, grader=FULL_GRADER, rubric_hash="x", criteria=tuple(found))
    held = gates_held(a_rubric(gates=(GATE,)), grade)
    assert [g.gate for g in held] == (["g"] if holds else [])
