"""``banks`` and ``rubrics``: what there is, and what is wrong with it."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from interview_coach.cli.output import print_json, print_table, say
from interview_coach.library.banks import Bank
from interview_coach.library.catalogue import Library
from interview_coach.library.loading import load_library, problems_in
from interview_coach.library.problems import Problem
from interview_coach.library.rendering import as_annotation, as_data, as_text
from interview_coach.library.sources import expand, is_shipped
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
            (b.id, b.title, str(len(b.questions)), b.rubric, _where(b.path, shipped=b.shipped, replaces=b.replaces))
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
        rows = [
            (r.id, r.title, str(len(r.criteria)), r.hash, _where(path, shipped=is_shipped(path)))
            for r in library.rubrics.values()
            for path in [library.rubric_paths[r.id]]
        ]
        print_table([("ID", "TITLE", "CRITERIA", "HASH", "WHERE"), *rows])
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
    problems: Iterable[Problem]
    if arguments.paths:
        about_folders: list[Problem] = []
        files = [file for path in arguments.paths for file in _files_of(path, about_folders)]
        library = load_library(home, files)
        located = problems_in(library, files)
        problems = chain(about_folders, located, lint_banks(library, files), lint_rubrics(library, files))
        checked = len(files)
    else:
        library = load_library(home)
        located = [p for p in library.problems if folder in (p.path.name, p.path.parent.name)]
        problems = chain(located, lint(library, None))
        checked = len(library.banks if folder == "question_banks" else library.rubrics)
    wrong = _report(problems, checked, arguments.format)
    return 1 if wrong else 0


def _files_of(path: Path, problems: list[Problem]) -> list[Path]:
    """Return ``path``, or the files of that folder; adds to ``problems`` where there are none."""
    before = len(problems)
    files = list(expand([path], problems))
    if not files and len(problems) == before:
        message = "there is nothing to check in this folder: banks and rubrics are files that end in .yaml or .yml"
        problems.append(Problem(path, 1, 1, "", message))
    return files


def _report(problems: Iterable[Problem], checked: int, form: str) -> int:
    """Print ``problems`` as they are found: mistakes come at once, advice takes longer. Return how many are wrong."""
    if form == "json":
        found = list(problems)
        print_json([as_data(p) for p in found])
        return sum(p.severity == "error" for p in found)
    root = Path.cwd()
    errors = advice = 0
    for problem in problems:
        say(as_annotation(problem, root) if form == "github" else as_text(problem))
        errors += problem.severity == "error"
        advice += problem.severity == "advice"
    if form == "text":
        files = f"{checked} file{'' if checked == 1 else 's'}"
        found_any = f"{errors} wrong, {advice} that could be better" if errors + advice else "nothing is wrong"
        say(f"{files} checked: {found_any}.")
    return errors


def _tell_of(library: Library) -> None:
    if library.problems:
        say(f"\n{len(library.problems)} problems keep something from being used; `interview-coach banks check` and")
        say("`interview-coach rubrics check` show them.")


def _where(path: Path, *, shipped: bool, replaces: Path | None = None) -> str:
    """Return where a file lies, and whose place it takes."""
    return "shipped" if shipped else f"{path}, in place of {replaces}" if replaces else str(path)


def _bank_data(bank: Bank) -> dict[str, Any]:
    return {
        "id": bank.id,
        "title": bank.title,
        "competency": bank.competency,
        "rubric": bank.rubric,
        "description": bank.description,
        "path": str(bank.path),
        "shipped": bank.shipped,
        "replaces": str(bank.replaces) if bank.replaces else None,
        "questions": [{"id": q.id, "title": q.title, "formats": q.formats} for q in bank.questions],
    }
