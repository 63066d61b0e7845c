"""How soon streamed words stand on the screen, and whether the app stays awake meanwhile."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from benchmarks.report import Figure, percentile
from interview_coach.domain.plan import Choices
from interview_coach.domain.vocabulary import Engine
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.tui.app import CoachApp
from interview_coach.tui.widgets.conversation import Conversation
from interview_coach.wiring import Coach

FAST, SECONDS = 2_000.0, 60.0
"""Tokens a second, and for how long."""

USUAL = 80.0
"""Tokens a second of a quick model."""

BEAT = 0.005


def streaming() -> list[Figure]:
    """Stream at a usual rate for the delays, and very fast for the worst stall; the SDK loads meanwhile."""
    usual, loading = _measured(USUAL, 10.0)
    _, stall = _measured(FAST, SECONDS)
    return [
        Figure("chunk on the socket to words on the screen: p50", f"{percentile(usual, 0.5) * 1000:.0f} ms", "-"),
        Figure("chunk on the socket to words on the screen: p99", f"{percentile(usual, 0.99) * 1000:.0f} ms", "-"),
        Figure("worst stall of the app while the SDK loads and words come", f"{loading * 1000:.0f} ms", "<= 100 ms"),
        Figure(
            f"worst stall of the app, {FAST:.0f} tokens a second for {SECONDS:.0f} s", f"{stall * 1000:.0f} ms", "-"
        ),
    ]


def _measured(rate: float, seconds: float) -> tuple[list[float], float]:
    command = [sys.executable, "-m", "benchmarks.streaming", str(rate), str(seconds)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return [float(word) for word in out[1:]], float(out[0])


@contextmanager
def _server(rate: float, seconds: float) -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.token_server", str(rate), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


async def _run(url: str, seconds: float, folder: Path) -> tuple[list[float], float]:
    """Hold an interview whose opening never seems to end; return the delays, and how late a heart beat was at worst."""
    delays: list[float] = []
    write = Conversation.write

    async def timed(self: Conversation, chunk: str) -> None:
        sent = [int(word) / 1000 for word in chunk.split() if word.isdigit()]
        await write(self, chunk)
        self.call_after_refresh(lambda: delays.extend(time.monotonic() - at for at in sent))

    Conversation.write = timed  # type: ignore[method-assign]
    settings = Settings(
        home=Home(folder), base_url=url, api_key=SecretStr("none"), engine=Engine.CLAUDE, interviewer_model="bench"
    )
    coach = Coach(settings)
    app = CoachApp(load_coach=lambda: coach, begin=lambda c: c.start(Choices(), seed=1))
    worst = 0.0
    async with app.run_test(size=(100, 30)):
        while not app.screen.query(Conversation):  # noqa: ASYNC110 - the app under measurement tells nobody
            await asyncio.sleep(BEAT)
        end = time.monotonic() + seconds + 2
        while (before := time.monotonic()) < end:
            await asyncio.sleep(BEAT)
            worst = max(worst, time.monotonic() - before - BEAT)
    return delays, worst


def main() -> None:
    """Print the worst stall and then all delays, in seconds."""
    rate, seconds = float(sys.argv[1]), float(sys.argv[2])
    with _server(rate, seconds) as url, tempfile.TemporaryDirectory() as folder:
        delays, worst = asyncio.run(_run(url, seconds, Path(folder)))
    print(worst, *delays)


if __name__ == "__main__":
    main()
