"""The offline grader: a coverage estimate from authored cues, with the candidate's own sentences as evidence.

It looks for cue phrases, so it can tell what was touched upon, not whether it was thought through: within a question,
such methods agree with people at about r = .39 at best for long answers. Hence a margin of one level, and no verdict.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

from interview_coach.domain.grade import (
    Coverage,
    Evidence,
    FlagRaised,
    Graded,
    GraderInfo,
    KeyPointFinding,
    Ungraded,
)
from interview_coach.domain.question import RedFlag
from interview_coach.domain.rubric import Criterion, nearest_level
from interview_coach.domain.transcript import Exchange
from interview_coach.domain.vocabulary import CloseReason, Engine, Format, NonAnswer, Purpose, Role
from interview_coach.grading.evidence import checked, checked_findings
from interview_coach.grading.guards import CAP, held_back
from interview_coach.grading.profile import Profile, by_owner, flag_owner, indicator_owner, point_owner, raising
from interview_coach.lexical.answers import non_answer
from interview_coach.lexical.coverage import COVERED, Reading, Span

MARGIN = 1.0
"""How many levels the estimate may be off."""

MOST_QUOTES = 3
"""Quotes for each criterion."""

ALGORITHM = "cues-2"
"""Named as the model of every grade; changes with the way of estimating, since then grades are not comparable."""

_PROFILES_KEPT = 256

OWN_CASE = (
    "You told of a case of your own. The offline coach knows only wordings that were written beforehand, and nobody "
    "wrote down those of your case: compare what you said with the model answer, or have Claude grade it."
)
"""Strong answers for which no cue had been written were put at 2.0 of 5 on average: no number is better than that."""


class OfflineGrader:
    """Grades by authored cues, without a key or a network; the same words always get the same estimate."""

    def __init__(self) -> None:
        self._profiles: dict[tuple[int, int], Profile] = {}

    @property
    def info(self) -> GraderInfo:
        """Who grades."""
        return GraderInfo(engine=Engine.OFFLINE, model=ALGORITHM, full=False)

    async def grade(
        self, exchange: Exchange, *, index: int | None = None, only: Iterable[str] = ()
    ) -> AsyncIterator[Graded | Ungraded | tuple[KeyPointFinding, ...]]:
        """Yield each criterion's estimate, then the findings on the key points."""
        names = frozenset(only)
        results, findings = await asyncio.to_thread(self.estimate, exchange)
        for result in results:
            if not names or result.criterion in names:
                yield result
        if not names or names >= {c.id for c in exchange.rubric.criteria}:
            yield findings

    def estimate(self, exchange: Exchange) -> tuple[list[Graded | Ungraded], tuple[KeyPointFinding, ...]]:
        """Return all criteria's estimates and the findings on the key points."""
        return _Estimate(exchange, self._profile(exchange)).results()

    def _profile(self, exchange: Exchange) -> Profile:
        key = (id(exchange.question), id(exchange.rubric))
        if key not in self._profiles:
            if len(self._profiles) >= _PROFILES_KEPT:
                self._profiles.clear()
            self._profiles[key] = Profile(exchange.question, exchange.rubric)
        return self._profiles[key]


class _Estimate:
    """One exchange under estimation."""

    def __init__(self, exchange: Exchange, profile: Profile) -> None:
        self.exchange = exchange
        self.profile = profile
        self.answers = exchange.answers()
        self.non_answers: list[NonAnswer] = []
        readings: list[Reading] = []
        for index, turn in self.answers:
            earlier = exchange.turns[:index]
            before = [t.text for t in earlier if t.role is Role.INTERVIEWER]
            probed = any(t.purpose in (Purpose.PROBE, Purpose.SPECIFICS) for t in earlier)
            reason = non_answer(turn.text, question=exchange.question, said=before, follow_up=probed)
            if reason is not None:
                self.non_answers.append(reason)
                continue
            readings.append(profile.book.read(turn.text, turn=index, before=before[-1] if before else ""))
        self.readings = readings
        self.spans = [span for reading in readings for span in reading.spans]
        self.found = by_owner(profile.book, self.spans)
        self.strengths = profile.book.strengths(self.spans)
        self.levels = profile.levels(self.strengths)

    def results(self) -> tuple[list[Graded | Ungraded], tuple[KeyPointFinding, ...]]:
        reason = self._why_ungraded()
        criteria = self.exchange.rubric.criteria
        if reason:
            return [Ungraded(criterion=c.id, reason=reason) for c in criteria], ()
        held = self._held_back()
        grades = [self._criterion(c, held) for c in criteria]
        results = [checked(grade, self.exchange) if isinstance(grade, Graded) else grade for grade in grades]
        return results, checked_findings(tuple(self._findings()), self.exchange)

    def _why_ungraded(self) -> str | None:
        """Return why there is nothing to grade: the interviewer took nothing for an answer, or nothing was said."""
        silent = not self.readings and all(n is NonAnswer.EMPTY for n in self.non_answers)
        if self.exchange.answered and not silent:
            return OWN_CASE if Format.PORTFOLIO in self.exchange.question.formats else None
        if self.exchange.closed is CloseReason.SKIPPED:
            return "The question was skipped."
        noticed = [t.noticed for _, t in self.answers if t.noticed not in (None, NonAnswer.EMPTY)]
        if silent or not noticed:
            return "Nothing was answered."
        return f"The question was not answered: {_NON_ANSWERS[NonAnswer(noticed[0])]}."

    def _held_back(self) -> str | None:
        if not self.readings:
            return f"What was said does not answer the question: {_NON_ANSWERS[self.non_answers[0]]}."
        return held_back(self.readings, self.profile.topic, known_cues=len(self.profile.book.owners))

    def _criterion(self, criterion: Criterion, held: str | None) -> Graded | Ungraded:
        if not self.profile.is_assessable(criterion):
            return Ungraded(
                criterion=criterion.id,
                reason="Too little was written for this question to place an answer: it needs key points or exemplars.",
            )
        spans = self._spans_of(criterion)
        level = self.levels[criterion.id]
        reason = self._reason(criterion, bool(spans))
        if held or not spans:
            level = min(level, CAP)
            reason = held or reason
        return Graded(
            criterion=criterion.id,
            level=level,
            margin=MARGIN,
            reason=reason,
            evidence=self._evidence(spans),
            next_level=self._next_level(criterion, level),
            red_flags=tuple(self._flags(criterion)),
        )

    def _spans_of(self, criterion: Criterion) -> list[Span]:
        owners = [indicator_owner(criterion, i.id) for i in criterion.indicators]
        owners += [point_owner(p.id) for p in self.exchange.question.key_points if p.criterion == criterion.id]
        return [span for owner in owners for span in self.found.get(owner, ())]

    def _evidence(self, spans: list[Span]) -> tuple[Evidence, ...]:
        """Return the sentences that hold most, in the order in which they were said."""
        worth: dict[tuple[int, int, int], dict[int, float]] = {}
        for span in spans:
            place = (span.turn, span.sentence.start, span.sentence.end)
            worth.setdefault(place, {})[span.cue] = span.worth
        best = sorted(worth, key=lambda place: (-sum(worth[place].values()), place))[:MOST_QUOTES]
        return tuple(self._quote(*place) for place in sorted(best))

    def _quote(self, turn: int, start: int, end: int) -> Evidence:
        return Evidence(quote=self.exchange.turns[turn].text[start:end], turn=turn, start=start, end=end)

    def _flags(self, criterion: Criterion) -> list[FlagRaised]:
        flags: list[RedFlag] = [*criterion.red_flags]
        flags += [f for f in self.exchange.question.red_flags if f.criterion == criterion.id]
        raised = []
        for flag in flags:
            first = next(raising(self.found.get(flag_owner(flag.id), ())), None)
            if first is not None:
                evidence = self._quote(first.turn, first.sentence.start, first.sentence.end)
                raised.append(FlagRaised(text=flag.text, caps_at=flag.caps_at, evidence=evidence))
        return raised

    def _reason(self, criterion: Criterion, seen_any: bool) -> str:
        if not seen_any:
            return "Nothing of this was heard. The coach knows only the wordings that were written for it."
        seen = [i.text for i in criterion.indicators if self._shows(criterion, i.id)]
        if not seen:
            return "Heard through the question's key points, which are listed below your answer."
        return "Heard signs of: " + "; ".join(text.rstrip(".") for text in seen) + "."

    def _shows(self, criterion: Criterion, indicator_id: str) -> bool:
        return self.strengths.get(indicator_owner(criterion, indicator_id), 0.0) > 0

    def _next_level(self, criterion: Criterion, level: float) -> str:
        current = nearest_level(level)
        missing = [i.text for i in criterion.indicators if not self._shows(criterion, i.id)]
        parts = [] if current == 5 else [criterion.levels[current + 1]]
        if missing:
            parts.append("Not heard yet: " + "; ".join(text.rstrip(".") for text in missing) + ".")
        return " ".join(parts)

    def _findings(self) -> list[KeyPointFinding]:
        findings = []
        for point in self.exchange.question.key_points:
            strength = self.strengths.get(point_owner(point.id), 0.0)
            spans = self.found.get(point_owner(point.id), [])
            coverage = Coverage.COVERED if strength >= COVERED else Coverage.PARTLY if spans else Coverage.MISSED
            findings.append(
                KeyPointFinding(key_point=point.id, coverage=coverage, evidence=self._evidence(spans)[:1]),
            )
        return findings


_NON_ANSWERS: dict[NonAnswer, str] = {
    NonAnswer.EMPTY: "nothing was said",
    NonAnswer.TOO_SHORT: "it is only a few words",
    NonAnswer.DONT_KNOW: "it says that you do not know",
    NonAnswer.ECHO: "it repeats the question",
    NonAnswer.GIBBERISH: "it cannot be read as sentences",
    NonAnswer.OFF_TOPIC: "it is about something else",
    NonAnswer.QUESTION: "it only asks something back",
}
