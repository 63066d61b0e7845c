"""Take the pictures of a report in the README with a browser, light and dark; part of ``make picture``.

The interview is held with the offline coach, with a fixed clock and seed.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import async_playwright

from interview_coach.domain.plan import Choices
from interview_coach.domain.transcript import Transcript
from interview_coach.interviewing.session import Updates
from interview_coach.paths import Home
from interview_coach.reports.webpage.report import report_page
from interview_coach.settings import Settings
from interview_coach.wiring import Coach
from scripts.browser import FLAGS, NO_BROWSER, executable

WIDTH, HEIGHT = 860, 1000
IDENTITY = "20261120T093000Z-drill-3fa9c1"
"""An interview's id is chosen at random; the pictures show always the same."""

SECOND_ANSWER = "Two of our own agents would mark the same forty conversations, and where they disagree we talk."


async def take_reports(folder: Path, question: str, seed: int) -> None:
    """Write ``report-light.png`` and ``report-dark.png``; without a browser, say so and leave them as they are."""
    browser_path = executable()
    if browser_path is None:
        print(f"The pictures of the report stay as they are: {NO_BROWSER}.")
        return
    with tempfile.TemporaryDirectory() as scratch:
        transcript = await _interview(Path(scratch), question, seed)
        file = Path(scratch) / "report.html"
        file.write_bytes(report_page(transcript.model_copy(update={"id": IDENTITY})))
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=browser_path, args=FLAGS, chromium_sandbox=False)
            for dark in (False, True):
                page = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
                await page.emulate_media(color_scheme="dark" if dark else "light")
                await page.goto(file.as_uri())
                if dark:  # the words and their marks, where the other picture shows the beginning
                    await page.get_by_role("heading", name="What was said").evaluate("e => e.scrollIntoView()")
                await page.screenshot(path=folder / f"report-{'dark' if dark else 'light'}.png")
            await browser.close()


async def _interview(home: Path, question: str, seed: int) -> Transcript:
    """Hold a drill of a few minutes, with a guess at the end."""
    now = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    coach = Coach(Settings(home=Home(home)), clock=lambda: now)
    session = await coach.start(Choices(question_id=question), seed=seed)
    middling = next(e.text for e in session.transcript.plan.questions[0].exemplars if e.level == 3)
    try:
        await _follow(session.interview.advance())
        for seconds, said in ((140, middling), (55, SECOND_ANSWER)):
            now += timedelta(seconds=seconds)
            await _follow(session.interview.answer(said))
        if not session.transcript.ended:
            await _follow(session.interview.end())
        await session.self_assess(0, 3)
        return await session.finish_grading()
    finally:
        await session.close()


async def _follow(updates: Updates) -> None:
    async for _ in updates:
        pass
