"""Documents that are made from the content are true, and the study material names what exists."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scripts.coverage import TARGET, coverage
from tests.support.shipped import shipped, shipped_questions

DOCS = Path(__file__).parents[2] / "docs"
MATERIAL = yaml.safe_load((DOCS / "study-plan" / "material.yaml").read_text(encoding="utf-8"))
COMPETENCIES = (DOCS / "competencies.txt").read_text(encoding="utf-8").split()


def test_the_coverage_matrix_is_true() -> None:
    assert TARGET.read_text(encoding="utf-8") == coverage(shipped_questions()), "run: python -m scripts.coverage"


def test_the_library_names_no_competency_that_is_not_listed() -> None:
    assert {q.competency for q in shipped().questions()} <= set(COMPETENCIES)


def test_study_material_is_tied_to_competencies_and_phases() -> None:
    phases = [p["id"] for p in MATERIAL["phases"]]
    ids = [m["id"] for m in MATERIAL["material"]]
    assert len(set(ids)) == len(ids)
    assert len(set(phases)) == len(phases)
    for item in MATERIAL["material"]:
        assert item["phase"] in phases, item["id"]
        assert item["competencies"] and set(item["competencies"]) <= set(COMPETENCIES), item["id"]
        assert item["kind"] in {"book", "reading", "course", "task"}
        assert 0 < item["hours"] <= 40
        assert item["do"].strip().endswith(".")


@pytest.mark.parametrize("competency", COMPETENCIES)
def test_every_competency_has_something_to_study(competency: str) -> None:
    assert any(competency in item["competencies"] for item in MATERIAL["material"])
