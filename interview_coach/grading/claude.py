"""The grader that a language model is. It never sees the interviewer's opinion, and code checks all that it quotes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from statistics import fmean
from typing import Any

from interview_coach.domain.grade import (
    LEVEL_WITHOUT_EVIDENCE,
    Coverage,
    FlagRaised,
    Graded,
    GraderInfo,
    KeyPointFinding,
    Ungraded,
)
from interview_coach.domain.rubric import Criterion
from interview_coach.domain.transcript import Exchange
from interview_coach.domain.usage import Agent
from interview_coach.domain.vocabulary import CloseReason, Engine, Seniority
from interview_coach.errors import EngineError
from interview_coach.grading.evidence import checked
from interview_coach.grading.material import PROMPTS, Material
from interview_coach.grading.quotes import locate, locate_all
from interview_coach.grading.reply import (
    CriterionReply,
    KeyPointReply,
    flags_of,
    grading_form,
    read_criteria,
    read_points,
)
from interview_coach.llm.chat import Effort, Models, Request
from interview_coach.llm.forms import FormFiller

ROOM = 16_000
"""Tokens for the grade of one exchange, thinking included."""

AT_ONCE = 3
"""Requests that are under way at the same time, at most."""

Sample = tuple[dict[str, Graded | Ungraded], tuple[KeyPointFinding, ...]]


class ClaudeGrader:
    """Grades with a language model, apart from the interviewer. Every quote is looked up in the candidate's words."""

    def __init__(
        self, models: Models, *, model: str, secret: str, seniority: Seniority | None = None, samples: int = 1
    ) -> None:
        """Ask the models that ``models`` gives.

        Args:
            models: gives the model for an agent and an exchange.
            model: the model's name, recorded with every grade.
            secret: keeps the marks around the candidate's words unforgeable.
            seniority: of the role, so that its notes count.
            samples: how often each exchange is graded (1 to 9); levels are the mean.
        """
        self._models = models
        self._model = model
        self._secret = secret
        self._seniority = seniority
        self._samples = samples
        self._forms = FormFiller()
        self._slots = asyncio.Semaphore(AT_ONCE)

    @property
    def info(self) -> GraderInfo:
        """Who grades."""
        return GraderInfo(
            engine=Engine.CLAUDE, model=self._model, prompt_hash=PROMPTS.hash, full=True, samples=self._samples
        )

    async def grade(
        self, exchange: Exchange, *, index: int | None = None, only: Iterable[str] = ()
    ) -> AsyncIterator[Graded | Ungraded | tuple[KeyPointFinding, ...]]:
        """Yield each criterion's result, then the findings on the key points; ``only`` names the criteria to grade.

        Raises:
            EngineError: the first sample failed; those that fail after it only make the samples fewer.
        """
        names = frozenset(only)
        criteria = tuple(c for c in exchange.rubric.criteria if not names or c.id in names)
        nothing = _nothing_said(exchange)
        if nothing:
            for criterion in criteria:
                yield Ungraded(criterion=criterion.id, reason=nothing)
            return
        everything = len(criteria) == len(exchange.rubric.criteria)
        samples = await self._sampled(exchange, index, criteria, with_points=everything)
        for criterion in criteria:
            yield mean_grade([grades[criterion.id] for grades, _ in samples])
        if everything:
            yield samples[0][1]

    async def _sampled(
        self, exchange: Exchange, index: int | None, criteria: tuple[Criterion, ...], *, with_points: bool
    ) -> list[Sample]:
        """Grade once; then, where more samples are wanted, the others at the same time, with a warm cache."""

        async def once() -> Sample:
            async with self._slots:
                return await self._once(exchange, index, criteria, with_points=with_points)

        first = await once()
        others = await asyncio.gather(*(once() for _ in range(self._samples - 1)), return_exceptions=True)
        for failed in others:
            if isinstance(failed, BaseException) and not isinstance(failed, EngineError):
                raise failed
        return [first, *(o for o in others if not isinstance(o, BaseException))]

    async def _once(
        self, exchange: Exchange, index: int | None, criteria: tuple[Criterion, ...], *, with_points: bool
    ) -> Sample:
        material = Material(exchange, self._seniority, self._secret)
        partly = len(criteria) < len(exchange.rubric.criteria)
        request = Request(
            system=material.system(),
            messages=material.messages(criteria if partly else ()),
            max_tokens=ROOM,
            effort=Effort.MEDIUM,
        )
        form = grading_form(with_points=with_points and bool(exchange.question.key_points))
        model = self._models(Agent.GRADER, index)
        replies = await self._forms.fill(model, request, form, lambda reply: complaint(reply, exchange, criteria))
        return _merged(replies, exchange, criteria)


def _nothing_said(exchange: Exchange) -> str:
    """Return why there is nothing to grade; empty where there is."""
    if any(turn.text.strip() for _, turn in exchange.answers()):
        return ""
    return "The question was skipped." if exchange.closed is CloseReason.SKIPPED else "Nothing was answered."


def complaint(reply: dict[str, Any], exchange: Exchange, criteria: tuple[Criterion, ...]) -> str:
    """Return what a model should mend in its reply: criteria that are not filled in, and quotes that stand nowhere."""
    found, problems = read_criteria(reply, criteria)
    quoted = [(f"criterion {n}", q) for n, e in found.items() for q in (*e.quotes, *(f.quote for f in e.red_flags))]
    quoted += [(f"key point {p.key_point}", p.quote) for p in read_points(reply) if p.coverage is not Coverage.MISSED]
    problems += [
        f"{what}: these words do not stand in the candidate's answers: {quote[:300]!r}"
        for what, quote in quoted
        if locate(quote, exchange) is None
    ]
    if not problems:
        return ""
    return (
        "Some of that can't be used:\n- " + "\n- ".join(problems) + "\nFill in the form again for these only, and "
        "leave out the others. Quotes are copied letter by letter from one passage of the candidate's words; leave a "
        "quote out where there is none."
    )


def _merged(replies: Sequence[dict[str, Any]], exchange: Exchange, criteria: tuple[Criterion, ...]) -> Sample:
    """Return the results of a reply, and of the one that mended it. What is wrong in both costs only itself."""
    entries, problems = read_criteria(replies[0], criteria)
    points = {p.key_point: p for p in read_points(replies[0])}
    for reply in replies[1:]:
        found, problems = read_criteria(reply, criteria)
        for name, entry in found.items():
            entries[name] = _mended(entries[name], entry) if name in entries else entry
        for point in read_points(reply):
            known = points.get(point.key_point)
            if known is None or locate(known.quote, exchange) is None:
                points[point.key_point] = point
    grades: dict[str, Graded | Ungraded] = {}
    for criterion in criteria:
        graded = entries.get(criterion.id)
        if graded is None:
            why = next((p for p in problems if p.startswith(f"criterion {criterion.id}:")), "it was left out")
            grades[criterion.id] = Ungraded(
                criterion=criterion.id, reason=f"The grader did not fill this in as it should, twice ({why})."
            )
        else:
            grades[criterion.id] = _grade(graded, criterion, exchange)
    return grades, _findings(tuple(points.values()), exchange)


def _mended(first: CriterionReply, second: CriterionReply) -> CriterionReply:
    """Return the first grade with the quotes of both. Being asked for quotes again never raises a level."""
    return first.model_copy(
        update={
            "quotes": (*first.quotes, *second.quotes),
            "red_flags": (*first.red_flags, *second.red_flags),
            "level": min(first.level, second.level),
        }
    )


def _grade(entry: CriterionReply, criterion: Criterion, exchange: Exchange) -> Graded | Ungraded:
    """Return a criterion's result as far as code can vouch for it."""
    evidence, lost = locate_all(entry.quotes, exchange)
    if not entry.assessable and not evidence:
        return Ungraded(criterion=criterion.id, reason=f"There was nothing to judge this by: {entry.reason}")
    level, reason = float(entry.level), entry.reason
    if not evidence and level > LEVEL_WITHOUT_EVIDENCE:
        why = "none of the quotes stands in what you said" if lost else "there is no quote for more"
        level, reason = LEVEL_WITHOUT_EVIDENCE, f"{reason} (Held at {LEVEL_WITHOUT_EVIDENCE:g}: {why}.)"
    known = {f.id: f for f in flags_of(exchange.question, exchange.rubric) if f.criterion == criterion.id}
    raised = []
    for flag in entry.red_flags:
        where = locate(flag.quote, exchange)
        if flag.flag in known and where is not None:
            found = known[flag.flag]
            raised.append(FlagRaised(text=found.text, caps_at=found.caps_at, evidence=where))
    grade = Graded(
        criterion=criterion.id,
        level=level,
        reason=reason,
        evidence=evidence,
        next_level=entry.next_level if level < 5 else "",
        red_flags=tuple(raised),
    )
    return checked(grade, exchange)


def _findings(points: Sequence[KeyPointReply], exchange: Exchange) -> tuple[KeyPointFinding, ...]:
    """Return what became of every key point; one that the grader left out, or has no quote for, was missed."""
    said = {p.key_point: p for p in points}
    findings = []
    for point in exchange.question.key_points:
        entry = said.get(point.id)
        where = locate(entry.quote, exchange) if entry and entry.coverage is not Coverage.MISSED else None
        coverage = entry.coverage if entry and where else Coverage.MISSED
        findings.append(KeyPointFinding(key_point=point.id, coverage=coverage, evidence=(where,) if where else ()))
    return tuple(findings)


def mean_grade(samples: Sequence[Graded | Ungraded]) -> Graded | Ungraded:
    """Return one grade from several: the mean level, with the words of the sample that is nearest to it."""
    graded = [s for s in samples if isinstance(s, Graded)]
    if len(graded) * 2 < len(samples) or not graded:
        return next(s for s in samples if isinstance(s, Ungraded))
    levels = tuple(s.level for s in graded)
    if len(levels) == 1:
        return graded[0]
    mean = fmean(levels)
    nearest = min(graded, key=lambda s: abs(s.level - mean))
    if not nearest.evidence:
        mean = min(mean, LEVEL_WITHOUT_EVIDENCE)
    return nearest.model_copy(
        update={
            "level": mean,
            "samples": levels,
            "margin": (max(levels) - min(levels)) / 2,
            "red_flags": _agreed_flags(graded),
        }
    )


def _agreed_flags(graded: Sequence[Graded]) -> tuple[FlagRaised, ...]:
    """Return the red flags that more than half of the samples raise."""
    raised = {f.text: f for s in graded for f in s.red_flags}
    votes = Counter(text for s in graded for text in {f.text for f in s.red_flags})
    return tuple(flag for text, flag in raised.items() if votes[text] * 2 > len(graded))
