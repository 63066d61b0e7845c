"""What lists show of one interview."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from interview_coach.domain.base import Value
from interview_coach.domain.events import SCHEMA_VERSION
from interview_coach.domain.scoring import scorecard
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import EndReason, Engine, Format, Seniority, Track, Verdict
from interview_coach.errors import CoachError
from interview_coach.journal.reading import encodable, identity

_STAMP_FORMAT = "%Y%m%dT%H%M%SZ"


class Listing(Value):
    """What a list shows of one interview. Where ``problem`` is set, the fields below ``started_at`` say nothing."""

    id: str
    path: Path = Path()
    started_at: datetime | None
    """UTC; ``None`` where neither the journal nor its name tells."""
    format: Format | None = None
    track: Track | None = None
    seniority: Seniority | None = None
    engine: Engine | None = None
    """Who interviewed."""
    graders: tuple[Engine, ...] = ()
    """Who made the current grades, each once."""
    titles: tuple[str, ...] = ()
    """Of the planned questions."""
    topics: tuple[str, ...] = ()
    """Competencies, each once, in the order of the questions."""
    asked: tuple[str, ...] = ()
    """The ids of the questions that were opened, in that order."""
    answered: int = 0
    planned: int = 0
    seconds: float = 0.0
    """Clock time, pauses left out."""
    ended: EndReason | None = None
    unfinished: bool = False
    """Whether something is left to do: it has not ended, or what was answered is not assessed and graded."""
    newer: bool = False
    """Whether a newer version wrote it, so that this one can read it but not go on with it."""
    level: float | None = None
    """The interview's level (1.0 to 5.0), an estimate where ``estimate``; ``None`` where it has none."""
    estimate: bool = True
    verdict: Verdict | None = None
    self_level: float | None = None
    """The mean of the candidate's own guesses (1.0 to 5.0); ``None`` where they made none."""
    name: str = ""
    """What the user calls it."""
    tags: tuple[str, ...] = ()
    note: str = ""
    problem: str | None = None
    """Why the journal cannot be read."""

    @property
    def heading(self) -> str:
        """What to call it: its name, the title of its only question once that was asked, or its topics."""
        only = self.titles[0] if len(self.titles) == 1 and self.asked else ""
        return self.name or only or ", ".join(self.topics)

    @property
    def can_go_on(self) -> bool:
        """Whether this version can take it up where something is left to do."""
        return self.unfinished and not self.newer


def listing_of(path: Path, transcript: Transcript) -> Listing:
    """Return what a list shows of the interview whose journal is at ``path``."""
    card = scorecard(transcript)
    plan, exchanges = transcript.plan, transcript.exchanges
    guesses = [e.self_level for e in exchanges if e.self_level is not None]
    return Listing(
        id=transcript.id,
        path=path,
        started_at=transcript.started_at,
        format=plan.format,
        track=plan.track,
        seniority=plan.seniority,
        engine=plan.engine,
        graders=tuple(dict.fromkeys(e.grade.grader.engine for e in exchanges if e.grade)),
        titles=tuple(q.title for q in plan.questions),
        topics=tuple(dict.fromkeys(q.competency for q in plan.questions)),
        asked=tuple(e.question.id for e in exchanges),
        answered=sum(e.answered for e in exchanges),
        planned=len(plan.questions),
        seconds=transcript.active_seconds,
        ended=transcript.ended,
        unfinished=_is_unfinished(transcript),
        newer=transcript.schema_version > SCHEMA_VERSION,
        level=card.level,
        estimate=card.estimate,
        verdict=card.verdict.verdict if card.verdict else None,
        self_level=sum(guesses) / len(guesses) if guesses else None,
        name=transcript.name,
        tags=transcript.tags,
        note=transcript.note,
    )


def unlistable(path: Path, error: CoachError) -> Listing:
    """Return what a list shows of a file that holds no interview, or that cannot be read."""
    name = identity(path)
    return Listing(id=name, path=path, started_at=_time_in(name), problem=encodable(str(error)))


def _is_unfinished(transcript: Transcript) -> bool:
    """Return whether a process may have died over it, be it during the self-assessment or the grading."""
    return not transcript.ended or any(
        e.answers() and not (e.self_assessed and e.grade and e.grade.finished) for e in transcript.exchanges
    )


def _time_in(name: str) -> datetime | None:
    try:
        return datetime.strptime(name.partition("-")[0], _STAMP_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None
