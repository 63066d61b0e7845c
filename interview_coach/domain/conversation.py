"""The rules of the conversation: what is owed next, and whether the interviewer may move on.

They are functions of the transcript alone. So a process that was killed finds out, by replaying, what it owes.
"""

from __future__ import annotations

from enum import StrEnum

from interview_coach.domain.base import Value
from interview_coach.domain.plan import TimeScope
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.vocabulary import CloseReason, Format, NonAnswer, Purpose, Role

PROBE_BUDGETS: dict[Format, int] = {Format.DRILL: 3, Format.MOCK: 2, Format.ROLEPLAY: 4, Format.PORTFOLIO: 3}
"""Follow-ups at most for each question: a roleplay lives from them, a mock interview has to get on."""

ENOUGH_COVERED = 0.8
"""Share of the key points' value from which there is nothing worth probing for."""

FEWEST_PROBES = 1
"""Follow-ups at least, where the budget allows any: an answer that nobody questions was not interviewed."""

REASKS = 1
"""How often the interviewer asks again, differently, after consecutive non-answers."""

COUNTER_QUESTIONS = 2
"""How often, besides, it answers a question that came instead of an answer, and asks again."""


class Owed(StrEnum):
    """Whose move it is, and what the move is."""

    QUESTION = "question"
    REACTION = "reaction"
    CANDIDATE = "candidate"
    END = "end"
    NOTHING = "nothing"


def owed(transcript: Transcript) -> Owed:
    """Return what happens next in the interview. Once the time of the whole interview is up, no question is opened."""
    if transcript.ended:
        return Owed.NOTHING
    current = transcript.current
    if current is None:
        planned = len(transcript.plan.questions)
        done = len(transcript.exchanges) >= planned or _interview_time_is_up(transcript)
        return Owed.END if done else Owed.QUESTION
    if current.turns and current.turns[-1].role is Role.CANDIDATE:
        return Owed.REACTION
    return Owed.CANDIDATE


def _interview_time_is_up(transcript: Transcript) -> bool:
    limit = transcript.plan.time
    if limit is None or limit.scope is not TimeScope.INTERVIEW or not transcript.exchanges:
        return False
    return transcript.active_seconds >= limit.minutes * 60


class Ruling(Value):
    """What the interviewer may do with what was said last.

    ``reask`` asks for the same thing in other words; ``must_close`` ends the exchange for that reason;
    ``may_close`` leaves it to the interviewer. Where none is set, the exchange goes on.
    """

    reask: bool = False
    must_close: CloseReason | None = None
    may_close: bool = False


def rule(
    exchange: Exchange,
    *,
    probe_budget: int,
    covered: float,
    heard: NonAnswer | None,
    seconds_left: float | None,
    wants_close: bool | None = None,
) -> Ruling:
    """Decide whether an exchange may end, after the candidate spoke.

    Args:
        exchange: the open exchange; its last turn is the candidate's.
        probe_budget: follow-ups at most.
        covered: share (0 to 1) of the value of the question's key points that was covered.
        heard: why the last answer is none; ``None`` where it is one.
        seconds_left: of the time limit; ``None`` without one.
        wants_close: whether the interviewer thinks that it heard enough; ``None`` leaves it to ``covered``.

    A non-answer never closes an exchange by itself; a spent budget is recorded as that, not as "answered".
    """
    if exchange.turns[-1].purpose is not Purpose.ANSWER:
        return Ruling()
    if seconds_left is not None and seconds_left <= 0:
        return Ruling(must_close=CloseReason.TIME_UP)
    if heard is not None and _reasks_in_a_row(exchange, heard) < _most_reasks(heard):
        return Ruling(reask=True)
    answered = heard is None or exchange.answered_before_last
    if not answered:
        return Ruling(must_close=CloseReason.NOT_ANSWERED)
    enough = covered >= ENOUGH_COVERED if wants_close is None else wants_close
    if exchange.probes_asked >= probe_budget:
        return Ruling(must_close=CloseReason.ANSWERED if enough else CloseReason.PROBES_SPENT)
    return Ruling(may_close=heard is None and enough and exchange.probes_asked >= FEWEST_PROBES)


def _most_reasks(heard: NonAnswer) -> int:
    return COUNTER_QUESTIONS if heard is NonAnswer.QUESTION else REASKS


def _reasks_in_a_row(exchange: Exchange, heard: NonAnswer) -> int:
    """Count the re-asks since the interviewer last asked anything else: those after questions, or after the rest."""
    count = 0
    for before, turn in zip(reversed(exchange.turns[:-1]), reversed(exchange.turns), strict=False):
        if turn.purpose is Purpose.REASK:
            count += (before.noticed is NonAnswer.QUESTION) is (heard is NonAnswer.QUESTION)
        elif turn.purpose in (Purpose.OPEN, Purpose.PROBE, Purpose.SPECIFICS):
            break
    return count
