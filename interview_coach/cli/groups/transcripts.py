"""``transcripts`` and ``grade``."""

from __future__ import annotations

from interview_coach.cli.building import Commands, add_json, command, later
from interview_coach.cli.groups import exporting
from interview_coach.cli.options import add_engine_options


def add(commands: Commands) -> None:
    """Add ``transcripts`` and ``grade``."""
    transcripts = command(commands, "transcripts", "list, show, locate and delete interviews")
    actions = transcripts.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, what in (
        ("list", "list all interviews, the newest first"),
        ("show", "show an interview with its scorecard"),
        ("path", "print where an interview's journal is"),
        ("delete", "move an interview to the trash folder"),
    ):
        action = command(actions, name, what)
        if name != "list":
            action.add_argument("id", help="its id, or the beginning or the last part of it")
        if name in {"list", "show"}:
            add_json(action)
        action.set_defaults(run=later("transcripts", name))
    exporting.add(actions)
    grade = command(commands, "grade", "grade an interview again; the earlier grade is kept beside it")
    grade.add_argument("id", help="its id, or the beginning or the last part of it")
    grade.add_argument("--missing", action="store_true", help="grade only what has no level")
    rubrics = "against the rubrics as planned then (the default), or as they stand in the library now"
    grade.add_argument("--rubrics", choices=["planned", "current"], default="planned", help=rubrics)
    add_engine_options(grade)
    add_json(grade)
    grade.set_defaults(run=later("transcripts", "grade"))
