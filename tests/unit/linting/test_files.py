from __future__ import annotations

from pathlib import Path

from interview_coach.library.loading import load_library
from interview_coach.linting.files import lint_banks, lint_rubrics
from interview_coach.paths import Home

BANK = """\
title: Mine
rubric: evaluation-design
questions:
  - ask: 7
  - id: mine
    ask: How would you test a parser of invoices for a bakery?
    hints: [one, two, three]
    key_points:
      - text: Says what a wrong parse costs the bakery.
        criterion: success-criteria
        cues: [invoices for a bakery]
"""


def test_findings_have_the_place_in_the_file_even_behind_a_broken_question(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(BANK)
    library = load_library(Home(tmp_path / "home"), [path])
    found = [p for p in lint_banks(library, [path]) if p.severity == "error"]
    assert [(p.line, p.field) for p in found] == [(9, "questions[1].key_points")]
    assert str(found[0]).startswith(f"{path}:9:7: the cue 'invoices for a bakery' stands in the question itself")
    assert any(p.severity == "advice" for p in lint_banks(library, [path]))


def test_only_the_named_files_are_linted(tmp_path: Path) -> None:
    library = load_library(Home(tmp_path))
    assert list(lint_banks(library, [])) == []
    assert list(lint_rubrics(library, [])) == []
