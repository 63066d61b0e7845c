"""What ``transcripts`` does with past interviews: lists, searches, labels, the trash, the index; and ``compare``."""

from __future__ import annotations

import argparse

from interview_coach.cli.building import Commands, add_json, command, later
from interview_coach.cli.filters import add_filters

SORTS = ("date", "name", "format", "track", "topics", "level", "verdict", "engine", "duration", "answered")
ID = "its id, or the beginning or the last part of it"


def add(actions: Commands) -> None:
    """Add these actions of ``transcripts``."""
    _add_lists(actions)
    _add_labels(actions)
    _add_trash(actions)
    reindex = command(actions, "reindex", "make the index of all transcripts anew; nothing depends on it but speed")
    reindex.set_defaults(run=later("archive", "reindex"))
    add_compare(actions)


def add_compare(commands: Commands) -> None:
    """Add ``compare``, which is a command of its own, too."""
    compare = command(commands, "compare", "set two attempts at a question side by side, or two grades of one answer")
    compare.description = (
        "Set two attempts at a question side by side, or two grades of one answer. A question is named by its "
        "interview's id, and its number where there are several: ID:2."
    )
    compare.add_argument("before", metavar="A[:QUESTION]", help="the first attempt; alone, what it repeats is compared")
    compare.add_argument("after", metavar="B[:QUESTION]", nargs="?", help="the second attempt")
    compare.add_argument(
        "--grades",
        nargs="*",
        type=int,
        metavar="N",
        help="compare two grades of A instead, by their numbers; the last two by default",
    )
    add_json(compare)
    compare.set_defaults(run=later("attempts", "compare"))


def _add_lists(actions: Commands) -> None:
    listing = command(actions, "list", "list interviews, the newest first")
    listing.add_argument("--sort", choices=SORTS, default="date", help="by this column; default: date")
    listing.add_argument("--reverse", action="store_true", help="the other way round")
    listing.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    add_filters(listing)
    add_json(listing)
    listing.set_defaults(run=later("archive", "list_"))
    search = command(actions, "search", "find what was said, by whomever, and show it in context")
    search.add_argument(
        "words",
        nargs="+",
        metavar="WORD",
        help="all must stand in one passage; the last may be half a word; phrases in quotes",
    )
    search.add_argument("--limit", type=_count, default=20, metavar="N", help="at most so many interviews; default: 20")
    add_filters(search, text=False)
    add_json(search)
    search.set_defaults(run=later("archive", "search"))


def _add_labels(actions: Commands) -> None:
    tag = command(actions, "tag", "give tags to an interview, or take them away")
    tag.add_argument("id", help=ID)
    tag.add_argument(
        "tags",
        nargs=argparse.REMAINDER,
        metavar="+TAG -TAG",
        help="+panel gives a tag, -panel takes it; none shows them",
    )
    tag.set_defaults(run=later("archive", "tag"))
    note = command(actions, "note", "write a note on an interview, or show it")
    note.add_argument("id", help=ID)
    note.add_argument("text", nargs="*", help="the note, in place of the one before; - reads it from standard input")
    note.add_argument("--clear", action="store_true", help="take the note away")
    note.set_defaults(run=later("archive", "note"))
    rename = command(actions, "rename", "give an interview a name; without one, take it away")
    rename.add_argument("id", help=ID)
    rename.add_argument("name", nargs="*", help="what to call it")
    rename.set_defaults(run=later("archive", "rename"))


def _add_trash(actions: Commands) -> None:
    delete = command(actions, "delete", "move an interview to the trash, from where it can be restored")
    delete.add_argument("id", help=ID)
    delete.add_argument("--yes", action="store_true", help="do not ask")
    delete.set_defaults(run=later("archive", "delete"))
    trash = command(actions, "trash", "list what is in the trash")
    add_json(trash)
    trash.set_defaults(run=later("archive", "trash"))
    restore = command(actions, "restore", "take an interview out of the trash")
    restore.add_argument("id", help=ID)
    restore.set_defaults(run=later("archive", "restore"))


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 up")
    return int(text)
