"""``transcripts export`` and ``transcripts import``."""

from __future__ import annotations

from interview_coach.cli.building import Commands, add_json, command, later
from interview_coach.cli.filters import add_filters

FORMATS = ("html", "html-print", "md", "json")


def add(actions: Commands) -> None:
    """Add both to the actions of ``transcripts``."""
    export = command(actions, "export", "write interviews to files: reports for others to read, or JSON to import")
    add_option = export.add_argument
    add_option("id", nargs="*", help="ids, or the beginnings or the last parts of them; or say below which")
    add_option("--all", action="store_true", help="every interview")
    add_option(
        "--format",
        choices=FORMATS,
        help="html: one page to read and to print (default); html-print: the same for paper alone, a page for each "
        "question; md: Markdown; json: everything, to be imported elsewhere",
    )
    add_option(
        "--output",
        metavar="PATH",
        help="the file or folder to write to, - for standard output; default: here, named after the interview",
    )
    add_option("--force", action="store_true", help="put the files in place of those that are there")
    add_filters(export, of_format="--of-format")
    export.set_defaults(run=later("exporting", "export"))
    import_ = command(actions, "import", "take over interviews that were exported as JSON elsewhere")
    import_.add_argument("file", nargs="+", help="exported files, or folders that hold them")
    import_.add_argument(
        "--keep-both", action="store_true", help="where another interview has the same id, take it under another one"
    )
    add_json(import_)
    import_.set_defaults(run=later("exporting", "import_"))
