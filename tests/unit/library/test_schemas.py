from __future__ import annotations

import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.protocols import Validator

from interview_coach.library.file_models import BankFile, FileModel, RubricFile
from interview_coach.library.parsing import parse
from interview_coach.library.schemas import FILE_NAMES, schema_line, schema_of
from interview_coach.library.sources import Kind
from interview_coach.library.validation import check_fields
from interview_coach.paths import shipped_banks, shipped_rubrics, shipped_schemas
from scripts.schemas import FOLDER, schema_files
from tests.support.mutations import replace_something
from tests.unit.library.samples import FULL_BANK, RUBRIC_TEXT, SMALLEST_BANK, document

SHIPPED = [*shipped_banks().glob("*.yaml"), *shipped_rubrics().glob("*.yaml")]
MODELS: dict[Kind, type[FileModel]] = {"bank": BankFile, "rubric": RubricFile}


def validators(kind: Kind) -> list[Validator]:
    schema = schema_of(kind)
    return [Draft202012Validator(schema), Draft7Validator(schema)]


def test_the_published_schemas_are_true() -> None:
    files = schema_files()
    assert {path.name for path in files} == set(FILE_NAMES.values()) == {path.name for path in FOLDER.iterdir()}
    for path, text in files.items():
        assert path.read_text(encoding="utf-8") == text, "run: make schemas"


@pytest.mark.parametrize("kind", FILE_NAMES)
def test_the_schemas_are_schemas(kind: Kind) -> None:
    Draft202012Validator.check_schema(schema_of(kind))
    Draft7Validator.check_schema(schema_of(kind) | {"$schema": Draft7Validator.META_SCHEMA["$id"]})


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_shipped_file_follows_its_schema_and_names_it(path: Path) -> None:
    kind: Kind = "bank" if path.parent.name == "question_banks" else "rubric"
    text = path.read_text(encoding="utf-8")
    assert text.startswith(schema_line(kind, path) + "\n")
    named = path.parent / text.partition("\n")[0].rpartition("=")[2]
    assert named.resolve() == (shipped_schemas() / FILE_NAMES[kind]).resolve()
    data = parse(text).data
    for validator in validators(kind):
        assert [e.message for e in validator.iter_errors(data)] == []


@pytest.mark.parametrize(("kind", "text"), [("bank", SMALLEST_BANK), ("bank", FULL_BANK), ("rubric", RUBRIC_TEXT)])
def test_the_samples_follow_them(kind: Kind, text: str) -> None:
    assert all(validator.is_valid(parse(text).data) for validator in validators(kind))


@pytest.mark.parametrize(
    ("kind", "mistake"),
    [
        ("bank", {"tittle": "A"}),
        ("bank", {"id": "../up"}),
        ("bank", {"title": 7}),
        ("bank", {"questions": []}),
        ("bank", {"questions": [{}]}),
        ("bank", {"questions": [{"ask": "A", "minutes": 90}]}),
        ("bank", {"questions": [{"ask": "A", "formats": ["panel"]}]}),
        ("bank", {"questions": [{"ask": "A", "key_points": [{"txt": "B"}]}]}),
        ("bank", {"questions": [{"ask": "A", "seniority_notes": {"boss": "B"}}]}),
        ("rubric", {"criteria": [{"title": "A", "weight": 1, "levels": {"1": "a", "2": "b"}}]}),
        ("rubric", {"gates": [{"criterion": "a", "at_most": 9, "caps_verdict_at": "hire", "reason": "r"}]}),
    ],
)
def test_mistakes_do_not_follow_them(kind: Kind, mistake: dict[str, Any]) -> None:
    data = parse(SMALLEST_BANK if kind == "bank" else RUBRIC_TEXT).data | mistake
    for validator in validators(kind):
        assert not validator.is_valid(data)


@pytest.mark.parametrize("kind", FILE_NAMES)
def test_what_the_checks_accept_follows_the_schema(kind: Kind) -> None:
    """Whatever values are put anywhere, an editor marks nothing that the checks accept, save names without a value."""
    chance = random.Random(7)
    whole = parse(FULL_BANK if kind == "bank" else RUBRIC_TEXT).data
    validator = validators(kind)[0]
    accepted = 0
    for _ in range(400):
        data = deepcopy(whole)
        replace_something(chance, data)
        read = document(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))
        if not read.flaws and not list(check_fields(read, MODELS[kind])) and complete(read.data):
            accepted += 1
            assert [e.message for e in validator.iter_errors(without_empties(read.data))] == []
    assert accepted >= 20


def without_empties(data: Any) -> Any:
    """Return ``data`` without the fields that have a name but no value yet."""
    if isinstance(data, dict):
        return {name: without_empties(value) for name, value in data.items() if value is not None}
    return [without_empties(value) for value in data] if isinstance(data, list) else data


def complete(data: Any) -> bool:
    """Return whether a rubric has all of its levels: another check than that of fields looks for them."""
    return all(len(c["levels"]) == 5 for c in data.get("criteria", ()))


def test_every_field_and_group_is_explained() -> None:
    plain = {"name", "role", "questions", "criteria", "title"}
    for kind in FILE_NAMES:
        schema = schema_of(kind)
        for group in (schema, *schema["$defs"].values()):
            assert group["description"].strip(), group
            for name, field in group.get("properties", {}).items():
                assert field.get("description") or name in plain, (group["title"], name)
                assert "``" not in field.get("description", "")


def test_names_of_a_closed_set_are_spelt_out_for_completion() -> None:
    groups = schema_of("rubric")["$defs"]
    assert list(groups["CriterionFile"]["properties"]["levels"]["properties"]) == ["1", "2", "3", "4", "5"]
    notes = schema_of("bank")["$defs"]["QuestionFile"]["properties"]["seniority_notes"]
    assert list(notes["properties"]) == ["associate", "mid", "senior", "director"]


def test_a_file_elsewhere_names_the_installed_schema_by_its_address(tmp_path: Path) -> None:
    line = schema_line("rubric", tmp_path / "my rubrics" / "a.yaml")
    assert line == f"# yaml-language-server: $schema={(shipped_schemas() / 'rubric.schema.json').as_uri()}"
    assert " " not in line.rpartition("=")[2]


def test_the_line_is_a_comment_to_the_reader() -> None:
    assert parse(f"{schema_line('bank', Path('a.yaml'))}\n{SMALLEST_BANK}").data == parse(SMALLEST_BANK).data
