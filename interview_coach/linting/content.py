"""All lints over a rubric, or over a bank's questions with their rubrics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.linting.cues import lint_echoes, lint_question_cues, lint_rubric_cues
from interview_coach.linting.depth import lint_depth
from interview_coach.linting.exemplars import lint_exemplars
from interview_coach.linting.findings import Finding
from interview_coach.linting.probes import lint_probes
from interview_coach.linting.wording import lint_wording


def lint_rubric(rubric: Rubric) -> Iterator[Finding]:
    """Yield what is wrong with a rubric, beyond its form."""
    yield from lint_rubric_cues(rubric)


def lint_questions(questions: Sequence[Question], rubrics: Mapping[str, Rubric]) -> Iterator[Finding]:
    """Yield what is wrong with a bank's questions, beyond their form.

    ``questions`` stand in the order of the file, since findings name them by their place in it. A question whose
    rubric is not among ``rubrics`` is passed over.
    """
    for number, question in enumerate(questions):
        rubric = rubrics.get(question.rubric)
        if rubric is None:
            continue
        place = ("questions", number)
        yield from lint_depth(question, place)
        yield from lint_wording(question, place)
        yield from lint_probes(question, rubric, place)
        yield from lint_question_cues(question, rubric, place)
        yield from lint_echoes(question, rubric, place)
        yield from lint_exemplars(question, rubric, place)
