"""Banks and rubrics as tables: CSV for spreadsheets, and cards for Anki."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable
from typing import Any

from interview_coach.authoring.shapes import Shape

BANK_COLUMNS = (
    "id", "title", "ask", "intent", "key_points", "follow_ups", "hints", "context", "answer_1", "answer_2", "answer_3",
    "answer_4", "answer", "minutes", "difficulty", "formats", "tracks", "seniorities", "backgrounds", "source",
)  # fmt: skip
"""The columns of a bank's table; ``answer`` is the model answer, at level 5."""

RUBRIC_COLUMNS = (
    "id",
    "title",
    "weight",
    "description",
    *(f"level_{n}" for n in range(1, 6)),
    "indicators",
    "red_flags",
)
"""The columns of a rubric's table, a row for each criterion."""

_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def bank_csv(shape: Shape) -> str:
    """Return a bank as a table with a row for each question. Criteria, cues, weights and stakeholders are left out."""
    return _csv(BANK_COLUMNS, (_question_row(question) for question in shape["questions"]))


def rubric_csv(shape: Shape) -> str:
    """Return a rubric as a table with a row for each criterion. Cues, gates and notes are left out."""
    return _csv(RUBRIC_COLUMNS, (_criterion_row(criterion) for criterion in shape["criteria"]))


def bank_anki(shape: Shape) -> str:
    """Return a bank as notes for Anki: the question in front; model answer, key points and hints on the back."""
    lines = ["#separator:tab", "#html:true", f"#deck:{_one_line(shape['title'])}", "#columns:Front\tBack\tTags"]
    for question in shape["questions"]:
        lines.append("\t".join((_html(question["ask"]), _back(question), shape["rubric"])))
    return "\n".join(lines) + "\n"


def texts(question: Shape, name: str) -> list[str]:
    """Return the texts of a list of a question's, whether they stand in groups or alone."""
    key = "ask" if name == "probes" else "text"
    return [entry[key] if isinstance(entry, dict) else entry for entry in question.get(name, ())]


def answers(question: Shape) -> dict[int, str]:
    """Return the natural exemplars of a question by level; of several at one level the first."""
    found: dict[int, str] = {}
    for exemplar in question.get("exemplars", ()):
        if exemplar.get("style", "natural") == "natural":
            found.setdefault(exemplar["level"], exemplar["text"])
    return dict(sorted(found.items()))


def _question_row(question: Shape) -> dict[str, Any]:
    row = {name: question.get(name, "") for name in BANK_COLUMNS}
    row |= {name: ", ".join(question.get(name, ())) for name in ("formats", "tracks", "seniorities", "backgrounds")}
    row |= {"answer" if level == 5 else f"answer_{level}": text for level, text in answers(question).items()}
    row["key_points"] = _several(texts(question, "key_points"))
    row["follow_ups"] = _several(texts(question, "probes"))
    row["hints"] = _several(question.get("hints", ()))
    row["context"] = _several(f"{item['about']}: {item['tell']}" for item in question.get("context", ()))
    return row


def _criterion_row(criterion: Shape) -> dict[str, Any]:
    row = {name: criterion.get(name, "") for name in RUBRIC_COLUMNS}
    row |= {f"level_{level}": text for level, text in criterion["levels"].items()}
    return row | {name: _several(texts(criterion, name)) for name in ("indicators", "red_flags")}


def _several(entries: Iterable[str]) -> str:
    """Return texts as the lines of one cell; a single one with a line end behind it where a reader might cut it."""
    lines = [_one_line(entry) for entry in entries]
    alone = len(lines) == 1 and any(mark in lines[0] for mark in "|;")
    return "\n".join(lines) + ("\n" if alone else "")


def _csv(columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> str:
    """Return a table without the columns that are empty everywhere, and with nothing that a spreadsheet would run."""
    table = list(rows)
    kept = [name for name in columns if any(row[name] not in ("", None) for row in table)]
    out = io.StringIO()
    writer = csv.DictWriter(out, kept, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _inert(row[name]) for name in kept} for row in table)
    return out.getvalue()


def _inert(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe before it makes it text."""
    return f"'{value}" if isinstance(value, str) and value.startswith((*_AS_FORMULA, "'")) else value


def _back(question: Shape) -> str:
    parts = [_html(text) for level, text in answers(question).items() if level == 5]
    for label, name in (("Key point", "key_points"), ("Follow-up", "probes"), ("Hint", "hints")):
        parts += [f"{label}: {_html(_one_line(text))}" for text in texts(question, name)]
    return "<br><br>".join(parts)


def _html(text: str) -> str:
    safe = html.escape(text).replace("\t", " ").replace("\n", "<br>")
    return f"&#35;{safe[1:]}" if safe.startswith("#") else safe  # or it would be taken for a heading line


def _one_line(text: str) -> str:
    return " ".join(text.split())
