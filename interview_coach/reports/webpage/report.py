"""The report of one interview as a page, for a mentor to read or to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview_coach.domain.debrief import Pointed
from interview_coach.domain.levels import margin_of
from interview_coach.domain.scoring import Scorecard, scorecard
from interview_coach.domain.transcript import Transcript
from interview_coach.reports import facts, statements
from interview_coach.reports.webpage.charts import scale
from interview_coach.reports.webpage.criteria import quotation
from interview_coach.reports.webpage.markup import Child, Html, tag
from interview_coach.reports.webpage.page import page
from interview_coach.reports.webpage.question import question_anchor, question_view
from interview_coach.reports.words import LEVEL_MEANINGS, LEVEL_WORDS, spaced


def report_page(transcript: Transcript, *, problems: Sequence[str] = (), paper: bool = False) -> bytes:
    """Return the report of an interview as one file.

    Args:
        transcript: the interview.
        problems: what could not be read of its journal, a sentence each.
        paper: made for the printer: always light, and every question begins a page.
    """
    card = scorecard(transcript)
    name = facts.title(transcript)
    return page(
        name,
        tag("a", "To the questions", href=f"#{question_anchor(0)}", class_="skip") if card.exchanges else None,
        tag("header", *_opening(transcript, name)),
        tag(
            "main",
            _summary(transcript, card),
            _debrief(transcript),
            *(question_view(transcript, score) for score in card.exchanges),
            _case(transcript),
        ),
        tag("footer", *_closing(transcript, card, problems)),
        kind="paper" if paper else "screen",
    )


def _opening(transcript: Transcript, name: str) -> Iterator[Child]:
    yield tag("p", "Interview practice report", class_="kicker")
    yield tag("h1", name)
    rows = (tag("div", tag("dt", label), tag("dd", value)) for label, value in facts.facts(transcript))
    yield tag("dl", *rows, class_="facts")
    if transcript.note:
        words = tag("div", transcript.note, class_="words", dir="auto")
        yield tag("aside", tag("h2", "Note"), words, class_="note")
    if len(transcript.exchanges) > 1:
        entries = (
            tag("li", tag("a", exchange.question.title, href=f"#{question_anchor(index)}"))
            for index, exchange in enumerate(transcript.exchanges)
        )
        yield tag("nav", tag("h2", "Contents"), tag("ol", *entries), aria_label="Contents")


def _summary(transcript: Transcript, card: Scorecard) -> Html:
    parts: list[Child] = [tag("h2", "At a glance", id="glance-title")]
    several = len(transcript.plan.questions) > 1
    if card.exchanges:
        only = statements.question_level(card.exchanges[0], transcript.exchanges[0])
        parts.append(_altogether(card, statements.whole(card) if several else only))
    else:
        parts.append(tag("p", "The interview ended before the first question: there is nothing to grade."))
    if card.verdict:
        reasons = (tag("li", reason) for reason in card.verdict.reasons)
        heading = tag("p", "Verdict: ", tag("strong", spaced(card.verdict.verdict)))
        parts.append(tag("div", heading, tag("ul", *reasons), class_="verdict"))
    estimates, full = statements.kinds(transcript, card)
    if note := statements.about_levels(estimates=estimates, full=full):
        parts.append(tag("p", note, class_="notice"))
    if several and card.exchanges:
        parts.append(_levels(transcript, card))
    return tag("section", *parts, class_="glance", aria_labelledby="glance-title")


def _altogether(card: Scorecard, words: str) -> Html:
    margin = margin_of(estimate=card.estimate)
    drawn = scale(card.level, margin=margin, label=f"Altogether: {words}") if card.level is not None else None
    return tag("p", drawn, tag("strong", words), class_="at large") if drawn else tag("p", words)


def _levels(transcript: Transcript, card: Scorecard) -> Html:
    """Return the levels of all questions beside each other, with what the candidate guessed."""
    rows = []
    for score, exchange in zip(card.exchanges, transcript.exchanges, strict=True):
        words = "no level" if score.level is None else statements.question_level(score, exchange)
        margin = margin_of(estimate=statements.is_estimate(exchange.grade))
        guess = exchange.self_level
        drawn = scale(
            score.level,
            margin=margin,
            guess=guess,
            label=f"Question {score.exchange + 1}: {words}" + (f"; self-assessment: {guess}" if guess else ""),
        )
        name = tag("a", exchange.question.title, href=f"#{question_anchor(score.exchange)}")
        rows.append(
            tag(
                "tr",
                tag("th", name, scope="row"),
                tag("td", drawn),
                tag("td", words),
                tag("td", "–" if guess is None else str(guess), data_label="Own guess"),
            )
        )
    heads = (tag("th", head, scope="col") for head in ("Question", "Scale 1 to 5", "Level", "Own guess"))
    legend = "● level   ━ could be   ◇ self-assessment" if card.estimate else "● level   ◇ self-assessment"
    return tag(
        "table",
        tag("caption", "Level of each question. ", tag("span", legend, class_="legend")),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        class_="levels stacked",
    )


def _debrief(transcript: Transcript) -> Html | None:
    debrief = transcript.debrief
    if debrief is None:
        if not transcript.debrief_failed:
            return None
        return tag("section", tag("h2", "Debrief"), tag("p", f"There is none: {transcript.debrief_failed}"))
    parts: list[Child] = [tag("h2", "Debrief", id="debrief-title")]
    for title, points in statements.debrief_points(debrief):
        parts += [tag("h3", title), tag("ul", *(tag("li", p.text, _where(transcript, p.where)) for p in points))]
    if debrief.rewrite:
        parts += [
            tag("h3", statements.REWRITTEN),
            tag("div", _where(transcript, debrief.rewrite.where)),
            tag("blockquote", tag("div", debrief.rewrite.rewritten, class_="words", dir="auto")),
            tag("p", tag("span", "Why: ", class_="label"), debrief.rewrite.why),
        ]
    parts.append(tag("p", f"Written by {debrief.model}, prompt {debrief.prompt_hash or 'none'}.", class_="aside"))
    return tag("section", *parts, class_="debrief", aria_labelledby="debrief-title")


def _where(transcript: Transcript, where: Pointed) -> Html | None:
    """Return the words that a point rests on, with the question; nothing where they do not stand there."""
    if not statements.stands(transcript, where):
        return None
    link = tag("a", f"question {where.exchange + 1}", href=f"#{question_anchor(where.exchange)}")
    return tag("div", quotation(where.evidence), " · ", link, class_="aside")


def _case(transcript: Transcript) -> Html | None:
    """Return the case that the candidate brought, in their words."""
    if not transcript.plan.portfolio:
        return None
    words = tag("div", transcript.plan.portfolio, class_="words", dir="auto")
    return tag("section", tag("h2", "The candidate's own case", id="case-title"), words, aria_labelledby="case-title")


def _closing(transcript: Transcript, card: Scorecard, problems: Sequence[str]) -> Iterator[Child]:
    yield tag("h2", "How to read this")
    levels = (
        tag("div", tag("dt", f"{n} · {LEVEL_WORDS[n]}"), tag("dd", LEVEL_MEANINGS[n])) for n in sorted(LEVEL_WORDS)
    )
    yield tag("dl", *levels, class_="facts")
    yield tag(
        "p",
        "Every quote was found by code in what the candidate said. A level above 2 needs one. What could not be "
        "graded is “ungraded” with its reason, and counts neither for nor against.",
    )
    if card.verdict:
        yield tag("p", statements.verdict_rules())
    for sentence in (facts.spent(transcript), facts.oddities(transcript), *problems):
        if sentence:
            yield tag("p", sentence)
    yield tag("p", "Written by interview-coach. These are somebody's own words: pass them on with care.")
