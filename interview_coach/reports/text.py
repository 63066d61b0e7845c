"""Plain text renderings: no colour, no box drawing, readable aloud."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from interview_coach.domain.debrief import Pointed
from interview_coach.domain.grade import Coverage, ExchangeGrade, Graded, Ungraded
from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.domain.rubric import Criterion
from interview_coach.domain.scoring import ExchangeScore, Scorecard, scorecard
from interview_coach.domain.text import spelt_out
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.vocabulary import Format, Purpose, Role
from interview_coach.reports import facts, statements
from interview_coach.reports.words import spent_words, spread_words

WIDTH = 78

ESTIMATE_NOTE = (
    "This is a coverage estimate, give or take one level: it shows what your words touched upon, not how well you "
    "thought it through. It is no hire verdict."
)

_MARKS = {Coverage.COVERED: "covered", Coverage.PARTLY: "partly", Coverage.MISSED: "missed"}


def transcript_text(transcript: Transcript) -> str:
    """Return the whole conversation and the scorecard."""
    plan = transcript.plan
    lines = [
        f"{plan.format.value} interview of {transcript.started_at:%Y-%m-%d %H:%M} UTC",
        f"{plan.track.value}, {plan.seniority.value}, {plan.background.value}; interviewer: {plan.persona.value}",
        *_labels(transcript),
        "",
    ]
    for index, exchange in enumerate(transcript.exchanges):
        lines.append(_heading(index, transcript, exchange))
        if plan.format is Format.ROLEPLAY:
            lines += ["", "The scene:", *_said(Purpose.OPEN, exchange.question.ask)]
        for turn in exchange.turns:
            lines += ["", f"{_speaker(turn.role)}:", *_said(turn.purpose, turn.text)]
        lines.append("")
    if more := facts.oddities(transcript):
        lines += [_wrapped(f"({more})"), ""]
    return spelt_out("\n".join([*lines, scorecard_text(transcript)]))


def _labels(transcript: Transcript) -> Iterator[str]:
    """Yield what the user called and wrote about the interview."""
    if transcript.name:
        yield f"Name: {' '.join(transcript.name.split())}"
    if transcript.tags:
        yield f"Tags: {', '.join(transcript.tags)}"
    if transcript.note:
        yield "Note:"
        yield from (f"  {line}" for line in spelt_out(transcript.note).splitlines())


def scorecard_text(transcript: Transcript) -> str:
    """Return the scorecard: per question and criterion the level, its anchor, evidence, and what is next."""
    card = scorecard(transcript)
    lines = ["SCORECARD", ""]
    for score, exchange in zip(card.exchanges, transcript.exchanges, strict=True):
        lines += [*_question(score, exchange, transcript), ""]
    return spelt_out("\n".join([*lines, *_total(card), *_debrief(transcript), *_spent(transcript)]))


def _question(score: ExchangeScore, exchange: Exchange, transcript: Transcript) -> Iterator[str]:
    estimate = statements.is_estimate(exchange.grade)
    yield _heading(score.exchange, transcript, exchange)
    yield f"Level: {_level(score.level, estimate=estimate) if score.level is not None else score.reason}"
    if failed := statements.failed_later(exchange):
        yield _wrapped(failed)
    if exchange.self_level is not None:
        yield f"Your own guess: {exchange.self_level}"
    grade = exchange.grade
    if grade is None:
        return
    for criterion in exchange.current_rubric.criteria:
        yield ""
        yield from _criterion(criterion, grade)
    yield from _key_points(exchange, grade)
    yield from map(_wrapped, statements.gates(score, exchange))


def _criterion(criterion: Criterion, grade: ExchangeGrade) -> Iterator[str]:
    title = spelt_out(criterion.title)
    match grade.criterion(criterion.id):
        case Graded() as found:
            spread = spread_words(found)
            level = _level(found.level, estimate=statements.is_estimate(grade))
            yield f"* {title}: {level}" + (f" ({spread})" if spread else "")
            yield _wrapped(f"{statements.anchor_heading(found)}: {criterion.anchor(found.level)}")
            yield _wrapped(found.reason)
            for evidence in found.evidence:
                yield _wrapped(f'You said: "{evidence.quote}"')
            for flag in found.red_flags:
                yield _wrapped(f'Red flag: {statements.red_flag(flag)} You said: "{flag.evidence.quote}"')
            if found.next_level:
                yield _wrapped(f"{statements.next_heading(found)}: {found.next_level}")
        case Ungraded() as found:
            yield f"* {title}: ungraded"
            yield _wrapped(found.reason)
        case None:
            yield f"* {title}: not graded yet"


def _key_points(exchange: Exchange, grade: ExchangeGrade) -> Iterator[str]:
    found = {f.key_point: f.coverage for f in grade.key_points}
    points = [p for p in exchange.question.key_points if p.id in found]
    if points:
        yield ""
        yield "Key points:"
    for point in points:
        yield _wrapped(f"[{_MARKS[found[point.id]]}] {point.text}")


def _total(card: Scorecard) -> Iterator[str]:
    if card.level is not None:
        of = "" if card.graded == card.planned else f" over {card.graded} of {card.planned} questions"
        yield f"Whole interview: {_level(card.level, estimate=card.estimate)}{of}"
    else:
        yield f"Whole interview: {card.reason}"
    if card.verdict:
        yield f"Verdict: {card.verdict.verdict.value}. {' '.join(card.verdict.reasons)}"
    if card.estimate and any(score.level is not None for score in card.exchanges):
        yield fill(ESTIMATE_NOTE, WIDTH)


def _debrief(transcript: Transcript) -> Iterator[str]:
    debrief = transcript.debrief
    if debrief is None:
        if transcript.debrief_failed:
            yield _wrapped(f"There is no debrief: {transcript.debrief_failed}")
        return
    yield from ("", "DEBRIEF")
    for title, points in statements.debrief_points(debrief):
        yield from ("", f"{title}:")
        for point in points:
            yield _wrapped(f"* {point.text}")
            yield from _where(transcript, point.where)
    if debrief.rewrite:
        yield from ("", f"{statements.REWRITTEN}:")
        yield from _where(transcript, debrief.rewrite.where)
        yield _wrapped(f"Better: {debrief.rewrite.rewritten}")
        yield _wrapped(debrief.rewrite.why)


def _where(transcript: Transcript, where: Pointed) -> Iterator[str]:
    """Yield the words that a point rests on, with the question; nothing where they do not stand there."""
    if statements.stands(transcript, where):
        yield _wrapped(f'You said (question {where.exchange + 1}): "{where.evidence.quote}"')


def _spent(transcript: Transcript) -> Iterator[str]:
    words = spent_words(transcript.spent())
    if words:
        yield from ("", _wrapped(f"Models: {words}.").strip())


def _level(level: float, *, estimate: bool) -> str:
    return level_words(level, margin_of(estimate=estimate), Wording.EXPLAINED)


def _heading(index: int, transcript: Transcript, exchange: Exchange) -> str:
    state = f" ({facts.CLOSED[exchange.closed]})" if exchange.closed else ""
    title = spelt_out(exchange.question.title)
    return f"Question {index + 1} of {len(transcript.plan.questions)}: {title}{state}"


def _speaker(role: Role) -> str:
    return "Interviewer" if role is Role.INTERVIEWER else "You"


def _said(purpose: Purpose, text: str) -> list[str]:
    if purpose is Purpose.HINT_ASKED:
        return ["(asked for a hint)"]
    if purpose is Purpose.CLARIFICATION_ASKED and not text:
        return ["(asked to clarify)"]
    return spelt_out(text).splitlines() or [""]


def _wrapped(text: str) -> str:
    return fill(" ".join(spelt_out(text).split()), WIDTH, initial_indent="  ", subsequent_indent="  ")
