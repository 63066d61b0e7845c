"""The embedded interviewer: authored questions and probes, chosen by what was covered so far. It needs no network."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence

from interview_coach.domain.question import Question
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.vocabulary import CloseReason, NonAnswer, ProbeKind, Purpose
from interview_coach.interviewing.interviewer import Hearing, Move, Situation
from interview_coach.interviewing.opening import open_question
from interview_coach.interviewing.phrases import FOCUSES, MANNERS, STAKEHOLDER, Manner, own_wish
from interview_coach.interviewing.probing import best_probes, last_request, newly_covered
from interview_coach.interviewing.speech import Speech, chunks
from interview_coach.lexical.answers import is_generic, non_answer
from interview_coach.lexical.coverage import covered_share
from interview_coach.lexical.matching import fitting_context, is_general

MOSTLY_OPEN = 0.5
"""Share of the key points' value below which a generic answer is met with a request for specifics."""


class OfflineInterviewer:
    """Interviews with nothing but what was authored. The same interview always goes the same way."""

    def __init__(self, chunk_delay: float = 0.0) -> None:
        """Speak with a pause of ``chunk_delay`` seconds between groups of words; 0 speaks at once."""
        self._chunk_delay = chunk_delay

    async def hear(self, transcript: Transcript) -> Hearing:
        """Weigh the candidate's last answer by its words."""
        return await asyncio.to_thread(_heard, transcript.exchanges[-1])

    async def speak(self, situation: Situation) -> AsyncGenerator[str | Move, None]:
        """Yield the utterance in groups of words, then its move."""
        speech = Speech(situation.transcript, situation.index)
        move = await asyncio.to_thread(_compose, situation, speech)
        for chunk in chunks(speech.text):
            yield chunk
            await asyncio.sleep(self._chunk_delay)
        yield move


def _heard(exchange: Exchange) -> Hearing:
    last = exchange.turns[-1]
    heard = None
    if last.purpose is Purpose.ANSWER:
        said = [t.text for t in exchange.turns if t.purpose not in (Purpose.ANSWER, Purpose.CLARIFICATION_ASKED)]
        heard = non_answer(last.text, question=exchange.question, said=said, follow_up=exchange.probes_asked > 0)
    return Hearing(heard=heard, covered=covered_share(exchange.question, _counted(exchange, heard)))


def _counted(exchange: Exchange, heard: NonAnswer | None) -> list[str]:
    """Return the answers that count as such, the last one only where it was ``heard`` as one."""
    last = len(exchange.turns) - 1
    return [t.text for i, t in exchange.answers() if (heard if i == last else t.noticed) is None]


def _compose(situation: Situation, speech: Speech) -> Move:
    if situation.opening:
        return open_question(situation.plan, situation.index, speech)
    in_character = situation.exchange.question.stakeholder is not None
    manner = STAKEHOLDER if in_character else MANNERS[situation.plan.persona]
    match situation.exchange.turns[-1].purpose:
        case Purpose.CLARIFICATION_ASKED:
            return _clarify(situation, speech, manner)
        case Purpose.HINT_ASKED:
            return _hint(situation, speech, manner)
    ruling = situation.ruling
    if ruling.must_close is not None:
        return _move_on(situation, speech, manner, ruling.must_close)
    if ruling.reask:
        return _reask(situation, speech, manner)
    if ruling.may_close:
        return _move_on(situation, speech, manner, CloseReason.ANSWERED)
    return _follow_up(situation, speech, manner)


def _clarify(situation: Situation, speech: Speech, manner: Manner) -> Move:
    """Tell the fact that fits what was asked, each one once; what nobody wrote down, nobody knows."""
    attempt = situation.exchange.count(Purpose.CLARIFICATION_ASKED)
    last_resort = manner.last_resorts[Purpose.CLARIFY].format(n=situation.index + 1, k=attempt)
    return Move(purpose=Purpose.CLARIFY, context=_inform(situation.exchange, speech, manner, last_resort))


def _inform(exchange: Exchange, speech: Speech, manner: Manner, last_resort: str) -> int | None:
    """Tell what the candidate asked last; return the index of the fact, ``None`` where there is none to tell."""
    asked = exchange.turns[-1].text
    told = {turn.context for turn in exchange.turns}
    fitting = fitting_context(exchange.question, asked)
    item = next((index for index in fitting if index not in told), None)
    if item is not None:
        _sometimes(speech, manner.fact_lead_ins)
        speech.add(exchange.question.context[item].tell)
    else:
        _say(speech, manner.all_told if fitting or is_general(asked) else manner.unknown, last_resort)
    return item


def _hint(situation: Situation, speech: Speech, manner: Manner) -> Move:
    """Say the next rung of the hint ladder. A foreign journal may ask for more than there are: then nothing is left."""
    hints, given = situation.exchange.question.hints, situation.exchange.count(Purpose.HINT)
    if given < len(hints):
        speech.pick(manner.hint_lead_ins)
        speech.add(hints[given])
    else:
        _say(speech, manner.all_told, manner.last_resorts[Purpose.CLARIFY].format(n=situation.index + 1, k=given + 1))
    return Move(purpose=Purpose.HINT)


def _move_on(situation: Situation, speech: Speech, manner: Manner, reason: CloseReason) -> Move:
    pool = manner.closings.get(reason, ())
    _say(speech, pool, manner.last_resorts[Purpose.MOVE_ON].format(n=situation.index + 1, k=1))
    return Move(purpose=Purpose.MOVE_ON, closes=reason)


def _reask(situation: Situation, speech: Speech, manner: Manner) -> Move:
    """Ask again for less: a piece of the question, or what the last follow-up was after, without naming its aim.

    A question that came instead of an answer is answered first.
    """
    exchange = situation.exchange
    attempt = exchange.count(Purpose.REASK) + 1
    last_resort = manner.last_resorts[Purpose.REASK].format(n=situation.index + 1, k=attempt)
    if situation.hearing.heard is NonAnswer.QUESTION:
        item = _inform(exchange, speech, manner, last_resort)
        speech.pick(manner.reasks[NonAnswer.QUESTION])
        return Move(purpose=Purpose.REASK, context=item, aims_at=last_request(exchange)[0].aims_at)
    if situation.hearing.heard is not None:
        speech.pick(manner.reasks[situation.hearing.heard])
    request, kind = last_request(exchange)
    focuses = _focuses(exchange.question, kind, manner)
    focus = focuses[speech.number(len(focuses), "focus")]
    templates = [n for n in manner.narrowings if not speech.holds(n.partition("{focus}")[0])] or manner.narrowings
    _say(speech, [template.replace("{focus}", focus) for template in templates], last_resort)
    return Move(purpose=Purpose.REASK, aims_at=request.aims_at)


def _focuses(question: Question, kind: ProbeKind | None, manner: Manner) -> Sequence[str]:
    """Return what a re-ask may ask for instead. A stakeholder doesn't think in kinds of questions."""
    if kind is not None and question.stakeholder is None:
        return FOCUSES[kind]
    points = [point.format(title=question.title) for point in manner.starting_points]
    wish = own_wish(question.stakeholder) if question.stakeholder else None
    return [*points, wish] if wish else points


def _follow_up(situation: Situation, speech: Speech, manner: Manner) -> Move:
    """Ask for specifics after a generic answer, else for what is worth most of what is still open."""
    exchange, hearing = situation.exchange, situation.hearing
    answers = _counted(exchange, hearing.heard)
    stakeholder = exchange.question.stakeholder
    if stakeholder is not None:
        met = hearing.heard is None and newly_covered(exchange, answers[:-1], answers)
        speech.next_of(stakeholder.softens if met else stakeholder.escalates)
    generic = hearing.heard is None and hearing.covered < MOSTLY_OPEN and is_generic(answers[-1])
    if generic and not exchange.count(Purpose.SPECIFICS) and speech.pick(manner.specifics):
        return Move(purpose=Purpose.SPECIFICS)
    for probe in best_probes(exchange, answers):
        if speech.is_new(probe.ask):
            _sometimes(speech, manner.lead_ins)
            speech.add(probe.ask)
            return Move(purpose=Purpose.PROBE, probe=probe.id, aims_at=probe.aims_at)
    attempt = exchange.probes_asked + 1
    _say(speech, manner.follow_ups, manner.last_resorts[Purpose.PROBE].format(n=situation.index + 1, k=attempt))
    return Move(purpose=Purpose.PROBE)


def _sometimes(speech: Speech, pool: Sequence[str]) -> None:
    """Say a phrase of ``pool`` every other time: always would be a tic."""
    if pool and speech.number(2, "whether") == 0:
        speech.pick(pool)


def _say(speech: Speech, pool: Sequence[str], last_resort: str) -> None:
    """Say something new from ``pool``, or where it is used up ``last_resort``, whose numbers make it new each time."""
    if not speech.pick(pool):
        speech.add(last_resort)
