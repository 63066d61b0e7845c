"""``banks`` and ``rubrics``: new, show, export."""

from __future__ import annotations

import os
import shlex
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from interview_coach.authoring.beginning import Template, new_file
from interview_coach.authoring.exporting import SUFFIXES, Form, exported
from interview_coach.authoring.files import NOUNS, NewFile, write_new, write_text
from interview_coach.authoring.finding import Found, find
from interview_coach.authoring.shapes import question_shape, shape_of
from interview_coach.authoring.shelf import Shelf
from interview_coach.authoring.showing import bank_text, question_text, rubric_text
from interview_coach.cli.output import print_json, say
from interview_coach.domain.rubric import Rubric
from interview_coach.paths import Home
from interview_coach.settings import load_settings


def new(arguments: Namespace) -> int:
    """Write a new file from a template, and say what can be done with it."""
    file = new_file(
        Shelf(home_of_user()),
        arguments.kind,
        Template(arguments.from_template),
        title=arguments.title,
        wanted=arguments.id,
        rubric=getattr(arguments, "rubric", None),
    )
    write_new([file])
    say(f"Written: {file.path}")
    tell_next(file)
    return 0


def show(arguments: Namespace) -> int:
    """Print a bank, a question or a rubric."""
    found = find(arguments.name, arguments.kind, home_of_user())
    if arguments.json:
        print_json(_data(found))
    else:
        say(_text(found))
    return 0


def export(arguments: Namespace) -> int:
    """Print a bank or a rubric in another format, or write it to a file."""
    found = find(arguments.name, arguments.kind, home_of_user())
    form = _form(arguments.format, arguments.output)
    text = exported(shape_of(found.thing), form)
    if arguments.output is None:
        sys.stdout.write(text)
    else:
        write_text(arguments.output, text)
        say(f"Written: {arguments.output}")
    return 0


def home_of_user() -> Home:
    """Return the data folder; raises ``SettingsError``."""
    return load_settings(os.environ).home


def tell_next(file: NewFile) -> None:
    """Say what can be done with a file that was written."""
    path = shlex.quote(str(file.path))
    group = "banks" if file.kind == "bank" else "rubrics"
    say(f"Edit it, then `interview-coach {group} check {path}` says what is wrong and what would help.")
    if file.kind == "bank":
        say(f"Practise: interview-coach practice --bank {path}")
    else:
        say(f"Use it in a question bank: `rubric: {file.id}`, or `interview-coach banks new --rubric {file.id}`.")


def _form(named: str | None, output: Path | None) -> Form:
    """Return the format: that which was named, else what the output's name ends in, else YAML."""
    if named is not None or output is None:
        return Form(named or Form.YAML)
    ends = {suffix: form for form, suffix in SUFFIXES.items()} | {".yml": Form.YAML, ".markdown": Form.MARKDOWN}
    return ends.get(output.suffix.lower(), Form.YAML)


def _text(found: Found) -> str:
    if isinstance(found.thing, Rubric):
        return rubric_text(found.thing, found.path, shipped=found.shipped)
    return question_text(found.question, found.rubric) if found.question else bank_text(found.thing, found.rubric)


def _data(found: Found) -> dict[str, Any]:
    where = {"path": str(found.path), "shipped": found.shipped}
    if found.question is not None:
        of_its_bank = {name: getattr(found.question, name) for name in ("bank", "competency", "rubric")}
        return question_shape(found.question) | of_its_bank | where
    hashed = {"hash": found.thing.hash} if isinstance(found.thing, Rubric) else {}
    return shape_of(found.thing) | hashed | where | {"kind": NOUNS["rubric" if hashed else "bank"]}
