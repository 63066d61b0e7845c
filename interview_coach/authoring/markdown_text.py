"""Banks and rubrics as Markdown: to be read, printed, discussed, and imported again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview_coach.authoring.shapes import Shape
from interview_coach.authoring.sheets_text import answers, texts

_MARKUP = re.compile(r"([\\`*_\[\]<>|#])")
_OPENS = re.compile(r"^(\d*)([-+=~.)])")


def bank_markdown(shape: Shape) -> str:
    """Return a bank: a heading for each question, what it says as a paragraph, and the rest as labelled points.

    Criteria, cues, weights, kinds of probes, red flags and stakeholders are left out.
    """
    lines = [f"# {_line(shape['title'])}", "", f"Rubric: {shape['rubric']}"]
    if "competency" in shape:
        lines += ["", f"Competency: {shape['competency']}"]
    if "description" in shape:
        lines += ["", f"Description: {_line(shape['description'])}"]
    for question in shape["questions"]:
        lines += ["", f"## {_line(question['title'])}", "", f"Question: {_line(question['ask'])}", ""]
        lines += _points(question)
    return "\n".join(lines).rstrip() + "\n"


def rubric_markdown(shape: Shape) -> str:
    """Return a rubric: a table with a row for each criterion. Indicators, cues, flags, gates and notes are left out."""
    lines = [f"# {_line(shape['title'])}", ""]
    if "description" in shape:
        lines += [f"Description: {_line(shape['description'])}", ""]
    lines += ["| Id | Criterion | Weight | 1 | 2 | 3 | 4 | 5 |", "|---|---|---|---|---|---|---|---|"]
    for criterion in shape["criteria"]:
        cells = [criterion["id"], _line(criterion["title"]), f"{criterion['weight']:g}"]
        cells += [_line(criterion["levels"][str(level)]) for level in range(1, 6)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _points(question: Shape) -> Iterator[str]:
    yield f"- Id: {question['id']}"
    for label, name in (("Intent", "intent"), ("Difficulty", "difficulty"), ("Source", "source")):
        if question.get(name):
            yield f"- {label}: {_line(question[name])}"
    if "minutes" in question:
        yield f"- Minutes: {question['minutes']:g}"
    for name in ("formats", "tracks", "seniorities", "backgrounds"):
        if question.get(name):
            yield f"- {name.title()}: {', '.join(question[name])}"
    for item in question.get("context", ()):
        yield f"- Context: {_line(item['about'])}: {_line(item['tell'])}"
    for label, name in (("Key point", "key_points"), ("Follow-up", "probes"), ("Hint", "hints")):
        for text in texts(question, name):
            yield f"- {label}: {_line(text)}"
    for level, text in answers(question).items():
        first, *others = re.split(r"\n\s*\n", text)
        yield f"- Answer (level {level}): {_line(first)}"
        for paragraph in others:
            yield from ("", "  " + _OPENS.sub(r"\1\\\2", _line(paragraph)))


def _line(text: str) -> str:
    """Return ``text`` on one line, with what Markdown would take for markup escaped."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
