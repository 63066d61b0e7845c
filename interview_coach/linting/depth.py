"""Advice on what a question still lacks, and what the candidate would gain by it: one line for each question."""

from __future__ import annotations

from collections.abc import Iterator

from interview_coach.domain.question import Question
from interview_coach.linting.findings import Finding, Severity

KEY_POINTS = 5
PROBES = 4
LADDER = 3
"""Rungs of a hint ladder: a nudge, a stronger one, nearly the answer."""

SCALE = (1, 3, 5)
"""Levels whose exemplars fix the scale of the offline grader."""

EXPLAINED = 4
"""How many missing things are explained; the others are only named, so that the line can be read."""

NAMED = 3
"""How many key points are named; of more the number is told."""

Place = tuple[str | int, ...]


def lint_depth(question: Question, place: Place) -> Iterator[Finding]:
    """Advise, in one line, on what would make feedback on a question better, the most valuable first."""
    lacking = list(_lacking(question))
    if not lacking:
        return
    explained = "; ".join(f"{what} ({gain})" for what, gain in lacking[:EXPLAINED])
    others = [what for what, _ in lacking[EXPLAINED:]]
    further = f"; then {', '.join(others[:-1])}{' and ' if others[:-1] else ''}{others[-1]}" if others else ""
    yield Finding(place, f"feedback would be better with {explained}{further}", Severity.ADVICE)


def _lacking(question: Question) -> Iterator[tuple[str, str]]:
    """Yield what is missing, and what one gains by it."""
    points, probes, hints = len(question.key_points), len(question.probes), len(question.hints)
    if points < KEY_POINTS:
        gain = "they name what was covered and what was missed, and give follow-ups their aim"
        yield f"{_more(points)}key points, {KEY_POINTS} or more", gain
    mute = [f"`{point.id}`" for point in question.key_points if not point.cues]
    if mute:
        whose = ", ".join(mute) if len(mute) <= NAMED else f"{len(mute)} of the key points"
        yield f"cues for {whose}", "without them the offline coach never hears that it was said"
    loose = [f"`{point.id}`" for point in question.key_points if point.criterion is None]
    if loose:
        whose = ", ".join(loose) if len(loose) <= NAMED else f"{len(loose)} of the key points"
        yield f"a criterion for {whose}", "without one it counts for no level"
    levels = {exemplar.level for exemplar in question.calibration()}
    missing = [str(level) for level in SCALE if level not in levels]
    if missing:
        which = f"level {missing[0]}" if len(missing) == 1 else f"levels {', '.join(missing[:-1])} and {missing[-1]}"
        gain = "they fix the scale of the offline grader"
        if question.model_answer is None:
            gain += ", and the best one is the model answer"
        yield f"{'an exemplar' if len(missing) == 1 else 'exemplars'} at {which}", gain
    if probes < PROBES:
        yield f"{_more(probes)}probes, {PROBES} or more", "follow-ups that go to the point"
    if hints < LADDER:
        yield f"{_more(hints)}hints, {LADDER} from a nudge to nearly the answer", "help for somebody who is stuck"
    if not question.context:
        yield "context", "facts to tell when the candidate asks to clarify"
    if not question.red_flags:
        yield "a red flag", "what should cost a level, whatever else was said"
    if not question.intent:
        yield "an intent", "what Claude is told that the question should show"
    if not question.seniority_notes:
        yield "seniority notes", "what changes with the seniority that is practised for"
    if "minutes" not in question.model_fields_set:
        yield "a time limit in `minutes`", f"{question.minutes:g} are allowed now"


def _more(count: int) -> str:
    return "more " if count else ""
