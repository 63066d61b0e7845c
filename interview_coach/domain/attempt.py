"""An attempt: one exchange as the learning loop sees it, with how it was graded and on which scale."""

from __future__ import annotations

from datetime import datetime

from interview_coach.domain.base import Slug, Value, fingerprint
from interview_coach.domain.grade import ExchangeGrade, Graded
from interview_coach.domain.plan import AttemptRef
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.scoring import weighted_level, why_no_level
from interview_coach.domain.transcript import Exchange, Transcript, Turn
from interview_coach.domain.vocabulary import (
    Background,
    CloseReason,
    Difficulty,
    Engine,
    Format,
    Purpose,
    Role,
    Seniority,
    Track,
)

FASTEST = 250
"""Words a minute of thinking and writing above which an answer was pasted: people talk at about 150, and type slower. A
judgement, not a measurement; whoever dictates and never stops to think stays below."""


class Scale(Value):
    """What a level was measured with. Levels on different scales are not comparable."""

    engine: Engine
    model: str
    prompt_hash: str
    full: bool
    """Whether a full grader graded; otherwise the level is a coverage estimate (±1)."""
    samples: int
    rubric: Slug
    rubric_hash: str
    seniority: Seniority | None
    """Of the role, which a full grader is told, so that it may ask more of a senior one; ``None`` where the level is an
    estimate: the offline coach doesn't look at it."""


class CriterionLevel(Value):
    """The level of one criterion (1.0 to 5.0); ``None`` where it is ungraded."""

    criterion: Slug
    title: str
    level: float | None


class Attempt(Value):
    """One exchange that is over, by its current grade. What is not known is ``None``, never 0."""

    interview: str
    exchange: int
    at: datetime
    """When the candidate spoke last; where they never did, when the question was asked (UTC)."""
    format: Format
    track: Track
    seniority: Seniority
    background: Background
    question: Slug
    bank: Slug
    competency: Slug
    title: str
    question_hash: str
    """Changes with everything of the question: its wording, key points, cues, exemplars."""
    difficulty: Difficulty
    closed: CloseReason
    answered: bool
    """Whether anything said counts as an answer."""
    interviewed_by: Engine
    scale: Scale | None = None
    """What it was graded with; ``None`` where no grading was begun."""
    level: float | None = None
    """The question's level (1.0 to 5.0); ``None`` where it is ungraded."""
    criteria: tuple[CriterionLevel, ...] = ()
    ungraded: str = ""
    """Why there is no level; empty where there is one."""
    self_level: int | None = None
    hints: int = 0
    probes: int = 0
    """Follow-ups that the interviewer asked."""
    words: int = 0
    """Words in all answers."""
    active_seconds: float = 0.0
    """Clock time of the exchange, pauses left out."""
    composed_words: int = 0
    """Words of the answers whose thinking and writing time was measured and that were not pasted."""
    composed_seconds: float = 0.0
    """Thinking and writing time of just those answers."""
    pasted: int = 0
    """Answers that came at more than :data:`FASTEST` words a minute."""
    redo_of: AttemptRef | None = None


def attempts_of(transcript: Transcript) -> tuple[Attempt, ...]:
    """Return the attempts of an interview, those that are over, in the order of its questions."""
    return tuple(
        _attempt(transcript, index, exchange) for index, exchange in enumerate(transcript.exchanges) if exchange.closed
    )


def scale_of(grade: ExchangeGrade, rubric: Rubric, seniority: Seniority | None) -> Scale:
    """Return what ``grade`` measured with.

    Args:
        grade: the grading.
        rubric: what it measured against.
        seniority: of the role that the interview was for; ``None`` where that cannot differ.
    """
    grader = grade.grader
    return Scale(
        engine=grader.engine,
        model=grader.model,
        prompt_hash=grader.prompt_hash,
        full=grader.full,
        samples=grader.samples,
        rubric=rubric.id,
        rubric_hash=grade.rubric_hash,
        seniority=seniority if grader.full else None,
    )


def _attempt(transcript: Transcript, index: int, exchange: Exchange) -> Attempt:
    plan, question, grade = transcript.plan, exchange.question, exchange.grade
    answers = [turn for _, turn in exchange.answers()]
    said = [turn.at for turn in exchange.turns if turn.role is Role.CANDIDATE]
    timed = [turn for turn in answers if turn.seconds > 0]
    composed = [turn for turn in timed if not _pasted(turn)]
    rubric = exchange.rubric_of(grade)
    level = weighted_level(grade, rubric) if grade else None
    return Attempt(
        interview=transcript.id,
        exchange=index,
        at=said[-1] if said else exchange.turns[0].at if exchange.turns else transcript.started_at,
        format=plan.format,
        track=plan.track,
        seniority=plan.seniority,
        background=plan.background,
        question=question.id,
        bank=question.bank,
        competency=question.competency,
        title=question.title,
        question_hash=fingerprint(question),
        difficulty=question.difficulty,
        closed=exchange.closed or CloseReason.ENDED,
        answered=exchange.answered,
        interviewed_by=plan.engine,
        scale=scale_of(grade, rubric, plan.seniority) if grade else None,
        level=level,
        criteria=_criteria(grade, rubric) if grade else (),
        ungraded="" if level is not None else why_no_level(grade),
        self_level=exchange.self_level,
        hints=exchange.count(Purpose.HINT),
        probes=exchange.probes_asked,
        words=sum(map(_words, answers)),
        active_seconds=exchange.active_seconds,
        composed_words=sum(map(_words, composed)),
        composed_seconds=sum(turn.seconds for turn in composed),
        pasted=len(timed) - len(composed),
        redo_of=plan.earlier(index),
    )


def _words(turn: Turn) -> int:
    return len(turn.text.split())


def _pasted(turn: Turn) -> bool:
    return _words(turn) * 60 > FASTEST * turn.seconds


def _criteria(grade: ExchangeGrade, rubric: Rubric) -> tuple[CriterionLevel, ...]:
    found = ((criterion, grade.criterion(criterion.id)) for criterion in rubric.criteria)
    return tuple(
        CriterionLevel(criterion=c.id, title=c.title, level=g.level if isinstance(g, Graded) else None)
        for c, g in found
    )
