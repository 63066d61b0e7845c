"""What can happen in an interview. A journal is a list of these; a transcript is what replaying them gives."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, ConfigDict, Field, TypeAdapter, ValidationError

from interview_coach.domain.base import Slug, Value
from interview_coach.domain.debrief import Debrief
from interview_coach.domain.grade import CriterionGrade, GraderInfo, KeyPointFinding
from interview_coach.domain.plan import Plan
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.usage import Agent, Usage
from interview_coach.domain.vocabulary import CloseReason, EndReason, Engine, NonAnswer, Purpose

SCHEMA_VERSION = 1


class Event(Value):
    """Something that happened at an instant (UTC)."""

    at: AwareDatetime


class InterviewStarted(Event):
    """Always the first event of a journal."""

    kind: Literal["interview-started"] = "interview-started"
    schema_version: int = SCHEMA_VERSION
    id: str
    plan: Plan


class InterviewerSaid(Event):
    """The interviewer finished an utterance. ``closes`` ends the exchange with it."""

    kind: Literal["interviewer-said"] = "interviewer-said"
    exchange: int = Field(ge=0)
    purpose: Purpose
    text: str
    probe: Slug | None = Field(default=None, description="The authored probe that was asked.")
    aims_at: Slug | None = Field(default=None, description="The key point or criterion that it was after.")
    context: int | None = Field(default=None, description="The context item that was told, counted from 0.")
    noticed: NonAnswer | None = Field(default=None, description="Why what was said last was no answer.")
    closes: CloseReason | None = None
    reason: str = Field(default="", description="Why the interviewer went on, or closed; never told to the candidate.")
    key_points: tuple[Slug, ...] = Field(default=(), description="Those that it had heard by then.")
    engine: Engine = Engine.OFFLINE
    prompt_hash: str = ""


class AnswerGiven(Event):
    """The candidate answered. ``seconds`` is the thinking and writing time, pauses left out."""

    kind: Literal["answer-given"] = "answer-given"
    exchange: int = Field(ge=0)
    text: str
    seconds: float = Field(default=0.0, ge=0)


class ClarificationAsked(Event):
    """The candidate asked about the question; ``text`` is empty where they only pressed the key."""

    kind: Literal["clarification-asked"] = "clarification-asked"
    exchange: int = Field(ge=0)
    text: str = ""


class HintAsked(Event):
    """The candidate asked for the next rung of the hint ladder."""

    kind: Literal["hint-asked"] = "hint-asked"
    exchange: int = Field(ge=0)


class ExchangeClosed(Event):
    """The candidate skipped the question: its exchange ended without a word of the interviewer."""

    kind: Literal["exchange-closed"] = "exchange-closed"
    exchange: int = Field(ge=0)
    reason: CloseReason = CloseReason.SKIPPED


class Paused(Event):
    """The clock stopped."""

    kind: Literal["paused"] = "paused"


class Unpaused(Event):
    """The clock goes on after a pause."""

    kind: Literal["unpaused"] = "unpaused"


class InterviewReopened(Event):
    """A new process took the interview up; the time since the event before does not count.

    ``unsaved_seconds`` is clock time that had run since the event before, as the draft beside the journal told.
    """

    kind: Literal["interview-reopened"] = "interview-reopened"
    unsaved_seconds: float = Field(default=0.0, ge=0)


class InterviewEnded(Event):
    """The conversation is over, and with it an open exchange; self-assessments and grades may follow."""

    kind: Literal["interview-ended"] = "interview-ended"
    reason: EndReason


class SelfAssessed(Event):
    """The candidate guessed their own level (1 to 5), or declined to (``None``)."""

    kind: Literal["self-assessed"] = "self-assessed"
    exchange: int = Field(ge=0)
    level: int | None = Field(ge=1, le=5)


class GradingStarted(Event):
    """A grader took up an exchange; ``run`` names this grading, so that a later one stands beside it."""

    kind: Literal["grading-started"] = "grading-started"
    exchange: int = Field(ge=0)
    run: str
    grader: GraderInfo
    rubric_hash: str
    rubric: Rubric | None = Field(
        default=None, description="What was graded against, whole, where it is not the rubric of the plan."
    )


class CriterionWasGraded(Event):
    """One criterion's result arrived."""

    kind: Literal["criterion-graded"] = "criterion-graded"
    exchange: int = Field(ge=0)
    run: str
    grade: CriterionGrade


class KeyPointsFound(Event):
    """What became of the question's key points."""

    kind: Literal["key-points-found"] = "key-points-found"
    exchange: int = Field(ge=0)
    run: str
    findings: tuple[KeyPointFinding, ...]


class GradingFinished(Event):
    """A grading has a result, graded or ungraded, for every criterion."""

    kind: Literal["grading-finished"] = "grading-finished"
    exchange: int = Field(ge=0)
    run: str


class InterviewSummarised(Event):
    """What was said in the exchanges before ``upto``, in short: an interviewer that reads it needs not reread them."""

    kind: Literal["interview-summarised"] = "interview-summarised"
    upto: int = Field(ge=1)
    text: str


class ModelUsed(Event):
    """A request to a model ended. ``dollars`` is its price where that is known."""

    kind: Literal["model-used"] = "model-used"
    agent: Agent
    exchange: int | None = Field(default=None, ge=0)
    model: str
    usage: Usage
    dollars: float | None = Field(default=None, ge=0)
    request_id: str = ""
    stop: str = Field(default="", description="Why the model stopped, in the endpoint's word.")


class Debriefed(Event):
    """The debrief over the whole interview was written, or ``failed`` for that reason."""

    kind: Literal["debriefed"] = "debriefed"
    debrief: Debrief | None = None
    failed: str = ""


class InterviewLabelled(Event):
    """The user named the interview, tagged it, or wrote a note on it; ``None`` leaves as it was."""

    kind: Literal["interview-labelled"] = "interview-labelled"
    name: str | None = Field(default=None, max_length=200)
    tags: tuple[Slug, ...] | None = Field(default=None, max_length=50)
    note: str | None = Field(default=None, max_length=20_000)


class UnknownEvent(Event):
    """An event of a kind that this version does not know: kept, shown as such, never dropped."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    kind: str


KnownEvent = Annotated[
    InterviewStarted
    | InterviewerSaid
    | AnswerGiven
    | ClarificationAsked
    | HintAsked
    | ExchangeClosed
    | Paused
    | Unpaused
    | InterviewReopened
    | InterviewEnded
    | SelfAssessed
    | GradingStarted
    | CriterionWasGraded
    | KeyPointsFound
    | GradingFinished
    | InterviewSummarised
    | ModelUsed
    | Debriefed
    | InterviewLabelled,
    Field(discriminator="kind"),
]

KINDS: frozenset[str] = frozenset(
    {
        "interview-started", "interviewer-said", "answer-given", "clarification-asked", "hint-asked",
        "exchange-closed", "paused", "unpaused", "interview-reopened", "interview-ended", "self-assessed",
        "grading-started", "criterion-graded", "key-points-found", "grading-finished",
        "interview-summarised", "model-used", "debriefed", "interview-labelled",
    }
)  # fmt: skip

_ADAPTER: TypeAdapter[Any] = TypeAdapter(KnownEvent, config=ConfigDict(defer_build=True))


def parse_line(line: bytes) -> Event | None:
    """Return the event that a line of JSON tells, where it is plainly one of a known kind; ``None`` otherwise.

    Twice as fast as :func:`parse_event` of the parsed line, which tells what a line is that this does not know.
    """
    if b"NaN" in line or b"Infinity" in line:  # which JSON does not know, but pydantic takes in fields that it ignores
        return None
    try:
        event: Event = _ADAPTER.validate_json(line)
    except ValidationError:
        return None
    return event


def parse_event(data: dict[str, Any]) -> Event:
    """Return the event that ``data`` describes; one of an unknown kind becomes :class:`UnknownEvent`.

    Raises:
        pydantic.ValidationError: a known kind lacks a field or has a wrong one, or there is no ``kind`` or ``at``.
    """
    kind = data.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        event: Event = _ADAPTER.validate_python(data)
        return event
    return UnknownEvent.model_validate(data)
