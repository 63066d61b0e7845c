"""What the tests of running interviews share: a recorder in memory, a scripted interviewer, content to talk about."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from typing import Any

from interview_coach.domain.conversation import Ruling
from interview_coach.domain.events import Event, InterviewStarted
from interview_coach.domain.plan import Plan
from interview_coach.domain.question import ContextItem, KeyPoint, Probe, Question, Stakeholder
from interview_coach.domain.replay import after, replay
from interview_coach.domain.rubric import Criterion, Indicator, Rubric
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import Format, ProbeKind
from interview_coach.errors import EngineError
from interview_coach.interviewing.interviewer import Hearing, Move, Situation
from interview_coach.interviewing.session import RunningInterview
from interview_coach.interviewing.updates import Chunk, Recorded, Update
from tests.support.events import START, Clock, a_plan


class MemoryRecorder:
    """Keeps events in a list; ``failing`` makes every append raise it."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.events = list(events)
        self.failing: Exception | None = None
        self._transcript = replay(self.events)

    @property
    def transcript(self) -> Transcript:
        return self._transcript

    async def append(self, event: Event) -> Transcript:
        if self.failing:
            raise self.failing
        self.events.append(event)
        self._transcript = after(self._transcript, event)
        return self._transcript


class ScriptedInterviewer:
    """Says what its script tells: each item is one utterance, its parts strings, a move, or an exception to raise."""

    def __init__(self, *script: Sequence[str | Move | BaseException], hears: Hearing | Exception = Hearing()) -> None:  # noqa: B008
        self.script = list(script)
        self.hears = hears
        self.situations: list[Situation] = []
        self.closed = 0

    async def hear(self, transcript: Transcript) -> Hearing:
        if isinstance(self.hears, Exception):
            raise self.hears
        return self.hears

    async def speak(self, situation: Situation) -> AsyncGenerator[str | Move, None]:
        self.situations.append(situation)
        try:
            for part in self.script.pop(0):
                if isinstance(part, BaseException):
                    raise part
                yield part
        finally:
            self.closed += 1


def memory(plan: Plan | None = None) -> MemoryRecorder:
    """Return a recorder that holds the start of an interview."""
    return MemoryRecorder([InterviewStarted(at=START, id="test", plan=plan or a_plan())])


def running(recorder: MemoryRecorder, interviewer: Any, clock: Clock | None = None, **kwargs: Any) -> RunningInterview:
    """Return the running interview of ``recorder``."""
    return RunningInterview(recorder, interviewer, clock or Clock(), **kwargs)


async def collected(updates: AsyncIterator[Update]) -> list[Update]:
    """Iterate to the end and return every update."""
    return [update async for update in updates]


def text_of(updates: Sequence[Update]) -> str:
    """Return what was streamed."""
    return "".join(u.text for u in updates if isinstance(u, Chunk))


def kinds_of(updates: Sequence[Update]) -> list[str]:
    """Return the kinds of the events that were recorded."""
    return [u.event.model_dump()["kind"] for u in updates if isinstance(u, Recorded)]


def engine_failure() -> EngineError:
    """Return the failure of an engine."""
    return EngineError("The engine is out of order.")


TOPICS = (
    "pharmacy", "ferry", "bakery", "glacier", "tram", "orchard", "museum", "harbour", "quarry", "library",
    "vineyard", "clinic", "airport", "brewery", "forest", "theatre", "stadium", "factory", "school", "market",
)  # fmt: skip
"""Words that make the questions of a long interview differ."""


def a_rich_question(topic: str = "pharmacy", **changes: Any) -> Question:
    """Return a question with four key points, six probes, three facts and three hints, all about ``topic``."""
    fields: dict[str, Any] = {
        "id": f"{topic}-assistant",
        "bank": "test-bank",
        "competency": "evaluation-design",
        "rubric": "testing",
        "title": f"An assistant for the {topic}",
        "ask": f"You own an assistant for the {topic} that answers 4,000 visitors a day. "
        f"How would you decide whether the {topic} should launch it?",
        "context": tuple(
            ContextItem(about=about, tell=f"In the {topic}, {tell}.")
            for about, tell in (
                ("users and languages", "half of the visitors speak Polish"),
                ("budget", "there are 20,000 euros to spend"),
                ("mistakes so far", "one reply in fifty was false"),
            )
        ),
        "key_points": tuple(
            KeyPoint(
                id=f"{name}-point", text=f"Secret of {topic}: {text}", criterion=criterion, weight=weight, cues=cues
            )
            for name, text, criterion, weight, cues in (
                ("sample", "collects true replies", "method", 3, ("golden set", "labelled replies")),
                ("judges", "lets two people judge", "rigour", 2, ("two raters", "second opinion")),
                ("harm", "names who is hurt", "method", 2, ("who gets hurt", "worst mistake")),
                ("watch", "watches after launch", "rigour", 1, ("weekly alarm", "keep watching")),
            )
        ),
        "probes": tuple(
            Probe(id=f"{name}-probe", ask=ask.format(topic=topic), kind=kind, aims_at=aim)
            for name, ask, kind, aim in (
                ("watch", "What happens in the {topic} after the first month?", ProbeKind.WHAT_IF_WRONG, "watch-point"),
                ("judges", "Who in the {topic} says whether a reply was true?", ProbeKind.PUSH_BACK, "judges-point"),
                ("sample", "What would you look at in the {topic} first?", ProbeKind.SPECIFICS, "sample-point"),
                ("harm", "Which visitor of the {topic} worries you?", ProbeKind.COUNTER_EXAMPLE, "harm-point"),
                ("size", "How many replies from the {topic} are enough?", ProbeKind.NUMBER, "sample-point"),
                ("rigour", "What would the {topic} give up for certainty?", ProbeKind.TRADE_OFF, "rigour"),
            )
        ),
        "hints": tuple(
            f"For the {topic}, think of {what}." for what in ("a week of replies", "a judge", "the worst day")
        ),
    }
    return Question(**(fields | changes))


def a_stakeholder(**changes: Any) -> Stakeholder:
    """Return a vice president under pressure."""
    fields: dict[str, Any] = {
        "name": "Ines Prado",
        "role": "VP Sales",
        "wants": "A date for the contract, in writing.",
        "fears": "Losing the customer.",
        "opening": "I told them May. Your people now say that nobody knows. What do I write to them tonight?",
        "escalates": ("That helps me with nothing.", "They will walk away.", "Then I call your boss."),
        "softens": ("So I could at least say that.", "They might accept it.", "Go on, I am writing it down."),
    }
    return Stakeholder(**(fields | changes))


def a_rich_rubric() -> Rubric:
    """Return the rubric of the rich questions."""

    def criterion(name: str, weight: float, *cues: str) -> Criterion:
        levels = {n: f"Level {n} of {name}" for n in range(1, 6)}
        indicator = Indicator(id=f"{name}-shown", text=f"Shows {name}", cues=cues)
        return Criterion(id=name, title=name.title(), weight=weight, levels=levels, indicators=(indicator,))

    return Rubric(
        id="testing",
        title="Testing",
        criteria=(criterion("method", 0.6, "compare with before"), criterion("rigour", 0.4, "margin of error")),
    )


def a_plan_of(*questions: Question, **changes: Any) -> Plan:
    """Return a plan of these questions, with the rubric of the rich ones."""
    plan = a_plan(len(questions), **({"rubrics": (a_rich_rubric(),)} | changes))
    return plan.model_copy(update={"questions": questions})


def a_rich_plan(questions: int = 1, **changes: Any) -> Plan:
    """Return a plan of rich questions, each about another topic."""
    return a_plan_of(*(a_rich_question(topic) for topic in TOPICS[:questions]), **changes)


def a_roleplay(**changes: Any) -> Plan:
    """Return the plan of a roleplay."""
    question = a_rich_question("harbour", stakeholder=a_stakeholder(), formats=(Format.ROLEPLAY, Format.DRILL))
    return a_plan_of(question, **({"format": Format.ROLEPLAY, "probe_budget": 4} | changes))


def a_situation(transcript: Transcript, index: int, **changes: Any) -> Situation:
    """Return a situation after the candidate's last words."""
    return Situation(transcript=transcript, index=index, **({"ruling": Ruling()} | changes))
