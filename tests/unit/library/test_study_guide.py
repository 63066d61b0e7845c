from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.errors import ContentError
from interview_coach.library.study_guide import load_study_guide

GUIDE = """\
phases:
  - {id: basics, title: Basics, weeks: 2, why: To begin with.}
material:
  - {id: book, phase: basics, kind: book, hours: 2.5, title: A book, competencies: [ethics], do: Read it.}
"""


def refused(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_study_guide(path)
    first, *problems = str(caught.value).splitlines()
    assert "mend the file" in first
    return [p.removeprefix(f"{path}:") for p in problems]


def test_the_shipped_guide_is_whole() -> None:
    guide = load_study_guide()
    assert len(guide.material) >= 25
    assert {m.phase for m in guide.material} <= {p.id for p in guide.phases}


def test_a_guide_is_read(tmp_path: Path) -> None:
    path = tmp_path / "guide.yaml"
    path.write_text(GUIDE, encoding="utf-8")
    [material] = load_study_guide(path).material
    assert (material.id, material.hours, material.competencies) == ("book", 2.5, ("ethics",))


def test_every_mistake_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    wrong = (
        GUIDE.replace("phase: basics", "phase: basic")
        .replace("kind: book", "kind: film")
        .replace("weeks: 2", "weeks: 0")
    )
    said = refused(tmp_path / "guide.yaml", wrong)
    assert [s.split(":")[0] for s in said] == ["2", "4", "4"]
    assert any("no phase `basic`" in s and "basics" in s for s in said)


def test_the_same_id_twice_is_told(tmp_path: Path) -> None:
    twice = GUIDE + GUIDE.splitlines()[-1] + "\n"
    [said] = refused(tmp_path / "guide.yaml", twice)
    assert said.startswith("5:")
    assert "taken already" in said


@pytest.mark.parametrize("text", ["", "- a\n", "phases: [\n", "phases: []\nmaterial: []\n"])
def test_what_is_no_guide_is_refused(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path / "guide.yaml", text)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no such file"):
        load_study_guide(tmp_path / "none.yaml")
