"""What holds an estimate at 2 whatever cues were found, on a question with long cue lists."""

from __future__ import annotations

from interview_coach.domain.question import Exemplar, Question
from interview_coach.domain.rubric import Indicator, Rubric
from interview_coach.grading.guards import MANY_CUES, held_back
from interview_coach.grading.profile import Profile
from tests.support.events import a_criterion, a_question, a_rubric

NOUNS = (
    "anchor basket candle drawer engine feather garden hammer island jacket kettle ladder magnet needle orchard pencil "
    "quarry ribbon saddle tunnel umbrella violin window yard zipper"
).split()
CUES = [f"{verb} the {noun}" for verb in ("weigh", "paint", "carry", "borrow") for noun in NOUNS]


def a_profile(question: Question | None = None) -> Profile:
    signs = Indicator(id="i", text="Does something with every single thing in the shed.", cues=tuple(CUES))
    rubric: Rubric = a_rubric(
        criteria=(a_criterion("method", 0.6, indicators=(signs,)), a_criterion("rigour", 0.4)),
    )
    return Profile(question or a_question(), rubric)


def reason(text: str, profile: Profile | None = None) -> str:
    found = profile or a_profile()
    known = len(found.book.owners)
    assert known >= MANY_CUES
    return held_back([found.book.read(text)], found.topic, known_cues=known) or ""


def test_an_answer_with_something_beside_its_cues_is_not_held() -> None:
    assert not reason(
        "I would weigh the anchor with two of the fishermen from the harbour, since the old scale lies. Next morning "
        "we paint the ladder, because rust ate half of its rungs last winter, and my neighbour lends brushes. When "
        "all is dry they carry the kettle upstairs, where forty guests expect tea at noon."
    )


def test_one_sentence_for_many_cues_is_a_list() -> None:
    text = " ".join(f"I would always {cue} as well." for cue in CUES[:12])
    assert "hardly anything beside the terms" in reason(text)


def test_many_empty_sentences_for_many_cues_are_a_list_too() -> None:
    frames = ("I would {}.", "For us it is best to {} first.", "And then they can {} with me.", "You should also {}.")
    text = " ".join(frames[n % 4].format(cue) for n, cue in enumerate(CUES[:12]))
    assert "hardly anything beside the terms" in reason(text)


def test_what_the_scorecard_shows_is_borrowed() -> None:
    text = "Does something with every single thing in the shed. " * 4
    assert reason(text).startswith("Nearly all of this stands in the question")


def test_a_few_words_and_word_lists_are_held_as_such() -> None:
    assert reason("I would weigh the anchor.") == "Only 5 words were said; that is too little to show more."
    assert reason(", ".join(CUES)).startswith("This is a list of terms")


def test_a_bare_question_takes_every_story() -> None:
    bare = a_question(context=(), key_points=(), probes=(), exemplars=(Exemplar(level=5, text="I would weigh it."),))
    story = (
        "Last spring my sister and I had to weigh the basket of every stall at the market, which nobody believed we "
        "could. We chose to paint the window of the shop in green so that the farmers would find us, and to carry the "
        "ladder through the crowd each time it rained on the apples."
    )
    assert not reason(story, a_profile(bare))
