"""Lints of content beside the rest of the library."""

from __future__ import annotations

from interview_coach.domain.question import Exemplar, KeyPoint, Question
from interview_coach.domain.rubric import Indicator
from interview_coach.linting.findings import Finding, Severity
from interview_coach.linting.neighbours import Neighbours
from tests.support.events import a_criterion, a_question, a_rubric

BAKERY = (
    "I'd ring the three managers before breakfast and ask what they did last night with the number on the screen. If "
    "two of them never saw it, no better model will help, and I'd rather move the screen next to the oven."
)
FERRY = (
    "The crew turns the alarm off because it rings for every gull, so I'd count a week of alarms with the mate and cut "
    "those that nobody acts upon, before anybody trains anything new for the bridge."
)
WEAK = "I'd look at the data until it works."
"""Too short to be compared."""


def a_neighbour(name: str, ask: str, *exemplars: Exemplar, cues: tuple[str, ...] = ("ring them",)) -> Question:
    point = KeyPoint(id="point", text="Asks them.", criterion="method", cues=cues)
    return a_question(name, ask=ask, exemplars=exemplars, key_points=(point,))


ONE = a_neighbour("one", "Why do the bakers of Tartu ignore the model?", Exemplar(level=5, text=BAKERY))
TWO = a_neighbour("two", "Why does the crew of a ferry mute the alarm?", Exemplar(level=5, text=FERRY))


def lint(*questions: Question, of: Question | None = None) -> list[Finding]:
    return list(Neighbours(questions).lint([of or questions[0]]))


def test_texts_of_their_own_are_left_alone() -> None:
    assert lint(ONE, TWO) == []


def test_an_exemplar_that_was_copied_is_an_error_in_both_places() -> None:
    copy = a_neighbour("copy", "Why does nobody at the mill read it?", Exemplar(level=3, text=f"Well. {BAKERY} Yes."))
    (finding,) = lint(ONE, copy)
    assert finding == Finding(
        ("questions", 0, "exemplars", 0), "this is nearly the same text as the level 3 exemplar of 'copy'"
    )
    assert [f.message for f in lint(ONE, copy, of=copy)] == [
        "this is nearly the same text as the level 5 exemplar of 'one'"
    ]


def test_two_exemplars_of_one_question_must_differ_too() -> None:
    twice = a_neighbour("twice", "Why?", Exemplar(level=3, text=BAKERY), Exemplar(level=5, text=f"{BAKERY} {FERRY}"))
    assert {f.severity for f in lint(twice)} == {Severity.ERROR}


def test_of_many_copies_and_variants_each_text_tells_once() -> None:
    """A bank made from a template has a thousand likenesses to a thousand others; a person needs to know of one."""
    ask = "Sixty bakeries in Tartu ignore the loaf forecast, bins stay full, managers shrug, owners complain loudly."
    many = [a_neighbour(f"n{number}", ask, Exemplar(level=5, text=BAKERY)) for number in range(60)]
    messages = [f.message for f in Neighbours(many).lint(many) if f.where[1] == 7]
    assert messages == [
        "this is nearly the same text as the question of 'n0' and others",
        "this is nearly the same text as the level 5 exemplar of 'n0' and others",
        "this and 'n0', and 58 more share most of their words: are they variants of one question?",
    ]


def test_shared_wording_is_advice() -> None:
    borrowed = a_neighbour("borrowed", "Why not?", Exemplar(level=5, text=f"{FERRY} {BAKERY[:90]}"))
    (finding,) = lint(ONE, borrowed)
    assert finding.severity is Severity.ADVICE
    assert "of its wording with the level 5 exemplar of 'borrowed'" in finding.message


def test_variants_of_a_question_are_advice() -> None:
    ask = "Sixty bakeries in Tartu ignore the loaf forecast, bins stay full, managers shrug, owners complain loudly."
    variant = (
        "Bins stay full and owners complain loudly: sixty bakeries ignore our forecast of loaves, and managers shrug."
    )
    (finding,) = lint(a_neighbour("one", ask), a_neighbour("two", variant))
    assert finding.message == "this and 'two' share most of their words: are they variants of one question?"


def weak(name: str) -> Question:
    return a_neighbour(name, "And now?", Exemplar(level=1, text=WEAK))


def test_a_cue_that_weak_answers_say_is_advice() -> None:
    question = a_neighbour("mine", "What now?", Exemplar(level=1, text=WEAK), cues=("ring them", "look at the data"))
    (finding,) = lint(question, weak("a"), weak("b"), weak("c"))
    assert finding.where == ("questions", 0, "key_points", 0, "cues", 1)
    assert finding.severity is Severity.ADVICE
    assert "'look at the data' is said by the level 1 exemplars of 3 other questions, as in 'a'" in finding.message
    assert lint(question, weak("a"), weak("b")) == []


def test_so_is_one_of_a_rubric() -> None:
    sign = Indicator(id="i", text="Looks.", cues=("ring them", "until it works"))
    rubric = a_rubric(criteria=(a_criterion("method", 0.6, indicators=(sign,)), a_criterion("rigour", 0.4)))
    (finding,) = Neighbours([weak("a"), weak("b"), weak("c")]).lint_rubric(rubric)
    assert finding.where == ("criteria", 0, "indicators", 0, "cues", 1)


def test_a_copy_in_an_own_bank_is_told_once_as_advice_and_the_shipped_one_is_left_alone() -> None:
    ask = "Why do the bakers of Tartu ignore the model that tells them every night how many loaves to bake?"
    shipped = a_neighbour("shipped", ask, Exemplar(level=5, text=BAKERY))
    copy = shipped.model_copy(update={"id": "copy", "bank": "mine"})
    neighbours = Neighbours([shipped, copy], {"mine"})
    assert list(neighbours.lint([shipped])) == []
    (finding,) = neighbours.lint([copy])
    assert (finding.where, finding.severity) == (("questions", 0, "ask"), Severity.ADVICE)
    assert finding.message == "this is nearly the same text as the question of 'shipped'"
