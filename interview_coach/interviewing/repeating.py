"""Planning an interview over questions that were asked before, linked to the earlier attempts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from interview_coach.domain.conversation import PROBE_BUDGETS
from interview_coach.domain.plan import AttemptRef, Plan, TimeScope
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.vocabulary import Format


class Again(NamedTuple):
    """A question that is asked again: which attempt it repeats, and how it is worded and graded this time."""

    ref: AttemptRef
    question: Question
    rubric: Rubric


def plan_again(base: Plan, again: Sequence[Again], *, seed: int) -> Plan:
    """Return the plan of an interview that repeats earlier attempts.

    One question makes a drill, or a roleplay where there is somebody to play; several make a mock interview.

    Args:
        base: the plan of an earlier interview, for all that is not said here: track, persona, limits for a question.
        again: what is asked again, at least one.
        seed: decides between equals.
    """
    form = _format(base, again)
    limit = base.time
    return base.model_copy(
        update={
            "format": form,
            "questions": tuple(a.question for a in again),
            "rubrics": tuple({a.rubric.id: a.rubric for a in again}.values()),
            "time": limit if limit and limit.scope is TimeScope.QUESTION else None,
            "probe_budget": PROBE_BUDGETS[form],
            "seed": seed,
            "redo_of": again[0].ref if len(again) == 1 else None,
            "redoes": tuple(a.ref for a in again) if len(again) > 1 else (),
            "portfolio": base.portfolio if len(again) == 1 else "",
        }
    )


def stands_alone(question: Question) -> bool:
    """Return whether the question makes an interview of its own: a scene to play, or a case of the candidate's own."""
    return question.stakeholder is not None or Format.PORTFOLIO in question.formats


def _format(base: Plan, again: Sequence[Again]) -> Format:
    if len(again) > 1:
        return Format.MOCK
    question = again[0].question
    scene = base.format is Format.ROLEPLAY or Format.DRILL not in question.formats
    return Format.ROLEPLAY if scene and question.stakeholder is not None else Format.DRILL
