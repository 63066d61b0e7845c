"""``transcripts``, ``compare`` and ``grade``."""

from __future__ import annotations

from interview_coach.cli.building import Commands, add_json, command, later
from interview_coach.cli.groups import archive, exporting
from interview_coach.cli.options import add_engine_options


def add(commands: Commands) -> None:
    """Add ``transcripts``, ``compare`` and ``grade``."""
    transcripts = command(
        commands, "transcripts", "past interviews: list, search, show, compare, label, delete and restore them"
    )
    actions = transcripts.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, what in (
        ("show", "show an interview with its scorecard"),
        ("path", "print where an interview's journal is"),
    ):
        action = command(actions, name, what)
        action.add_argument("id", help=archive.ID)
        if name == "show":
            add_json(action)
        action.set_defaults(run=later("transcripts", name))
    archive.add(actions)
    exporting.add(actions)
    archive.add_compare(commands)
    grade = command(commands, "grade", "grade an interview again; the earlier grade is kept beside it")
    grade.add_argument("id", help="its id, or the beginning or the last part of it")
    grade.add_argument("--missing", action="store_true", help="grade only what has no level")
    rubrics = "against the rubrics as planned then (the default), or as they stand in the library now"
    grade.add_argument("--rubrics", choices=["planned", "current"], default="planned", help=rubrics)
    add_engine_options(grade)
    add_json(grade)
    grade.set_defaults(run=later("transcripts", "grade"))
