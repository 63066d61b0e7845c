"""The criteria of one question on a page: levels, what they rest on, and other gradings beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from interview_coach.domain.evidence import Mark
from interview_coach.domain.grade import Evidence, ExchangeGrade, Graded, Ungraded
from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.domain.rubric import Criterion
from interview_coach.domain.scoring import weighted_level
from interview_coach.domain.transcript import Exchange
from interview_coach.reports import statements
from interview_coach.reports.webpage.charts import scale
from interview_coach.reports.webpage.markup import Child, Html, joined, tag
from interview_coach.reports.words import spread_words

BESIDE = 3
"""Gradings that stand beside each other in one table: more would not fit on paper."""


def criterion_view(
    criterion: Criterion, grade: ExchangeGrade | None, all_marks: Sequence[Mark], *, index: int, guess: int | None
) -> Html:
    """Return one criterion with its level and everything that the level rests on; ``index`` is the exchange's."""
    found = grade.criterion(criterion.id) if grade else None
    own = [m for m in all_marks if m.criterion == criterion.id]
    parts: list[Child] = [tag("h4", criterion.title, " ", tag("span", statements.share(criterion), class_="aside"))]
    if isinstance(found, Graded):
        parts += _graded(criterion, found, own, index=index, guess=guess, estimate=statements.is_estimate(grade))
    elif isinstance(found, Ungraded):
        parts.append(tag("p", tag("strong", "Ungraded. "), found.reason, class_="ungraded"))
    else:
        parts.append(tag("p", "Not graded yet.", class_="ungraded"))
    return tag("section", *parts, class_="criterion")


def _graded(
    criterion: Criterion, found: Graded, own: Sequence[Mark], *, index: int, guess: int | None, estimate: bool
) -> Iterator[Child]:
    words = statements.criterion_level(found, estimate=estimate)
    label = f"{criterion.title}: {words}" + (f"; self-assessment of the whole question: {guess}" if guess else "")
    yield tag("p", scale(found.level, margin=found.margin, guess=guess, label=label), tag("strong", words), class_="at")
    yield tag("p", tag("span", statements.anchor_heading(found), ": ", class_="label"), criterion.anchor(found.level))
    yield tag("p", tag("span", "Why: ", class_="label"), found.reason)
    if spread := spread_words(found):
        yield tag("p", tag("span", "Graded several times: ", class_="label"), spread)
    flags = {id(flag.evidence) for flag in found.red_flags}
    quotes = [m for m in own if id(m.evidence) not in flags]
    if quotes:
        yield tag("ul", *(_quoted(m, index) for m in quotes), class_="quotes", aria_label="Evidence")
    for flag in found.red_flags:
        mark = next((m for m in own if m.evidence is flag.evidence), None)
        yield tag("p", tag("span", "Red flag: ", class_="label"), statements.red_flag(flag), class_="flag")
        if mark:
            yield tag("ul", _quoted(mark, index), class_="quotes", aria_label="Where the red flag was seen")
    if lost := len(found.evidence) - len(quotes):
        yield tag("p", f"{lost} of the quotes do not stand in the answer, and are left out.", class_="aside")
    if found.next_level:
        yield tag("p", tag("span", statements.next_heading(found), ": ", class_="label"), found.next_level)


def _quoted(mark: Mark, index: int) -> Html:
    back = tag(
        "a",
        str(mark.number),
        href=f"#{word_anchor(index, mark)}",
        class_="number",
        aria_label=f"Mark {mark.number} in the answer",
    )
    return tag("li", back, " ", quotation(mark.evidence), id=quote_anchor(index, mark))


def quotation(evidence: Evidence) -> Html:
    """Return the candidate's words in quotation marks."""
    return tag("q", evidence.quote, dir="auto")


def word_anchor(index: int, mark: Mark) -> str:
    """Return the place of a mark in the answer."""
    return f"q{index + 1}-word-{mark.number}"


def quote_anchor(index: int, mark: Mark) -> str:
    """Return the place of a mark's quote among the criteria."""
    return f"q{index + 1}-quote-{mark.number}"


def gradings_view(exchange: Exchange) -> Html | None:
    """Return all gradings of an exchange side by side, with who made them; ``None`` where there is only one."""
    others = [g for g in exchange.grades if g is not exchange.grade]
    if exchange.grade is None or not others:
        return None
    columns = [("Current", exchange.grade), *((f"Other {n}", g) for n, g in enumerate(others, start=1))]
    tables = []
    rest = iter(columns)
    while some := list(islice(rest, BESIDE)):
        tables.append(_beside(exchange, some))
    return tag("section", tag("h3", "Gradings side by side"), joined(tables), class_="gradings")


def _beside(exchange: Exchange, columns: Sequence[tuple[str, ExchangeGrade]]) -> Html:
    names = list(dict.fromkeys(name for _, grade in columns for name, _ in statements.graded_by(grade)))
    told = [dict(statements.graded_by(grade)) for _, grade in columns]
    rows = [_row("Level", [_level(weighted_level(grade, exchange.rubric_of(grade)), grade) for _, grade in columns])]
    criteria = {c.id: c for _, grade in columns for c in exchange.rubric_of(grade).criteria}
    rows += [_row(c.title, [_cell(exchange, grade, c) for _, grade in columns]) for c in criteria.values()]
    rows += [_row(name, [values.get(name, "–") for values in told]) for name in names]
    heads = (tag("th", name, scope="col") for name, _ in columns)
    return tag("table", tag("thead", tag("tr", tag("td"), *heads)), tag("tbody", *rows))


def _row(name: str, cells: Sequence[str]) -> Html:
    return tag("tr", tag("th", name, scope="row"), *(tag("td", cell) for cell in cells))


def _cell(exchange: Exchange, grade: ExchangeGrade, criterion: Criterion) -> str:
    found = grade.criterion(criterion.id)
    if criterion.id not in {c.id for c in exchange.rubric_of(grade).criteria}:
        return "not in its rubric"
    if isinstance(found, Graded):
        return _level(found.level, grade)
    return "not graded" if found is None else f"ungraded: {found.reason}"


def _level(level: float | None, grade: ExchangeGrade) -> str:
    if level is None:
        return "no level"
    return level_words(level, margin_of(estimate=statements.is_estimate(grade)), Wording.BARE)
