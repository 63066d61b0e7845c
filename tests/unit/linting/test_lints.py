from __future__ import annotations

from collections.abc import Iterable

from interview_coach.domain.question import Exemplar, KeyPoint, Probe, Question, RedFlag
from interview_coach.domain.rubric import Indicator, Rubric
from interview_coach.domain.vocabulary import Style
from interview_coach.linting.content import lint_questions, lint_rubric
from interview_coach.linting.findings import Finding, Severity
from tests.support.events import a_criterion, a_question, a_rubric


def of_rubric(rubric: Rubric) -> list[str]:
    return [f.message for f in lint_rubric(rubric)]


def errors(question: Question, rubric: Rubric | None = None) -> list[str]:
    return [f.message for f in findings(question, rubric) if f.severity is Severity.ERROR]


def advice(question: Question) -> list[str]:
    return [f.message for f in findings(question) if f.severity is Severity.ADVICE]


def findings(question: Question, rubric: Rubric | None = None) -> list[Finding]:
    return list(lint_questions([question], {"testing": rubric or a_rubric()}))


def with_cues(*criteria: Iterable[str]) -> Rubric:
    weights = (0.6, 0.4)
    return a_rubric(
        criteria=tuple(
            a_criterion(name, weight, indicators=(Indicator(id="i", text="Shows it.", cues=tuple(cues)),))
            for name, weight, cues in zip(("method", "rigour"), weights, criteria, strict=True)
        )
    )


EIGHT = [f"{word} notes" for word in ("real", "old", "new", "long", "short", "odd", "rare", "worst")]


def test_sound_content_has_no_errors() -> None:
    assert errors(a_question()) == []


def test_a_cue_under_two_criteria_is_found_whatever_its_form() -> None:
    messages = of_rubric(with_cues([*EIGHT, "raters agree"], [f"two {c}" for c in EIGHT] + ["rater agreed"]))
    assert messages == ["the cue 'rater agreed' counts for 'rigour', and 'raters agree' for 'method'"]


def test_long_cues_and_thin_indicators_are_found() -> None:
    messages = of_rubric(with_cues([*EIGHT, "nobody says exactly all of these words"], [*EIGHT[:1], "kappa"]))
    assert "hardly anybody says just that" in messages[1]
    assert "2 cues; 8 to 20 find the indicator" in messages[2]


def test_a_key_points_cue_must_not_count_for_another_criterion_of_the_rubric() -> None:
    rubric = with_cues(EIGHT, ["golden set"])
    assert errors(a_question(), rubric) == [
        "the cue 'golden set' counts for 'method' here and for 'rigour' in the rubric"
    ]


def test_cues_that_stand_in_the_question_are_found() -> None:
    point = KeyPoint(id="launch", text="x", criterion="method", cues=("enough to launch",))
    assert "stands in the question itself" in errors(a_question(key_points=(point,), probes=()))[0]
    assert "'summariser is good'" in errors(a_question(), with_cues(["summariser is good"], ["kappa"]))[0]


def test_probes_that_can_never_be_asked_are_found() -> None:
    question = a_question()
    nowhere = Probe(id="nowhere", ask="And what else would there be?", aims_at="nothing")
    twin = Probe(id="twin", ask="WHERE would those examples come from", aims_at="examples")
    echo = Probe(id="echo", ask=question.ask, aims_at="examples")
    messages = errors(a_question(probes=(*question.probes, nowhere, twin, echo)))
    assert messages == [
        "the probe 'nowhere' can never be asked: 'nothing' is no aim",
        "the probe 'twin' can never be asked: it says the same as the probe 'which-examples'",
        "the probe 'echo' can never be asked: it says the same as the question",
    ]


def test_a_probe_that_gives_its_key_point_away_is_found() -> None:
    probe = Probe(id="tells", ask="Would you have two raters, and would they agree?", aims_at="agreement")
    assert errors(a_question(probes=(probe,))) == ["the probe 'tells' says what it should draw out"]


def test_a_valuable_key_point_without_a_probe_is_advice() -> None:
    point = KeyPoint(id="dear", text="x", criterion=None, weight=3, cues=("cost of a mistake",))
    assert "no probe is after the key point 'dear', which weighs 3" in advice(a_question(key_points=(point,)))


def test_exemplars_out_of_order_are_found() -> None:
    one, three, five = a_question().exemplars
    swapped = (one, three.model_copy(update={"text": five.text}), five.model_copy(update={"text": three.text}))
    messages = errors(a_question(exemplars=swapped))
    assert messages == ["the offline grader does not see levels 3 and 5 in their order"]


def test_a_red_flag_in_a_good_exemplar_is_found() -> None:
    flag = RedFlag(id="two", text="x", criterion="method", caps_at=2, cues=("two raters",))
    (message,) = errors(a_question(red_flags=(flag,)))
    assert message.startswith("the red flag 'two' is raised by this level 5 exemplar: 'I would build a golden set")


def test_twins_that_are_far_apart_are_found() -> None:
    twins = (
        Exemplar(level=5, style=Style.PLAIN, text="I would look at what comes out and talk to the people who use it."),
        Exemplar(level=5, style=Style.JARGON, text=a_question().exemplars[2].text),
    )
    (message,) = errors(a_question(exemplars=(*a_question().exemplars, *twins)))
    assert "the cues favour one way of speaking" in message


def test_a_question_without_its_rubric_is_passed_over() -> None:
    assert list(lint_questions([a_question()], {})) == []
