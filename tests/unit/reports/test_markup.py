from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.text import UNSAFE, spelt_out
from interview_coach.reports.webpage.charts import scale
from interview_coach.reports.webpage.markup import Html, joined, tag
from tests.support.reports import HOSTILE, Page
from tests.support.strategies import hostile_text


@given(st.one_of(hostile_text, st.just(HOSTILE), st.text()))
def test_text_is_text_in_elements_and_attributes(words: str) -> None:
    page = Page(tag("p", words, title=words).source.encode("utf-8", "strict"))
    assert page.text == spelt_out(words)
    assert page.elements == [("p", {"title": spelt_out(words)})]
    assert not UNSAFE.search(page.text)


def test_nothing_and_html_are_taken_as_they_are() -> None:
    assert joined([None, "a<b", tag("br"), Html("<i>c</i>")]).source == "a&lt;b<br/><i>c</i>"


def test_attributes_are_named_as_html_names_them() -> None:
    element = tag("td", class_="a", aria_label="b", hidden=True, id=None, open=False, x=1.5)
    assert element.source == '<td class="a" aria-label="b" hidden x="1.5"></td>'


@pytest.mark.parametrize(
    "address",
    ["https://evil.example", "//evil.example", "javascript:alert(1)", "JaVaScript:x", "#a b", "../x.html", "data:,x"],
)
@pytest.mark.parametrize("name", ["href", "src", "action"])
def test_no_address_leads_out_of_the_page(name: str, address: str) -> None:
    with pytest.raises(ValueError, match="leads out"):
        tag("a", **{name: address})


@pytest.mark.parametrize("target", ["#q1-word-3", "20261120T184500Z-drill-abc123.html"])
def test_places_in_the_page_and_pages_beside_it_can_be_linked_to(target: str) -> None:
    assert target in tag("a", href=target).source


@pytest.mark.parametrize("name", ["onclick", "style", "x y", "1"])
def test_handlers_and_styles_are_no_attributes(name: str) -> None:
    with pytest.raises(ValueError, match="no attribute"):
        tag("p", **{name: "x"})


def test_what_is_no_element_is_refused() -> None:
    with pytest.raises(ValueError, match="no element"):
        tag("p><script")


@given(st.floats(1, 5), st.floats(0, 4), st.one_of(st.none(), st.integers(1, 5)))
def test_a_level_stays_on_its_scale(level: float, margin: float, guess: int | None) -> None:
    page = Page(scale(level, margin=margin, guess=guess, label="a level").source.encode())
    ((_, svg),) = [e for e in page.elements if e[0] == "svg"]
    assert (svg["role"], svg["aria-label"]) == ("img", "a level")
    width = float((svg["viewbox"] or "").split()[2])
    (dot,) = page.all("circle")
    assert 0 < float(dot["cx"] or 0) < width
    for band in page.all("rect"):
        start, long = float(band["x"] or 0), float(band["width"] or 0)
        assert 0 < start <= float(dot["cx"] or 0) <= start + long < width
    assert len(page.all("path")) == (guess is not None)


def test_levels_stand_where_they_belong() -> None:
    def place(level: float) -> float:
        return float(Page(scale(level, label="").source.encode()).all("circle")[0]["cx"] or 0)

    assert place(3) - place(1) == pytest.approx(place(5) - place(3))
    assert not Page(scale(None, label="").source.encode()).all("circle")
