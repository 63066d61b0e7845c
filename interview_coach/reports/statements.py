"""How grades are told to others: of the candidate as a third person. Pure functions of values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview_coach.domain.comparing import gradings_differ
from interview_coach.domain.debrief import Debrief, Point, Pointed
from interview_coach.domain.evidence import is_verbatim
from interview_coach.domain.grade import Coverage, ExchangeGrade, FlagRaised, Graded, Ungraded
from interview_coach.domain.levels import ESTIMATE_MARGIN, level_words, margin_of
from interview_coach.domain.rubric import Criterion, nearest_level
from interview_coach.domain.scoring import ExchangeScore, Scorecard, why_no_level
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.verdict import THRESHOLDS
from interview_coach.reports import facts
from interview_coach.reports.words import counted, spaced, spoken_level

ESTIMATE = (
    "The levels are coverage estimates by the offline coach, give or take one level: they show what the words touched "
    "upon, not how well it was thought through. They are no hire verdict."
)
MIXED = (
    "Levels with “about” are coverage estimates by the offline coach, give or take one level: what the words touched "
    "upon. The others are full grades. The two are not to be compared, and estimates are no hire verdict."
)
AS_EXPECTED = 0.5
"""Levels by which a self-assessment may differ from a full grade and still count as met: guesses are whole numbers."""

COVERAGE = {Coverage.COVERED: "✓ covered", Coverage.PARTLY: "~ partly", Coverage.MISSED: "✗ missed"}

REWRITTEN = "One passage, said better"
"""The heading of a debrief's last part."""


def is_estimate(grade: ExchangeGrade | None) -> bool:
    """Return whether a grade is a coverage estimate; what is not graded yet counts as one."""
    return grade is None or not grade.grader.full


def about_levels(*, estimates: bool, full: bool) -> str:
    """Say what kind of levels stand there, where some are estimates; empty where none is."""
    return "" if not estimates else MIXED if full else ESTIMATE


def kinds(transcript: Transcript, card: Scorecard) -> tuple[bool, bool]:
    """Return whether among the levels of the questions there are estimates, and whether there are full grades."""
    graded = [e.grade for s, e in zip(card.exchanges, transcript.exchanges, strict=True) if s.level is not None]
    return any(map(is_estimate, graded)), not all(map(is_estimate, graded))


def level(value: float, *, estimate: bool) -> str:
    """Say a question's or an interview's level: ``about 3.4 of 5, ±1 · solid``."""
    return f"{level_words(value, margin_of(estimate=estimate))} · {spoken_level(value)}"


def criterion_level(found: Graded, *, estimate: bool) -> str:
    """Say a criterion's level; only an estimate's number says how far it may be off, as on the scorecard."""
    return f"{level_words(found.level, found.margin if estimate else 0.0)} · {spoken_level(found.level)}"


def whole(card: Scorecard) -> str:
    """Say how the interview went altogether."""
    if card.level is None:
        return f"No level for the whole. {card.reason}"
    some = "" if card.graded == card.planned else f", over {card.graded} of {counted(card.planned, 'question')}"
    return f"{level(card.level, estimate=card.estimate)}{some}"


def question_level(score: ExchangeScore, exchange: Exchange) -> str:
    """Say the level of one question, or why it has none."""
    if not exchange.answers():
        return "No answer was given, so there is nothing to grade."
    if score.level is None:
        return f"No level. {score.reason}"
    return level(score.level, estimate=is_estimate(exchange.grade))


def self_assessment(score: ExchangeScore, exchange: Exchange) -> str:
    """Say what the candidate guessed and how that compares; empty where nobody answered, or asked for a guess yet."""
    guess = exchange.self_level
    if guess is None:
        return "none given." if exchange.self_assessed and exchange.answers() else ""
    said = f"{guess} of 5"
    if score.level is None:
        return f"{said}; there is no level to compare it with."
    estimate = is_estimate(exchange.grade)
    off = guess - score.level
    if abs(off) <= (ESTIMATE_MARGIN if estimate else AS_EXPECTED):
        return f"{said}: {'within what the estimate can tell' if estimate else 'as graded'}."
    return f"{said}: {abs(off):.1f} {'above' if off > 0 else 'below'} the {'estimate' if estimate else 'grade'}."


def why_all_ungraded(exchange: Exchange) -> str:
    """Return the reason that leaves every criterion without a level; empty where they have levels, or many reasons."""
    grade = exchange.grade
    found = [grade.criterion(c.id) for c in exchange.current_rubric.criteria] if grade else []
    reasons = {g.reason if isinstance(g, Ungraded) else "" for g in found}
    return reasons.pop() if len(reasons) == 1 else ""


def anchor_heading(found: Graded) -> str:
    """Introduce the anchor text of a level."""
    return f"Level {nearest_level(found.level)} stands for"


def next_heading(found: Graded) -> str:
    """Introduce what would have been needed beyond a level."""
    return "Still to add" if nearest_level(found.level) == 5 else "The next level needs"


def red_flag(flag: FlagRaised) -> str:
    """Say what a red flag is, and what it does."""
    return f"{flag.text} It caps the level at {flag.caps_at}."


def debrief_points(debrief: Debrief) -> Iterator[tuple[str, Sequence[Point]]]:
    """Yield the lists of a debrief that have any points, each with its heading."""
    for heading, points in (("Keep doing", debrief.strengths), ("Change first", debrief.changes)):
        if points:
            yield heading, points


def stands(transcript: Transcript, where: Pointed) -> bool:
    """Return whether the words that a point of a debrief rests on stand where it says."""
    return where.exchange < len(transcript.exchanges) and is_verbatim(
        where.evidence, transcript.exchanges[where.exchange]
    )


def share(criterion: Criterion) -> str:
    """Say how much a criterion counts."""
    return f"{criterion.weight:.0%} of the question's level"


def gates(score: ExchangeScore, exchange: Exchange) -> Iterator[str]:
    """Yield which gates hold a verdict back; of an estimate, which has none, what a panel would listen for."""
    if not is_estimate(exchange.grade):
        for gate in score.gates:
            yield f"Gate: {gate.reason} It caps the verdict at “{spaced(gate.caps_verdict_at).lower()}”."
        return
    for name in dict.fromkeys(exchange.current_rubric.criterion(gate.criterion).title for gate in score.gates):
        yield f"Worth minding: a panel holds back where it hears nothing of: {name}."


def graded_by(grade: ExchangeGrade) -> Iterator[tuple[str, str]]:
    """Yield who graded, when, and on which scale, each as a name and a value."""
    grader = grade.grader
    yield "Graded by", f"{grader.engine} ({grader.model})"
    yield "Kind", "coverage estimate, ±1 level" if is_estimate(grade) else "full grade"
    if grader.samples > 1:
        yield "Samples", f"{grader.samples}; levels are their mean"
    yield "Prompt", grader.prompt_hash or "none"
    yield "Rubric", grade.rubric_hash
    yield "When", facts.instant(grade.at)
    if not grade.finished:
        yield "State", "not finished"


def grading_notes(exchange: Exchange) -> Iterator[str]:
    """Yield what is to be minded about the gradings of an exchange."""
    current = exchange.grade
    if current is None:
        return
    if current.rubric_hash != exchange.rubric.hash:
        yield "The rubric was another version when this was graded than the one that the interview was planned with."
    if failed := failed_later(exchange):
        yield failed
    for number, other in enumerate((g for g in exchange.grades if g is not current), start=1):
        if reasons := gradings_differ(exchange, other, current):
            yield f"Other grading {number} cannot be compared with the current one: {' '.join(reasons)}"


def failed_later(exchange: Exchange) -> str:
    """Say that a grading after the current one failed altogether, and why; empty where none did."""
    latest = exchange.grades[-1] if exchange.grades else None
    if latest is None or latest is exchange.grade or not latest.finished:
        return ""
    return f"A later grading gave no level, so the one before it counts: {why_no_level(latest)}"


def verdict_rules() -> str:
    """Say how a verdict comes about."""
    steps = ", ".join(f"from {threshold:g} a {spaced(v).lower()}" for threshold, v in reversed(THRESHOLDS))
    return f"A verdict follows from the mean level ({steps}; below that a strong no hire), and gates can cap it."
