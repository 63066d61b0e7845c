"""Having a model fill in a form, at any endpoint: held to a schema, by a tool, or as JSON found in its text."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

from interview_coach.domain.text import without_unsafe
from interview_coach.domain.vocabulary import Role
from interview_coach.errors import EngineRefused, ReplyUnusable
from interview_coach.llm.chat import Anew, ChatModel, Delta, Finished, Form, FormMode, Message, Part, Request, Stop

_MODES = tuple(FormMode)
_MOST_TRIES = 200
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
        text, finished, found, mode = await self._ask(model, request, form, self._mode)
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
                "messages": (*request.messages, _said(text.strip() or "(nothing)", Role.INTERVIEWER), _said(complaint)),
            }
        )
        _, finished, found, _ = await self._ask(model, again, form, mode)
        if found is not None:
            replies.append(found)
        if not replies:
            cut = " There was not enough room." if finished.stop is Stop.CUT_SHORT else ""
            raise ReplyUnusable(f"{model.name} did not fill in what it was asked for, twice.{cut}")
        return replies

    async def _ask(
        self, model: ChatModel, request: Request, form: Form, mode: FormMode
    ) -> tuple[str, Finished, dict[str, Any] | None, FormMode]:
        """Ask in that ``mode``, or in the first simpler one that the endpoint understands.

        Return the reply, the object in it, if there is one, and the way in which it was asked for. A way is given up
        for good when the endpoint refuses it, or when a simpler one worked where it did not.
        """
        while True:
            simpler = _simpler(mode)
            try:
                text, finished = await _whole(model, in_mode(request, form, mode))
            except EngineRefused as error:
                if not error.malformed or simpler is None:
                    raise
                if mode is self._mode:
                    self._mode = simpler
                mode = simpler
                continue
            found = json_object_in(text, next(iter(form.schema_["properties"])))
            if found is None and finished.stop is Stop.DONE and simpler is not None:
                mode = simpler
                continue
            if found is not None and _MODES.index(mode) > _MODES.index(self._mode):
                self._mode = mode
            return text, finished, found, mode


def _simpler(mode: FormMode) -> FormMode | None:
    """Return the next way of asking; ``None`` where there is none."""
    return next(iter(_MODES[_MODES.index(mode) + 1 :]), None)


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


def json_object_in(text: str, key: str) -> dict[str, Any] | None:
    """Return the last whole JSON object in ``text`` that has ``key``; ``None`` without one.

    The last, since a model may repeat what it was told before it answers. Its strings are free of what no file can
    hold and no terminal should see.
    """
    decoder = json.JSONDecoder()
    found: dict[str, Any] | None = None
    start, tries = text.find("{"), 0
    while start >= 0 and tries < _MOST_TRIES:
        end = start + 1
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict) and key in value:
            found = value
        start = text.find("{", end)
        tries += 1
    return _harmless(found) if found is not None else None


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return without_unsafe(value)
    if isinstance(value, dict):
        return {_harmless(key): _harmless(part) for key, part in value.items()}
    return [_harmless(part) for part in value] if isinstance(value, list) else value


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
