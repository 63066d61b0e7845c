"""The fence around unit tests holds."""

from __future__ import annotations

import asyncio
import os
import socket
from pathlib import Path

import pytest


def test_the_network_is_out_of_reach() -> None:
    with socket.socket() as plain, pytest.raises(AssertionError, match="tried to connect"):
        plain.connect(("127.0.0.1", 9))
    with socket.socket() as plain, pytest.raises(AssertionError, match="tried to connect"):
        plain.connect_ex(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="tried to look up"):
        socket.create_connection(("example.invalid", 80))


async def test_nor_through_the_event_loop() -> None:
    with pytest.raises(AssertionError, match="tried to"):
        await asyncio.open_connection("192.0.2.1", 80)


@pytest.mark.loopback
async def test_this_machine_can_be_allowed() -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"hello")
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("localhost", port, family=socket.AF_INET)
    assert await reader.read() == b"hello"
    writer.close()
    await writer.wait_closed()
    server.close()
    with socket.socket() as plain, pytest.raises(AssertionError):
        plain.connect(("192.0.2.1", 80))


def test_every_test_has_its_own_data_folder(tmp_path: Path, data_folder: Path) -> None:
    assert os.environ["INTERVIEW_COACH_HOME"] == str(tmp_path) == str(data_folder)
    assert list(tmp_path.iterdir()) == []
