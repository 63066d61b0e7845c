"""Lints of what is said aloud."""

from __future__ import annotations

from typing import Any

import pytest

from interview_coach.domain.question import Exemplar, KeyPoint, Probe, Question
from interview_coach.domain.vocabulary import ProbeKind
from interview_coach.linting.findings import Severity
from interview_coach.linting.reading import grade_level, syllables
from interview_coach.linting.wording import lint_wording
from tests.support.events import a_question
from tests.support.interviews import a_stakeholder

ASK = (
    "A bakery in Tartu has sixty shops and bakes at two every night. Your model tells each shop how many loaves to "
    "make. Last month the bins were as full as before, and three managers say that they never look at the figure. "
    "What do you do?"
)


def found(**changes: Any) -> dict[str, Severity]:
    return {f.message: f.severity for f in lint_wording(a_question(**({"ask": ASK} | changes)), ("questions", 0))}


def with_probe(ask: str) -> dict[str, Severity]:
    return found(probes=(Probe(id="p", ask=ask, aims_at="examples"),))


@pytest.mark.parametrize(
    "line",
    [
        "That's a good point. Who else would you ask?",
        "Great question. What would you do?",
        "Well done. And then?",
        "I like how you think. What else?",
        "That is really impressive. And now?",
    ],
)
def test_praise_is_an_error(line: str) -> None:
    assert Severity.ERROR in with_probe(line).values()


@pytest.mark.parametrize(
    "line",
    [
        "What would a good answer from the model look like?",
        "Who says that the great majority of shops do a good job?",
        "Is nine in ten good enough for a baker?",
        "What is the right number of loaves?",
    ],
)
def test_judging_words_that_judge_nobody_are_none(line: str) -> None:
    assert not [m for m in with_probe(line) if "prais" in m]


def test_a_line_that_opens_with_a_word_of_praise_is_advice() -> None:
    scene = a_stakeholder(softens=("Right, but who tells the shops?",))
    assert found(stakeholder=scene)["this may sound like praise: 'Right,' at the beginning"] is Severity.ADVICE


def test_lengths_are_advice() -> None:
    messages = found(
        ask="How would you test it?",
        hints=("word " * 51,),
        exemplars=(Exemplar(level=5, text="word " * 20), Exemplar(level=3, text="word " * 120)),
    )
    assert messages["5 words; 30 to 100 would help"] is Severity.ADVICE
    assert messages["51 words; 50 at most would help"] is Severity.ADVICE
    assert messages["20 words; 180 to 340 would help"] is Severity.ADVICE
    assert not [m for m in messages if m.startswith("120 words")]


def test_a_key_point_that_repeats_the_question_is_an_error() -> None:
    copied = KeyPoint(id="copied", text="Three managers say that they never look at the figure.", cues=())
    assert found(key_points=(copied,))["the key point 'copied' repeats the question"] is Severity.ERROR


def test_a_key_point_of_the_questions_words_is_advice() -> None:
    near = KeyPoint(id="near", text="Managers of shops look at figures for loaves, and never at bins.", cues=())
    assert [m for m in found(key_points=(near,)) if "does it say anything new?" in m]
    fresh = KeyPoint(id="fresh", text="Finds out from staff why the advice is ignored before changing it.", cues=())
    assert not [m for m in found(key_points=(fresh,)) if "key point" in m]


def test_a_probe_of_the_questions_words_is_advice() -> None:
    assert [
        m for m in with_probe("How many loaves do the sixty shops of the bakery make every night?") if "answer it" in m
    ]
    assert not [m for m in with_probe("Whom would you ring before breakfast, and why them?") if "answer it" in m]


def test_probes_of_few_kinds_are_advice() -> None:
    probes = a_question().probes
    assert "the probes are of 1 kind; 3 or more would help" in found(probes=probes)
    kinds = (ProbeKind.NUMBER, ProbeKind.TRADE_OFF, ProbeKind.PUSH_BACK)
    varied = tuple(Probe(id=kind.value, ask="And?", kind=kind, aims_at="examples") for kind in kinds)
    assert not [m for m in found(probes=varied) if "kind" in m]


def test_long_winded_questions_are_advice() -> None:
    stilted = (
        "Notwithstanding organisational considerations regarding interdepartmental prioritisation, which "
        "methodological alternatives would sufficiently operationalise accountability requirements throughout "
        "international subsidiaries?"
    )
    assert [m for m in found(ask=stilted) if m.startswith("hard to follow")]
    assert not [m for m in found() if m.startswith("hard to follow")]


def test_the_reading_grade_is_flesch_and_kincaids() -> None:
    assert grade_level("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade_level("") == 0
    assert grade_level("?!") == 0


@pytest.mark.parametrize(
    ("word", "count"), [("cat", 1), ("table", 2), ("make", 1), ("asked", 1), ("wanted", 2), ("idea", 2), ("42", 2)]
)
def test_syllables_are_runs_of_vowels(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_sound_question_has_no_errors() -> None:
    question: Question = a_question()
    assert [f for f in lint_wording(question, ()) if f.severity is Severity.ERROR] == []
