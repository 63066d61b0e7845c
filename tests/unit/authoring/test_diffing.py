from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.authoring.diffing import Change, changes, comparability, diff_text
from interview_coach.authoring.finding import find, find_replaced
from interview_coach.authoring.shapes import bank_shape, rubric_shape
from interview_coach.errors import ContentError
from interview_coach.library import sources
from interview_coach.paths import Home
from tests.support.shipped import shipped

POINT = {"id": "one", "text": "Names who is hurt by it", "cues": ["who is hurt", "harms them"]}
ASK = "What would you do on Monday morning with the two hundred complaints?"
QUESTION = {"id": "q", "title": "Monday", "ask": ASK, "key_points": [POINT], "hints": ["a", "b"]}
BANK: dict[str, Any] = {"id": "b", "title": "Mine", "rubric": "ethics", "questions": [QUESTION]}

SHAPES = st.recursive(
    st.text("ab ", max_size=4) | st.integers(0, 3),
    lambda inner: (
        st.lists(st.text("abc", min_size=1, max_size=2), max_size=4)
        | st.dictionaries(st.sampled_from(["id", "text", "cues"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def of(**changed: Any) -> dict[str, Any]:
    return BANK | {"questions": [{k: v for k, v in (QUESTION | changed).items() if v is not None}]}


def test_words_are_marked_where_they_changed() -> None:
    found = changes(BANK, of(ask=ASK.replace("Monday morning", "Tuesday").replace("two hundred", "300")))
    assert diff_text(found) == (
        "~ question q\n    ~ ask: What would you do on [-Monday morning-] {+Tuesday+} with the "
        "[-two hundred-] {+300+} complaints?"
    )


@pytest.mark.parametrize(
    ("after", "line"),
    [
        (of(minutes=8.0), "    ~ minutes: 6.0 → 8.0"),
        (of(difficulty="medium", title="Tuesday"), "    ~ title: Monday → Tuesday"),
        (of(hints=["b", "a"]), "    ~ hints: in another order"),
        (of(hints=["a", "b", "c"]), "    + hints › c"),
        (of(key_points=None), "    - key_points › one: Names who is hurt by it"),
        (of(key_points=[POINT | {"cues": ["who is hurt"]}]), "    - key_points › one › cues › harms them"),
        (of(exemplars=[{"level": 5, "text": "I would ask."}]), "    + exemplars › level 5: I would ask."),
        (BANK | {"questions": [QUESTION, QUESTION | {"id": "new"}]}, "+ questions › new: Monday"),
        (BANK | {"questions": []}, "- questions › q: Monday"),
        (BANK | {"rubric": "failure-modes"}, "~ rubric: ethics → failure-modes"),
    ],
)  # fmt: skip
def test_every_kind_of_change_is_told_in_a_line(after: dict[str, Any], line: str) -> None:
    assert diff_text(changes(BANK, after)).splitlines()[-1] == line


@given(SHAPES, SHAPES)
def test_there_are_changes_exactly_where_something_differs(before: Any, after: Any) -> None:
    one, other = {"id": "x", "text": before}, {"id": "x", "text": after}
    assert changes(one, one) == []
    if before and after:
        assert bool(changes(one, other)) == (before != after)
    diff_text(changes(one, other))


def test_nothing_differs_between_shipped_content_and_itself() -> None:
    for bank in shipped().banks:
        assert changes(bank_shape(bank), bank_shape(bank)) == []
    first, second, *_ = shipped().rubrics.values()
    assert changes(rubric_shape(first), rubric_shape(second))


def test_it_is_said_which_grades_stay_comparable() -> None:
    rubric = shipped().rubrics["ethics"]
    other = shipped().rubrics["failure-modes"]
    edited = rubric.model_copy(update={"title": "Other"})
    (same,) = comparability(rubric, rubric, [])
    assert same == f"The rubric ethics is the same (hash {rubric.hash}), so grades stay comparable."
    (save,) = comparability(rubric, rubric, [Change(("questions", "q", "ask"), "changed", "a", "b")])
    assert save.endswith("save for attempts before and after at the question that was edited: q.")
    assert "hash" in comparability(rubric, edited, [])[0] and "not comparable" in comparability(rubric, edited, [])[0]
    assert comparability(rubric, other, []) == [
        "Grades are not comparable: they are given against ethics and against failure-modes."
    ]


@pytest.mark.parametrize("checkout", [False, True])
def test_an_own_file_is_compared_with_what_it_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, checkout: bool
) -> None:
    home = Home(tmp_path)
    text = (shipped().rubric_paths["ethics"]).read_text(encoding="utf-8")
    home.rubrics.mkdir()
    if checkout:
        (home.rubrics / "ethics.yaml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(sources, "PROJECT", home.root)
        monkeypatch.setattr(sources, "shipped_rubrics", lambda: home.rubrics)
    (home.rubrics / "mine.yaml").write_text(
        text.replace("id: ethics", "replaces: ethics", 1).replace("title: Ethics", "title: My ethics", 1),
        encoding="utf-8",
    )
    own = find("ethics", "rubric", home)
    replaced = find_replaced(own, "rubric")
    assert (own.shipped, replaced.shipped) == (False, True)
    assert [c.way for c in changes(rubric_shape(replaced.rubric), rubric_shape(own.rubric))] == [("title",)]  # type: ignore[arg-type]
    with pytest.raises(ContentError, match="replaces nothing"):
        find_replaced(replaced, "rubric")
