"""The study guide on disk: YAML, checked like banks and rubrics."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

from pydantic import Field

from interview_coach.domain.base import Slug
from interview_coach.domain.study import MaterialKind, StudyGuide
from interview_coach.errors import ContentError
from interview_coach.library.document import Document
from interview_coach.library.file_models import MAX_ENTRIES, FileModel, Line, Prose
from interview_coach.library.groups import groups, repeated_ids, text
from interview_coach.library.problems import Complaint, first_of, in_order
from interview_coach.library.reading import read_bytes
from interview_coach.library.validation import check_fields
from interview_coach.library.words import did_you_mean, shown
from interview_coach.paths import shipped_study_guide


class PhaseFile(FileModel):
    """A stretch of learning."""

    noun = "phase"
    id: Slug
    title: Line
    weeks: Annotated[int, Field(strict=True, ge=1, le=52)]
    why: Prose


class MaterialFile(FileModel):
    """One thing to study."""

    noun = "piece of material"
    id: Slug
    phase: Slug
    kind: MaterialKind
    hours: Annotated[float, Field(strict=True, gt=0, le=100)]
    title: Line
    competencies: tuple[Slug, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    do: Prose


class GuideFile(FileModel):
    """A study guide."""

    noun = "study guide"
    phases: tuple[PhaseFile, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    material: tuple[MaterialFile, ...] = Field(min_length=1, max_length=MAX_ENTRIES)


def load_study_guide(path: Path | None = None) -> StudyGuide:
    """Return the study guide in the file ``path``, the shipped one by default.

    Raises:
        ContentError: names everything that is wrong with the file, with line and column.
    """
    document = Document.of(path or shipped_study_guide(), read_bytes(path or shipped_study_guide()))
    complaints: list[Complaint] = []
    if document.whole:
        complaints = first_of(chain(check_fields(document, GuideFile), _across_fields(document)))
    problems = [*document.file_problems(), *(document.problem(c) for c in complaints)]
    if problems:
        said = "\n".join(str(p) for p in in_order(problems))
        raise ContentError(f"The study guide cannot be used; install the program again, or mend the file:\n{said}")
    return StudyGuide.model_validate(document.data)


def _across_fields(document: Document) -> Iterator[Complaint]:
    if not isinstance(document.data, dict):
        return
    fields = document.data
    yield from repeated_ids(document, fields, "phases", ())
    yield from repeated_ids(document, fields, "material", ())
    phases = [text(phase, "id") for _, phase in groups(fields, "phases")]
    for index, material in groups(fields, "material"):
        named = text(material, "phase")
        if named and named not in phases:
            message = f"there is no phase {shown(named)} in this guide{did_you_mean(named, phases)}"
            yield Complaint(("material", index, "phase"), message)
