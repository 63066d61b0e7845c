"""Which authored follow-up comes next."""

from __future__ import annotations

import pytest

from interview_coach.domain.question import KeyPoint, Probe
from interview_coach.domain.replay import replay
from interview_coach.domain.transcript import Exchange
from interview_coach.domain.vocabulary import ProbeKind, Purpose
from interview_coach.interviewing.probing import best_probes, last_request, newly_covered
from tests.support.events import answered, asked
from tests.support.interviews import a_plan_of, a_rich_question, memory

QUESTION = a_rich_question()


def exchange(*asked_probes: str | None, purpose: Purpose = Purpose.PROBE) -> Exchange:
    events = [*memory(a_plan_of(QUESTION)).events, asked(0)]
    for number, probe in enumerate(asked_probes, start=1):
        events += [answered(2 * number), asked(2 * number + 1, purpose=purpose, probe=probe, text=f"Probe {number}?")]
    return replay(events).exchanges[0]


@pytest.mark.parametrize(
    ("already", "answers", "wanted"),
    [  # aims that are covered come last
        ((), [], ["sample", "size", "judges", "harm", "watch", "rigour"]),
        ((), ["We keep a golden set of 300 notes."], ["judges", "harm", "watch", "rigour", "sample", "size"]),
        ((), ["We would not build a golden set of notes."], ["sample", "size", "judges", "harm", "watch", "rigour"]),
        ((), ["I'd report the margin of error for that."], ["sample", "size", "judges", "harm", "watch", "rigour"]),
        (("sample-probe",), [], ["size", "judges", "harm", "watch", "rigour"]),
        (("sample-probe", "judges-probe"), ["I would ask for a second opinion."], ["size", "harm", "watch", "rigour"]),
    ],
)
def test_the_most_valuable_open_aim_comes_first(
    already: tuple[str, ...], answers: list[str], wanted: list[str]
) -> None:
    assert [p.id.removesuffix("-probe") for p in best_probes(exchange(*already), answers)] == wanted


def test_a_heavy_criterion_beats_a_light_key_point() -> None:
    question = a_rich_question(
        key_points=(KeyPoint(id="light", text="Light", weight=1, cues=("feather light",)),),
        probes=(Probe(id="point", ask="A?", aims_at="light"), Probe(id="criterion", ask="B?", aims_at="method")),
    )
    opened = exchange().model_copy(update={"question": question})
    assert [p.id for p in best_probes(opened, [])] == ["criterion", "point"]


def test_an_aim_that_nothing_is_known_of_counts_as_open_and_comes_last() -> None:
    question = a_rich_question(
        probes=(Probe(id="lost", ask="A?", aims_at="gone"), Probe(id="sample", ask="B?", aims_at="sample-point"))
    )
    opened = exchange().model_copy(update={"question": question})
    assert [p.id for p in best_probes(opened, [])] == ["sample", "lost"]


@pytest.mark.parametrize(
    ("probes", "purpose", "kind"),
    [
        ((), Purpose.PROBE, None),
        (("size-probe",), Purpose.PROBE, ProbeKind.NUMBER),
        (("size-probe", "judges-probe"), Purpose.PROBE, ProbeKind.PUSH_BACK),
        ((None,), Purpose.SPECIFICS, ProbeKind.SPECIFICS),
        (("size-probe", "judges-probe"), Purpose.REASK, None),
    ],
)
def test_what_is_being_answered(probes: tuple[str | None, ...], purpose: Purpose, kind: ProbeKind | None) -> None:
    assert last_request(exchange(*probes, purpose=purpose))[1] is kind


def test_newly_covered_looks_at_the_last_answer_alone() -> None:
    opened = exchange()
    assert newly_covered(opened, [], ["We keep a golden set of notes."])
    assert not newly_covered(opened, ["We keep a golden set of notes."], ["We keep a golden set of notes.", "Again."])
    assert not newly_covered(opened, [], ["Nothing of note."])
