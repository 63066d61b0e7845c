"""A real HTTP server on this machine that speaks the Messages API, records what it was asked, and fails on demand."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Self


class Fault(StrEnum):
    """What can go wrong with a stream at a position."""

    CUT = "cut"
    """The connection is dropped."""
    END = "end"
    """The stream ends as if it were whole."""
    STALL = "stall"
    """Nothing more comes."""
    OVERLOADED = "overloaded"
    """An error event comes."""
    GARBAGE = "garbage"
    """Something that is no JSON comes."""


@dataclass(frozen=True)
class Answer:
    """What the server does about one request.

    ``fault_at`` counts the events of the stream: 0 is before the first.
    """

    text: str = ""
    stop_reason: str | None = "end_turn"
    status: int = 200
    error_type: str = ""
    message: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    fault: Fault | None = None
    fault_at: int = 0
    drop: bool = False
    """Drop the connection without a word."""
    thinking: bool = False
    strange: bool = False
    """Send events and blocks of kinds that nobody knows."""
    piece: int = 12
    """Characters in a delta."""
    pause: float = 0.0
    """Seconds between deltas."""
    as_tool: bool = True
    """Whether a forced tool is used; otherwise the text comes as text."""
    usage: dict[str, int] | None = None
    """What it takes; by default what the prompt's length and the cache marks in it make of it."""


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def prompt(self) -> str:
        """All text of the request."""
        parts = [p["text"] for p in self.body["system"]]
        parts += [p["text"] for m in self.body["messages"] for p in m["content"]]
        return "\n".join(parts)

    @property
    def form(self) -> str:
        """How a form was asked for: ``schema``, ``tool`` or nothing."""
        if "format" in self.body.get("output_config", {}):
            return "schema"
        return "tool" if "tool_choice" in self.body else ""


Respond = Callable[[Asked, int], Answer]


class FakeEndpoint:
    """The server. ``respond`` is a list of answers, the last one for all that follow, or decides by the request."""

    def __init__(self, respond: Sequence[Answer] | Respond) -> None:
        self._respond = respond
        self.asked: list[Asked] = []
        self.open_now = 0
        self.most_at_once = 0
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._cached: set[str] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        assert self._server is not None
        host, port = self._server.sockets[0].getsockname()
        return f"http://{host}:{port}"

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            while (asked := await _read(reader)) is not None:
                self.asked.append(asked)
                self.open_now += 1
                self.most_at_once = max(self.most_at_once, self.open_now)
                try:
                    await self._answer(asked, self._next(asked), writer)
                finally:
                    self.open_now -= 1
        except (ConnectionError, asyncio.CancelledError, _Dropped):
            pass
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    def _next(self, asked: Asked) -> Answer:
        number = len(self.asked) - 1
        if callable(self._respond):
            return self._respond(asked, number)
        return self._respond[min(number, len(self._respond) - 1)]

    async def _answer(self, asked: Asked, answer: Answer, writer: asyncio.StreamWriter) -> None:
        if answer.drop:
            raise _Dropped
        if answer.status != HTTPStatus.OK:
            error = {"type": "error", "error": {"type": answer.error_type, "message": answer.message}}
            _head(writer, answer.status, {"content-type": "application/json", **answer.headers}, json.dumps(error))
            await writer.drain()
            return
        _head(writer, 200, {"content-type": "text/event-stream", "request-id": "req_fake", **answer.headers})
        usage = answer.usage or self._usage(asked)
        for number, event in enumerate([*_events(asked, answer, usage), None]):
            if answer.fault is not None and number == answer.fault_at:
                await _break(writer, answer.fault)
            if event is not None:
                _chunk(writer, _sse(event))
                await writer.drain()
                if answer.pause and event["type"] == "content_block_delta":
                    await asyncio.sleep(answer.pause)
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    def _usage(self, asked: Asked) -> dict[str, int]:
        """Count what is read anew, and what comes from the cache: all up to the last mark that was seen before."""
        marked, whole = _prefixes(asked)
        hits = [p for p in marked if p in self._cached]
        self._cached.update(marked)
        read = len(max(hits, key=len, default="")) // 4
        kept = max(0, len(max(marked, key=len, default="")) // 4 - read)
        return {
            "input_tokens": max(1, len(whole) // 4 - read - kept),
            "cache_creation_input_tokens": kept,
            "cache_read_input_tokens": read,
            "output_tokens": 20,
        }


def _prefixes(asked: Asked) -> tuple[list[str], str]:
    """Return what stands before each cache mark, the form included, which comes first; and the whole prompt."""
    text = json.dumps([asked.body.get("tools"), asked.body.get("output_config")])
    marked = []
    for part in [*asked.body["system"], *(p for m in asked.body["messages"] for p in m["content"])]:
        text += part["text"]
        if "cache_control" in part:
            marked.append(text)
    return marked, text


class _Dropped(Exception):
    """The connection is to be dropped."""


async def _break(writer: asyncio.StreamWriter, fault: Fault) -> None:
    match fault:
        case Fault.CUT:
            await writer.drain()
            raise _Dropped
        case Fault.STALL:
            await writer.drain()
            await asyncio.Event().wait()
        case Fault.OVERLOADED:
            _chunk(writer, _sse({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}))
            await writer.drain()
            raise _Dropped
        case Fault.GARBAGE:
            _chunk(writer, b"event: content_block_delta\ndata: {not json\n\n")
        case Fault.END:
            writer.write(b"0\r\n\r\n")
            await writer.drain()
            raise _Dropped


def _events(asked: Asked, answer: Answer, usage: dict[str, int]) -> list[dict[str, Any]]:
    message = {
        "id": "msg_fake", "type": "message", "role": "assistant", "content": [], "model": asked.body["model"],
        "stop_reason": None, "stop_sequence": None, "usage": {**usage, "output_tokens": 1},
    }  # fmt: skip
    events: list[dict[str, Any]] = [{"type": "message_start", "message": message}, {"type": "ping"}]
    index = 0
    if answer.thinking:
        events += _block(index, {"type": "thinking", "thinking": "", "signature": ""}, [
            {"type": "thinking_delta", "thinking": "SECRET THOUGHT"}, {"type": "signature_delta", "signature": "x"},
        ])  # fmt: skip
        index += 1
    if answer.strange:
        events += [{"type": "aurora_event", "lights": 3}]
        events += _block(index, {"type": "aurora_block", "glow": 1}, [{"type": "aurora_delta", "glow": 2}])
        index += 1
    pieces = [answer.text[i : i + answer.piece] for i in range(0, len(answer.text), answer.piece)]
    if asked.form == "tool" and answer.as_tool:
        block = {"type": "tool_use", "id": "toolu_fake", "name": asked.body["tools"][0]["name"], "input": {}}
        events += _block(index, block, [{"type": "input_json_delta", "partial_json": p} for p in pieces])
    elif pieces:
        events += _block(index, {"type": "text", "text": ""}, [{"type": "text_delta", "text": p} for p in pieces])
    end = {"stop_reason": answer.stop_reason, "stop_sequence": None}
    return [*events, {"type": "message_delta", "delta": end, "usage": usage}, {"type": "message_stop"}]


def _block(index: int, block: dict[str, Any], deltas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"type": "content_block_start", "index": index, "content_block": block},
        *({"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas),
        {"type": "content_block_stop", "index": index},
    ]


def _sse(event: dict[str, Any]) -> bytes:
    return f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()


def _head(writer: asyncio.StreamWriter, status: int, headers: dict[str, str], body: str | None = None) -> None:
    lines = [f"HTTP/1.1 {status} Status"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    raw = body.encode() if body is not None else b""
    lines.append(f"content-length: {len(raw)}" if body is not None else "transfer-encoding: chunked")
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + raw)


def _chunk(writer: asyncio.StreamWriter, raw: bytes) -> None:
    writer.write(f"{len(raw):x}\r\n".encode() + raw + b"\r\n")


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = await reader.readline()
        if not line:
            return None
        head += line
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in head.decode().split("\r\n")[1:] if line)
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(body=json.loads(body), headers=headers)
