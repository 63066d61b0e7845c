from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.authoring.beginning import OF_KIND, Template, new_file, template_text
from interview_coach.authoring.files import Kind, NewFile, write_new
from interview_coach.authoring.finding import find
from interview_coach.domain.rubric import Rubric
from interview_coach.errors import ContentError, StorageError, UsageError
from interview_coach.library.banks import Bank
from interview_coach.library.loading import load_library, problems_in
from interview_coach.linting.files import lint_banks, lint_rubrics
from interview_coach.paths import Home
from tests.unit.authoring.shelves import shelf_at

ALL = [(kind, template) for kind, templates in OF_KIND.items() for template in templates]


def begin(folder: Path, kind: Kind = "bank", template: Template = Template.MINIMAL, **more: str) -> NewFile:
    return new_file(shelf_at(folder), kind, template, **more)


@pytest.mark.parametrize(("kind", "template"), ALL)
def test_each_template_is_a_good_file_as_it_is_shipped(kind: Kind, template: Template, tmp_path: Path) -> None:
    path = tmp_path / f"{template}.yaml"
    path.write_text(template_text(kind, template), encoding="utf-8")
    library = load_library(None, [path])
    assert problems_in(library, [path]) == []
    found = [*lint_banks(library, [path]), *lint_rubrics(library, [path])]
    assert [str(p) for p in found if p.severity == "error"] == []
    assert isinstance(find(str(path), kind, None).thing, Bank if kind == "bank" else Rubric)


@pytest.mark.parametrize(("kind", "template"), ALL)
def test_each_new_file_is_found_under_its_title_and_id(kind: Kind, template: Template, tmp_path: Path) -> None:
    title = 'Ask: "why" # not how?'
    file = begin(tmp_path, kind, template, title=f"  {title}\n", wanted="my-own")
    write_new([file])
    thing = find("my-own", kind, Home(tmp_path)).thing
    assert (thing.id, thing.title) == ("my-own", title)
    assert load_library(Home(tmp_path)).problems == ()
    assert "my-bank" not in file.text and "my-rubric" not in file.text and "THIS-FILE" not in file.text
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_the_full_templates_show_every_field_of_their_models() -> None:
    from interview_coach.library.file_models import BankFile, CriterionFile, QuestionFile, RubricFile

    bank, rubric = template_text("bank", Template.FULL), template_text("rubric", Template.FULL)
    for name in {*BankFile.model_fields, *QuestionFile.model_fields} - {"stakeholder", "source", "replaces"}:
        assert f"{name}:" in bank, name
    for name in {*RubricFile.model_fields, *CriterionFile.model_fields} - {"replaces"}:
        assert f"{name}:" in rubric, name


def test_every_template_can_be_used_twice(tmp_path: Path) -> None:
    for template in (*Template, *Template):
        write_new([begin(tmp_path, template=template, title="Same")])
    library = load_library(Home(tmp_path))
    assert library.problems == ()
    assert len([bank for bank in library.banks if not bank.shipped]) == 8


def test_a_taken_id_is_refused_and_a_free_one_offered(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="`failure-modes` is taken; `failure-modes-2` is free"):
        begin(tmp_path, wanted="failure-modes")


@pytest.mark.parametrize(
    ("wanted", "said"), [("../../etc", "`etc`"), ("Größe", "`groe`"), ("", "such as `bank-"), ("a" * 57, "at most 56")]
)
def test_what_is_no_id_is_refused(wanted: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as told:
        begin(tmp_path, wanted=wanted)
    assert said in str(told.value)


def test_a_title_without_latin_letters_gets_an_id(tmp_path: Path) -> None:
    file = begin(tmp_path, title="質問\x1b\u202e")
    assert file.id.startswith("bank-")
    assert "title: 質問\n" in file.text


def test_a_title_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="at most 200 fit"):
        begin(tmp_path, title="long " * 100)


def test_the_longest_id_leaves_room_for_those_of_the_questions(tmp_path: Path) -> None:
    for template in Template:
        assert begin(tmp_path, template=template, wanted="a" * 56).id == "a" * 56


def test_a_rubric_can_be_named_for_the_minimal_template_only(tmp_path: Path) -> None:
    assert "\nrubric: ethics\n" in begin(tmp_path, rubric="ethics").text
    with pytest.raises(ContentError, match="did you mean `ethics`"):
        begin(tmp_path, rubric="ethic")
    with pytest.raises(UsageError, match="Leave --rubric out"):
        begin(tmp_path, template=Template.FULL, rubric="ethics")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    file = begin(tmp_path)
    write_new([file])
    file.path.write_text("mine")
    with pytest.raises(ContentError, match="nothing is written over"):
        write_new([file])
    assert file.path.read_text() == "mine"
    assert [p.name for p in file.path.parent.iterdir()] == [file.path.name]


def test_a_broken_file_of_that_name_counts_as_taken(tmp_path: Path) -> None:
    folder = tmp_path / "question_banks"
    folder.mkdir()
    (folder / "mine.yaml").write_text("}")
    with pytest.raises(ContentError, match="`mine` is taken"):
        begin(tmp_path, wanted="mine")
    assert begin(tmp_path, title="Mine").id == "mine-2"


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    first, second = begin(tmp_path, title="First"), begin(tmp_path, title="Second")
    write_new([second])
    with pytest.raises(ContentError):
        write_new([first, second])
    assert not first.path.exists()
    assert second.path.exists()


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "question_banks").write_text("a file in the way")
    with pytest.raises(StorageError, match="question_banks"):
        write_new([begin(tmp_path)])


def test_what_is_near_is_suggested(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.raises(ContentError, match="did you mean `failure-modes`"):
        find("failure-mode", "bank", home)
    with pytest.raises(ContentError, match="did you mean `boiler-helper-before-launch`"):
        find("boiler-helper-before-lunch", "bank", home)
    with pytest.raises(ContentError, match="did you mean `ethics`"):
        find("ethic", "rubric", home)
    with pytest.raises(ContentError, match="banks list"):
        find("\x1b]0;x", "bank", home)
    with pytest.raises(ContentError, match="no such file"):
        find("nowhere.yaml", "bank", home)
