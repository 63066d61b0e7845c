from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from interview_coach.domain.events import Event
from interview_coach.domain.markdown import inline, quoted
from interview_coach.domain.replay import replay
from interview_coach.domain.text import spelt_out
from interview_coach.reports.markdown import report_markdown
from tests.support.events import started
from tests.support.reports import HOSTILE, SECOND, estimated_transcript, full_transcript
from tests.support.strategies import interviews

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = st.text(st.sampled_from(list("*_`~[]()<>#+-=|\\!&;.:/$1a \t\n")), max_size=40)
FOREIGN = frozenset(
    "html_block html_inline link_open image code_inline code_block fence table_open s_open heading_open".split()
)


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def words(text: str) -> list[str]:
    """Return text without its white space, whose amount Markdown does not keep."""
    return text.replace("\N{NO-BREAK SPACE}", " ").split()


def shown(tokens: list[Token]) -> str:
    return "".join("\n" if t.type in ("hardbreak", "softbreak", "paragraph_close") else t.content
                   for t in flat(tokens) if t.type != "inline")  # fmt: skip


@settings(max_examples=300)
@given(st.one_of(MARKUP, st.text(max_size=40), st.just(HOSTILE)))
def test_a_quotation_shows_what_was_said_and_nothing_else(text: str) -> None:
    tokens = PARSER.parse(quoted(text))
    kinds = {t.type for t in flat(tokens)}
    assert kinds <= {
        "blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline", "text", "text_special",
        "hardbreak", "softbreak",
    }  # fmt: skip
    assert [t.type for t in tokens].count("blockquote_open") == 1
    assert words(shown(tokens)) == words(spelt_out(text))


@settings(max_examples=300)
@given(st.one_of(MARKUP, st.text(max_size=40), st.just(HOSTILE)))
def test_a_line_shows_what_was_said_and_nothing_else(text: str) -> None:
    for before in ("", "- ", "Why: ", "## "):
        tokens = PARSER.parse(f"{before}x {inline(text)}")
        assert not {t.type for t in flat(tokens)} & (FOREIGN - {"heading_open"})
        assert words(shown(tokens)) == [*words(before.strip("-# ")), "x", *words(spelt_out(text))]
    assert not {t.type for t in flat(PARSER.parse(f"- {inline(text)}"))} & FOREIGN


def test_lines_and_paragraphs_are_kept() -> None:
    assert quoted("one\ntwo\n\n  - three\n") == "> one  \n> two\n>\n> \N{NO-BREAK SPACE}\N{NO-BREAK SPACE}- three"
    assert quoted("") == ">"


@pytest.mark.parametrize("text", ["https://evil.example/x", "http://a.b", "www.evil.example"])
def test_addresses_are_no_links_on_github_either(text: str) -> None:
    assert not re.search(r"://|www\.", inline(text))


@pytest.mark.parametrize(
    "text", ["snake_case and 3.5 of 5", "R&D, 20 % of it (at most): done.", "a - b + c = d; $40 and 1) two"]
)
def test_plain_prose_stays_as_it_is(text: str) -> None:
    assert inline(text) == text


@pytest.fixture(scope="module")
def report() -> str:
    return report_markdown(full_transcript()).decode()


def test_it_says_all_there_is(report: str) -> None:
    for part in (
        "# At \\<Acme> & Co\n",
        "Verdict: **No hire**",
        "Altogether: **2.8 of 5 · solid**",
        "### Keep doing\n\n- You begin with examples. “real notes” (question 1)",
        "> Three things worry me.",
        "Self-assessment: 5 of 5: 2.1 above the grade.",
        "- **3.5 of 5 · strong** (mean of 3, 4)",
        "- ⁽¹⁾ “collect two hundred real notes”",
        "- Red flag: Trusts the judges. It caps the level at 2. ⁽³⁾ “two raters score each summary”",
        "> First I would sit with the nurses and collect two hundred real notes⁽¹⁾, so that we have a golden set⁽²⁾.",
        "Candidate (1:44, asked for a hint):\n\nWarm peer",
        "- ✗ missed: Checks the judges",
        "- **Current:** 2.9 of 5 · solid (Method 3.5, Rigour 2.0). Graded by: claude (claude-x);",
        "Other grading 1 cannot be compared",
        "Models: 1 request, 6,000 tokens read",
        "The journal holds 1 more event, kept as they are: from-the-future.",
    ):
        assert part in report, part


def test_headings_are_nested(report: str) -> None:
    tags = [t.tag for t in PARSER.parse(report) if t.type == "heading_open"]
    assert tags[0] == "h1"
    assert tags.count("h1") == 1
    assert not {t.type for t in flat(PARSER.parse(report))} & (FOREIGN - {"heading_open"})


def test_an_estimate_is_called_one() -> None:
    report = report_markdown(estimated_transcript()).decode()
    assert "Level: **about 3.4 of 5, ±1 · solid**" in report
    assert "no hire verdict" in report
    assert "Verdict" not in report
    assert "**Ungraded.** No quote stood there." in report


def test_an_empty_interview_has_a_report() -> None:
    assert "ended before the first question" in report_markdown(replay([started()]), problems=["Line 2."]).decode()


@settings(max_examples=60)
@given(interviews())
def test_any_interview_has_a_report_without_foreign_markup(events: list[Event]) -> None:
    tokens = PARSER.parse(report_markdown(replay(events)).decode())
    assert not {t.type for t in flat(tokens)} & (FOREIGN - {"heading_open"})


def test_the_second_answer_is_marked(report: str) -> None:
    assert f"> {SECOND[:-1]}⁽¹⁾." in report
