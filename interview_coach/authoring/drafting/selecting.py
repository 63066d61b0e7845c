"""Shipped questions that suit a posting, chosen by words alone; the same posting always gets the same ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import ceil, log, sqrt
from typing import NamedTuple

from interview_coach.authoring.drafting.outcome import Chosen, Outcome
from interview_coach.authoring.drafting.posting import Posting
from interview_coach.authoring.matching import SHOWN_WORDS, Matcher
from interview_coach.authoring.shapes import question_shape
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.vocabulary import Format
from interview_coach.errors import ContentError
from interview_coach.lexical.tokens import content_stems
from interview_coach.library.catalogue import Library

WEAKEST = 0.03
"""Strength of a sentence from which it counts for a competency: below it a chance word is all that they share."""

LARGEST_SHARE = 0.5
"""Of the questions that may be about one competency, where the posting names others."""

_COPIED_ID = 66
"""Characters of a question's id that the id of its copy keeps."""


class _Match(NamedTuple):
    question: Question
    score: float
    strength: float
    sentence: str
    shared: tuple[str, ...]


def select(posting: Posting, library: Library, count: int, competencies: Collection[str] = ()) -> Outcome:
    """Return ``count`` shipped questions, or fewer where fewer suit the posting, with the weight of each competency.

    Args:
        posting: what to suit.
        library: what there is; only shipped questions are chosen.
        count: how many.
        competencies: choose only from these.

    Raises:
        ContentError: nothing suits.
    """
    banks = [b for b in library.banks if b.shipped and (not competencies or b.competency in competencies)]
    asked = (q for b in banks for q in b.questions if not q.source)  # what has a source was made from a posting
    questions = [q for q in asked if Format.PORTFOLIO not in q.formats]
    rubrics = {q.rubric: library.rubrics[q.rubric] for q in questions}
    weights = competency_weights(posting, rubrics, questions)
    matches = sorted(_matches(posting, questions, weights), key=lambda m: (-m.score, m.question.id))
    chosen = _spread(matches, count)
    if not chosen:
        raise ContentError(
            "No shipped question suits this posting: it shares hardly a word with any. A longer part of the posting "
            "may help, or other topics (--competency)."
        )
    return Outcome(tuple(_copy(match) for match in chosen), weights)


def competency_weights(
    posting: Posting, rubrics: Mapping[str, Rubric], questions: Sequence[Question]
) -> dict[str, float]:
    """Return the share of each rubric in what the posting asks for, the largest first; they sum to 1.

    Each sentence counts for the rubric that suits it best, with its strength.
    """
    matcher = Matcher(rubrics, questions)
    found: Counter[str] = Counter()
    for sentence in posting.sentences:
        for fit in matcher.fits(sentence)[:1]:
            if fit.strength >= WEAKEST:
                found[fit.rubric] += fit.strength  # type: ignore[assignment]
    total = sum(found.values())
    return {name: value / total for name, value in sorted(found.items(), key=lambda item: (-item[1], item[0]))}


def _matches(posting: Posting, questions: Sequence[Question], weights: Mapping[str, float]) -> list[_Match]:
    """Return each question with the sentence that suits it best."""
    of_question = {q.id: _stems(q) for q in questions}
    counted = Counter(stem for stems in of_question.values() for stem in stems)
    rarity = {stem: log((1 + len(questions)) / number) for stem, number in counted.items()}
    said = [(sentence, content_stems(sentence)) for sentence in posting.sentences]
    found = []
    for question in questions:
        stems = of_question[question.id]
        best = max((_Match(question, 0, *_alike(stems, words, rarity), sentence, ()) for sentence, words in said),
                   key=lambda match: match.strength)  # fmt: skip
        shared = sorted(stems & content_stems(best.sentence), key=lambda stem: (-rarity[stem], stem))
        if best.strength > 0:
            score = best.strength * (0.25 + weights.get(question.rubric, 0.0))
            found.append(best._replace(score=score, shared=tuple(shared[:SHOWN_WORDS])))
    return found


def _stems(question: Question) -> frozenset[str]:
    points = "\n".join(point.text for point in question.key_points)
    return content_stems(f"{question.title}\n{question.spoken}\n{question.ask}\n{question.intent}\n{points}")


def _alike(stems: frozenset[str], words: frozenset[str], rarity: Mapping[str, float]) -> tuple[float]:
    """Return how alike two sets of stems are (0 to 1), rare ones counting most."""
    most = max(rarity.values(), default=1.0)
    shared = sum(rarity[stem] ** 2 for stem in words & stems)
    size = sum(rarity.get(stem, most) ** 2 for stem in words) * sum(rarity[stem] ** 2 for stem in stems)
    return (shared / sqrt(size) if size else 0.0,)


def _spread(matches: Sequence[_Match], count: int) -> list[_Match]:
    """Return the best ones, at most :data:`LARGEST_SHARE` of one competency as long as there are others."""
    most = max(1, ceil(count * LARGEST_SHARE))
    taken: Counter[str] = Counter()
    first, later = [], []
    for match in matches:
        if taken[match.question.rubric] < most:
            taken[match.question.rubric] += 1
            first.append(match)
        else:
            later.append(match)
    return sorted((first + later)[:count], key=lambda m: (-m.score, m.question.id))


def _copy(match: _Match) -> Chosen:
    question = match.question
    shape = question_shape(question) | {"source": match.sentence}
    shape["id"] = f"{question.id[:_COPIED_ID].rstrip('-')}-copy"
    return Chosen(question.rubric, shape, question.id, round(match.strength, 2), match.shared)
