"""The report of an interview as Markdown: readable as it stands, and rendered by anything that knows CommonMark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview_coach.domain.debrief import Pointed
from interview_coach.domain.evidence import Mark, marks, spans
from interview_coach.domain.grade import ExchangeGrade, Graded, Ungraded
from interview_coach.domain.markdown import inline, quoted
from interview_coach.domain.rubric import Criterion
from interview_coach.domain.scoring import ExchangeScore, Scorecard, scorecard, weighted_level
from interview_coach.domain.transcript import Exchange, Transcript, Turn
from interview_coach.domain.vocabulary import Format, Role
from interview_coach.reports import facts, statements
from interview_coach.reports.words import clock, interviewer_name, spaced, spread_words

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def report_markdown(transcript: Transcript, *, problems: Sequence[str] = ()) -> bytes:
    """Return the report of an interview as UTF-8; ``problems`` is what could not be read of its journal."""
    card = scorecard(transcript)
    parts = [
        *_opening(transcript),
        *_summary(transcript, card),
        *_debrief(transcript),
        *(part for score in card.exchanges for part in _question(transcript, score)),
        *_closing(transcript, problems),
    ]
    return ("\n\n".join(part.rstrip("\n") for part in parts if part) + "\n").encode()


def _opening(transcript: Transcript) -> Iterator[str]:
    yield f"# {inline(facts.title(transcript))}"
    yield "\n".join(f"- {name}: {inline(value)}" for name, value in facts.facts(transcript))
    if transcript.note:
        yield "## Note"
        yield quoted(transcript.note)


def _summary(transcript: Transcript, card: Scorecard) -> Iterator[str]:
    yield "## At a glance"
    if not card.exchanges:
        yield "The interview ended before the first question: there is nothing to grade."
        return
    if len(transcript.plan.questions) > 1:
        yield f"Altogether: **{inline(statements.whole(card))}**"
    if card.verdict:
        yield f"Verdict: **{spaced(card.verdict.verdict)}**"
        yield "\n".join(f"- {inline(reason)}" for reason in card.verdict.reasons)
    estimates, full = statements.kinds(transcript, card)
    yield statements.about_levels(estimates=estimates, full=full)
    yield "\n".join(
        f"{number}. {inline(exchange.question.title)}: {inline(statements.question_level(score, exchange))}"
        for number, (score, exchange) in enumerate(zip(card.exchanges, transcript.exchanges, strict=True), start=1)
    )


def _debrief(transcript: Transcript) -> Iterator[str]:
    debrief = transcript.debrief
    if debrief is None:
        if transcript.debrief_failed:
            yield "## Debrief"
            yield f"There is none: {inline(transcript.debrief_failed)}"
        return
    yield "## Debrief"
    for title, points in statements.debrief_points(debrief):
        yield f"### {title}"
        yield "\n".join(f"- {inline(p.text)}{_where(transcript, p.where)}" for p in points)
    if debrief.rewrite:
        yield f"### {statements.REWRITTEN}"
        yield _where(transcript, debrief.rewrite.where).strip()
        yield quoted(debrief.rewrite.rewritten)
        yield f"**Why:** {inline(debrief.rewrite.why)}"
    yield f"Written by {inline(debrief.model)}, prompt {inline(debrief.prompt_hash or 'none')}."


def _where(transcript: Transcript, where: Pointed) -> str:
    """Return the words that a point rests on, with the question; nothing where they do not stand there."""
    if not statements.stands(transcript, where):
        return ""
    return f" “{inline(where.evidence.quote)}” (question {where.exchange + 1})"


def _question(transcript: Transcript, score: ExchangeScore) -> Iterator[str]:
    index = score.exchange
    exchange = transcript.exchanges[index]
    all_marks = marks(exchange, exchange.grade)
    closed = f", {facts.CLOSED[exchange.closed]}" if exchange.closed else ""
    yield f"## Question {index + 1} of {len(transcript.plan.questions)}: {inline(exchange.question.title)}"
    yield f"{spaced(exchange.question.competency)}, {clock(exchange.active_seconds)} on the clock{closed}"
    yield f"Level: **{inline(statements.question_level(score, exchange))}**"
    if guess := statements.self_assessment(score, exchange):
        yield f"Self-assessment: {guess}"
    yield from (inline(sentence) for sentence in statements.gates(score, exchange))
    if exchange.answers() and exchange.grade:
        yield "### Criteria"
        yield from _criteria(exchange, all_marks)
    yield "### What was said"
    if transcript.plan.format is Format.ROLEPLAY:
        yield f"The scene:\n\n{quoted(exchange.question.ask)}"
    for number, turn in enumerate(exchange.turns):
        yield from _turn(transcript, exchange, turn, [m for m in all_marks if m.evidence.turn == number])
    yield from _key_points(exchange)
    model = exchange.question.model_answer
    if model and exchange.closed:
        yield "### A model answer"
        yield quoted(model.text)
    yield from _gradings(exchange)


def _criteria(exchange: Exchange, all_marks: Sequence[Mark]) -> Iterator[str]:
    if why := statements.why_all_ungraded(exchange):
        yield f"**None of them has a level.** {inline(why)}"
        yield "\n".join(f"- {inline(c.title)} ({statements.share(c)})" for c in exchange.current_rubric.criteria)
        return
    for criterion in exchange.current_rubric.criteria:
        yield from _criterion(criterion, exchange.grade, all_marks)


def _criterion(criterion: Criterion, grade: ExchangeGrade | None, all_marks: Sequence[Mark]) -> Iterator[str]:
    found = grade.criterion(criterion.id) if grade else None
    yield f"#### {inline(criterion.title)} ({statements.share(criterion)})"
    if isinstance(found, Ungraded):
        yield f"**Ungraded.** {inline(found.reason)}"
    elif found is None:
        yield "Not graded yet."
    else:
        lines = list(_graded(criterion, found, all_marks, estimate=statements.is_estimate(grade)))
        yield "\n".join(f"- {line}" for line in lines)


def _graded(criterion: Criterion, found: Graded, all_marks: Sequence[Mark], *, estimate: bool) -> Iterator[str]:
    spread = f" ({spread_words(found)})" if spread_words(found) else ""
    yield f"**{statements.criterion_level(found, estimate=estimate)}**{spread}"
    yield f"{statements.anchor_heading(found)}: {inline(criterion.anchor(found.level))}"
    yield f"Why: {inline(found.reason)}"
    own = [m for m in all_marks if m.criterion == criterion.id]
    flags = {id(flag.evidence): flag for flag in found.red_flags}
    for mark in own:
        quote = f"{_raised(mark)} “{inline(mark.evidence.quote)}”"
        flag = flags.get(id(mark.evidence))
        yield f"Red flag: {inline(statements.red_flag(flag))} {quote}" if flag else quote
    if found.next_level:
        yield f"{statements.next_heading(found)}: {inline(found.next_level)}"


def _turn(transcript: Transcript, exchange: Exchange, turn: Turn, of_turn: Sequence[Mark]) -> Iterator[str]:
    mine = turn.role is Role.CANDIDATE
    name = "Candidate" if mine else inline(interviewer_name(transcript.plan, exchange.question))
    beside = ", ".join(facts.about_turn(transcript, turn))
    yield f"{name} ({beside}):"
    words = "".join(span.text + "".join(_raised(m) for m in span.ends) for span in spans(turn.text, of_turn))
    if words.strip():
        yield quoted(words)


def _key_points(exchange: Exchange) -> Iterator[str]:
    found = {f.key_point: f.coverage for f in exchange.grade.key_points} if exchange.grade else {}
    points = [p for p in exchange.question.key_points if p.id in found]
    if points:
        yield "### Key points"
        yield "\n".join(f"- {inline(statements.COVERAGE[found[p.id]])}: {inline(p.text)}" for p in points)


def _gradings(exchange: Exchange) -> Iterator[str]:
    if exchange.grades:
        yield "### Gradings"
        yield "\n".join(f"- {_grading(exchange, grade)}" for grade in exchange.grades)
        yield from statements.grading_notes(exchange)


def _grading(exchange: Exchange, grade: ExchangeGrade) -> str:
    level = weighted_level(grade, exchange.rubric_of(grade))
    shown = "no level" if level is None else statements.level(level, estimate=statements.is_estimate(grade))
    found = ((c, grade.criterion(c.id)) for c in exchange.rubric_of(grade).criteria)
    levels = (
        f"{inline(c.title)} {f'{g.level:.1f}' if isinstance(g, Graded) else 'ungraded'}" for c, g in found
    )  # fmt: skip
    told = "; ".join(f"{name}: {inline(value)}" for name, value in statements.graded_by(grade))
    current = "**Current:** " if grade is exchange.grade else "Other: "
    return f"{current}{shown} ({', '.join(levels)}). {told}"


def _closing(transcript: Transcript, problems: Sequence[str]) -> Iterator[str]:
    if transcript.plan.portfolio:
        yield "## The candidate's own case"
        yield quoted(transcript.plan.portfolio)
    sentences = [facts.spent(transcript), facts.oddities(transcript), *problems]
    if any(sentences):
        yield "## Notes"
        yield from (inline(sentence) for sentence in sentences if sentence)


def _raised(mark: Mark) -> str:
    """Return a mark's number as it stands behind the words that it is for."""
    return f"⁽{str(mark.number).translate(_RAISED)}⁾"
