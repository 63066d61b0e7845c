"""What is to be known of an interview and its turns beside the grades. Pure functions of values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from interview_coach.domain.transcript import Transcript, Turn
from interview_coach.domain.vocabulary import Background, CloseReason, Engine, Format, NonAnswer, Purpose
from interview_coach.reports.words import FORMAT_WORDS, clock, counted, interviewer_name, spaced, spent_words

CLOSED = {
    CloseReason.ANSWERED: "answered",
    CloseReason.PROBES_SPENT: "all follow-ups asked",
    CloseReason.NOT_ANSWERED: "not answered",
    CloseReason.SKIPPED: "skipped",
    CloseReason.TIME_UP: "time was up",
    CloseReason.ENDED: "the interview ended here",
}
PURPOSES = {
    Purpose.PROBE: "follow-up",
    Purpose.SPECIFICS: "follow-up",
    Purpose.REASK: "asked again",
    Purpose.CLARIFY: "clarified",
    Purpose.HINT: "hint",
    Purpose.CLARIFICATION_ASKED: "asked about the question",
    Purpose.HINT_ASKED: "asked for a hint",
}
"""What a turn was for, where that is not plain."""

NOTICED = {
    NonAnswer.EMPTY: "nothing was said",
    NonAnswer.TOO_SHORT: "too short",
    NonAnswer.DONT_KNOW: "the candidate did not know",
    NonAnswer.ECHO: "the question, repeated",
    NonAnswer.GIBBERISH: "no words that make sense",
    NonAnswer.OFF_TOPIC: "about something else",
    NonAnswer.QUESTION: "a question back",
}

_BACKGROUNDS = {
    Background.FROM_PM: "coming from product management",
    Background.FROM_TECHNICAL: "coming from a technical role",
}


def title(transcript: Transcript) -> str:
    """Return what the report is called: the interview's name, else its format and topics."""
    if transcript.name:
        return transcript.name
    topics = dict.fromkeys(spaced(q.competency) for q in transcript.plan.questions)
    return f"{form(transcript.plan.format)}: {', '.join(topics)}"


def form(kind: Format) -> str:
    """Return the format in words, as others speak of it."""
    return "Own case" if kind is Format.PORTFOLIO else FORMAT_WORDS[kind]


def facts(transcript: Transcript) -> Iterator[tuple[str, str]]:
    """Yield what is to be known of an interview before its grades, each as a name and a value."""
    plan = transcript.plan
    yield "Interview", form(plan.format)
    yield "Held", instant(transcript.started_at)
    yield (
        "Practised for",
        f"{spaced(plan.track)}, {plan.seniority} level, {_BACKGROUNDS[plan.background]}",
    )
    by = "the offline coach" if plan.engine is Engine.OFFLINE else "Claude"
    yield "Interviewer", f"{interviewer_name(plan, plan.questions[0])}, played by {by}"
    asked, planned = len(transcript.exchanges), len(plan.questions)
    yield "Questions", f"{asked} of {planned} asked" if asked < planned else str(planned)
    yield "On the clock", f"{clock(transcript.active_seconds)} {'h' if transcript.active_seconds >= 3600 else 'min'}"
    if transcript.ended is None:
        yield "State", "not over yet"
    if plan.redo_of is not None:
        yield "New attempt", f"at question {plan.redo_of.exchange + 1} of {plan.redo_of.interview}"
    if transcript.tags:
        yield "Tags", ", ".join(transcript.tags)
    yield "Id", transcript.id


def instant(when: datetime) -> str:
    """Return date and time in UTC: ``20 November 2026, 18:45 UTC``."""
    try:
        there = when.astimezone(UTC)
    except OverflowError:  # a journal may name an instant at the very end of the calendar
        return f"{when.year}"
    return f"{there.day} {there:%B} {there.year}, {there:%H:%M} UTC"


def about_turn(transcript: Transcript, turn: Turn) -> Iterator[str]:
    """Yield when a turn was said (clock time of its question), and what for, where that is not plain."""
    yield clock(turn.active_at)
    if turn.purpose in PURPOSES:
        yield PURPOSES[turn.purpose]
    if turn.noticed:
        yield f"not counted as an answer: {NOTICED[turn.noticed]}"
    if turn.engine and turn.engine is not transcript.plan.engine:
        yield f"said by {'the offline coach' if turn.engine is Engine.OFFLINE else 'Claude'}"


def spent(transcript: Transcript) -> str:
    """Say what the models took; empty where none was asked."""
    words = spent_words(transcript.spent())
    return f"Models: {words}." if words else ""


def oddities(transcript: Transcript) -> str:
    """Say what the journal holds beyond what is shown; empty where that is nothing."""
    if not transcript.strays:
        return ""
    kinds = ", ".join(sorted({str(getattr(event, "kind", "?")) for event in transcript.strays}))
    return f"The journal holds {counted(len(transcript.strays), 'more event')}, kept as they are: {kinds}."
