"""``banks`` and ``rubrics``: what there is, and what is wrong with it."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from interview_coach.cli.output import print_json, print_table, say
from interview_coach.library.banks import Bank
from interview_coach.library.catalogue import Library
from interview_coach.library.loading import load_library, problems_in
from interview_coach.library.problems import Problem
from interview_coach.library.rendering import as_annotation, as_data, as_text
from interview_coach.library.sources import expand
from interview_coach.linting.files import lint_banks, lint_rubrics
from interview_coach.settings import load_settings

Lint = Callable[[Library, Sequence[Path] | None], Iterator[Problem]]


def list_banks(arguments: Namespace) -> int:
    """Print all question banks."""
    library = load_library(load_settings(os.environ).home)
    if arguments.json:
        print_json([_bank_data(bank) for bank in library.banks])
    else:
        rows = [
            (b.id, b.title, str(len(b.questions)), b.rubric, "shipped" if b.shipped else str(b.path))
            for b in library.banks
        ]
        print_table([("ID", "TITLE", "QUESTIONS", "RUBRIC", "WHERE"), *rows])
        _tell_of(library)
    return 0


def list_rubrics(arguments: Namespace) -> int:
    """Print all rubrics."""
    library = load_library(load_settings(os.environ).home)
    if arguments.json:
        print_json(
            [
                {
                    "id": rubric.id,
                    "title": rubric.title,
                    "hash": rubric.hash,
                    "path": str(library.rubric_paths[rubric.id]),
                    "criteria": [{"id": c.id, "title": c.title, "weight": c.weight} for c in rubric.criteria],
                }
                for rubric in library.rubrics.values()
            ]
        )
    else:
        rows = [(r.id, r.title, str(len(r.criteria)), r.hash) for r in library.rubrics.values()]
        print_table([("ID", "TITLE", "CRITERIA", "HASH"), *rows])
        _tell_of(library)
    return 0


def check_banks(arguments: Namespace) -> int:
    """Print what is wrong with question banks, and what would make them better; 1 where anything is wrong."""
    return _check(arguments, "question_banks", lint_banks)


def check_rubrics(arguments: Namespace) -> int:
    """Print what is wrong with rubrics, and what would make them better; 1 where anything is wrong."""
    return _check(arguments, "rubrics", lint_rubrics)


def _check(arguments: Namespace, folder: str, lint: Lint) -> int:
    home = load_settings(os.environ).home
    if arguments.paths:
        problems: list[Problem] = []
        files = [file for path in arguments.paths for file in _files_of(path, problems)]
        library = load_library(home, files)
        problems += [*problems_in(library, files), *lint_banks(library, files), *lint_rubrics(library, files)]
        checked = len(files)
    else:
        library = load_library(home)
        problems = [p for p in library.problems if folder in (p.path.name, p.path.parent.name)]
        problems += lint(library, None)
        checked = len(library.banks if folder == "question_banks" else library.rubrics)
    _report(problems, checked, arguments.format)
    return 1 if any(p.severity == "error" for p in problems) else 0


def _files_of(path: Path, problems: list[Problem]) -> list[Path]:
    """Return ``path``, or the files of that folder; adds to ``problems`` where there are none."""
    before = len(problems)
    files = list(expand([path], problems))
    if not files and len(problems) == before:
        message = "there is nothing to check in this folder: banks and rubrics are files that end in .yaml or .yml"
        problems.append(Problem(path, 1, 1, "", message))
    return files


def _report(problems: Sequence[Problem], checked: int, form: str) -> None:
    if form == "json":
        print_json([as_data(p) for p in problems])
        return
    root = Path.cwd()
    for problem in problems:
        say(as_annotation(problem, root) if form == "github" else as_text(problem))
    if form == "github":
        return
    errors = sum(p.severity == "error" for p in problems)
    advice = len(problems) - errors
    files = f"{checked} file{'' if checked == 1 else 's'}"
    if problems:
        say(f"{files} checked: {errors} wrong, {advice} that could be better.")
    else:
        say(f"{files} checked: nothing is wrong.")


def _tell_of(library: Library) -> None:
    if library.problems:
        say(f"\n{len(library.problems)} problems keep something from being used; `interview-coach banks check` and")
        say("`interview-coach rubrics check` show them.")


def _bank_data(bank: Bank) -> dict[str, Any]:
    return {
        "id": bank.id,
        "title": bank.title,
        "competency": bank.competency,
        "rubric": bank.rubric,
        "description": bank.description,
        "path": str(bank.path),
        "shipped": bank.shipped,
        "questions": [{"id": q.id, "title": q.title, "formats": q.formats} for q in bank.questions],
    }
