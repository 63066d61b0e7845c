"""``transcripts list, search, tag, note, rename, delete, trash, restore, reindex``."""

from __future__ import annotations

import asyncio
import os
import sys
from argparse import Namespace
from typing import Any

from interview_coach.cli.archive_text import found_lines, listing_data, listing_row, trashed_data
from interview_coach.cli.counting import bar
from interview_coach.cli.filters import filters_of
from interview_coach.cli.output import print_json, print_table, say
from interview_coach.cli.streams import complain
from interview_coach.domain.transcript import Transcript
from interview_coach.errors import UsageError
from interview_coach.journal.index.filters import Sort, SortBy
from interview_coach.journal.index.query import Query
from interview_coach.reports.words import counted
from interview_coach.settings import load_settings
from interview_coach.wiring import Coach
from interview_coach.wiring.archive import Archive, as_tag

HEADINGS = ("ID", "FORMAT", "TOPICS", "ANSWERED", "STATE", "LEVEL", "VERDICT", "NAME AND TAGS")


def list_(arguments: Namespace) -> int:
    """Print interviews."""
    archive, filters = synced(_coach()), filters_of(arguments)
    by = SortBy(arguments.sort)
    downwards = by in (SortBy.DATE, SortBy.LEVEL, SortBy.VERDICT, SortBy.DURATION, SortBy.ANSWERED)
    sort = Sort(by=by, descending=downwards is not arguments.reverse)
    found = archive.page(filters, sort, limit=arguments.limit or archive.count(filters))
    if arguments.json:
        print_json([listing_data(item) for item in found])
    elif found:
        print_table([HEADINGS, *map(listing_row, found)])
    elif archive.count():
        print("No interview is like that.")
    else:
        print("No interviews yet. `interview-coach practice` begins one.")
    return 0


def search(arguments: Namespace) -> int:
    """Print where something was said."""
    text = _typed(arguments.words)
    if not Query.parse(text):
        raise UsageError("There is no word to look for: give letters or digits.")
    archive = synced(_coach())
    found = archive.search(text, filters_of(arguments), limit=arguments.limit)
    if arguments.json:
        print_json(
            [listing_data(f.listing) | {"total": f.total, "hits": [h.model_dump() for h in f.hits]} for f in found]
        )
        return 0
    for item in found:
        say("\n".join(found_lines(item)))
    if not found:
        print("Nothing was found.")
    elif len(found) == arguments.limit:
        complain(f"these are the newest {counted(len(found), 'interview')}; --limit shows more.")
    return 0


def tag(arguments: Namespace) -> int:
    """Give and take tags, and print those that stand then."""
    coach = _coach()
    tags = dict.fromkeys(coach.store.read(arguments.id).transcript.tags)
    for word in arguments.tags:
        name = as_tag(word[1:] if word[:1] in "+-" else word)
        if not name:
            raise UsageError(f"{word!r} names no tag. Write +panel to give one, -panel to take it.")
        if word.startswith("-"):
            tags.pop(name, None)
        else:
            tags[name] = None
    if arguments.tags:
        asyncio.run(coach.archive.label(arguments.id, tags=tuple(tags)))
    say(" ".join(tags) or "No tags.")
    return 0


def note(arguments: Namespace) -> int:
    """Write or print a note."""
    coach = _coach()
    if arguments.text and arguments.clear:
        raise UsageError("Give a note, or --clear; not both.")
    if not arguments.text and not arguments.clear:
        say(coach.store.read(arguments.id).transcript.note or "No note.")
        return 0
    text = sys.stdin.read().rstrip() if arguments.text == ["-"] else " ".join(arguments.text)
    _label(coach, arguments.id, note=text)
    say("The note is kept." if text else "The note is gone.")
    return 0


def rename(arguments: Namespace) -> int:
    """Give a name."""
    transcript = _label(_coach(), arguments.id, name=" ".join(arguments.name))
    say(f"{transcript.id} is called “{transcript.name}”." if transcript.name else f"{transcript.id} has no name.")
    return 0


def delete(arguments: Namespace) -> int:
    """Move an interview to the trash, after asking somebody who sits there."""
    coach = _coach()
    path = coach.store.find(arguments.id)
    if not arguments.yes and sys.stdin.isatty() and sys.stdout.isatty():
        say(f"Move {path.stem} to the trash? Press y, then Enter; anything else keeps it.")
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            say("It is kept.")
            return 0
    buried = coach.archive.delete(path.stem)
    say(f"Moved to {buried}")
    say(f"`interview-coach transcripts restore {buried.parent.name}` brings it back.")
    return 0


def trash(arguments: Namespace) -> int:
    """Print what is in the trash."""
    found = _coach().archive.trash()
    if arguments.json:
        print_json([trashed_data(item) for item in found])
    elif found:
        rows = ((i.id, f"{i.deleted_at.astimezone():%Y-%m-%d %H:%M}", i.listing.heading) for i in found)
        print_table([("ID", "DELETED", "WHAT IT IS"), *rows])
    else:
        print("The trash is empty.")
    return 0


def restore(arguments: Namespace) -> int:
    """Take an interview out of the trash."""
    say(f"Restored: {_coach().archive.restore(arguments.id)}")
    return 0


def reindex(arguments: Namespace) -> int:
    """Make the index anew; Ctrl-C keeps what is done."""
    archive = _coach().archive
    archive.clear()
    changes = archive.sync(bar("Indexing"))
    _tell(archive)
    say(f"{counted(changes.indexed, 'interview')} in the index.")
    return 0


def synced(coach: Coach) -> Archive:
    """Return the archive, in line with the journals on disk."""
    archive = coach.archive
    archive.sync(bar("Indexing"))
    _tell(archive)
    return archive


def _tell(archive: Archive) -> None:
    if archive.notice:
        complain(archive.notice)


def _label(coach: Coach, interview: str, **label: Any) -> Transcript:
    return asyncio.run(coach.archive.label(interview, **label))


def _typed(words: list[str]) -> str:
    """Return what was meant: what the shell passed on as one word was in quotes there."""
    return " ".join(f'"{word}"' if " " in word.strip() and '"' not in word else word for word in words)


def _coach() -> Coach:
    return Coach(load_settings(os.environ))
