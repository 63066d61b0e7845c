"""Having a model fill in a form, at any endpoint: held to a schema, by a tool, or as JSON found in its text."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

from interview_coach.domain.vocabulary import Role
from interview_coach.errors import EngineRefused, ReplyUnusable
from interview_coach.llm.chat import Anew, ChatModel, Delta, Finished, Form, FormMode, Message, Part, Request, Stop

_MODES = tuple(FormMode)
_MORE_ROOM = 2
"""By how much the room for a reply that was cut short grows when it is asked for again."""


class FormFiller:
    """Asks for filled-in forms. It remembers which way the endpoint understood."""

    def __init__(self) -> None:
        self._mode = FormMode.SCHEMA

    async def fill(
        self, model: ChatModel, request: Request, form: Form, complain: Callable[[dict[str, Any]], str]
    ) -> list[dict[str, Any]]:
        """Return what the model filled in: one reply, or two where ``complain`` found fault with the first.

        Args:
            model: who is asked.
            request: the question; its own ``form`` and ``mode`` do not count.
            form: what is to be filled in.
            complain: returns what is wrong with a reply, in words for the model, or nothing.

        Raises:
            ReplyUnusable: there was no JSON object even in the second reply, or the model declined.
            EngineError: the endpoint failed.
        """
        replies: list[dict[str, Any]] = []
        text, finished, found = await self._ask(model, request, form)
        if found is not None:
            replies.append(found)
            complaint = complain(found)
        else:
            complaint = _no_object(finished)
        if not complaint:
            return replies
        room = request.max_tokens * (_MORE_ROOM if finished.stop is Stop.CUT_SHORT else 1)
        again = request.model_copy(
            update={
                "max_tokens": room,
                "messages": (*request.messages, _said(text or "(nothing)", Role.INTERVIEWER), _said(complaint)),
            }
        )
        _, finished, found = await self._ask(model, again, form)
        if found is not None:
            replies.append(found)
        if not replies:
            cut = " There was not enough room." if finished.stop is Stop.CUT_SHORT else ""
            raise ReplyUnusable(f"{model.name} did not fill in what it was asked for, twice.{cut}")
        return replies

    async def _ask(self, model: ChatModel, request: Request, form: Form) -> tuple[str, Finished, dict[str, Any] | None]:
        """Ask in the first way that the endpoint understands, and return the object in the reply, if there is one."""
        while True:
            try:
                text, finished = await _whole(model, in_mode(request, form, self._mode))
            except EngineRefused as error:
                if not error.malformed or not self._step_down():
                    raise
                continue
            found = json_object_in(text)
            if found is None and finished.stop is Stop.DONE and self._step_down():
                continue
            return text, finished, found

    def _step_down(self) -> bool:
        """Turn to the next way of asking, for good; ``False`` where there is none."""
        place = _MODES.index(self._mode) + 1
        if place == len(_MODES):
            return False
        self._mode = _MODES[place]
        return True


def in_mode(request: Request, form: Form, mode: FormMode) -> Request:
    """Return ``request`` asking for ``form`` in that way; as text, the schema stands at the end of the prompt."""
    if mode is not FormMode.TEXT:
        return request.model_copy(update={"form": form, "mode": mode})
    wish = (
        f"Reply with one JSON object and nothing else. {form.description} It must match this JSON schema:\n"
        f"{json.dumps(form.schema_, ensure_ascii=False)}"
    )
    *before, last = request.messages
    asked = last.model_copy(update={"parts": (*last.parts, Part(text=wish))})
    return request.model_copy(update={"messages": (*before, asked), "form": None, "mode": mode})


def json_object_in(text: str) -> dict[str, Any] | None:
    """Return the first JSON object in ``text`` that is whole, whatever stands around it; ``None`` without one."""
    decoder = json.JSONDecoder()
    start = text.find("{")
    tries = 0
    while start >= 0 and tries < 50:
        try:
            found, _ = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        start = text.find("{", start + 1)
        tries += 1
    return None


async def _whole(model: ChatModel, request: Request) -> tuple[str, Finished]:
    parts: list[str] = []
    finished: Finished | None = None
    async with aclosing(model.stream(request)) as replies:
        async for reply in replies:
            match reply:
                case Delta(text):
                    parts.append(text)
                case Anew():
                    parts.clear()
                case Finished():
                    finished = reply
    if finished is None:
        raise ReplyUnusable(f"{model.name} stopped without saying so.")
    if finished.stop is Stop.REFUSED:
        raise ReplyUnusable(f"{model.name} declined to do this.")
    return "".join(parts), finished


def _no_object(finished: Finished) -> str:
    if finished.stop is Stop.CUT_SHORT:
        return "Your reply was cut short. Answer again, more briefly, with the whole JSON object."
    return "That held no JSON object. Answer again with the JSON object alone."


def _said(text: str, role: Role = Role.CANDIDATE) -> Message:
    return Message(role=role, parts=(Part(text=text),))
