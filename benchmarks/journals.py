"""Journals as years of practice would leave them: shipped questions, varied words, grades; the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from interview_coach.domain.debrief import Debrief, Point, Pointed
from interview_coach.domain.events import (
    AnswerGiven,
    CriterionWasGraded,
    Debriefed,
    Event,
    GradingFinished,
    GradingStarted,
    InterviewEnded,
    InterviewerSaid,
    InterviewLabelled,
    InterviewStarted,
    KeyPointsFound,
    SelfAssessed,
)
from interview_coach.domain.grade import Coverage, Evidence, Graded, GraderInfo, KeyPointFinding
from interview_coach.domain.persona import PersonaId
from interview_coach.domain.plan import Choices, Plan
from interview_coach.domain.question import Question
from interview_coach.domain.vocabulary import CloseReason, EndReason, Engine, Format, Purpose, Seniority, Track
from interview_coach.errors import PlanError
from interview_coach.interviewing.planning import make_plan
from interview_coach.journal.lines import as_line
from interview_coach.library.loading import load_library

NEWEST = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
OFFLINE = GraderInfo(engine=Engine.OFFLINE, model="lexical-1")
CLAUDE = GraderInfo(engine=Engine.CLAUDE, model="claude-opus-4-5", prompt_hash="0123456789ab", full=True)
MIX = (Format.DRILL,) * 15 + (Format.MOCK,) * 4 + (Format.ROLEPLAY,)
"""Three in four are drills, one in five a mock interview, the others roleplays."""

PLANS = 150
"""Plans of each format; years of practice repeat questions."""

_SYLLABLES = "ba co di fu ga he jo ki lu ma ne po qua ri so tu va we xi yo zu bren cler dro flan gris plon".split()


class _Planned(NamedTuple):
    plan: Plan
    line: bytes
    """The line that starts the interview, with a place for the instant and one for the id."""


def write_journals(folder: Path, count: int) -> None:
    """Write so many journals into ``folder``, two a day back from :data:`NEWEST`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name, content = journal(number)
        (folder / name).write_bytes(content)


def journal(number: int) -> tuple[str, bytes]:
    """Return the name and the content of the journal of that number; 0 is the newest."""
    chance = random.Random(number)
    at = NEWEST - timedelta(hours=12 * number, seconds=chance.randrange(3600))
    form = chance.choice(MIX)
    planned = chance.choice(_plans(form))
    name = f"{at:%Y%m%dT%H%M%SZ}-{form.value}-{number:06x}"
    start = planned.line.replace(b"@at", at.isoformat().encode()).replace(b"@id", name.encode())
    return f"{name}.jsonl", start + b"".join(map(as_line, _events(planned.plan, at, chance)))


@cache
def _plans(form: Format) -> tuple[_Planned, ...]:
    library = load_library(None)
    chance = random.Random(form.value)
    found: list[_Planned] = []
    for seed in range(PLANS):
        choices = Choices(
            format=form,
            track=chance.choice(tuple(Track)),
            seniority=chance.choice(tuple(Seniority)),
            persona=chance.choice(tuple(PersonaId)),
            questions=chance.randint(3, 5),
            engine=chance.choice((Engine.OFFLINE, Engine.OFFLINE, Engine.CLAUDE)),
        )
        try:
            plan = make_plan(choices, library.questions(), library.rubrics, recent=(), seed=seed)
        except PlanError:
            continue
        line = as_line(InterviewStarted(at=NEWEST, id="@id", plan=plan))
        stamp = InterviewStarted(at=NEWEST, id="@id", plan=plan).model_dump(mode="json", include={"at"})["at"]
        found.append(_Planned(plan, line.replace(stamp.encode(), b"@at", 1)))
    return tuple(found)


@cache
def _sentences() -> tuple[str, ...]:
    """Return what people say about these questions, sentence by sentence."""
    texts = [e.text for q in load_library(None).questions() for e in q.exemplars]
    return tuple(s.strip() + "." for text in texts for s in text.replace("\n", " ").split(".") if len(s) > 20)


def _words(chance: random.Random, count: int) -> str:
    """Return about so many words; one in thirty is a name or a number that hardly anybody else says."""
    said: list[str] = []
    while len(said) < count:
        said += chance.choice(_sentences()).split()
    for _ in range(count // 30):
        rare = "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))
        said[chance.randrange(count)] = rare.title() if chance.random() < 0.7 else str(chance.randrange(10_000))
    return " ".join(said[:count])


def _events(plan: Plan, at: datetime, chance: random.Random) -> Iterator[Event]:
    """Yield what follows on the start: the conversation, the guesses, the grades, maybe a debrief and a regrade."""
    now = at
    answers: dict[int, str] = {}
    grader = CLAUDE if plan.engine is Engine.CLAUDE else OFFLINE
    for index, question in enumerate(plan.questions):
        now += timedelta(seconds=5)
        yield InterviewerSaid(at=now, exchange=index, purpose=Purpose.OPEN, text=question.spoken, engine=plan.engine)
        probes = question.probes[: chance.randint(1, 2)]
        for turn in range(len(probes) + 1):
            now += timedelta(seconds=chance.randint(60, 240))
            text = _words(chance, chance.randint(100, 350) if turn == 0 else chance.randint(40, 120))
            answers.setdefault(index, text)
            yield AnswerGiven(at=now, exchange=index, text=text, seconds=chance.randint(40, 200))
            if turn < len(probes):
                probe = probes[turn]
                yield InterviewerSaid(
                    at=now, exchange=index, purpose=Purpose.PROBE, text=probe.ask, probe=probe.id, engine=plan.engine
                )
        yield InterviewerSaid(
            at=now, exchange=index, purpose=Purpose.MOVE_ON, text="Thank you.", closes=CloseReason.ANSWERED
        )
        yield from _graded(plan, index, question, answers[index], grader, now, chance, run=1)
    yield InterviewEnded(at=now, reason=EndReason.COMPLETED)
    for index in range(len(plan.questions)):
        yield SelfAssessed(at=now, exchange=index, level=chance.randint(1, 5))
    if grader.full and chance.random() < 0.7:
        yield Debriefed(at=now, debrief=_debrief(answers, chance))
    if chance.random() < 0.1:
        yield InterviewLabelled(at=now, name=_words(chance, 3), tags=("panel", "june"), note=_words(chance, 40))
    if chance.random() < 0.1:
        yield from _graded(plan, 0, plan.questions[0], answers[0], CLAUDE, now + timedelta(days=2), chance, run=2)


def _graded(
    plan: Plan, index: int, question: Question, answer: str, grader: GraderInfo, at: datetime, chance: random.Random,
    *, run: int,
) -> Iterator[Event]:  # fmt: skip
    """Yield the grading of one exchange."""
    rubric, name = plan.rubric_of(question), f"{index + 1}.{run}"
    yield GradingStarted(at=at, exchange=index, run=name, grader=grader, rubric_hash=rubric.hash)
    for criterion in rubric.criteria:
        level = chance.randint(2, 10) / 2
        begin = answer.rfind(" ", 0, chance.randrange(1, len(answer) // 2)) + 1
        quote = answer[begin : begin + chance.randint(40, 120)].strip()
        grade = Graded(
            criterion=criterion.id,
            level=level,
            margin=0.0 if grader.full else 1.0,
            reason=f"{criterion.anchor(level)} {_words(chance, 12)}",
            evidence=(Evidence(quote=quote, turn=1, start=begin, end=begin + len(quote)),),
            next_level=criterion.anchor(min(5, level + 1)),
        )
        yield CriterionWasGraded(at=at, exchange=index, run=name, grade=grade)
    findings = tuple(
        KeyPointFinding(key_point=p.id, coverage=chance.choice(tuple(Coverage))) for p in question.key_points
    )
    yield KeyPointsFound(at=at, exchange=index, run=name, findings=findings)
    yield GradingFinished(at=at, exchange=index, run=name)


def _debrief(answers: dict[int, str], chance: random.Random) -> Debrief:
    quote = answers[0][:60].strip()
    where = Pointed(exchange=0, evidence=Evidence(quote=quote, turn=1, start=0, end=len(quote)))
    points = tuple(Point(text=_words(chance, 25), where=where) for _ in range(4))
    return Debrief(strengths=points[:2], changes=points[2:], model=CLAUDE.model, prompt_hash=CLAUDE.prompt_hash)
