"""A transcript as the conversation shows it: who said what, and why, in the order it was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from interview_coach.domain.transcript import Exchange, Transcript, Turn
from interview_coach.domain.vocabulary import CloseReason, Format, Purpose, Role
from interview_coach.tui.words import clock, counted, speaker


class Voice(Enum):
    """Whose words they are; notes are the app's."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    NOTE = "note"


@dataclass(frozen=True)
class Utterance:
    """Something said, with the line that stands above it."""

    voice: Voice
    name: str
    text: str = ""


@dataclass(frozen=True)
class Said:
    """An utterance with its place in the interview; exchanges and turns count from 0."""

    exchange: int
    turn: int | None
    """``None`` for what is no turn."""
    utterance: Utterance


CLOSED = {
    CloseReason.SKIPPED: "You skipped this question.",
    CloseReason.TIME_UP: "The time for this question was up.",
    CloseReason.NOT_ANSWERED: "This question was left without an answer.",
    CloseReason.ENDED: "The interview ended here.",
}
"""What is noted where an exchange ends other than by being answered."""

SKIPPED_REST = "You skipped the rest of this question."


def utterances(transcript: Transcript) -> list[Utterance]:
    """Return everything said so far."""
    return [said.utterance for said in all_said(transcript)]


def all_said(transcript: Transcript) -> Iterator[Said]:
    """Yield everything said so far, in order, with its place."""
    for index in range(len(transcript.exchanges)):
        yield from _of_exchange(transcript, index)


def interviewer_name(transcript: Transcript, index: int, purpose: Purpose | None) -> str:
    """Return the line above words of the interviewer in exchange ``index``."""
    questions = transcript.plan.questions
    question = questions[index] if index < len(questions) else None
    return speaker(transcript.plan, question) + _ABOUT.get(purpose, "")


_ABOUT: dict[Purpose | None, str] = {
    Purpose.PROBE: " · follow-up",
    Purpose.SPECIFICS: " · follow-up",
    Purpose.REASK: " · asks again",
    Purpose.CLARIFY: " · clarifies",
    Purpose.HINT: " · hint",
}


def before_the_question(transcript: Transcript, index: int) -> Iterator[Utterance]:
    """Yield what stands above question ``index``: its number, and in a roleplay the scene that only the app can set."""
    plan = transcript.plan
    if len(plan.questions) > 1:
        yield Utterance(Voice.NOTE, f"Question {index + 1} of {len(plan.questions)}")
    if plan.format is Format.ROLEPLAY and index < len(plan.questions):
        yield Utterance(Voice.NOTE, "The scene", plan.questions[index].ask)


def _of_exchange(transcript: Transcript, index: int) -> Iterator[Said]:
    exchange = transcript.exchanges[index]
    for before in before_the_question(transcript, index):
        yield Said(index, None, before)
    hints = 0
    for number, turn in enumerate(exchange.turns):
        hints += turn.purpose is Purpose.HINT_ASKED
        yield Said(index, number, _of_turn(transcript, index, turn, exchange, hints))
    if exchange.closed in CLOSED:
        skipped_rest = exchange.closed is CloseReason.SKIPPED and exchange.answered
        yield Said(index, None, Utterance(Voice.NOTE, SKIPPED_REST if skipped_rest else CLOSED[exchange.closed]))


def _of_turn(transcript: Transcript, index: int, turn: Turn, exchange: Exchange, hints: int) -> Utterance:
    if turn.role is Role.INTERVIEWER:
        return Utterance(Voice.INTERVIEWER, interviewer_name(transcript, index, turn.purpose), turn.text)
    if turn.purpose is Purpose.HINT_ASKED:
        return Utterance(Voice.NOTE, f"You asked for hint {hints} of {len(exchange.question.hints)}")
    if turn.purpose is Purpose.CLARIFICATION_ASKED:
        if not turn.text:
            return Utterance(Voice.NOTE, "You asked to clarify the question")
        return Utterance(Voice.CANDIDATE, "You · to clarify", turn.text)
    words = counted(len(turn.text.split()), "word")
    time = f" in {clock(turn.seconds)}" if turn.seconds else ""
    return Utterance(Voice.CANDIDATE, f"You · {words}{time}", turn.text)
