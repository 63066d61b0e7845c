"""The Messages API on the wire: what a request looks like, and what its events mean, without the vendor's package."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

from interview_coach.domain.usage import Usage
from interview_coach.domain.vocabulary import Role
from interview_coach.errors import EngineBusy
from interview_coach.llm.chat import Begun, Delta, Finished, FormMode, Message, Part, Reply, Request, Sign, Stop
from interview_coach.llm.prices import knows_effort

_STOPS = {
    "max_tokens": Stop.CUT_SHORT,
    "model_context_window_exceeded": Stop.CUT_SHORT,
    "refusal": Stop.REFUSED,
}
_ROLES = {Role.INTERVIEWER: "assistant", Role.CANDIDATE: "user"}


def payload(model: str, request: Request) -> dict[str, Any]:
    """Return the body of a request as the Messages API wants it."""
    body: dict[str, Any] = {
        "model": model,
        "max_tokens": request.max_tokens,
        "system": [_part(p) for p in request.system],
        "messages": [_message(m) for m in request.messages],
    }
    output: dict[str, Any] = {}
    if knows_effort(model):
        output["effort"] = request.effort.value
    if request.form is not None and request.mode is FormMode.SCHEMA:
        output["format"] = {"type": "json_schema", "schema": request.form.schema_}
    elif request.form is not None and request.mode is FormMode.TOOL:
        form = request.form
        body["tools"] = [{"name": form.name, "description": form.description, "input_schema": form.schema_}]
        body["tool_choice"] = {"type": "tool", "name": form.name}
    if output:
        body["output_config"] = output
    return body


def _message(message: Message) -> dict[str, Any]:
    return {"role": _ROLES[message.role], "content": [_part(p) for p in message.parts]}


def _part(part: Part) -> dict[str, Any]:
    block: dict[str, Any] = {"type": "text", "text": part.text}
    if part.cache:
        block["cache_control"] = {"type": "ephemeral"}
    return block


async def replies(
    events: AsyncIterator[Any], request: Request, model: str, request_id: str
) -> AsyncGenerator[Reply, None]:
    """Translate the endpoint's events. Kinds that are not known are signs of life, no more."""
    wanted = "input_json_delta" if request.form is not None and request.mode is FormMode.TOOL else "text_delta"
    usage, answered_by, reason, said, whole = Usage(), model, "", False, False
    aside: list[str] = []  # what was said in words where a tool was to be called: better than nothing
    async for event in events:
        match getattr(event, "type", ""):
            case "message_start":
                usage = _usage(event.message.usage, usage)
                answered_by = event.message.model or model
                yield Begun(usage, answered_by, request_id)
            case "content_block_delta" if getattr(event.delta, "type", "") == wanted:
                text = event.delta.partial_json if wanted == "input_json_delta" else event.delta.text
                said = said or bool(text)
                yield Delta(text or "")
            case "content_block_delta" if getattr(event.delta, "type", "") == "text_delta":
                aside.append(event.delta.text or "")
                yield Sign()
            case "message_delta":
                reason = event.delta.stop_reason or reason
                usage = _usage(event.usage, usage)
            case "message_stop":
                whole = True
            case _:
                yield Sign()
    if not whole or not reason:
        raise EngineBusy("The connection broke in the middle of the reply.")
    if reason == "pause_turn":
        raise EngineBusy("The model paused in the middle of the reply.")
    if not said and (words := "".join(aside)):
        said = True
        yield Delta(words)
    stop = _STOPS.get(reason, Stop.DONE)
    if not said and stop is Stop.DONE:
        raise EngineBusy("The reply was empty.")
    yield Finished(stop, usage, answered_by, request_id, reason)


def _usage(reported: Any, before: Usage) -> Usage:
    """Return the counts that an event reports; those that it leaves out stay as they were."""
    names = {
        "input_tokens": "input_tokens",
        "cache_creation_input_tokens": "cache_write_tokens",
        "cache_read_input_tokens": "cache_read_tokens",
        "output_tokens": "output_tokens",
    }
    found = {ours: getattr(reported, theirs, None) for theirs, ours in names.items()}
    return before.model_copy(
        update={name: count for name, count in found.items() if isinstance(count, int) and count >= 0}
    )
