"""A transcript: the value that replaying a journal's events gives."""

from __future__ import annotations

from datetime import datetime

from interview_coach.domain.base import Slug, Value
from interview_coach.domain.debrief import Debrief
from interview_coach.domain.events import Event
from interview_coach.domain.grade import ExchangeGrade
from interview_coach.domain.plan import Plan
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.usage import Agent, Spent, Usage, total
from interview_coach.domain.vocabulary import CloseReason, EndReason, Engine, NonAnswer, Purpose, Role

ASKING = (Purpose.OPEN, Purpose.PROBE, Purpose.SPECIFICS, Purpose.REASK)
"""What the interviewer says to get an answer."""


class Turn(Value):
    """One utterance by interviewer or candidate."""

    role: Role
    text: str
    at: datetime
    purpose: Purpose
    probe: Slug | None = None
    aims_at: Slug | None = None
    context: int | None = None
    noticed: NonAnswer | None = None
    """On a candidate's turn: why it was no answer, as the interviewer found; ``None`` where it was one."""
    seconds: float = 0.0
    active_at: float = 0.0
    """Clock time of the exchange at which it was said, in seconds."""
    engine: Engine | None = None


class Exchange(Value):
    """One question with the candidate's answer and every probe and reply that followed."""

    question: Question
    rubric: Rubric
    """What it was planned to be graded against; grades may have another, see :meth:`rubric_of`."""
    turns: tuple[Turn, ...] = ()
    closed: CloseReason | None = None
    active_seconds: float = 0.0
    self_assessed: bool = False
    """Whether the candidate was asked for their own level, even where they declined."""
    self_level: int | None = None
    grades: tuple[ExchangeGrade, ...] = ()

    def answers(self) -> tuple[tuple[int, Turn], ...]:
        """Return the candidate's answers with their turn indexes; requests for hints and facts are not answers."""
        return tuple((i, t) for i, t in enumerate(self.turns) if t.purpose is Purpose.ANSWER)

    def count(self, *purposes: Purpose) -> int:
        """Return how many turns have one of these purposes."""
        return sum(t.purpose in purposes for t in self.turns)

    @property
    def probes_asked(self) -> int:
        """How many follow-ups the interviewer asked; re-asking a question is not one."""
        return self.count(Purpose.PROBE, Purpose.SPECIFICS)

    @property
    def answered(self) -> bool:
        """Whether anything said counts as an answer."""
        return any(t.noticed is None for _, t in self.answers())

    @property
    def answered_before_last(self) -> bool:
        """Whether anything said before the last turn counts as an answer."""
        return any(t.noticed is None for i, t in self.answers() if i < len(self.turns) - 1)

    @property
    def grade(self) -> ExchangeGrade | None:
        """The one that counts; ``None`` where there is none.

        It is the latest finished grading that gave any level: one that failed altogether takes none away. Where there
        is no such grading, it is the latest finished one, which says why, else the latest.
        """
        finished = [g for g in self.grades if g.finished]
        with_levels = [g for g in finished if g.has_levels]
        latest = (with_levels or finished or self.grades)[-1:]
        return latest[0] if latest else None

    def rubric_of(self, grade: ExchangeGrade | None) -> Rubric:
        """Return what ``grade`` measured against; where there is none, what the exchange was planned with."""
        return self.rubric if grade is None or grade.rubric is None else grade.rubric

    @property
    def current_rubric(self) -> Rubric:
        """What the current grade measured against."""
        return self.rubric_of(self.grade)


class Summary(Value):
    """What was said in the exchanges before ``upto``, in short."""

    upto: int
    text: str


class Use(Value):
    """One request to a model."""

    agent: Agent
    exchange: int | None
    model: str
    usage: Usage
    dollars: float | None


class Transcript(Value):
    """An interview as it stands."""

    id: str
    schema_version: int
    plan: Plan
    started_at: datetime
    last_event_at: datetime
    """When something happened last that the clock runs up to: grades, labels and costs are none of its business."""
    exchanges: tuple[Exchange, ...] = ()
    paused: bool = False
    active_seconds: float = 0.0
    """Clock time up to the last event, pauses and the time between processes left out."""
    ended: EndReason | None = None
    ended_at: datetime | None = None
    summary: Summary | None = None
    uses: tuple[Use, ...] = ()
    debrief: Debrief | None = None
    debrief_failed: str = ""
    """Why there is no debrief, where one was tried."""
    name: str = ""
    """What the user calls the interview; empty where they did not name it."""
    tags: tuple[Slug, ...] = ()
    note: str = ""
    """What the user wrote about it."""
    strays: tuple[Event, ...] = ()
    """Events of unknown kinds, and those that do not fit where they stand."""

    @property
    def current(self) -> Exchange | None:
        """The open exchange; ``None`` before the first question, between two, and after the end."""
        if self.ended or not self.exchanges or self.exchanges[-1].closed:
            return None
        return self.exchanges[-1]

    @property
    def candidates_move(self) -> bool:
        """Whether a question is open, and the interviewer has said its word."""
        current = self.current
        return current is not None and bool(current.turns) and current.turns[-1].role is Role.INTERVIEWER

    def spent(self, agent: Agent | None = None) -> Spent:
        """Return what the models took, those that ``agent`` asked or all."""
        return total((u.usage, u.dollars) for u in self.uses if agent in (None, u.agent))

    def seconds_at(self, now: datetime) -> float:
        """Return the clock time of the whole interview at ``now``, in seconds."""
        return self.active_seconds + self.seconds_since_last_event(now)

    def exchange_seconds_at(self, now: datetime) -> float:
        """Return the clock time of the open exchange at ``now``, in seconds; 0 where none is open."""
        current = self.current
        return current.active_seconds + self.seconds_since_last_event(now) if current else 0.0

    def thinking_seconds_at(self, now: datetime) -> float:
        """Return the clock time at ``now`` since the interviewer last asked something, in seconds."""
        current = self.current
        asked = [t.active_at for t in current.turns if t.purpose in ASKING] if current else []
        return max(0.0, self.exchange_seconds_at(now) - asked[-1]) if asked else 0.0

    def seconds_left(self, now: datetime) -> float | None:
        """Return what is left of the time limit in force at ``now``, negative when it is over; ``None`` without one.

        A limit on the whole interview beats one on each question, which beats the question's own.
        """
        limit, current = self.plan.time, self.current
        if limit is not None and limit.scope == "interview":
            return limit.minutes * 60 - self.seconds_at(now)
        if current is None:
            return None
        minutes = limit.minutes if limit is not None else current.question.minutes
        return minutes * 60 - self.exchange_seconds_at(now)

    def seconds_since_last_event(self, now: datetime) -> float:
        """Return the clock time at ``now`` since the last event, in seconds; 0 while the clock stands.

        It stands in a pause, after the end, and while the interviewer owes a word: a slow interviewer costs nothing.
        """
        if self.paused or self.ended or not self.candidates_move:
            return 0.0
        return max(0.0, (now - self.last_event_at).total_seconds())
