"""``transcripts export`` and ``transcripts import``."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from interview_coach.cli.archive import synced
from interview_coach.cli.counting import bar
from interview_coach.cli.filters import filters_of
from interview_coach.cli.output import print_json, say
from interview_coach.cli.streams import complain
from interview_coach.errors import CoachError, UsageError
from interview_coach.journal.adopting import Outcome
from interview_coach.journal.index.base import ALL
from interview_coach.journal.lines import LineProblem
from interview_coach.reports.rendering import ReportFormat
from interview_coach.reports.words import counted
from interview_coach.settings import load_settings
from interview_coach.wiring import Coach
from interview_coach.wiring.exporting import Imported, export_all, export_to, import_from, make_folder, rendered

MANY = "interview-reports"
"""The folder for several reports where none is named."""

_SUFFIXES = {
    ".htm": ReportFormat.HTML,
    ".html": ReportFormat.HTML,
    ".json": ReportFormat.JSON,
    ".markdown": ReportFormat.MARKDOWN,
    ".md": ReportFormat.MARKDOWN,
}

_TOLD = {
    Outcome.ADDED: "Added",
    Outcome.ALREADY_HERE: "Already here",
    Outcome.HERE_WITH_MORE: "Already here, with more in it",
    Outcome.CONTINUED: "Went on elsewhere, brought up to date",
}


def export(arguments: Namespace) -> int:
    """Write interviews to files for others."""
    coach, filters = _coach(), filters_of(arguments)
    several = arguments.all or filters != ALL
    if not arguments.id and not several:
        raise UsageError("Say which interviews: ids, filters, or --all. `interview-coach transcripts list` shows them.")
    if arguments.id and several:
        raise UsageError("Name ids, or say --all or which; not both.")
    form = _format(arguments)
    if len(arguments.id) == 1:
        return _one(coach.store.find(arguments.id[0]), form, arguments)
    if several:
        archive = synced(coach)
        journals = [item.path for item in archive.page(filters, limit=archive.count(filters))]
    else:
        journals = list(dict.fromkeys(map(coach.store.find, arguments.id)))
    return _many(journals, form, arguments)


def import_(arguments: Namespace) -> int:
    """Take over interviews that were exported elsewhere."""
    home = _coach().settings.home
    told: list[dict[str, Any]] = []
    failed = 0
    for file in [*_files(arguments.file)]:
        try:
            imported = import_from(home, file, keep_both=arguments.keep_both)
        except CoachError as error:
            failed += 1
            complain(str(error))
            told.append({"file": str(file), "outcome": "failed", "error": str(error)})
            continue
        told.append({"file": str(file), **_data(imported)})
        if not arguments.json:
            say(f"{_TOLD[imported.adopted.outcome]}: {imported.adopted.path.stem}")
        for problem in imported.problems:
            complain(f"{file}: {problem.message} (line {problem.line} of the journal, kept as it is)")
    if arguments.json:
        print_json(told)
    return 1 if failed else 0


def _one(journal: Path, form: ReportFormat, arguments: Namespace) -> int:
    if arguments.output == "-":
        sys.stdout.buffer.write(rendered(journal, form))
        return 0
    target = Path(arguments.output or ".")
    if (arguments.output or "").endswith(("/", os.sep)):
        make_folder(target)
    say(export_to(target, journal, form, force=arguments.force))
    return 0


def _many(journals: list[Path], form: ReportFormat, arguments: Namespace) -> int:
    if arguments.output == "-":
        raise UsageError("Several interviews do not go to standard output: name a folder with --output.")
    folder = Path(arguments.output or MANY)
    if not journals:
        say("No interview is like that, so there is nothing to export.")
        return 0
    done = export_all(folder, journals, form, force=arguments.force, progress=bar("Exporting"))
    for error in done.failed:
        complain(str(error))
    if done.stopped:
        complain(f"stopped after {counted(len(done.written), 'file')} of {len(journals)}; those are whole.")
    say(f"{counted(len(done.written), 'interview')} in {folder}" + (f"; begin with {done.index}" if done.index else ""))
    return 1 if done.failed else 0


def _format(arguments: Namespace) -> ReportFormat:
    """Return what was asked for, by name or by how the file's name ends; a page, where nothing says."""
    if arguments.format:
        return ReportFormat(arguments.format)
    return _SUFFIXES.get(Path(arguments.output or "").suffix.lower(), ReportFormat.HTML)


def _files(named: list[str]) -> Iterator[Path]:
    """Yield the files that were named, and those in the folders that were; raises ``UsageError`` where one has none."""
    for path in map(Path, named):
        if path.is_dir():
            found = sorted(path.glob("*.json"))
            if not found:
                raise UsageError(f"There is no file that ends with .json in {path}.")
            yield from found
        else:
            yield path


def _data(imported: Imported) -> dict[str, Any]:
    adopted = imported.adopted
    return {
        "id": adopted.path.stem,
        "path": str(adopted.path),
        "outcome": adopted.outcome,
        "lines": adopted.lines,
        "problems": [_problem(p) for p in imported.problems],
    }


def _problem(problem: LineProblem) -> dict[str, Any]:
    return {"line": problem.line, "message": problem.message}


def _coach() -> Coach:
    return Coach(load_settings(os.environ))
