"""The interviewer that a language model plays. It decides by a form of its own, and speaks under the rules' ruling."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from typing import Any

from interview_coach.domain.question import Question
from interview_coach.domain.text import without_unsafe
from interview_coach.domain.transcript import Summary, Transcript
from interview_coach.domain.usage import Agent, Usage
from interview_coach.domain.vocabulary import CloseReason, Engine, NonAnswer, Purpose
from interview_coach.errors import ReplyUnusable
from interview_coach.interviewing.briefing import PROMPTS, Briefing, finished_length
from interview_coach.interviewing.interviewer import Hearing, Move, Recap, Restart, Situation, Spoken
from interview_coach.interviewing.obeying import settled_purpose
from interview_coach.interviewing.offline import OfflineInterviewer
from interview_coach.llm.chat import Anew, ChatModel, Delta, Finished, Form, Models, Request, Stop
from interview_coach.llm.forms import FormFiller
from interview_coach.llm.schemas import TEXT, TRUTH, closed, list_of, one_of

WORDS_ROOM = 4_000
"""Tokens for an utterance, thinking included."""

FORM_ROOM = 3_000
SUMMARY_ROOM = 4_000

LONGEST = 6_000
"""Characters of an utterance (about 1,000 words): who talks longer has lost the thread, and is cut off."""

LONG = 60_000
"""Characters of finished exchanges from which they are summed up (about 15,000 tokens)."""

CERTAIN = frozenset({NonAnswer.EMPTY, NonAnswer.TOO_SHORT, NonAnswer.GIBBERISH, NonAnswer.ECHO})
"""Non-answers that code recognises by itself, so that no model is asked."""

_ANSWERS = {"yes": None, "dont-know": NonAnswer.DONT_KNOW, "off-topic": NonAnswer.OFF_TOPIC}
_SENTENCE = re.compile(r".*[.!?…][\"'”’)]*(?=\s|$)", re.DOTALL)


class ClaudeInterviewer:
    """Interviews with a language model. What it may do is up to the rules; what it says is up to the model."""

    def __init__(self, models: Models, *, secret: str, offline: OfflineInterviewer | None = None) -> None:
        """Ask the models that ``models`` gives; ``secret`` keeps the marks around the candidate's words unforgeable."""
        self._models = models
        self._secret = secret
        self._offline = offline or OfflineInterviewer()
        self._forms = FormFiller()

    async def hear(self, transcript: Transcript) -> Hearing:
        """Weigh the candidate's last answer: by code where that is certain, else by the model's form.

        A model that fills in nothing usable leaves it to code. Raises ``EngineError`` where it is out of reach.
        """
        by_code = await self._offline.hear(transcript)
        exchange = transcript.exchanges[-1]
        last = exchange.turns[-1]
        if last.purpose is not Purpose.ANSWER or (by_code.heard in CERTAIN and not last.text.rstrip().endswith("?")):
            return by_code
        left = transcript.seconds_left(transcript.last_event_at)
        if left is not None and left <= 0:
            return by_code
        briefing = Briefing(transcript, self._secret)
        request = Request(
            system=briefing.system(), messages=briefing.messages(PROMPTS.fill("decide")), max_tokens=FORM_ROOM
        )
        model = self._models(Agent.INTERVIEWER, len(transcript.exchanges) - 1)
        try:
            replies = await self._forms.fill(model, request, decision_form(), _wrong_with)
        except ReplyUnusable:
            return by_code
        for reply in reversed(replies):
            if not _wrong_with(reply):
                return _hearing(reply, exchange.question)
        return by_code

    async def speak(self, situation: Situation) -> AsyncGenerator[Spoken, None]:
        """Yield the utterance as the model writes it, then its move."""
        transcript = situation.transcript
        if situation.opening and finished_length(transcript) > LONG:
            recap = await self._recap(transcript)
            yield recap
            transcript = transcript.model_copy(update={"summary": Summary(upto=recap.upto, text=recap.text)})
        briefing = Briefing(transcript, self._secret)
        request = Request(
            system=briefing.system(),
            messages=briefing.messages(instruction(situation), before=situation.index if situation.opening else None),
            max_tokens=WORDS_ROOM,
        )
        model = self._models(Agent.INTERVIEWER, situation.index)
        async with aclosing(_words(model, request)) as words:
            async for part in words:
                yield part
        yield _move(situation)

    async def _recap(self, transcript: Transcript) -> Recap:
        briefing = Briefing(transcript, self._secret)
        request = Request(
            system=briefing.system(), messages=briefing.messages(PROMPTS.fill("summarise")), max_tokens=SUMMARY_ROOM
        )
        said = ""
        async with aclosing(_words(self._models(Agent.SUMMARY, None), request)) as words:
            async for part in words:
                said = "" if isinstance(part, Restart) else said + part
        before = f"{transcript.summary.text}\n" if transcript.summary else ""
        return Recap(upto=len(transcript.exchanges), text=without_unsafe(before + said.strip()))


async def _words(model: ChatModel, request: Request) -> AsyncGenerator[str | Restart, None]:
    """Yield a reply's words. One that ran out of room is cut back to its last whole sentence."""
    said, finished = "", None
    async with aclosing(model.stream(request)) as replies:
        async for reply in replies:
            match reply:
                case Delta(text) if text:
                    said += text
                    yield text
                    if len(said) > LONGEST:
                        finished = Finished(Stop.CUT_SHORT, Usage())
                        break
                case Anew(why):
                    said = ""
                    yield Restart(why=why)
                case Finished():
                    finished = reply
    if finished is not None and finished.stop is Stop.REFUSED:
        raise ReplyUnusable(f"{model.name} declined to go on here. Try again, or let the offline coach take this turn.")
    if finished is not None and finished.stop is Stop.CUT_SHORT:
        whole = _SENTENCE.match(said)
        if whole is None:
            raise ReplyUnusable(f"{model.name} ran out of room before it had said a sentence. Try again.")
        if whole.group() != said:
            yield Restart(why="The last sentence was cut off.")
            yield whole.group()


def instruction(situation: Situation) -> str:
    """Return what the director tells the interviewer to do now."""
    plan = situation.plan
    if situation.opening:
        return _opening(situation)
    exchange = situation.exchange
    who = exchange.question.stakeholder
    in_character = f"Stay in character as {who.name}." if who else ""
    match settled_purpose(situation):
        case Purpose.CLARIFY:
            return PROMPTS.fill("clarify")
        case Purpose.HINT:
            hints, given = exchange.question.hints, exchange.count(Purpose.HINT)
            return PROMPTS.fill("hint", hint=hints[given] if given < len(hints) else "There are no more hints.")
        case Purpose.REASK:
            return PROMPTS.fill("ask_again", why=situation.hearing.heard or "", in_character=in_character)
    closes = _closes(situation)
    if closes is not None:
        more = situation.index + 1 < len(plan.questions)
        what_next = "Say that you go on to another question." if more else "Thank them for their time; it was the last."
        return PROMPTS.fill("close", why=closes.value.replace("-", " "), what_next=what_next)
    aim = f"Go after {situation.hearing.aim}." if situation.hearing.aim else ""
    return PROMPTS.fill("follow_up", aim=aim, in_character=in_character, time=_time(situation))


def _opening(situation: Situation) -> str:
    question = situation.plan.questions[situation.index]
    who = question.stakeholder
    if who is not None:
        return PROMPTS.fill("scene", name=who.name, role=who.role, opening=who.opening)
    greeting = "Greet the candidate in half a sentence." if situation.index == 0 else "Do not greet again."
    return PROMPTS.fill("open", number=situation.index + 1, greeting=greeting, time=_time(situation))


def _time(situation: Situation) -> str:
    left = situation.seconds_left
    return "" if left is None else f"Time left: {max(0, round(left / 60))} minutes."


def _closes(situation: Situation) -> CloseReason | None:
    ruling = situation.ruling
    return ruling.must_close or (CloseReason.ANSWERED if ruling.may_close else None)


def _move(situation: Situation) -> Move:
    closes = None if situation.opening else _closes(situation)
    hearing = situation.hearing
    return Move(
        purpose=settled_purpose(situation) or (Purpose.MOVE_ON if closes else Purpose.PROBE),
        aims_at=hearing.aim if closes is None else None,
        closes=closes,
        reason=hearing.reason,
        key_points=hearing.key_points,
        engine=Engine.CLAUDE,
        prompt_hash=PROMPTS.hash,
    )


def decision_form() -> Form:
    """Return the form in which the interviewer decides; the reason comes before the decision.

    It is the same for all questions, since a form that changes is read anew instead of from the cache.
    """
    return Form(
        name="decide",
        description="Your decision about the candidate's last answer.",
        schema_=closed(
            answers=one_of(_ANSWERS), key_points_heard=list_of(TEXT), reason=TEXT, close=TRUTH, next_aim=TEXT
        ),
    )


def _wrong_with(reply: dict[str, Any]) -> str:
    """Return what is wrong with a decision, or nothing. Ids that don't exist are dropped later, not complained of."""
    faults = []
    answers = reply.get("answers")
    if not isinstance(answers, str) or answers not in _ANSWERS:
        faults.append(f"`answers` must be one of {', '.join(_ANSWERS)}")
    if not isinstance(reply.get("close"), bool):
        faults.append("`close` must be true or false")
    if not isinstance(reply.get("key_points_heard"), list):
        faults.append("`key_points_heard` must be a list of ids")
    return f"Fill in the form again: {'; '.join(faults)}." if faults else ""


def _hearing(reply: dict[str, Any], question: Question) -> Hearing:
    heard = _ANSWERS[reply["answers"]]
    known = {p.id: p.weight for p in question.key_points}
    points = tuple(dict.fromkeys(p for p in reply["key_points_heard"] if isinstance(p, str) and p in known))
    aim = reply.get("next_aim")
    reason = reply.get("reason")
    return Hearing(
        heard=heard,
        covered=_share(points, known.items()),
        key_points=points,
        wants_close=reply["close"] and heard is None,
        aim=aim if isinstance(aim, str) and aim in known else None,
        reason=reason[:500] if isinstance(reason, str) else "",
    )


def _share(points: Iterable[str], weights: Iterable[tuple[str, float]]) -> float:
    values = dict(weights)
    everything = sum(values.values())
    return min(1.0, sum(values[p] for p in points) / everything) if everything else 0.0
