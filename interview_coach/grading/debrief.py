"""The debrief over a whole interview: written by a model, every point tied by code to what the candidate said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from interview_coach.domain.debrief import Debrief, Point, Pointed, Rewrite
from interview_coach.domain.grade import Graded
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.usage import Agent
from interview_coach.domain.vocabulary import Purpose, Role
from interview_coach.errors import ReplyUnusable
from interview_coach.grading.quotes import locate
from interview_coach.llm.chat import Effort, Form, Message, Models, Part, Request
from interview_coach.llm.fencing import fence, fenced
from interview_coach.llm.forms import FormFiller
from interview_coach.llm.prompts import Prompts
from interview_coach.llm.schemas import TEXT, closed, list_of

PROMPTS = Prompts("interview_coach.grading", "debrief")
ROOM = 8_000
MOST = 3
"""Strengths, and changes, at most."""

_QUESTION = {"type": "integer", "description": "The number of the question, from 1."}


class Debriefer:
    """Writes the debrief of an interview."""

    def __init__(self, models: Models, *, secret: str) -> None:
        self._models = models
        self._secret = secret
        self._forms = FormFiller()

    async def write(self, transcript: Transcript) -> Debrief:
        """Return the debrief; what points at words that nobody said is left out.

        Raises:
            EngineError: the model is out of reach, or said nothing that could be tied to the transcript.
        """
        said = [t.text for e in transcript.exchanges for t in e.turns]
        mark, other = fence("candidate", self._secret, said), fence("context", self._secret, said)
        request = Request(
            system=(Part(text=PROMPTS.fill("debrief", fence=mark, other=other)),),
            messages=(Message(role=Role.CANDIDATE, parts=(Part(text="\n\n".join(_told(transcript, mark, other))),)),),
            max_tokens=ROOM,
            effort=Effort.MEDIUM,
        )
        model = self._models(Agent.DEBRIEF, None)
        replies = await self._forms.fill(model, request, _form(), lambda reply: _complaint(reply, transcript))
        best = max((_read(reply, transcript) for reply in replies), key=_worth)
        if best.empty:
            raise ReplyUnusable("Nothing in the debrief could be tied to what was said.")
        return best.model_copy(update={"model": model.name, "prompt_hash": PROMPTS.hash})


def _worth(debrief: Debrief) -> int:
    return len(debrief.strengths) + len(debrief.changes) + (debrief.rewrite is not None)


def _told(transcript: Transcript, mark: str, other: str) -> Iterator[str]:
    for number, exchange in enumerate(transcript.exchanges, 1):
        yield f"## Question {number}"
        for turn in exchange.turns:
            if turn.role is Role.INTERVIEWER:
                yield f"INTERVIEWER:\n{fenced(other, turn.text)}"
            elif turn.purpose is Purpose.ANSWER:
                yield f"CANDIDATE:\n{fenced(mark, turn.text)}"
        yield from _grades(exchange, other)


def _grades(exchange: Exchange, other: str) -> Iterator[str]:
    if exchange.grade is None:
        return
    lines = [
        f"- {criterion.title}: {found.level:g} of 5. {found.reason}"
        for criterion in exchange.current_rubric.criteria
        if isinstance(found := exchange.grade.criterion(criterion.id), Graded)
    ]
    if lines:
        yield "How it was graded:\n" + fenced(other, "\n".join(lines))


def _form() -> Form:
    point = closed(question=_QUESTION, quote=TEXT, text=TEXT)
    return Form(
        name="debrief",
        description="The debrief.",
        schema_=closed(
            strengths=list_of(point),
            changes=list_of(point),
            rewrite=closed(question=_QUESTION, quote=TEXT, rewritten=TEXT, why=TEXT),
        ),
    )


def _complaint(reply: dict[str, Any], transcript: Transcript) -> str:
    entries = [e for name in ("strengths", "changes") for e in _entries(reply, name)] + [reply.get("rewrite")]
    lost = [e for e in entries if isinstance(e, dict) and e.get("quote") and _where(e, transcript) is None]
    if not lost:
        return "" if _worth(_read(reply, transcript)) else "The form is empty. Fill it in."
    quotes = "\n- ".join(repr(str(e["quote"])[:300]) for e in lost)
    return (
        f"These words do not stand in the candidate's answers:\n- {quotes}\nFill in the whole form again, with quotes "
        "copied letter by letter; leave out what has none."
    )


def _read(reply: dict[str, Any], transcript: Transcript) -> Debrief:
    return Debrief(
        strengths=tuple(islice(_points(reply, "strengths", transcript), MOST)),
        changes=tuple(islice(_points(reply, "changes", transcript), MOST)),
        rewrite=_rewrite(reply.get("rewrite"), transcript),
    )


def _entries(reply: dict[str, Any], name: str) -> list[dict[str, Any]]:
    entries = reply.get(name)
    return [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []


def _points(reply: dict[str, Any], name: str, transcript: Transcript) -> Iterator[Point]:
    for entry in _entries(reply, name):
        where, text = _where(entry, transcript), entry.get("text")
        if where is not None and isinstance(text, str) and text.strip():
            yield Point(text=text, where=where)


def _rewrite(entry: object, transcript: Transcript) -> Rewrite | None:
    if not isinstance(entry, dict):
        return None
    where, rewritten, why = _where(entry, transcript), entry.get("rewritten"), entry.get("why")
    if where is None or not isinstance(rewritten, str) or not isinstance(why, str):
        return None
    return Rewrite(where=where, rewritten=rewritten, why=why) if rewritten.strip() and why.strip() else None


def _where(entry: dict[str, Any], transcript: Transcript) -> Pointed | None:
    """Return where a quote stands: in the question that is named, else in any."""
    number, quote = entry.get("question"), entry.get("quote")
    if not isinstance(quote, str):
        return None
    named = number - 1 if isinstance(number, int) and 0 < number <= len(transcript.exchanges) else None
    order = [i for i in (named,) if i is not None] + [i for i in range(len(transcript.exchanges)) if i != named]
    for index in order:
        evidence = locate(quote, transcript.exchanges[index])
        if evidence is not None:
            return Pointed(exchange=index, evidence=evidence)
    return None
