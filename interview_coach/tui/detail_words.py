"""The sentences above a past interview. Pure functions of its values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from interview_coach.domain.events import SCHEMA_VERSION
from interview_coach.domain.transcript import Transcript
from interview_coach.journal.lines import LineProblem
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.words import FORMAT_WORDS, clock, counted, moment, spaced

NAMED = 3
"""Problems that are told in full; the others are counted."""

GONE = (
    "Another program deleted this interview, so there is nothing to show any more. "
    "If it went to the trash, it can be restored from there."
)


def top_line(transcript: Transcript, now: datetime) -> str:
    """Say which interview it is, in one line."""
    plan = transcript.plan
    name = f"{one_line(transcript.name, 60)} · " if transcript.name else ""
    what = FORMAT_WORDS[plan.format]
    when = moment(transcript.started_at, now)
    who = f"{spaced(plan.track)}, {plan.seniority.value}"
    return f"{name}{what} · {when} · {clock(transcript.active_seconds)} · {who} · {plan.engine.value} engine"


def labels_line(transcript: Transcript) -> str:
    """Return the tags and the note; empty where there are none."""
    tags = " ".join(f"#{tag}" for tag in transcript.tags)
    return "\n".join(part for part in (tags, shown(transcript.note.strip())) if part)


def problems_notice(transcript: Transcript, problems: Sequence[LineProblem]) -> str:
    """Say what of the journal is not shown, and which lines that is; empty where everything is."""
    parts = []
    others = [problem for problem in problems if not _about_version(problem, transcript)]
    if transcript.schema_version > SCHEMA_VERSION:
        parts.append("A newer version of the program wrote this interview; what this one understands is shown.")
    if others:
        named = "; ".join(one_line(str(problem), 160) for problem in others[:NAMED])
        more = f"; and {counted(len(others) - NAMED, 'more line')}" if len(others) > NAMED else ""
        lines = "A line of the journal" if len(others) == 1 else f"{len(others)} lines of the journal"
        parts.append(f"{lines} could not be understood: {named}{more}. They stay in the file.")
    if transcript.strays:
        kinds = ", ".join(sorted({one_line(str(getattr(event, "kind", "?")), 40) for event in transcript.strays}))
        parts.append(f"{counted(len(transcript.strays), 'event')} not shown here, kept in the file: {kinds}.")
    return "\n".join(parts)


def _about_version(problem: LineProblem, transcript: Transcript) -> bool:
    return transcript.schema_version > SCHEMA_VERSION and problem.line == 1
