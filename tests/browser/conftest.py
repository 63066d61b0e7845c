"""A real browser for the reports: Chromium, one for each process of a test run; where there is none, they are skipped.

``TESTS_NEED_BROWSER=1`` makes its absence a failure.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from interview_coach.reports.webpage.overview import entry, overview_page
from interview_coach.reports.webpage.report import report_page
from scripts.browser import FLAGS, NO_BROWSER, executable
from tests.support.reports import estimated_transcript, full_transcript

T = TypeVar("T")


class Opened:
    """A page that is open, with everything that it asked for, what came of that, and what it complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.loaded: list[str] = []
        self.complaints: list[str] = []
        page.on("requestfinished", lambda request: self.loaded.append(request.url))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def _said(self, message: ConsoleMessage) -> None:
        self.complaints.append(message.text)


Visit = Callable[[Opened], Coroutine[Any, Any, T]]


class Chromium:
    """A browser in a thread of its own: its event loop must not meet those of other tests."""

    def __init__(self, executable: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="browser")
        self._thread.start()
        self._open = AsyncExitStack()
        self._browser: Browser = self._wait(self._start(executable))

    async def _start(self, executable: str) -> Browser:
        playwright = await self._open.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS, chromium_sandbox=False)
        self._open.push_async_callback(browser.close)
        return browser

    def visit(self, file: Path, visit: Visit[T], **context: Any) -> T:
        """Open ``file`` in a new profile and return what ``visit`` finds; ``context`` are options of the profile."""
        return self._wait(self._visit(file, visit, context))

    async def _visit(self, file: Path, visit: Visit[T], options: dict[str, Any]) -> T:
        context = await self._browser.new_context(**options)
        try:
            opened = Opened(await context.new_page())
            await opened.page.goto(file.as_uri())
            return await visit(opened)
        finally:
            await context.close()

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=60)

    def close(self) -> None:
        self._wait(self._open.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    path = executable()
    if path is None:
        if os.environ.get("TESTS_NEED_BROWSER"):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    browser = Chromium(path)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a full report, an estimate, one for paper, and the page over them; return their folder."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "full.html").write_bytes(report_page(full_transcript()))
    (folder / "estimate.html").write_bytes(report_page(estimated_transcript()))
    (folder / "paper.html").write_bytes(report_page(full_transcript(), paper=True))
    entries = [entry(full_transcript(), "full.html"), entry(estimated_transcript(), "estimate.html")]
    (folder / "index.html").write_bytes(overview_page(entries))
    return folder
