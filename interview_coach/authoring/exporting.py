"""Banks and rubrics in the formats of other programs; each holds as much as it can."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum

from interview_coach.authoring.files import Kind
from interview_coach.authoring.markdown_text import bank_markdown, rubric_markdown
from interview_coach.authoring.shapes import Shape, is_rubric
from interview_coach.authoring.sheets_text import bank_anki, bank_csv, rubric_csv
from interview_coach.authoring.yaml_text import yaml_text
from interview_coach.errors import UsageError


class Form(StrEnum):
    """A format of files. YAML and JSON hold everything; the others texts, and what is told in a few words."""

    YAML = "yaml"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"
    ANKI = "anki"


SUFFIXES: dict[Form, str] = {
    Form.YAML: ".yaml",
    Form.JSON: ".json",
    Form.MARKDOWN: ".md",
    Form.CSV: ".csv",
    Form.ANKI: ".txt",
}

OF_KIND: dict[Kind, tuple[Form, ...]] = {"bank": tuple(Form), "rubric": tuple(f for f in Form if f is not Form.ANKI)}


def exported(shape: Shape, form: Form) -> str:
    """Return the bank or the rubric of that ``shape`` as the text of a file.

    Raises:
        UsageError: a rubric was asked for as cards.
    """
    writers: dict[Form, Callable[[Shape], str]] = {Form.YAML: yaml_text, Form.JSON: _json}
    if is_rubric(shape):
        writers |= {Form.MARKDOWN: rubric_markdown, Form.CSV: rubric_csv}
    else:
        writers |= {Form.MARKDOWN: bank_markdown, Form.CSV: bank_csv, Form.ANKI: bank_anki}
    if form not in writers:
        raise UsageError(f"A rubric makes no cards. Formats are: {', '.join(OF_KIND['rubric'])}.")
    return writers[form](shape)


def _json(shape: Shape) -> str:
    return json.dumps(shape, indent=2, ensure_ascii=False) + "\n"
