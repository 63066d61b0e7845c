"""Answers that show nothing but know the cues: hypothesis strategies over a question's own cues and shown texts."""

from __future__ import annotations

from hypothesis import strategies as st

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric

FRAMES = (
    "I would think about {}.",
    "We need to look at {}.",
    "For me {} is important here.",
    "It is all about {}.",
    "I would definitely do {} as well.",
    "And then there is {}.",
    "You should always have {}.",
    "The team can work on {}.",
)
"""Sentences that take any term."""

DENIALS = (
    "It is not true that {} matters.",
    "I would never bother with {}.",
    "There is no {} in this.",
    "We don't need {} at all.",
)

FILLERS = (
    "That is something that I feel strongly about.",
    "At the end of the day it depends.",
    "I have seen that many times, honestly.",
    "Let me think about this for a moment.",
    "So yes, that is how I would go about it.",
)


def all_cues(question: Question, rubric: Rubric) -> list[str]:
    """Return every cue that counts for the question."""
    cues = [cue for criterion in rubric.criteria for i in criterion.indicators for cue in i.cues]
    return cues + [cue for point in question.key_points for cue in point.cues]


def shown_sentences(question: Question, rubric: Rubric) -> list[str]:
    """Return what the scorecard shows of the question and its rubric, the model answer left out."""
    texts = [question.ask, *question.hints, *(point.text for point in question.key_points)]
    for criterion in rubric.criteria:
        texts += [*criterion.levels.values(), *(i.text for i in criterion.indicators)]
    return texts


def hollow_answers(question: Question, rubric: Rubric, *, most: int = 40) -> st.SearchStrategy[str]:
    """Return a strategy for answers of up to ``most`` pieces.

    A piece is a cue in a frame, denied, bare or in a list, a sentence that the scorecard shows, or a filler. Each is
    drawn anew, so that cues come in any order, with repeats, and frames mix.
    """
    cue = st.sampled_from(all_cues(question, rubric))
    piece = st.one_of(
        st.builds(str.format, st.sampled_from(FRAMES), cue),
        st.builds(str.format, st.sampled_from(DENIALS), cue),
        cue.map("{}.".format),
        st.lists(cue, min_size=2, max_size=6).map(lambda cues: f"{', '.join(cues)}."),
        st.sampled_from(shown_sentences(question, rubric)),
        st.sampled_from(FILLERS),
    )
    return st.lists(piece, min_size=1, max_size=most).map(" ".join)
