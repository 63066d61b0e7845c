"""What is exported can be imported again, as far as the format can hold it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.authoring.exporting import SUFFIXES, Form, exported
from interview_coach.authoring.importing.importer import Imported, import_file
from interview_coach.authoring.shapes import Shape, bank_shape, rubric_shape
from interview_coach.errors import UsageError
from interview_coach.library.parsing import parse
from tests.support.shipped import shipped
from tests.unit.authoring.shelves import shelf_at

BULLETS = ("- ", "* ")
LETTERS = st.text("abzéß質 .,;:|-_*#`'\"<>&[](){}=+@!?\\/~0129", min_size=1, max_size=40)
TEXTS = LETTERS.map(lambda t: " ".join(t.split())).filter(
    lambda t: any(c.isalnum() for c in t) and t[:2] not in BULLETS
)
PARAGRAPHS = st.lists(TEXTS, min_size=1, max_size=3).map("\n\n".join)
POINTS = st.lists(TEXTS, max_size=4, unique=True)


def numbered(questions: Iterable[Shape]) -> list[Shape]:
    return [{"id": f"mine-{number}"} | question for number, question in enumerate(questions)]


def question(title: str, ask: str, answer: str, **lists: list[str]) -> Shape:
    shape: Shape = {"title": title, "ask": ask}
    if lists["key_points"]:
        shape["key_points"] = [{"id": f"p-{n}", "text": text} for n, text in enumerate(lists["key_points"])]
        shape["probes"] = [{"id": f"f-{n}", "ask": t, "aims_at": "p-0"} for n, t in enumerate(lists["follow_ups"])]
    if lists["hints"]:
        shape["hints"] = lists["hints"]
    return shape | {"exemplars": [{"level": 5, "text": answer}]}


QUESTIONS = st.builds(question, TEXTS, TEXTS, PARAGRAPHS, key_points=POINTS, hints=POINTS, follow_ups=POINTS)
BANKS = st.builds(
    lambda title, questions: {"id": "m", "title": title, "rubric": "ethics", "questions": numbered(questions)},
    TEXTS,
    st.lists(QUESTIONS, min_size=1, max_size=3),
)


def again(shape: Shape, form: Form, **more: Any) -> tuple[Imported, Shape]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file{SUFFIXES[form]}"
        path.write_bytes(exported(shape, form).encode())
        kind = "rubric" if "criteria" in shape else "bank"
        result = import_file(path, shelf_at(Path(folder)), kind, **more)  # type: ignore[arg-type]
    assert len(result.files) == 1, [str(p) for p in result.problems]
    read: Shape = parse(result.files[0].text).data
    return result, read


def seen(shape: Shape, *, one_line: bool = True) -> list[tuple[Any, ...]]:
    """Return what every format holds of each question."""

    def texts(group: Shape, name: str, key: str) -> list[str]:
        return [e[key] if isinstance(e, dict) else e for e in group.get(name, ())]

    def best(group: Shape) -> list[Shape]:
        return [e for e in group.get("exemplars", ()) if e["level"] == 5 and e.get("style", "natural") == "natural"]

    return [
        (
            q["ask"],
            texts(q, "key_points", "text"),
            texts(q, "probes", "ask"),
            texts(q, "hints", "text"),
            [" ".join(e["text"].split()) if one_line else e["text"] for e in best(q)],
        )
        for q in shape["questions"]
    ]


@settings(max_examples=25)
@given(BANKS)
def test_json_holds_everything(bank: Shape) -> None:
    _, read = again(bank, Form.JSON)
    assert read["questions"] == bank["questions"]
    assert read["title"] == bank["title"]


@settings(max_examples=25)
@given(BANKS)
def test_markdown_holds_the_texts(bank: Shape) -> None:
    _, read = again(bank, Form.MARKDOWN)
    assert seen(read, one_line=False) == seen(bank, one_line=False)
    assert [q["title"] for q in read["questions"]] == [q["title"] for q in bank["questions"]]
    assert (read["title"], read["rubric"]) == (bank["title"], bank["rubric"])


@settings(max_examples=25)
@given(BANKS)
def test_csv_holds_the_texts(bank: Shape) -> None:
    _, read = again(bank, Form.CSV, rubric="ethics")
    assert seen(read, one_line=False) == seen(bank, one_line=False)
    assert [q["id"] for q in read["questions"]] == [q["id"] for q in bank["questions"]]


@settings(max_examples=25)
@given(BANKS)
def test_cards_hold_the_texts(bank: Shape) -> None:
    result, read = again(bank, Form.ANKI)
    assert [p.message for p in result.problems] == []
    assert seen(read) == seen(bank)


@pytest.mark.parametrize("form", [Form.JSON, Form.MARKDOWN, Form.CSV, Form.ANKI, Form.YAML])
def test_every_shipped_bank_can_be_exported_and_imported_again(form: Form, tmp_path: Path) -> None:
    for bank in shipped().banks[:: 1 if form is Form.JSON else 3]:
        shape = bank_shape(bank)
        if form is Form.YAML:  # with its ids it can only stand in the place of itself
            assert parse(exported(shape, form)).data == shape
            continue
        result, read = again(shape, form, rubric=bank.rubric)
        assert [str(p) for p in result.problems if p.severity == "error"] == []
        assert seen(read) == seen(shape)
        if form is Form.JSON:
            without = [{k: v for k, v in q.items() if k != "id"} for q in read["questions"]]
            assert without == [{k: v for k, v in q.items() if k != "id"} for q in shape["questions"]]


@pytest.mark.parametrize("form", [Form.JSON, Form.MARKDOWN, Form.CSV])
def test_every_shipped_rubric_can_be_exported_and_imported_again(form: Form, tmp_path: Path) -> None:
    for rubric in list(shipped().rubrics.values())[:: 1 if form is Form.JSON else 4]:
        shape = rubric_shape(rubric)
        result, read = again(shape, form)
        assert result.usable
        if form is Form.JSON:
            assert read["criteria"] == shape["criteria"] and read.get("gates") == shape.get("gates")
        else:
            held = ("id", "title", "weight", "levels")
            assert [[c[n] for n in held] for c in read["criteria"]] == [[c[n] for n in held] for c in shape["criteria"]]


def test_a_spreadsheet_is_given_no_formula() -> None:
    bank = {
        "id": "m",
        "title": "T",
        "rubric": "ethics",
        "questions": [{"id": "x", "title": "=1+1", "ask": "+49 or @me?"}],
    }
    (row,) = csv.DictReader(io.StringIO(exported(bank, Form.CSV)))
    assert row == {"id": "x", "title": "'=1+1", "ask": "'+49 or @me?"}
    _, read = again(bank, Form.CSV, rubric="ethics")
    assert (read["questions"][0]["title"], read["questions"][0]["ask"]) == ("=1+1", "+49 or @me?")


def test_a_rubric_makes_no_cards() -> None:
    with pytest.raises(UsageError, match="makes no cards"):
        exported(rubric_shape(shipped().rubrics["ethics"]), Form.ANKI)
