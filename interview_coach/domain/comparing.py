"""Comparing two attempts at a question, or two grades of one answer; and saying when they cannot be compared."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from interview_coach.domain.attempt import Attempt, CriterionLevel, Scale, scale_of
from interview_coach.domain.base import Slug, Value
from interview_coach.domain.grade import ExchangeGrade
from interview_coach.domain.scoring import PLACES
from interview_coach.domain.transcript import Exchange

MOST_PAIRS = 50_000
"""Pairs of one word in both texts up to which all are looked at; two answers of 1,200 words have about 10,000."""

_WORD = re.compile(r"\S+\s*")


class CriterionDelta(Value):
    """A criterion in both, or in one of the two; ``None`` where it has no level there."""

    criterion: Slug
    title: str
    before: float | None
    after: float | None

    @property
    def delta(self) -> float | None:
        """How far the level rose (negative: fell); ``None`` where one of the two is missing."""
        return _difference(self.before, self.after)


class Comparison(Value):
    """Two gradings side by side."""

    obstacles: tuple[str, ...]
    """Why the levels cannot be compared, a sentence each; empty where they can."""
    remarks: tuple[str, ...]
    """What else differs; the levels can be compared all the same."""
    before: float | None
    after: float | None
    criteria: tuple[CriterionDelta, ...]

    @property
    def comparable(self) -> bool:
        """Whether the difference of the levels says anything about the answers."""
        return not self.obstacles

    @property
    def delta(self) -> float | None:
        """How far the question's level rose; ``None`` where that cannot be said."""
        return _difference(self.before, self.after) if self.comparable else None


class Change(StrEnum):
    """What became of a passage."""

    KEPT = "kept"
    ADDED = "added"
    DROPPED = "dropped"


class Passage(Value):
    """Words that stand in both texts, or in one of them; white space behind the words belongs to it."""

    change: Change
    text: str


def differences(before: Scale | None, after: Scale | None) -> tuple[str, ...]:
    """Return why levels on these two scales cannot be compared, a sentence each; nothing where they can."""
    if before is None or after is None:
        return ("One of the two is not graded.",)
    if before.full != after.full:
        return ("One is a coverage estimate (±1 level), the other a full grade.",)
    found = []
    if before.engine is not after.engine or before.model != after.model:
        found.append(f"Different graders: {before.engine} ({before.model}) and {after.engine} ({after.model}).")
    elif before.prompt_hash != after.prompt_hash:
        found.append(f"The grader's instructions changed (prompt {_hash(before)} and {_hash(after)}).")
    if before.rubric != after.rubric:
        found.append(f"Different rubrics: {before.rubric} and {after.rubric}.")
    elif before.rubric_hash != after.rubric_hash:
        found.append(f"The rubric {before.rubric} changed ({before.rubric_hash} and {after.rubric_hash}).")
    if before.seniority is not after.seniority:
        found.append(f"Graded for different seniorities: {_role(before)} and {_role(after)}.")
    return tuple(found)


def gradings_differ(exchange: Exchange, before: ExchangeGrade, after: ExchangeGrade) -> tuple[str, ...]:
    """Return why the levels of two gradings of one answer cannot be compared, a sentence each; nothing where they can.

    Both are for the role that the interview was for, so its seniority is left out.
    """
    first, second = (scale_of(grade, exchange.rubric_of(grade), None) for grade in (before, after))
    return differences(first, second)


def compare_attempts(before: Attempt, after: Attempt) -> Comparison:
    """Compare two attempts; that they answer different questions, or that one has no level, is an obstacle."""
    obstacles = list(differences(before.scale, after.scale))
    if before.question != after.question:
        obstacles.append(f"Different questions: {before.question} and {after.question}.")
    elif before.question_hash != after.question_hash:
        obstacles.append(f"The question {before.question} was edited between the two.")
    for which, attempt in (("first", before), ("second", after)):
        if attempt.scale is not None and attempt.level is None:
            obstacles.append(f"The {which} has no level: {attempt.ungraded}")
    return Comparison(
        obstacles=tuple(obstacles),
        remarks=tuple(_remarks(before, after)),
        before=before.level,
        after=after.level,
        criteria=_deltas(before.criteria, after.criteria),
    )


def word_changes(before: str, after: str) -> tuple[Passage, ...]:
    """Return both texts as one, in passages that were kept, dropped or added; case and punctuation count."""
    old, new = _WORD.findall(f"{before.strip()} "), _WORD.findall(f"{after.strip()} ")
    passages: list[Passage] = []
    for kept, was, now in _runs([w.rstrip() for w in old], [w.rstrip() for w in new]):
        if not kept and was:
            passages.append(Passage(change=Change.DROPPED, text="".join(old[was.start : was.stop])))
        if now:
            change = Change.KEPT if kept else Change.ADDED
            passages.append(Passage(change=change, text="".join(new[now.start : now.stop])))
    return tuple(passages)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, range, range]]:
    """Yield which words of both stand in both, and between them those that do not, in their order.

    What both begin and end with is found without searching. Where words recur so often that comparing all of them would
    take long, frequent ones are only kept beside rarer ones.
    """
    shorter = min(len(old), len(new))
    first = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    last = next((i for i in range(shorter - first) if old[-1 - i] != new[-1 - i]), shorter - first)
    inner_old, inner_new = old[first : len(old) - last], new[first : len(new) - last]
    counts = Counter(inner_new)
    often = sum(counts[word] for word in inner_old) > MOST_PAIRS
    matcher = difflib.SequenceMatcher(None, inner_old, inner_new, autojunk=often)
    yield True, range(first), range(first)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag == "equal", range(first + a, first + b), range(first + c, first + d)
    yield True, range(len(old) - last, len(old)), range(len(new) - last, len(new))


def _remarks(before: Attempt, after: Attempt) -> list[str]:
    found = []
    if before.hints != after.hints:
        found.append(f"Hints: {before.hints} and {after.hints}.")
    if before.scale and after.scale and before.scale.samples != after.scale.samples:
        found.append(f"Graded {_times(before.scale.samples)} and {_times(after.scale.samples)}.")
    obstacle = all(one.scale is not None and one.scale.full for one in (before, after))
    if before.seniority is not after.seniority and not obstacle:
        found.append(f"Practised for different seniorities: {before.seniority} and {after.seniority}.")
    return found


def _deltas(before: tuple[CriterionLevel, ...], after: tuple[CriterionLevel, ...]) -> tuple[CriterionDelta, ...]:
    """Pair the criteria by id, in the order of the second, then those that only the first has."""
    first = {c.criterion: c for c in before}
    second = {c.criterion: c for c in after}
    return tuple(
        CriterionDelta(
            criterion=name,
            title=(second.get(name) or first[name]).title,
            before=first[name].level if name in first else None,
            after=second[name].level if name in second else None,
        )
        for name in dict.fromkeys([*second, *first])
    )


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else round(after - before, PLACES)


def _hash(scale: Scale) -> str:
    return scale.prompt_hash or "none"


def _role(scale: Scale) -> str:
    return scale.seniority or "none"


def _times(samples: int) -> str:
    return "once" if samples == 1 else f"{samples} times"
