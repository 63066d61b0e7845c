"""What holds an estimate down whatever cues were found: too few words, word lists, echoes, another topic."""

from __future__ import annotations

from collections.abc import Sequence

from interview_coach.domain.question import Question
from interview_coach.lexical.answers import is_echo, is_gibberish, is_on_topic, is_soup
from interview_coach.lexical.coverage import Span
from interview_coach.lexical.tokens import sentences

CAP = 2.0
"""The highest level when a guard holds."""

FEWEST_WORDS = 25
"""Words in all answers to a question below which no more than the beginning of a criterion can be shown."""

DENSEST = 0.55
"""Share of an answer's words that may belong to cues; prepared phrases strung together reach more, speech does not."""


def held_back(question: Question, answers: Sequence[str], said: Sequence[str], cue_words: int) -> str | None:
    """Return why the answers to a question can reach :data:`CAP` at most; ``None`` where nothing holds them back.

    Args:
        question: the question that was asked.
        answers: what the candidate said.
        said: what the interviewer said.
        cue_words: how many of the candidate's words belong to cues that were found.
    """
    tokens = [token for text in answers for sentence in sentences(text) for token in sentence.tokens]
    if len(tokens) < FEWEST_WORDS:
        return f"Only {len(tokens)} words were said; that is too little to show more."
    if is_gibberish(tokens):
        return "What was said cannot be read as an answer."
    if is_soup(tokens):
        return "This is a list of terms, not an answer: say what you would do with them, in sentences."
    if cue_words > DENSEST * len(tokens):
        return "Term follows upon term with hardly a sentence between them; explain what you would do."
    if is_echo(tokens, [question.ask, question.spoken, *said]):
        return "The answer repeats what the interviewer said."
    if not is_on_topic(tokens, question):
        return "The answer is about something else than the question."
    return None


def cue_words(spans: Sequence[Span], lengths: Sequence[int]) -> int:
    """Return how many words the cues that were found have together; a cue counts once.

    ``lengths`` holds the number of words of each cue, by cue number.
    """
    return sum(lengths[number] for number in {span.cue for span in spans})
