"""Two attempts at a question, or two grades of one answer, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill
from typing import Any

from interview_coach.domain.attempt import Attempt, attempts_of
from interview_coach.domain.base import Value
from interview_coach.domain.comparing import Change, Comparison, Passage, compare_attempts, word_changes
from interview_coach.domain.levels import shown_change
from interview_coach.domain.text import spelt_out
from interview_coach.domain.transcript import Transcript

WIDTH = 78

_MARKS = {Change.KEPT: ("", ""), Change.ADDED: ("{+", "+}"), Change.DROPPED: ("[-", "-]")}
"""Around words that were added and dropped, as `git diff --word-diff` and others write them."""


class Side(Value):
    """One of two things that are compared."""

    attempt: Attempt
    words: str
    """All answers, one after the other."""
    grading: int | None = None
    """Which of the exchange's grades is meant, counted from 1; ``None`` for the current one."""


class Compared(Value):
    """Two sides with what differs."""

    before: Side
    after: Side
    comparison: Comparison
    passages: tuple[Passage, ...]
    """The answers as one text; empty where both sides are one answer."""


def side_of(transcript: Transcript, index: int, grading: int | None = None) -> Side | None:
    """Return one side of a comparison; ``None`` where the exchange is not over, or has no grade of that number."""
    if not 0 <= index < len(transcript.exchanges):
        return None
    exchange = transcript.exchanges[index]
    if grading is not None:
        if not 1 <= grading <= len(exchange.grades):
            return None
        only = exchange.model_copy(update={"grades": (exchange.grades[grading - 1],)})
        exchanges = (*transcript.exchanges[:index], only, *transcript.exchanges[index + 1 :])
        transcript = transcript.model_copy(update={"exchanges": exchanges})
    words = "\n\n".join(turn.text for _, turn in exchange.answers())
    return next(
        (Side(attempt=a, words=words, grading=grading) for a in attempts_of(transcript) if a.exchange == index), None
    )


def compared(before: Side, after: Side) -> Compared:
    """Return both sides with what differs."""
    same = (before.attempt.interview, before.attempt.exchange) == (after.attempt.interview, after.attempt.exchange)
    return Compared(
        before=before,
        after=after,
        comparison=compare_attempts(before.attempt, after.attempt),
        passages=() if same else word_changes(before.words, after.words),
    )


def comparison_text(found: Compared) -> str:
    """Return the comparison as plain text: criteria side by side, then the words."""
    return spelt_out("\n".join(_lines(found)))


def comparison_data(found: Compared) -> dict[str, Any]:
    """Return the comparison as plain values for JSON."""
    comparison = found.comparison
    return {
        "before": found.before.model_dump(mode="json"),
        "after": found.after.model_dump(mode="json"),
        "comparable": comparison.comparable,
        "obstacles": list(comparison.obstacles),
        "remarks": list(comparison.remarks),
        "delta": comparison.delta,
        "criteria": [c.model_dump(mode="json") | {"delta": _delta(comparison, c.delta)} for c in comparison.criteria],
        "words": [p.model_dump(mode="json") for p in found.passages],
    }


def _lines(found: Compared) -> Iterator[str]:
    before, after, comparison = found.before, found.after, found.comparison
    yield after.attempt.title
    yield f"  first:  {_named(before)}"
    yield f"  second: {_named(after)}"
    yield ""
    if not comparison.comparable:
        yield "The levels cannot be compared:"
        yield from (_wrapped(f"- {sentence}") for sentence in comparison.obstacles)
        yield ""
    yield from _table(found)
    yield from (_wrapped(sentence) for sentence in comparison.remarks)
    if found.passages:
        yield ""
        yield "What was said: [-dropped-] {+added+}"
        yield ""
        yield from _words(found.passages)


def _named(side: Side) -> str:
    attempt, scale = side.attempt, side.attempt.scale
    grading = f", grade {side.grading}" if side.grading else ""
    graded = "not graded"
    if scale:
        kind = "full grade" if scale.full else "coverage estimate (±1)"
        graded = (
            f"{scale.engine} ({scale.model}), {kind}, rubric {scale.rubric_hash}, prompt {scale.prompt_hash or 'none'}"
        )
    return f"{attempt.interview}:{attempt.exchange + 1}{grading}, {attempt.at:%Y-%m-%d %H:%M} UTC; {graded}"


def _table(found: Compared) -> Iterator[str]:
    comparison = found.comparison
    rows = [("", "first", "second", "change" if comparison.comparable else "")]
    rows += [
        (c.title, _level(c.before), _level(c.after), _change(comparison, c.before, c.after))
        for c in comparison.criteria
    ]
    rows.append(
        (
            "The question",
            _level(comparison.before),
            _level(comparison.after),
            _change(comparison, comparison.before, comparison.after),
        )
    )
    name = min(44, max(len(row[0]) for row in rows))
    for title, first, second, change in rows:
        short = title if len(title) <= name else f"{title[: name - 1]}…"
        yield f"  {short:<{name}}  {first:>8}  {second:>8}  {change:>8}".rstrip()


def _delta(comparison: Comparison, delta: float | None) -> float | None:
    return delta if comparison.comparable else None


def _level(level: float | None) -> str:
    return "none" if level is None else f"{level:.1f}"


def _change(comparison: Comparison, before: float | None, after: float | None) -> str:
    change = shown_change(before, after) if comparison.comparable else None
    return "" if change is None else f"{change:+.1f}" if change else "same"


def _words(passages: tuple[Passage, ...]) -> Iterator[str]:
    text = ""
    for passage in passages:
        opening, closing = _MARKS[passage.change]
        bare = passage.text.rstrip()
        text += f"{opening}{bare}{closing}{passage.text[len(bare) :] or ' '}"
    for paragraph in text.split("\n"):
        yield fill(paragraph, WIDTH, break_long_words=False) if paragraph.strip() else ""


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ")
