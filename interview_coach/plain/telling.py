"""What the candidate is told besides the interviewer's words."""

from __future__ import annotations

from collections.abc import Iterator

from interview_coach.domain.text import spelt_out
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.vocabulary import Format, Role
from interview_coach.interviewing.planning import what_was_relaxed
from interview_coach.wiring import Session

WARN_BELOW = 60.0
"""Seconds before the end of the time limit from which the candidate is told."""


def where_it_stands(session: Session, unsent: str) -> Iterator[str]:
    """Yield what to know before the first word: who interviews, how to answer, and, when it goes on, what was said."""
    transcript = session.transcript
    if session.engine_note:
        yield session.engine_note
    relaxed = what_was_relaxed(transcript.plan)
    if relaxed:
        yield relaxed
    if unread := len(session.problems):
        lines = f"{unread} line{'s' if unread > 1 else ''}"
        yield f"({lines} of this interview's journal could not be read; they are kept.)"
    yield "Answer in as many lines as you like; a line with only . sends it. /help lists the commands."
    if transcript.current:
        yield "\nThe interview goes on where it stood. The question, and the interviewer's last words:\n"
        yield spelt_out("\n\n".join(_asked(transcript.current)))
    if unsent:
        yield "\nYour unsent lines so far:"
        yield spelt_out(unsent)


def _asked(exchange: Exchange) -> Iterator[str]:
    """Yield the question and the interviewer's last words; the authored question only where it was not yet spoken."""
    said = [t.text for t in exchange.turns if t.role is Role.INTERVIEWER]
    if not any(" ".join(exchange.question.ask.split()) in " ".join(text.split()) for text in said[:1]):
        yield exchange.question.ask
    yield from dict.fromkeys([*said[:1], *said[-1:]])


def scene(transcript: Transcript) -> str:
    """Return where the next question's roleplay takes place: its stakeholder only says their opening line."""
    if transcript.plan.format is not Format.ROLEPLAY:
        return ""
    return f"\nThe scene: {spelt_out(transcript.plan.questions[len(transcript.exchanges)].ask)}"


def time_left(seconds: float | None) -> str:
    """Return the warning that so much of the time limit calls for; empty where there is no need."""
    if seconds is None or seconds > WARN_BELOW:
        return ""
    return "less than a minute left" if seconds > 0 else "time is up: finish your thought"
