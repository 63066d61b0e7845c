from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings

from interview_coach.domain.events import Event
from interview_coach.domain.replay import replay
from interview_coach.domain.text import spelt_out
from interview_coach.domain.transcript import Transcript
from interview_coach.reports.markdown import report_markdown
from interview_coach.reports.webpage.overview import entry, overview_page
from interview_coach.reports.webpage.page import stylesheet
from interview_coach.reports.webpage.report import report_page
from tests.support.events import a_criterion, a_rubric, started, ungraded
from tests.support.reports import HOSTILE, Page, conversation, estimated_transcript, full_transcript
from tests.support.strategies import interviews

HARMLESS = frozenset(
    "a aside blockquote body caption circle dd div dl dt footer h1 h2 h3 h4 head header html li line main mark meta "
    "nav ol p path q rect section span strong style svg table tbody td text th thead title tr ul".split()
)


def page_of(transcript: Transcript) -> Page:
    return Page(report_page(transcript))


@pytest.fixture(scope="module")
def page() -> Page:
    return page_of(full_transcript())


def test_it_says_all_there_is(page: Page) -> None:
    for words in (
        "At <Acme> & Co",
        "Ask Maria.",
        "Verdict: No hire",
        "Gate: Nobody checked them. It caps the verdict at “no hire”.",
        "3.5 of 5 · strong",
        "mean of 3, 4",
        "Level 4 stands for: Anchor of level 4 of method",
        "The next level needs: Says how many.",
        "Red flag: Trusts the judges. It caps the level at 2.",
        "5 of 5: 2.1 above the grade.",
        "Self-assessment: none given.",
        "not counted as an answer: the candidate did not know",
        "✗ missed",
        "A model answer",
        "Gradings side by side",
        "ungraded: No quote stood there.",
        "0ther",
        "1f2e3d",
        "Other grading 1 cannot be compared with the current one: One is a coverage estimate (±1 level)",
        "Keep doing",
        "Three things worry me.",
        "6,000 tokens read",
        "from-the-future",
    ):
        assert words in page.text, words


def test_an_estimate_is_called_one_and_has_no_verdict() -> None:
    text = page_of(estimated_transcript()).text
    assert "about 3.4 of 5, ±1 · solid" in text
    assert "no hire verdict" in text
    assert "Verdict" not in text
    assert "Ungraded. No quote stood there." in text
    assert "5 of 5: 1.6 above the estimate." in text


def test_what_was_said_is_text_and_only_harmless_elements_stand_in_it(page: Page) -> None:
    assert spelt_out(HOSTILE) in page.text
    assert {name for name, _ in page.elements} <= HARMLESS
    assert not [a for _, attributes in page.elements for a in attributes if a.startswith("on") or a == "style"]


def test_evidence_and_criteria_are_linked_both_ways(page: Page) -> None:
    words = [i for i in page.ids if "-word-" in i]
    quotes = [i for i in page.ids if "-quote-" in i]
    assert words == ["q1-word-1", "q1-word-2", "q1-word-3", "q2-word-1"]
    assert sorted(w.replace("word", "quote") for w in words) == sorted(quotes)
    for place in (*words, *quotes):
        assert f"#{place}" in page.targets
    assert len(page.all("mark")) == 5  # two of them overlap


def test_every_link_leads_somewhere_and_every_place_has_its_own_name(page: Page) -> None:
    assert {t.removeprefix("#") for t in page.targets} <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)


def test_it_can_be_found_through_by_ear(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "en"
    names = {name for name, _ in page.elements}
    assert {"header", "nav", "main", "footer"} <= names
    headings = [int(name[1]) for name, _ in page.elements if re.fullmatch(r"h\d", name)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert all(svg.get("aria-label") for svg in page.all("svg"))
    assert all(th.get("scope") in ("row", "col") for th in page.all("th"))


def test_the_policy_allows_the_style_sheet_and_nothing_else(page: Page) -> None:
    (policy,) = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    digest = b64encode(sha256(stylesheet().encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|expression|</", stylesheet())


def test_paper_is_light_and_begins_pages() -> None:
    page = Page(report_page(full_transcript(), paper=True))
    assert page.all("html")[0]["class"] == "paper"
    assert [m["content"] for m in page.all("meta") if m.get("name") == "color-scheme"] == ["light"]


def test_a_single_question_needs_no_contents() -> None:
    page = page_of(replay([started()]))
    assert not page.all("nav")
    assert "ended before the first question" in page.text


def test_problems_of_the_journal_are_told() -> None:
    assert "Line 7 is no event." in Page(report_page(full_transcript(), problems=["Line 7 is no event."])).text


def test_a_debrief_about_words_that_are_not_there_has_no_quote() -> None:
    transcript = full_transcript()
    assert transcript.debrief is not None
    strength = transcript.debrief.strengths[0]
    elsewhere = strength.where.model_copy(update={"exchange": 7})
    debrief = transcript.debrief.model_copy(
        update={"strengths": (strength.model_copy(update={"where": elsewhere}),), "changes": (), "rewrite": None}
    )
    page = page_of(transcript.model_copy(update={"debrief": debrief}))
    assert "You begin with examples." in page.text
    assert "#q8" not in page.targets


@settings(max_examples=60)
@given(interviews())
def test_any_interview_has_a_page_that_is_whole(events: list[Event]) -> None:
    page = page_of(replay(events))
    assert page.open == []
    assert {name for name, _ in page.elements} <= HARMLESS
    assert {t.removeprefix("#") for t in page.targets} <= set(page.ids)
    for exchange in replay(events).exchanges:
        assert all(spelt_out(turn.text) in page.text for turn in exchange.turns if not exchange.grades)


def test_many_gradings_stand_in_several_tables() -> None:
    transcript = full_transcript()
    first = transcript.exchanges[0]
    many = tuple(first.grades[0].model_copy(update={"run": f"9.{n}"}) for n in range(6))
    changed = first.model_copy(update={"grades": (*many, first.grades[-1])})
    page = page_of(transcript.model_copy(update={"exchanges": (changed, transcript.exchanges[1])}))
    assert len(page.all("table")) == 1 + 3
    assert "Other 6" in page.text


def test_the_overview_leads_to_every_report() -> None:
    unnamed = replay(conversation())
    page = Page(overview_page([entry(full_transcript(), "a.html"), entry(unnamed, "b.html")]))
    assert page.targets == ["b.html", "a.html"]
    assert "At <Acme> & Co" in page.text
    assert "Mock interview: Evaluation design" in page.text
    assert "no level" in page.text


def test_whoever_still_answers_reads_no_model_answer() -> None:
    half = replay(conversation()[:5])
    for report in (page_of(half).text, report_markdown(half).decode()):
        assert "not over yet" in report
        assert "Not graded yet" in report
        assert "model answer" not in report
        assert "Anchor of level" not in report


def test_estimates_and_full_grades_are_never_taken_for_the_same() -> None:
    full, estimated = full_transcript(), estimated_transcript()
    mixed = full.model_copy(update={"exchanges": (estimated.exchanges[0], full.exchanges[1])})
    for text in (page_of(mixed).text, report_markdown(mixed).decode()):
        assert "The two are not to be compared" in text
        assert "Different graders graded the questions" in text
        assert "Verdict:" not in text
    notes = [
        Page(overview_page([entry(t, f"{n}.html") for n, t in enumerate(some)])).text
        for some in ([full], [estimated], [full, estimated], [mixed])
    ]
    assert ["not to be compared" in note for note in notes] == [False, False, True, True]
    assert ["coverage estimates" in note for note in notes] == [False, True, True, True]


def test_a_grade_against_another_rubric_goes_by_that_one() -> None:
    transcript = full_transcript()
    first, second = transcript.exchanges
    old, current = first.grades
    (graded, _) = current.criteria
    bold = a_criterion("boldness", 1.0)
    boldly = current.model_copy(
        update={
            "rubric": a_rubric(criteria=(bold,)),
            "rubric_hash": "newer",
            "criteria": (graded.model_copy(update={"criterion": "boldness"}),),
        }
    )
    changed = first.model_copy(update={"grades": (old, boldly)})
    mixed = transcript.model_copy(update={"exchanges": (changed, second)})
    page = page_of(mixed)
    assert "Level 4 stands for: Anchor of level 4 of boldness" in page.text
    assert "not in its rubric" in page.text
    assert "The rubric was another version when this was graded" in page.text
    assert {t.removeprefix("#") for t in page.targets} <= set(page.ids)
    assert "Boldness 3.5" in report_markdown(mixed).decode()


def test_one_reason_for_all_criteria_is_told_once() -> None:
    transcript = estimated_transcript()
    first, second = transcript.exchanges
    grade = first.grades[0].model_copy(
        update={"criteria": (ungraded("method", "Nobody graded it."), ungraded("rigour", "Nobody graded it."))}
    )
    exchanges = (first.model_copy(update={"grades": (grade,)}), second)
    changed = transcript.model_copy(update={"exchanges": exchanges})
    for text in (page_of(changed).text, report_markdown(changed).decode()):
        assert text.count("Nobody graded it.") in (2, 3)
        assert "None of them has a level." in text
        assert "Rigour (40% of the question's level)" in text
