from __future__ import annotations

import pytest

from interview_coach.library.file_models import BankFile, RubricFile
from interview_coach.library.validation import model_at
from tests.unit.library.samples import RUBRIC_TEXT, rubric_of


def test_a_good_rubric() -> None:
    rubric, problems = rubric_of(RUBRIC_TEXT)
    assert problems == []
    assert rubric is not None
    assert rubric.id == "failure-modes"
    first, second = rubric.criteria
    assert (first.weight, second.weight) == (0.6, 0.4)
    assert first.levels[5] == "Ranked failures by harm and odds."
    assert first.indicators[0].id == "names-hallucination"
    assert rubric.gates[0].id == "names-failures-gate"


def test_a_sentence_is_an_indicator() -> None:
    rubric, problems = rubric_of(
        RUBRIC_TEXT.replace(
            "      - text: Names hallucination.\n        cues: [made it up, hallucinate]", "      - Names it."
        )
    )
    assert problems == []
    assert rubric is not None
    assert rubric.criteria[0].indicators[0].text == "Names it."


def test_a_red_flag_belongs_to_the_criterion_that_it_stands_under() -> None:
    flag = "    red_flags: [{text: It never fails, criterion: }, {text: Never}]\n  - id: plans-response"
    rubric, problems = rubric_of(RUBRIC_TEXT.replace("  - id: plans-response", flag))
    assert problems == []
    assert rubric is not None
    assert rubric.criteria[0].red_flags[0].criterion == "names-failures"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("weight: 0.4", "weight: 0.3", "2:1: the weights of the criteria sum to 0.9; they must sum to 1"),
        ("weight: 0.4", "weight: 0.4009", None),
        ("weight: 0.4", "weight: 0.4011", "sum to 1.0011"),
        ("      5: Ranked failures by harm and odds.\n", "", "6:5: level 5 has no anchor text; each"),
        ("      2: Named one failure.\n      3: Named several failures.\n", "", "levels 2 and 3 have no anchor text"),
        ("criterion: names-failures", "criterion: name-failures", "in this rubric: did you mean `names-failures`?"),
        ("id: plans-response", "id: names-failures", "15:9: the id `names-failures` is taken already, in line 3"),
        ("at_most: 1.5", "at_most: 0", "`at_most` must be at least 1, found `0`"),
        ("caps_verdict_at: no-hire", "caps_verdict_at: no-hier", "did you mean `no-hire`?"),
        ("      1: Would fix it.", "      0: Would fix it.", "`levels` has no `0`; expected 1, 2, 3, 4 or 5"),
    ],
)  # fmt: skip
def test_a_rubric_is_whole_or_left_out(old: str, new: str, told: str | None) -> None:
    assert old in RUBRIC_TEXT
    rubric, problems = rubric_of(RUBRIC_TEXT.replace(old, new, 1))
    assert (rubric is None) is (told is not None)
    assert any(told in p for p in problems) if told else not problems, problems


def test_weights_are_left_alone_where_one_is_no_number() -> None:
    assert rubric_of(RUBRIC_TEXT.replace("weight: 0.4", "weight: much"))[1] == [
        "17:13: `weight`: expected a number, found text `much`; a number stands without quotes"
    ]


def test_both_kinds_of_file_have_a_strict_schema() -> None:
    for model in (BankFile, RubricFile):
        schema = model.model_json_schema()
        groups = [schema, *schema["$defs"].values()]
        assert all(group["additionalProperties"] is False for group in groups if group["type"] == "object")
    points = BankFile.model_json_schema()["$defs"]["QuestionFile"]["properties"]["key_points"]["items"]
    assert {"type": "string"} in points["anyOf"]


def test_the_model_of_every_group_is_found() -> None:
    assert model_at(BankFile, ()).noun == "question bank"
    assert model_at(BankFile, ("questions", 3)).noun == "question"
    assert model_at(BankFile, ("questions", 3, "key_points", 0)).noun == "key point"
    assert model_at(BankFile, ("questions", 3, "stakeholder")).noun == "stakeholder"
    assert model_at(RubricFile, ("criteria", 0, "red_flags", 1)).noun == "red flag"
