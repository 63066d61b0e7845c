"""``banks`` and ``rubrics``."""

from __future__ import annotations

from pathlib import Path

from interview_coach.cli.building import Commands, add_json, command, later
from interview_coach.cli.groups.authoring import add_authoring


def add(commands: Commands) -> None:
    """Add ``banks`` and ``rubrics``."""
    for kind, what in (("banks", "question banks"), ("rubrics", "rubrics")):
        group = command(commands, kind, f"list, check, show and make {what}")
        actions = group.add_subparsers(title="actions", metavar="ACTION", required=True)
        listing = command(actions, "list", f"list all {what}")
        add_json(listing)
        listing.set_defaults(run=later("content", f"list_{kind}"))
        check = command(actions, "check", f"find what is wrong with {what}, and what would make them better")
        check.add_argument(
            "paths", nargs="*", type=Path, metavar="PATH", help="files or folders; all that are known by default"
        )
        form = check.add_mutually_exclusive_group()
        form.add_argument(
            "--format",
            choices=["text", "json", "github"],
            default="text",
            help="default: text; json for scripts, github for annotations in a GitHub workflow",
        )
        form.add_argument(
            "--json", action="store_const", const="json", dest="format", help="print JSON, the same as --format json"
        )
        check.set_defaults(run=later("content", f"check_{kind}"))
        add_authoring(actions, kind.removesuffix("s"))
