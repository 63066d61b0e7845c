"""Real-looking files of other programs: what becomes of them, and what is told of those that are broken."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pytest

from interview_coach.authoring.files import Kind, write_new
from interview_coach.authoring.importing.importer import Imported, import_file
from interview_coach.authoring.importing.source import Form
from interview_coach.errors import ContentError
from interview_coach.library.loading import load_library
from interview_coach.library.parsing import parse
from interview_coach.paths import Home
from tests.unit.authoring.shelves import shelf_at

DATA = Path(__file__).parents[2] / "data" / "imports"


def imported(path: Path, folder: Path, kind: Kind = "bank", **more: Any) -> Imported:
    return import_file(path, shelf_at(folder), kind, **more)


def of_text(text: str | bytes, name: str, folder: Path, kind: Kind = "bank", **more: Any) -> Imported:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return imported(path, folder, kind, **more)


def shapes(result: Imported) -> list[Any]:
    return [parse(file.text).data for file in result.files]


def told(result: Imported) -> list[str]:
    return [f"{p.line}:{p.column}: {p.message}" for p in result.problems]


def questions(result: Imported) -> list[Any]:
    return [question for shape in shapes(result) for question in shape["questions"]]


@pytest.mark.parametrize("name", ["notes.md", "sheet.csv", "deck.txt", "simple.json"])
def test_what_is_imported_is_found_in_the_library(name: str, tmp_path: Path) -> None:
    result = imported(DATA / name, tmp_path)
    assert result.usable
    write_new(result.files)
    library = load_library(Home(tmp_path))
    assert library.problems == ()
    assert {bank.id for bank in library.banks if not bank.shipped} == {file.id for file in result.files}


def test_notes_in_markdown(tmp_path: Path) -> None:
    result = imported(DATA / "notes.md", tmp_path)
    assert told(result) == []
    ethics, evaluation = shapes(result)
    assert (ethics["title"], ethics["rubric"]) == ("Interview notes, autumn: Ethics and safety", "ethics")
    assert ethics["description"] == "Questions that I heard in four loops."
    first, second = ethics["questions"]
    summary, third, fourth, fifth = evaluation["questions"]
    assert first["ask"].startswith("A council uses our triage model for housing benefits. One district gets half")
    assert [p["text"] for p in first["key_points"]] == [
        "Names who is refused wrongly, and what it costs them",
        "Says what stops today, before the cause is known",
    ]
    assert first["hints"] == ["Who opens the letter?"]
    assert first["probes"] == [
        {"ask": "Which districts did you compare it with?", "aims_at": first["key_points"][0]["id"]}
    ]
    answer = first["exemplars"][0]
    assert (answer["level"], answer["text"].count("\n\n")) == (5, 1)
    assert first["minutes"] == 8
    assert second["ask"] == "When would you refuse to launch?"
    assert (third["title"], third["difficulty"]) == ("The model that got worse", "hard")
    assert third["ask"].endswith("nothing was deployed. What do you look at first?")
    assert fourth["exemplars"][0]["text"].startswith("Because the price fell by half")
    assert fifth["ask"] == "What did you learn from the worst launch?"
    assert len(summary["key_points"]) == 2 and summary["hints"] == ["What does she do with it?"]
    assert [e["level"] for e in summary["exemplars"]] == [1, 3]


def test_a_sheet_as_spreadsheets_export_it(tmp_path: Path) -> None:
    result = imported(DATA / "sheet.csv", tmp_path)
    assert told(result) == ["1:35: the column `Owner` was left out: it is not known"]
    assert result.notes == ("2 question banks, since their topics are graded against different rubrics.",)
    buying, overfitting = questions(result)
    assert buying["ask"] == "How do you decide between buying a model; and training one?"
    assert buying["minutes"] == 7.5
    assert buying["exemplars"][0]["text"] == 'I would buy first, "quickly", and measure what is missing.'
    assert overfitting["key_points"] == ["Says it without jargon", "Gives an example"]


def test_notes_from_anki(tmp_path: Path) -> None:
    result = imported(DATA / "deck.txt", tmp_path)
    assert told(result) == [
        "6:1: pictures and sounds of this note were left out",
        "7:1: this note was left out: it holds only a picture or a sound",
        "8:1: this note was left out: a text with gaps to fill asks no question",
    ]
    (limits,) = [shape for shape in shapes(result) if shape["rubric"] == "failure-modes"]
    assert limits["title"].startswith("AI PM")
    assert limits["questions"][0]["exemplars"][0]["text"].splitlines()[1] == "a limit, a list, a page of a guide."
    assert all("<" not in file.text and "alert" not in file.text for file in result.files)


def test_a_list_of_texts_and_objects_in_json(tmp_path: Path) -> None:
    result = imported(DATA / "simple.json", tmp_path, rubric="stakeholder-scenarios", title="From a friend")
    assert told(result) == ["10:14: `owner` was left out: it is not known"]
    assert [file.id for file in result.files] == ["from-a-friend"]
    stop, certain = questions(result)
    assert stop == {"id": "what-would-make-you-stop-a-launch-on-the-day-before", "ask": stop["ask"]}
    assert (certain["difficulty"], certain["minutes"]) == ("hard", 6)
    assert certain["probes"][0]["ask"] == "What if she insists?"
    assert certain["exemplars"] == [{"level": 5, "text": "I would give her a range and what moves it."}]


@pytest.mark.parametrize("name", ["rubric.md", "rubric.csv"])
def test_criteria_become_a_rubric(name: str, tmp_path: Path) -> None:
    result = imported(DATA / name, tmp_path, "rubric")
    assert result.usable
    write_new(result.files)
    rubric = load_library(Home(tmp_path)).rubrics[result.files[0].id]
    assert len(rubric.criteria) == 2 and rubric.criteria[0].levels[5]


def test_weights_in_percent_and_levels_between_are_filled_in(tmp_path: Path) -> None:
    (shape,) = shapes(imported(DATA / "rubric.md", tmp_path, "rubric"))
    assert shape["description"] == "Four things that we look at."
    assert [c["weight"] for c in shape["criteria"]] == [0.4, 0.6]
    assert shape["criteria"][1]["levels"]["1"] == "Lists options | no choice"
    assert shape["criteria"][0]["levels"]["2"] == "More than at level 1, and less than at level 3."
    (shape,) = shapes(imported(DATA / "rubric.csv", tmp_path, "rubric"))
    assert [c["weight"] for c in shape["criteria"]] == [0.5, 0.5]
    assert shape["criteria"][0]["indicators"] == ["who is it for", "how many"]


NO_QUESTIONS = (
    "no column holds the questions: call one `ask`, `question` or `prompt`; the columns are `owner` and `state`"
)
OPEN = "this quotation mark is never closed; double the marks inside a cell, and close the cell"
TOO_MANY = "this row has 4 cells, and there are 2 columns: put cells that hold the delimiter in quotation marks"
NO_NAME = "this is no JSON: expecting property name enclosed in double quotes"
NO_QUESTION = "expected a question, as a text or an object, found"

BROKEN: list[tuple[str, str | bytes, list[str]]] = [
    ("x.csv", "owner,state\nAna,open\n", [f"1:1: {NO_QUESTIONS}"]),
    ("x.csv", 'ask,hint\n"Why?,open\nHow?,x\n', [f"2:1: {OPEN}"]),
    ("x.csv", "", ["1:1: there is nothing in this file"]),
    ("x.csv", "ask,hint\nWhy,how,and,when?\n", [f"2:9: {TOO_MANY}"]),
    ("x.csv", "ask" + "," * 300_000, ["1:204: this row has more than 200 cells"]),
    ("x.csv", b"ask\nGr\xfc\xdfe?\n", ["2:3: the byte 0xfc is not UTF-8; save the file as UTF-8"]),
    ("x.csv", "ask\nWhy?\n".encode("utf-16"), ["1:1: this file is saved as UTF-16; save it as UTF-8"]),
    ("x.md", "# Only a title\n", ["1:1: there is no question here: write each as an item of a list, `- Why …?`"]),
    ("x.json", '[{"ask": "Why?",}]', [f"1:17: {NO_NAME}"]),
    ("x.json", "[" * 2000, ["1:1: values are nested too deep here"]),
    ("x.json", '{"questions": []}', ["1:15: expected a list of questions, found an empty list"]),
    ("x.json", "[1, null]", [f"1:2: {NO_QUESTION} `1`", f"1:5: {NO_QUESTION} `null`"]),
    ("x.json", '[{"ask": "Why?", "ask": "How?"}]', ['1:18: this is no JSON: the name "ask" stands twice']),
    ("x.json", "[" + "9" * 5000 + "]", ["1:2: this is no JSON: this number is too long"]),
    ("x.xlsx", "PK", ["1:1: files that end in .xlsx cannot be read: save the sheet as CSV"]),
    ("x.txt", "#separator:tab\n#html:true\n", ["3:1: there are no notes in this file"]),
]


@pytest.mark.parametrize(("name", "text", "said"), BROKEN)
def test_what_cannot_be_read_is_told_at_its_place(
    name: str, text: str | bytes, said: list[str], tmp_path: Path
) -> None:
    result = of_text(text, name, tmp_path)
    assert told(result) == said
    assert not result.usable and result.files == ()


def test_every_wrong_value_is_told_at_once_where_it_stands_in_the_source(tmp_path: Path) -> None:
    text = "ask,minutes,difficulty,tracks\nWhy?,soon,hard,platform\n,3,easy,\nWho?,90,easy,plattform\n"
    result = of_text(text, "x.csv", tmp_path)
    assert not result.usable
    assert told(result) == [
        "2:6: `minutes`: expected a number, found text `soon`; a number stands without quotes",
        "3:1: `ask` is missing; a question needs it",
        "4:6: `minutes` must be at most 60, found `90`",
        "4:14: `tracks` cannot be `plattform`: did you mean `platform`?",
    ]


def test_our_own_json_with_a_mistake_deep_inside_is_told_at_its_place(tmp_path: Path) -> None:
    points = '"key_points": [{"text": "x", "weigth": 2}]'
    text = f'{{"title": "T", "rubric": "ethics", "questions": [\n {{"ask": "Why?",\n  {points}}}]}}'
    result = of_text(text, "x.json", tmp_path)
    assert told(result) == ["3:42: `weigth`: did you mean `weight`?"]
    assert result.problems[0].excerpt is not None and "weigth" in result.problems[0].excerpt.text


def test_invisible_characters_are_left_out_and_told(tmp_path: Path) -> None:
    result = of_text("ask\n\x1b[31mWhy\u202e?\n", "x.csv", tmp_path)
    assert told(result) == [r"2:1: 2 invisible characters were left out, the first of them, \x1b, here"]
    assert questions(result)[0]["ask"] == "[31mWhy?"
    result = of_text('["Why\\u001b]0;owned\\u0007?"]', "x.json", tmp_path)
    assert questions(result)[0]["ask"] == "Why]0;owned?"
    result = of_text("#html:true\nWhy&#27;&#x202e;?\tYes\n", "x.txt", tmp_path)
    assert questions(result)[0]["ask"] == "Why?"


def test_ids_that_are_taken_are_changed_and_told(tmp_path: Path) -> None:
    text = '[{"id": "boiler-helper-before-launch", "ask": "Why?"}, {"id": "../up", "ask": "How?"}]'
    result = of_text(text, "x.json", tmp_path, rubric="ethics")
    assert told(result) == ["1:63: `id` cannot be `../up`: an id is lower-case words joined by hyphens, such as `up`"]
    assert (
        result.notes[0]
        == "The id boiler-helper-before-launch is taken; that question is boiler-helper-before-launch-2 now."
    )


def test_an_unknown_rubric_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="did you mean `ethics`"):
        of_text("- Why?", "x.md", tmp_path, rubric="ethic")


def test_a_bank_in_yaml_is_taken_over_as_it_stands(tmp_path: Path) -> None:
    text = "# mine\ntitle: Mine\nrubric: ethics\nquestions:\n- ask: Why?  # really\n"
    result = of_text(text, "mine.yaml", tmp_path)
    assert result.usable and result.files[0].text == text
    broken = of_text(text.replace("ethics", "ethik"), "mine.yaml", tmp_path)
    assert "`ethics`" in told(broken)[0] and not broken.usable


def test_a_format_can_be_named(tmp_path: Path) -> None:
    result = of_text("- Why not?\n", "x.csv", tmp_path, form=Form.MARKDOWN)
    assert questions(result)[0]["ask"] == "Why not?"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.md", "# " + " #" * 100_000 + "\n- Why?"),
        ("x.md", "*a " * 100_000),
        ("x.md", "`" * 100_000 + "\n\n" + "[" * 100_000),
        ("x.md", "- x\n" * 3_000),
        ("x.md", "a" + " " * 300_000 + "b"),
        ("x.csv", "ask\n" + "a\n" * 3_000),
        ("x.csv", '"' * 300_001),
        ("x.txt", "#html:true\n" + "<a" * 9_000 + "\tb\n"),
        ("x.txt", "#html:true\n" + "<!" * 9_000 + "\tb\n"),
        ("x.json", "[" + ",".join(['{"ask": "a", "hints": ["a"]}'] * 3_000) + "]"),
    ],
)
def test_hostile_files_take_no_longer_than_others(name: str, text: str, tmp_path: Path) -> None:
    before = process_time()
    of_text(text, name, tmp_path, rubric="ethics")
    assert process_time() - before < 4
