"""One question of an interview on a page: its level, its criteria, and the conversation with the evidence marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview_coach.domain.evidence import Mark, is_verbatim, marks, spans
from interview_coach.domain.grade import Coverage
from interview_coach.domain.levels import margin_of
from interview_coach.domain.scoring import ExchangeScore
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.vocabulary import Format, Role
from interview_coach.reports import facts, statements
from interview_coach.reports.webpage.charts import scale
from interview_coach.reports.webpage.criteria import (
    criterion_view,
    gradings_view,
    quotation,
    quote_anchor,
    word_anchor,
)
from interview_coach.reports.webpage.markup import Child, Html, joined, tag
from interview_coach.reports.words import clock, interviewer_name, spaced


def question_view(transcript: Transcript, score: ExchangeScore) -> Html:
    """Return the section of one question."""
    index = score.exchange
    exchange = transcript.exchanges[index]
    all_marks = marks(exchange, exchange.grade)
    number = f"Question {index + 1} of {len(transcript.plan.questions)}"
    return tag(
        "section",
        tag("p", number, class_="kicker"),
        tag("h2", exchange.question.title, id=f"q{index + 1}-title"),
        tag("p", _about(exchange), class_="aside"),
        *_standing(score, exchange),
        *_criteria(exchange, all_marks, index),
        tag("h3", "What was said"),
        tag("p", "Underlined and numbered: what the levels rest on.", class_="aside") if all_marks else None,
        _scene(transcript, exchange),
        tag("ol", *_conversation(transcript, exchange, all_marks, index), class_="turns"),
        *_key_points(exchange),
        *_model_answer(exchange),
        gradings_view(exchange),
        *(tag("p", note, class_="aside") for note in statements.grading_notes(exchange)),
        _graded_by(exchange),
        class_="question",
        id=question_anchor(index),
        aria_labelledby=f"q{index + 1}-title",
    )


def question_anchor(index: int) -> str:
    """Return the place of a question in the page."""
    return f"q{index + 1}"


def _about(exchange: Exchange) -> str:
    parts = [spaced(exchange.question.competency), f"{clock(exchange.active_seconds)} on the clock"]
    if exchange.closed:
        parts.append(facts.CLOSED[exchange.closed])
    return " · ".join(parts)


def _standing(score: ExchangeScore, exchange: Exchange) -> Iterator[Child]:
    words = statements.question_level(score, exchange)
    margin = margin_of(estimate=statements.is_estimate(exchange.grade))
    guess = statements.self_assessment(score, exchange)
    label = f"Level: {words}" + (f"; self-assessment: {exchange.self_level}" if exchange.self_level else "")
    drawn = scale(score.level, margin=margin, guess=exchange.self_level, label=label) if score.level else None
    yield tag("p", drawn, tag("strong", words), class_="at large") if drawn else tag("p", words)
    if guess:
        yield tag("p", tag("span", "Self-assessment: ", class_="label"), guess)
    for sentence in statements.gates(score, exchange):
        yield tag("p", sentence, class_="notice")


def _criteria(exchange: Exchange, all_marks: Sequence[Mark], index: int) -> Iterator[Child]:
    if not exchange.answers() or exchange.grade is None:
        return
    yield tag("h3", "Criteria")
    yield tag("p", f"Rubric: {exchange.current_rubric.title}", class_="aside")
    if why := statements.why_all_ungraded(exchange):
        yield tag("p", tag("strong", "None of them has a level. "), why)
        names = (f"{c.title} ({statements.share(c)})" for c in exchange.current_rubric.criteria)
        yield tag("ul", *(tag("li", name) for name in names))
        return
    for criterion in exchange.current_rubric.criteria:
        yield criterion_view(criterion, exchange.grade, all_marks, index=index, guess=exchange.self_level)


def _scene(transcript: Transcript, exchange: Exchange) -> Html | None:
    """Return what the candidate was told of the scene before anybody spoke."""
    if transcript.plan.format is not Format.ROLEPLAY:
        return None
    return tag("p", tag("span", "The scene: ", class_="label"), exchange.question.ask, class_="words", dir="auto")


def _conversation(transcript: Transcript, exchange: Exchange, all_marks: Sequence[Mark], index: int) -> Iterator[Html]:
    name = interviewer_name(transcript.plan, exchange.question)
    for number, turn in enumerate(exchange.turns):
        of_turn = [m for m in all_marks if m.evidence.turn == number]
        mine = turn.role is Role.CANDIDATE
        yield tag(
            "li",
            tag(
                "p",
                tag("strong", "Candidate" if mine else name),
                " ",
                tag("span", " · ".join(facts.about_turn(transcript, turn)), class_="aside"),
                class_="who",
            ),
            tag("div", *_marked(turn.text, of_turn, index), class_="words", dir="auto") if turn.text else None,
            class_="candidate" if mine else "interviewer",
        )


def _marked(words: str, of_turn: Sequence[Mark], index: int) -> Iterator[Child]:
    """Yield the words of a turn with its marks, each followed by links to the quotes that end there."""
    for span in spans(words, of_turn):
        yield tag("mark", span.text) if span.over else span.text
        for mark in span.ends:
            yield tag(
                "a",
                str(mark.number),
                href=f"#{quote_anchor(index, mark)}",
                id=word_anchor(index, mark),
                class_="number",
                aria_label=f"Evidence {mark.number}",
            )


def _key_points(exchange: Exchange) -> Iterator[Child]:
    found = {f.key_point: f for f in exchange.grade.key_points} if exchange.grade else {}
    points = [p for p in exchange.question.key_points if p.id in found]
    if not points:
        return
    covered = sum(found[p.id].coverage is Coverage.COVERED for p in points)
    yield tag("h3", "Key points")
    yield tag("p", f"What a strong answer to this question covers: {covered} of {len(points)}.", class_="aside")
    rows = []
    for point in points:
        finding = found[point.id]
        quotes = [e for e in finding.evidence if is_verbatim(e, exchange)]
        rows.append(
            tag(
                "li",
                tag("span", statements.COVERAGE[finding.coverage], class_=f"coverage {finding.coverage.value}"),
                tag("div", point.text, *(tag("div", quotation(e), class_="aside") for e in quotes)),
            )
        )
    yield tag("ul", *rows, class_="points")


def _model_answer(exchange: Exchange) -> Iterator[Child]:
    model = exchange.question.model_answer
    if model is None or not exchange.closed:
        return  # whoever still answers is not to read one
    yield tag("h3", "A model answer")
    yield tag("p", f"Written by the question's author at level {model.level}; not the only one.", class_="aside")
    yield tag("blockquote", tag("div", model.text, class_="words", dir="auto"))


def _graded_by(exchange: Exchange) -> Html | None:
    """Say who graded; where there are several gradings, their table says it."""
    if exchange.grade is None or len(exchange.grades) > 1:
        return None
    pairs = [joined([tag("dt", name), tag("dd", value)]) for name, value in statements.graded_by(exchange.grade)]
    return tag("dl", *(tag("div", pair) for pair in pairs), class_="facts small")
