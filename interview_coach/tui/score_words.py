"""The sentences of a scorecard. Pure functions of a transcript's values."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content

from interview_coach.domain.evidence import Mark
from interview_coach.domain.grade import Coverage, ExchangeGrade, Graded, Ungraded
from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Criterion, Rubric, nearest_level
from interview_coach.domain.scoring import ExchangeScore, Scorecard, why_no_level
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.verdict import GateHeld
from interview_coach.llm.activity import SPEAKING
from interview_coach.reports.statements import failed_later
from interview_coach.reports.words import spent_words, spread_words
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.widgets.level_bar import level_bar
from interview_coach.tui.widgets.marked_answer import linked
from interview_coach.tui.words import counted, spaced, spoken_level

BAR = 17
NUMBER = 14
NAME = 14
LONGEST_NAME = 34
AFTER_NAME = 2 + NUMBER + BAR + 4
"""Cells of a criterion's line: its bar, its number, its name at least and at most, and all that follows the name."""

NO_VERDICT = (
    "A coverage estimate: how much of what a strong answer holds was found in your words. "
    "It may be off by a level, and it is no hire verdict."
)


def missing(transcript: Transcript) -> int:
    """Return how many criteria of answered questions a full grader left without a level."""
    return sum(
        not isinstance(e.grade.criterion(c.id), Graded)
        for e in transcript.exchanges
        if e.answered and e.grade and e.grade.finished and e.grade.grader.full
        for c in e.current_rubric.criteria
    )


def graded_again(transcript: Transcript) -> str:
    """Say how grading an interview again went: that it is done, or what gave no level, and why.

    A reason that several questions share is told once, with their numbers.
    """
    failed: dict[str, list[str]] = {}
    for number, exchange in enumerate(transcript.exchanges, start=1):
        if why := _no_level(exchange):
            failed.setdefault(why, []).append(str(number))
    if not failed:
        return "Graded again."
    if len(transcript.exchanges) == 1:
        return shown(next(iter(failed)))
    told = " ".join(
        f"Question{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}: {why}" for why, numbers in failed.items()
    )
    some = sum(map(len, failed.values())) < sum(e.answered for e in transcript.exchanges)
    return shown(f"{'The rest is graded again. ' if some else ''}{told}")


def _no_level(exchange: Exchange) -> str:
    """Return why the latest grading of an answer gave no level; empty where it gave one, or nothing was answered."""
    if not exchange.answered:
        return ""
    if failed := failed_later(exchange):
        return failed
    grade = exchange.grade
    return "" if grade is None or grade.has_levels else f"Still without a level: {why_no_level(grade)}"


def grading_state(transcript: Transcript, doing: str, *, grading: bool) -> str:
    """Say what grading waits for, or what it left without a level; empty where there is nothing to say.

    Args:
        transcript: the interview.
        doing: what the grader is doing, in words, where that is known.
        grading: whether it goes on.
    """
    if grading:
        waiting = sum(not (e.grade and e.grade.finished) for e in transcript.exchanges)
        what = f"waiting for {counted(waiting, 'question')}" if waiting else "almost done"
        said = (
            f"{one_line(doing).replace(SPEAKING, 'the grader is writing')}."
            if doing
            else f"Grading is under way: {what}."
        )
        return f"{said} Results appear as they come; you may leave, it is made up for later."
    count = missing(transcript)
    if not count:
        return ""
    criteria = "1 criterion has" if count == 1 else f"{count} criteria have"
    return f"{criteria} no level. Press m to grade what is missing; the rest stays."


def whole(card: Scorecard) -> Content:
    """Say how the interview went altogether; of a single question, whose level stands below, only the verdict."""
    if card.level is None:
        level = Content(f"No level for the whole. {card.reason}")
    else:
        margin = margin_of(estimate=card.estimate)
        words = f"{level_words(card.level, margin)} · {spoken_level(card.level)}"
        level = Content.assemble("Altogether  ", (words, "bold"), "  ", level_bar(card.level, margin=margin))
    if card.graded < card.planned:
        level = Content.assemble(level, f"\n{card.graded} of {counted(card.planned, 'question')} graded.")
    if card.verdict is None:
        return level
    reasons = "".join(f"\n  · {shown(reason)}" for reason in card.verdict.reasons)
    verdict = Content.assemble("Verdict: ", (spaced(card.verdict.verdict), "bold"), reasons)
    return verdict if card.planned == 1 else Content("\n").join([level, verdict])


def question_line(score: ExchangeScore, exchange: Exchange) -> Content:
    """Say the level of one question beside the candidate's own guess."""
    if not exchange.answers():
        return Content("You gave no answer to this question, so there is nothing to grade.")
    if score.level is None:
        said = Content.assemble(("No level. ", "bold"), shown(score.reason))
    else:
        margin = margin_of(estimate=is_estimate(exchange))
        words = f"{level_words(score.level, margin)} · {spoken_level(score.level)}"
        said = Content.assemble("This question  ", (words, "bold"))
    guess = exchange.self_level
    return Content.assemble(said, f"   You guessed {guess}." if guess else "")


def is_estimate(exchange: Exchange) -> bool:
    """Return whether an exchange has a coverage estimate, or nothing yet, instead of a full grade."""
    return exchange.grade is None or not exchange.grade.grader.full


def criterion_line(
    criterion: Criterion, found: Graded | Ungraded | None, *, guess: int | None, width: int, estimate: bool = True
) -> Content:
    """Show a criterion's level in ``width`` cells: its name, the number, the bar as far as there is room.

    The number of an estimate says how far it may be off; a full grade's margin, the spread of its samples, is the
    bar's to show. A name that is longer than its column goes on below.
    """
    room = max(NAME, min(LONGEST_NAME, width - AFTER_NAME))
    first, *rest = wrap(one_line(criterion.title), room) or [""]
    title, more = Content.styled(f"{first:<{room}}  ", "bold"), "".join(f"\n{line}" for line in rest)
    if found is None:
        level = Content("not graded yet")
    elif isinstance(found, Ungraded):
        level = Content(f"Ungraded: {one_line(found.reason)}")
    else:
        number = level_words(found.level, found.margin if estimate else 0.0, Wording.FIGURE)
        bar = level_bar(found.level, margin=found.margin, guess=guess, cells=BAR)
        level = Content.assemble(f"{number:<{NUMBER}}", bar if width >= NAME + AFTER_NAME else "")
    return Content.assemble(title, level, (more, "bold"))


def criterion_lines(exchange: Exchange, *, width: int) -> list[Content]:
    """Show the levels of all criteria of an exchange by its current grade, as :func:`criterion_line` does each."""
    grade = exchange.grade
    return [
        criterion_line(
            criterion,
            grade.criterion(criterion.id) if grade else None,
            guess=exchange.self_level,
            width=width,
            estimate=is_estimate(exchange),
        )
        for criterion in exchange.current_rubric.criteria
    ]


def criterion_details(criterion: Criterion, found: Graded | Ungraded | None, all_marks: tuple[Mark, ...]) -> Content:
    """Explain one criterion's level: its anchor, the reason, the quotes, the red flags, what the next level needs."""
    share = f" · {criterion.weight:.0%} of the question's level"
    parts = [Content.assemble((shown(criterion.title), "bold"), share, f"\n{shown(criterion.description)}".rstrip())]
    if isinstance(found, Graded):
        level = nearest_level(found.level)
        parts.append(_titled(f"What level {level}, {spoken_level(level)}, stands for", criterion.anchor(found.level)))
        parts.append(_titled("Why", found.reason))
        if spread := spread_words(found):
            parts.append(_titled("Graded several times", spread))
        quotes = [m for m in all_marks if m.criterion == criterion.id]
        if quotes:
            lines = [linked(Content(f"[{m.number}] “{one_line(m.evidence.quote, 400)}”"), m) for m in quotes]
            parts.append(Content.assemble(("Your words\n", "bold"), Content("\n").join(lines)))
        parts += [_titled("Red flag", f"{flag.text} It caps the level at {flag.caps_at}.") for flag in found.red_flags]
        if found.next_level:
            parts.append(_titled("The next level needs" if level < 5 else "Still to add", found.next_level))
    elif found is not None:
        parts.append(_titled("Ungraded", found.reason))
    return Content("\n\n").join(parts)


def key_points(question: Question, grade: ExchangeGrade | None) -> Content:
    """List the question's key points with what became of each."""
    marks = {Coverage.COVERED: "✓ covered", Coverage.PARTLY: "~ partly ", Coverage.MISSED: "✗ missed "}
    found = {f.key_point: f.coverage for f in grade.key_points} if grade else {}
    lines = [
        Content.assemble(
            (marks[found[point.id]] if point.id in found else "– open   ", "bold"), f"  {shown(point.text)}"
        )
        for point in question.key_points
    ]
    return Content("\n").join(lines) if lines else Content("This question lists no key points.")


def gates(held: tuple[GateHeld, ...], rubric: Rubric, *, estimate: bool) -> str:
    """Say which gates hold a verdict back; of an estimate, which has none, only what a panel would listen for."""
    if not estimate:
        return "\n".join(f"Gate: {shown(gate.reason)}" for gate in held)
    titles = dict.fromkeys(rubric.criterion(gate.criterion).title for gate in held)
    return "\n".join(f"Worth minding: a panel holds back where it hears nothing of: {shown(t)}." for t in titles)


def graded_by(exchange: Exchange) -> str:
    """Say who graded, so that it can be told what is comparable."""
    grade = exchange.grade
    if grade is None:
        return ""
    kind = "coverage estimate" if is_estimate(exchange) else "full grader"
    times = f" · {len(exchange.grades)} gradings, the latest shown" if len(exchange.grades) > 1 else ""
    return one_line(
        f"Graded by {grade.grader.engine} ({grade.grader.model}), {kind} · rubric {grade.rubric_hash}{times}"
    )


def asked_of_models(transcript: Transcript) -> str:
    """Say what the interview took of models; empty where none was asked."""
    spent = spent_words(transcript.spent())
    return f"Models: {spent}" if spent else ""


def _titled(title: str, text: str) -> Content:
    return Content.assemble((f"{title}: ", "bold"), shown(text))
