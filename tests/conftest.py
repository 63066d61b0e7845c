"""What holds for every test: its own data folder, no network, the same random examples at every run."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
LIVE = TESTS / "live"
"""The tests that ask a real endpoint, where there is one."""

OFFLINE = (TESTS / "unit", TESTS / "tui")
"""The tests that must not reach the network."""

settings.register_profile("deterministic", derandomize=True, deadline=None)
settings.load_profile("deterministic")


def pytest_collection_finish() -> None:
    """Look for garbage less often: apps under test make and drop many objects, and a sixth of the time went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


class NetworkReached(AssertionError):
    """A test tried to reach the network."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "loopback: the test may connect to this machine")


@pytest.fixture(autouse=True)
def data_folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test an empty data folder, and none of the settings of whoever runs it; live tests keep their key."""
    ours = ("INTERVIEW_COACH_",) if request.path.is_relative_to(LIVE) else ("INTERVIEW_COACH_", "ANTHROPIC_")
    for name in (*(n for n in os.environ if n.startswith(ours)), "VISUAL", "EDITOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INTERVIEW_COACH_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections and name look-ups, save to this machine where the test is marked ``loopback``."""
    if not any(request.path.is_relative_to(folder) for folder in OFFLINE):
        return
    loopback = request.node.get_closest_marker("loopback") is not None

    def guard(connect: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
        def guarded(self: socket.socket, address: Any) -> Any:
            unix = getattr(socket, "AF_UNIX", None)
            if self.family != unix and not (loopback and _is_this_machine(address[0])):
                raise NetworkReached(f"a test tried to connect to {address!r}")
            return connect(self, address)

        return guarded

    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not (loopback and _is_this_machine(host)):
            raise NetworkReached(f"a test tried to look up {host!r}")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guard(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guard(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


def _is_this_machine(host: object) -> bool:
    if host in (None, "localhost", b"localhost"):
        return True
    try:
        return ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False
