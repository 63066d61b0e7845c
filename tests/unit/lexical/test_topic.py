from __future__ import annotations

import pytest

from interview_coach.domain.question import ContextItem, Exemplar, KeyPoint, Question
from interview_coach.domain.rubric import Indicator
from interview_coach.domain.vocabulary import Format
from interview_coach.lexical.tokens import Token, sentences
from interview_coach.lexical.topic import Topic
from tests.support.events import a_criterion, a_question, a_rubric

SIGNS = Indicator(id="sample", text="Judges a sample of real examples.", cues=("golden set", "two raters", "real ones"))
RUBRIC = a_rubric(criteria=(a_criterion("method", 0.6, indicators=(SIGNS,)), a_criterion("rigour", 0.4)))
ORCHARD = (
    "I'd walk the orchards with three growers in October, pick two hundred apples that the camera called bruised, and "
    "have two raters judge each crate blind before the packing line believes the camera about any blemish at all."
)
PARKING = (
    "I'd take a golden set of two hundred appeals from the city, have two raters who know the parking law judge every "
    "letter, and keep real ones apart so that drivers who were fined wrongly get their money back within the week."
)
QUESTION = a_question(
    title="Bruised apples",
    ask="A camera sorts apples on the packing line of an orchard in Tyrol; growers say that it throws out sound fruit.",
    context=(
        ContextItem(about="volume", tell="Eleven crates a minute in October, some forty apples each."),
        ContextItem(about="growers", tell="Sixty families deliver fruit and are paid by the crate that passes."),
    ),
    key_points=(
        KeyPoint(id="fruit", text="Has bruised and sound fruit judged by hand.", criterion="method", cues=("by hand",)),
        KeyPoint(id="pay", text="Sees that families lose pay for each crate.", criterion="rigour", cues=("lose pay",)),
        KeyPoint(id="light", text="Asks whether light or dust on the belt misleads the lens.", criterion="method"),
    ),
    exemplars=(
        Exemplar(level=1, text="I'd check how well the camera sorts apples."),
        Exemplar(level=5, text=f"{ORCHARD} Families lose pay for a sound crate, so a blemish needs a second look."),
    ),
)


def tokens(text: str) -> list[Token]:
    return [t for s in sentences(text) for t in s.tokens]


def test_an_answer_to_the_question_is_about_it_and_one_to_another_is_not() -> None:
    topic = Topic(QUESTION, RUBRIC)
    assert topic.comparable
    assert topic.holds(tokens(ORCHARD))
    assert not topic.holds(tokens(PARKING))
    assert topic.likeness(tokens(ORCHARD)) > 2 * topic.likeness(tokens(PARKING))


def test_an_answer_in_words_that_were_not_written_is_about_it_when_it_speaks_of_the_same_things() -> None:
    other = (
        "Before anything else I'd stand at the belt for a shift and see which apples get thrown out. Dust, or light in "
        "the afternoon, can look like a bruise. I'd have a grower sort forty crates by hand and compare. Families are "
        "paid by what passes, so until we know, whatever the camera rejects goes to a person."
    )
    assert Topic(QUESTION, RUBRIC).holds(tokens(other))


def test_words_of_the_rubric_hardly_count() -> None:
    topic = Topic(QUESTION, RUBRIC)
    assert topic.likeness(tokens("two raters judge a sample of real ones")) < topic.likeness(tokens("apples, crates"))


@pytest.mark.parametrize(
    "thin",
    [
        QUESTION.model_copy(update={"context": (), "key_points": (), "exemplars": ()}),
        QUESTION.model_copy(update={"exemplars": ()}),
        QUESTION.model_copy(update={"exemplars": QUESTION.exemplars[:1]}),
        a_question(),
        QUESTION.model_copy(update={"formats": (Format.PORTFOLIO, Format.DRILL)}),
    ],
    ids=["only the question", "no exemplars", "only a weak exemplar", "few words", "a case of one's own"],
)
def test_where_nothing_can_tell_everything_is_about_the_question(thin: Question) -> None:
    topic = Topic(thin, RUBRIC)
    assert not topic.comparable
    assert topic.holds(tokens(PARKING))


def test_nothing_said_is_like_nothing() -> None:
    assert Topic(QUESTION, RUBRIC).likeness([]) == 0
