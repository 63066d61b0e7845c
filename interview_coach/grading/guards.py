"""What holds an estimate down whatever cues were found: too few words, word lists, another topic."""

from __future__ import annotations

from collections.abc import Sequence

from interview_coach.domain.question import Question
from interview_coach.lexical.answers import is_soup, own_stems, tells_topic
from interview_coach.lexical.tokens import Token, is_content, sentences

CAP = 2.0
"""The highest level when a guard holds."""

FEWEST_WORDS = 25
"""Words in all answers to a question below which no more than the beginning of a criterion can be shown."""

DENSEST = 0.56
"""Share of an answer's words that may belong to cues: .51 at most in the shipped exemplars, .61 at least in lists of
the rubric's own cues, however they are joined."""

OWN_STEMS = 6
OWN_SHARE = 0.11
ENOUGH_OWN_STEMS = 12
ENOUGH_CUES = 10
"""An answer is about the question with :data:`ENOUGH_OWN_STEMS` of its words, with :data:`OWN_STEMS` that are more than
:data:`OWN_SHARE` of the content words, or with :data:`ENOUGH_CUES` cues: a story of one's own shares few words."""

ENOUGH_TO_COMPARE = 30
"""Content words that a question must have, context and key points included, to tell that an answer is about it."""

FEWEST_CUES = 3
MANY_CUES = 100
"""With so many cues to hear, fewer than :data:`FEWEST_CUES` of them are chance."""


def held_back(question: Question, answers: Sequence[str], *, density: float, cues: int, known_cues: int) -> str | None:
    """Return why the answers to a question can reach :data:`CAP` at most; ``None`` where nothing holds them back.

    Args:
        question: the question that was asked.
        answers: what the candidate said, without what is no answer at all.
        density: share (0 to 1) of the candidate's words that belong to cues.
        cues: how many different cues were found.
        known_cues: how many cues there are for the question and its rubric.
    """
    tokens = [token for text in answers for sentence in sentences(text) for token in sentence.tokens]
    if len(tokens) < FEWEST_WORDS:
        return f"Only {len(tokens)} words were said; that is too little to show more."
    if is_soup(tokens) or density > DENSEST:
        return "This is a list of terms, not an answer: say what you would do with them, in sentences."
    if cues < FEWEST_CUES and known_cues >= MANY_CUES:
        return "Hardly anything was heard of what a strong answer to this question holds."
    if cues < ENOUGH_CUES and not _is_about(tokens, question):
        return "The answer is about something else than the question."
    return None


def _is_about(tokens: Sequence[Token], question: Question) -> bool:
    own = own_stems(question)
    if len(own) < ENOUGH_TO_COMPARE or not tells_topic(question):
        return True
    content = {t.stem for t in tokens if is_content(t.word)}
    shared = len(content & own)
    return shared >= ENOUGH_OWN_STEMS or (shared >= OWN_STEMS and shared > OWN_SHARE * len(content))
