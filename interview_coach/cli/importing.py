"""``banks import`` and ``rubrics import``."""

from __future__ import annotations

from argparse import Namespace

from interview_coach.authoring.files import write_new
from interview_coach.authoring.importing.importer import Imported, import_file
from interview_coach.authoring.importing.source import Form
from interview_coach.authoring.shelf import Shelf
from interview_coach.cli.authoring import home_of_user, tell_next
from interview_coach.cli.output import print_json, say
from interview_coach.library.rendering import as_data, as_text


def import_(arguments: Namespace) -> int:
    """Import a file, or show with ``--dry-run`` what would be written; 1 where anything must be mended first."""
    imported = import_file(
        arguments.file,
        Shelf(home_of_user()),
        arguments.kind,
        form=None if arguments.format == "auto" else Form(arguments.format),
        rubric=getattr(arguments, "rubric", None),
        title=arguments.title,
    )
    written = imported.usable and not arguments.dry_run
    if written:
        write_new(imported.files)
    if arguments.json:
        print_json(_data(imported, written=written))
    else:
        _tell(imported, dry_run=arguments.dry_run)
    return 0 if imported.usable else 1


def _tell(imported: Imported, *, dry_run: bool) -> None:
    for problem in imported.problems:
        say(as_text(problem) if problem.severity == "error" else f"{problem.place}: {problem.message}")
    wrong = sum(problem.severity == "error" for problem in imported.problems)
    if not imported.usable:
        say(f"Nothing was written: {wrong} {'thing' if wrong == 1 else 'things'} to mend first.")
        return
    for note in imported.notes:
        say(note)
    for file in imported.files:
        if dry_run:
            say(f"Would be written: {file.path}\n\n{file.text}")
        else:
            say(f"Written: {file.path}")
    if not dry_run and imported.files:
        tell_next(imported.files[0])


def _data(imported: Imported, *, written: bool) -> dict[str, object]:
    return {
        "written": written,
        "files": [{"id": f.id, "path": str(f.path), "text": f.text} for f in imported.files],
        "problems": [as_data(problem) for problem in imported.problems],
        "notes": list(imported.notes),
    }
