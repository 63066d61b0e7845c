"""The reports as a browser shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from interview_coach.domain.text import spelt_out
from tests.browser.conftest import Chromium, Opened
from tests.support.reports import HOSTILE

CONTRAST = Path(__file__).with_name("contrast.js").read_text()
LOOKS: list[dict[str, Any]] = [
    {"media": "screen", "color_scheme": "light"},
    {"media": "screen", "color_scheme": "dark"},
    {"media": "print", "color_scheme": "dark"},
]
EVERY = ["full.html", "estimate.html", "paper.html", "index.html"]


@pytest.mark.parametrize("name", EVERY)
def test_it_asks_for_nothing_and_nothing_goes_wrong(chromium: Chromium, reports: Path, name: str) -> None:
    async def visit(opened: Opened) -> None:
        await expect(opened.page.get_by_role("heading", level=1)).to_be_visible()
        assert opened.requests == [(reports / name).as_uri()]
        assert opened.complaints == []

    chromium.visit(reports / name, visit)


def test_what_a_candidate_said_is_shown_and_not_run(chromium: Chromium, reports: Path) -> None:
    async def visit(opened: Opened) -> None:
        page = opened.page
        said = await page.locator(".candidate .words").first.text_content()
        assert spelt_out(HOSTILE) in (said or "")
        assert await page.title() == "At <Acme> & Co"
        assert await page.locator("script, img, iframe, object, form, [onmouseover], a[href*=':']").count() == 0
        assert opened.complaints == []

    chromium.visit(reports / "full.html", visit)


def test_the_policy_holds_even_where_markup_got_in(chromium: Chromium, reports: Path, tmp_path: Path) -> None:
    """Escaping is the first wall; this is the second, tried with the first one torn down."""
    page = (reports / "full.html").read_text()
    assert page.count("<main>") == 1
    broken = tmp_path / "broken.html"
    attack = "<main><script>document.title='run'</script><img src=x onerror=\"document.title='run'\"><style>*{}</style>"
    broken.write_text(page.replace("<main>", attack))

    async def visit(opened: Opened) -> None:
        assert await opened.page.title() == "At <Acme> & Co"
        assert opened.loaded == [broken.as_uri()]
        assert len(opened.complaints) >= 3

    chromium.visit(broken, visit)


def test_evidence_is_marked_and_linked_both_ways(chromium: Chromium, reports: Path) -> None:
    async def visit(opened: Opened) -> None:
        page = opened.page
        assert await page.locator("mark").all_text_contents() == [
            "collect two hundred ",
            "real notes",
            ", so that we have a golden set",
            "two raters score each summary",
            "watch the error rate weekly",
        ]
        for number in (1, 3):
            word, quote = f"#q1-word-{number}", f"#q1-quote-{number}"
            await page.locator(word).click()
            assert page.url.endswith(quote)
            await expect(page.locator(quote)).to_be_in_viewport()
            await page.locator(quote).get_by_role("link", name=f"Mark {number} in the answer").click()
            assert page.url.endswith(word)
            await expect(page.locator(word)).to_be_in_viewport()

    chromium.visit(reports / "full.html", visit)


def test_it_is_dark_where_the_reader_wants_it_dark(chromium: Chromium, reports: Path) -> None:
    async def background(opened: Opened) -> Any:
        return await opened.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    light, dark = (chromium.visit(reports / "full.html", background, color_scheme=s) for s in ("light", "dark"))
    assert (light, dark) == ("rgb(252, 251, 248)", "rgb(22, 25, 28)")
    assert chromium.visit(reports / "paper.html", background, color_scheme="dark") == light


@pytest.mark.parametrize("name", ["full.html", "estimate.html", "index.html"])
def test_all_text_can_be_read(chromium: Chromium, reports: Path, name: str) -> None:
    async def visit(opened: Opened) -> None:
        for look in LOOKS:
            await opened.page.emulate_media(**look)
            found = await opened.page.evaluate(CONTRAST)
            assert found["looked"] > 10
            assert found["weak"] == [], look

    chromium.visit(reports / name, visit)


@pytest.mark.parametrize("name", ["full.html", "index.html"])
def test_it_needs_no_sideways_scrolling(chromium: Chromium, reports: Path, name: str) -> None:
    async def visit(opened: Opened) -> None:
        for width in (320, 375, 1280):
            await opened.page.set_viewport_size({"width": width, "height": 700})
            assert await opened.page.evaluate("document.documentElement.scrollWidth") <= width

    chromium.visit(reports / name, visit)


@pytest.mark.parametrize(("name", "size"), [("full.html", "A4"), ("paper.html", "Letter")])
def test_it_prints(chromium: Chromium, reports: Path, name: str, size: str) -> None:
    async def visit(opened: Opened) -> int:
        return (await opened.page.pdf(format=size)).count(b"/Type /Page\n")

    assert 3 <= chromium.visit(reports / name, visit) <= 9


def test_on_paper_it_is_light_and_questions_begin_pages(chromium: Chromium, reports: Path) -> None:
    async def visit(opened: Opened) -> Any:
        page = opened.page
        await page.emulate_media(media="print", color_scheme="dark")
        await expect(page.locator(".skip")).to_be_hidden()
        return await page.evaluate(
            "[getComputedStyle(document.body).color, ...[...document.querySelectorAll('.question')]"
            ".map(q => getComputedStyle(q).breakBefore)]"
        )

    assert chromium.visit(reports / "paper.html", visit) == ["rgb(34, 38, 43)", "page", "page"]
    assert chromium.visit(reports / "full.html", visit) == ["rgb(34, 38, 43)", "auto", "auto"]


def test_the_keyboard_reaches_the_questions_first(chromium: Chromium, reports: Path) -> None:
    async def visit(opened: Opened) -> None:
        page = opened.page
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="To the questions")).to_be_in_viewport()
        await page.keyboard.press("Enter")
        assert page.url.endswith("#q1")
        await expect(page.get_by_role("heading", name="Title of question-1")).to_be_in_viewport()

    chromium.visit(reports / "full.html", visit)


def test_pictures_say_what_they_show(chromium: Chromium, reports: Path) -> None:
    async def visit(opened: Opened) -> None:
        page = opened.page
        name = "Method: about 3.4 of 5, ±1 · solid; self-assessment of the whole question: 5"
        await expect(page.get_by_role("img", name=name)).to_be_visible()
        pictures = page.get_by_role("img")
        assert await pictures.count() == await page.locator("svg").count() > 2

    chromium.visit(reports / "estimate.html", visit)


def test_the_page_over_all_leads_to_each(chromium: Chromium, reports: Path) -> None:
    async def visit(opened: Opened) -> None:
        page = opened.page
        await page.get_by_role("link", name="At <Acme> & Co").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("At <Acme> & Co")
        assert opened.complaints == []

    chromium.visit(reports / "index.html", visit)
