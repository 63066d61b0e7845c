"""Which of the authored facts fits what the candidate asked."""

from __future__ import annotations

from collections.abc import Collection

from interview_coach.domain.question import Question
from interview_coach.lexical.tokens import content_stems


def best_context(question: Question, asked: str, told: Collection[int]) -> int | None:
    """Return the index of the context item to tell next.

    The item that shares the most content words with ``asked`` wins, one in ``about`` counting twice. Without words,
    or with words that fit none, it is the first item that was not told yet.

    Returns:
        ``None`` where every item was told.
    """
    wanted = content_stems(asked)
    best, best_score = None, -1
    for index, item in enumerate(question.context):
        if index in told:
            continue
        score = 2 * len(wanted & content_stems(item.about)) + len(wanted & content_stems(item.tell))
        if score > best_score:
            best, best_score = index, score
    return best
