"""A process of its own that streams tokens at a steady rate; each one is the time at which it was sent."""

from __future__ import annotations

import asyncio
import json
import sys
import time


async def _serve(rate: float, seconds: float) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(length)
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n")
        usage = {"input_tokens": 1, "output_tokens": 1}
        _send(writer, {"type": "message_start", "message": {
            "id": "m", "type": "message", "role": "assistant", "content": [], "model": "bench", "stop_reason": None,
            "stop_sequence": None, "usage": usage,
        }})  # fmt: skip
        _send(writer, {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
        begun, sent = time.monotonic(), 0
        while (passed := time.monotonic() - begun) < seconds:
            while sent < passed * rate:
                sent += 1
                text = f"{time.monotonic() * 1000:.0f}" + ("\n\n" if sent % 60 == 0 else " ")
                delta = {"type": "text_delta", "text": text}
                _send(writer, {"type": "content_block_delta", "index": 0, "delta": delta})
            await writer.drain()
            await asyncio.sleep(0.002)
        _send(writer, {"type": "content_block_stop", "index": 0})
        end = {"stop_reason": "end_turn", "stop_sequence": None}
        _send(writer, {"type": "message_delta", "delta": end, "usage": usage})
        _send(writer, {"type": "message_stop"})
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def _send(writer: asyncio.StreamWriter, event: dict[str, object]) -> None:
    writer.write(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1]), float(sys.argv[2])))
