"""Two gradings side by side, in words: what each is, what can be compared, what changed. Pure functions of values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from interview_coach.domain.attempt import Attempt, attempts_of
from interview_coach.domain.comparing import Change, Comparison, CriterionDelta, Passage
from interview_coach.domain.grade import Evidence, ExchangeGrade, Graded, Ungraded
from interview_coach.domain.levels import ESTIMATE_MARGIN, Wording, level_words, margin_of, shown_change
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.widgets.level_bar import level_bar
from interview_coach.tui.words import FORMAT_WORDS, counted, moment, spoken_level

LEGEND = "+added+ underlined, −dropped− struck through; the rest stands in both."
NOT_COMPARABLE = "These two cannot be compared, so no differences are given:"
LONGEST = 12_000
"""Words of two answers together that are compared word by word; beyond that it takes too long to wait for."""

ESTIMATES_CLOSE = "Each may be off by a level, so a difference below two levels may be chance."
ESTIMATES_APART = "Each may be off by a level; this difference is larger than that."

TOO_LONG = f"Together these answers have more than {LONGEST:,} words: too many to compare word by word."


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: an exchange with the one grade that counts here."""

    attempt: Attempt
    exchange: Exchange
    number: int
    """Which grading of the exchange it is, counted from 1; 0 where there is none."""

    @property
    def grade(self) -> ExchangeGrade | None:
        """The grade that counts here."""
        return self.exchange.grade

    @property
    def said(self) -> str:
        """Everything that the candidate answered."""
        return "\n\n".join(turn.text.strip() for _, turn in self.exchange.answers())


def side(transcript: Transcript, index: int, run: str | None = None) -> Side | None:
    """Return an exchange as it was graded by ``run``, by default as it counts; ``None`` where it is not over."""
    exchange = transcript.exchanges[index] if index < len(transcript.exchanges) else None
    if exchange is None or not exchange.closed:
        return None
    runs = [grade.run for grade in exchange.grades]
    chosen = next((g for g in exchange.grades if g.run == run), exchange.grade) if run else exchange.grade
    alone = graded_by_one(exchange, chosen)
    exchanges = (*transcript.exchanges[:index], alone, *transcript.exchanges[index + 1 :])
    attempts = attempts_of(transcript.model_copy(update={"exchanges": exchanges}))
    attempt = next(a for a in attempts if a.exchange == index)
    return Side(attempt, alone, runs.index(chosen.run) + 1 if chosen else 0)


def graded_by_one(exchange: Exchange, grade: ExchangeGrade | None) -> Exchange:
    """Return ``exchange`` as if ``grade`` were the only one it has."""
    return exchange.model_copy(update={"grades": (grade,) if grade else ()})


def what_it_is(side: Side, which: str, now: datetime, *, several: bool) -> Content:
    """Say when a side was said, who graded it and against what, and its level."""
    attempt, grade = side.attempt, side.grade
    number = f", grading {side.number}" if several and side.number else ""
    first = f"{FORMAT_WORDS[attempt.format]} of {moment(attempt.at, now)}{number}"
    lines = [Content.assemble((f"{which}: ", "bold"), first)]
    if grade is None:
        return Content("\n").join([*lines, Content("Not graded.")])
    lines.append(level_of(side))
    lines.append(Content(_graded_with(grade)))
    return Content("\n").join(lines)


def _graded_with(grade: ExchangeGrade) -> str:
    info = grade.grader
    kind = "full grade" if info.full else "coverage estimate"
    prompt = f" · prompt {info.prompt_hash}" if info.prompt_hash else ""
    samples = f" · mean of {counted(info.samples, 'sample')}" if info.samples > 1 else ""
    return one_line(f"{info.engine} ({info.model}), {kind} · rubric {grade.rubric_hash}{prompt}{samples}", 400)


def level_of(side: Side) -> Content:
    """Say the level of a side, or why it has none."""
    level = side.attempt.level
    if level is None:
        return Content.assemble(("No level. ", "bold"), shown(side.attempt.ungraded))
    margin = _margin(side)
    return Content.assemble(
        (f"{level_words(level, margin)} · {spoken_level(level)}", "bold"), "\n", level_bar(level, margin=margin)
    )


def _margin(side: Side) -> float:
    return margin_of(estimate=side.grade is not None and not side.grade.grader.full)


def verdict_on(comparison: Comparison, *, estimates: bool) -> str:
    """Say by how much the level changed, and what that is worth between ``estimates``; or why it cannot be said."""
    if not comparison.comparable:
        return "\n".join([NOT_COMPARABLE, *(f"· {shown(obstacle)}" for obstacle in comparison.obstacles)])
    delta = shown_change(comparison.before, comparison.after)
    if delta is None:
        return "There is no difference to give: one of the two has no level."
    if not estimates:
        return f"The level {_rose(delta)}."
    worth = ESTIMATES_APART if abs(delta) >= 2 * ESTIMATE_MARGIN else ESTIMATES_CLOSE
    return f"The coverage estimate {_rose(delta)}. {worth}"


def beside_earlier(comparison: Comparison, before: Side, after: Side) -> str:
    """Say in a sentence or two how a new attempt compares with the one that it redoes."""
    if after.attempt.scale is None:
        return "You answered this question before. Once this attempt is graded, b shows both side by side."
    if not comparison.comparable:
        return f"You answered this question before. {shown(comparison.obstacles[0])} b shows both side by side."
    levels = [level_words(one.attempt.level or 0, _margin(one), Wording.BARE) for one in (before, after)]
    rise = shown_change(comparison.before, comparison.after)
    change = signed(rise) + (", each ±1" if both_estimates(before, after) else "")
    then = f"You answered this question before: {levels[0]} then, {levels[1]} now ({change})."
    return f"{then} b shows both side by side."


def _rose(delta: float) -> str:
    if abs(delta) < 0.05:
        return "is the same"
    return f"{'rose' if delta > 0 else 'fell'} by {abs(delta):.1f}"


def signed(delta: float | None) -> str:
    """Return a difference with its sign and an arrow: ``▲ +0.8``, ``▼ −0.4``, ``= 0.0``; ``–`` where there is none."""
    if delta is None:
        return "–"
    if abs(delta) < 0.05:
        return "= 0.0"
    return f"▲ +{delta:.1f}" if delta > 0 else f"▼ −{abs(delta):.1f}"


def criterion_lines(delta: CriterionDelta, comparison: Comparison, margins: tuple[float, float], width: int) -> Content:
    """Show a criterion of both sides, one level below the other, with the difference where it says something."""
    change = signed(shown_change(delta.before, delta.after)) if comparison.comparable else ""
    name = Content.assemble((one_line(delta.title, max(8, width - len(change) - 3)), "bold"), "  ", (change, "bold"))
    bars = width >= 40
    return Content("\n").join(
        [
            name,
            _level_line("before", delta.before, margins[0], bars=bars),
            _level_line("after", delta.after, margins[1], bars=bars),
        ]
    )


def _level_line(which: str, level: float | None, margin: float, *, bars: bool) -> Content:
    if level is None:
        return Content(f"  {which:<7} no level")
    bar = level_bar(level, margin=margin, cells=17) if bars else Content("")
    return Content.assemble(f"  {which:<7} {level:.1f}  ", bar)


def both_estimates(before: Side, after: Side) -> bool:
    """Return whether both levels are coverage estimates."""
    return bool(_margin(before) and _margin(after))


def margins(before: Side, after: Side) -> tuple[float, float]:
    """Return how far the levels of both may be off."""
    return _margin(before), _margin(after)


def reasons(criterion: str, title: str, before: Side, after: Side) -> Content:
    """Say why either side has the level that it has for ``criterion``, and on which words it rests."""
    return Content("\n\n").join(
        [Content.styled(shown(title), "bold"), _reason("Before", before, criterion), _reason("After", after, criterion)]
    )


def _reason(which: str, side: Side, criterion: str) -> Content:
    found = side.grade.criterion(criterion) if side.grade else None
    if found is None:
        return Content.assemble((f"{which}: ", "bold"), "not graded.")
    if isinstance(found, Ungraded):
        return Content.assemble((f"{which}: ungraded. ", "bold"), shown(found.reason))
    quotes = "".join(f"\n  “{one_line(evidence.quote, 300)}”" for evidence in _evidence(found))
    return Content.assemble((f"{which}, {found.level:.1f}: ", "bold"), shown(found.reason), quotes)


def _evidence(found: Graded) -> tuple[Evidence, ...]:
    return (*found.evidence, *(flag.evidence for flag in found.red_flags))


def changed_words(passages: tuple[Passage, ...]) -> Content:
    """Return both texts as one; what was added or dropped has a sign on both sides, and is styled beside."""
    return Content("").join([_passage(passage) for passage in passages])


def _passage(passage: Passage) -> Content:
    words = passage.text.rstrip()
    rest = shown(passage.text[len(words) :])
    if passage.change is Change.KEPT:
        return Content(shown(passage.text))
    sign, style = ("+", "underline") if passage.change is Change.ADDED else ("−", "strike")
    return Content.assemble((f"{sign}{shown(words)}{sign}", style), rest)


def summary_of_changes(passages: tuple[Passage, ...]) -> str:
    """Say how many words were added and dropped."""
    counts = dict.fromkeys(Change, 0)
    for passage in passages:
        counts[passage.change] += len(passage.text.split())
    if not counts[Change.ADDED] and not counts[Change.DROPPED]:
        return "Word for word the same."
    added, dropped = counted(counts[Change.ADDED], "word"), counted(counts[Change.DROPPED], "word")
    return f"{added} added, {dropped} dropped, {counts[Change.KEPT]:,} kept."
