"""A small good rubric and bank, and short ways to read text as a file."""

from __future__ import annotations

from pathlib import Path

from interview_coach.domain.rubric import Rubric
from interview_coach.library.banks import Bank, Rubrics, read_bank
from interview_coach.library.catalogue import Library
from interview_coach.library.document import Document
from interview_coach.library.problems import Complaint, Problem, in_order
from interview_coach.library.rubrics import read_rubric

BROKEN = Path(__file__).parents[2] / "data" / "broken_banks"
RUBRIC_TEXT = (BROKEN / "rubrics" / "failure-modes.yaml").read_text(encoding="utf-8")

SMALLEST_BANK = """\
title: My bank
rubric: failure-modes
questions:
  - ask: "What could go wrong?"
"""

FULL_BANK = """\
id: support-bots
title: Support bots
competency: failure-modes
rubric: failure-modes
description: What bots do wrong.
questions:
  - id: refund-bot
    title: The refund bot
    ask: A bot promised 40 refunds. What now?
    formats: [drill, mock]
    tracks: [vertical]
    seniorities: [mid, senior]
    difficulty: hard
    minutes: 7.5
    context:
      - {about: volume, tell: 900 chats a day.}
    key_points:
      - id: stop-it
        text: Stops the harm first
        criterion: plans-response
        weight: 2
        cues: [switch it off, pull the plug]
      - Names who was hurt
    probes:
      - {id: how-fast, kind: number, ask: "How fast?", aims_at: stop-it}
      - {ask: "Who exactly?", aims_at: names-who-was-hurt}
    hints: [Think of now, Think of tomorrow, "Stop it, then look"]
    red_flags:
      - {text: Nobody is hurt, criterion: names-failures, caps_at: 2, cues: [no harm done]}
    exemplars:
      - {level: 1, text: I would fix it.}
      - {level: 5, style: plain, text: I would switch it off.}
    seniority_notes: {senior: Owns the decision.}
  - ask: >-
      The vice president wants a promise that it never happens again,
      and she wants it today.
    stakeholder:
      name: Ngozi Adeyemi
      role: Vice President
      wants: certainty
      fears: the press
      opening: So, is it safe now?
"""


def write(path: Path, text: str | bytes) -> Path:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def told(library: Library) -> list[str]:
    """Return the problems of a library, each as ``file name:line: message``."""
    return [f"{p.path.name}:{p.line}: {p.message}" for p in library.problems]


def bank_named(bank_id: str, ask: str = "What now?") -> str:
    """Return a bank of one question."""
    return f"id: {bank_id}\ntitle: T\nrubric: failure-modes\nquestions:\n  - ask: {ask}\n"


def document(text: str | bytes, name: str = "my-bank.yaml") -> Document:
    """Return ``text`` as if it stood in a file of that name."""
    return Document.of(Path(name), text.encode() if isinstance(text, str) else text)


def located(read: Document, complaints: list[Complaint]) -> list[Problem]:
    """Return all problems of a file that was read."""
    return in_order([*read.file_problems(), *(read.problem(c) for c in complaints)])


def rubric_of(text: str, name: str = "failure-modes.yaml") -> tuple[Rubric | None, list[str]]:
    """Return the rubric in ``text`` and its problems, each as ``line:column: sentence``."""
    read = document(text, name)
    rubric, complaints = read_rubric(read)
    return rubric, [f"{p.line}:{p.column}: {p.sentence}" for p in located(read, complaints)]


def good_rubric() -> Rubric:
    """Return the rubric that the sample banks name."""
    rubric, problems = rubric_of(RUBRIC_TEXT)
    assert rubric is not None, problems
    return rubric


def rubrics() -> Rubrics:
    """Return the rubrics that the sample banks may name."""
    return Rubrics({"failure-modes": good_rubric()})


def bank_of(text: str | bytes, name: str = "my-bank.yaml") -> tuple[Bank | None, list[str]]:
    """Return the bank in ``text`` and its problems, each as ``line:column: sentence``."""
    read = document(text, name)
    bank, complaints = read_bank(read, rubrics())
    return bank, [f"{p.line}:{p.column}: {p.sentence}" for p in located(read, complaints)]
