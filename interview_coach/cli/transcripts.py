"""``transcripts`` and ``grade``."""

from __future__ import annotations

import asyncio
import os
from argparse import Namespace
from typing import TYPE_CHECKING

from interview_coach.cli.options import engine_of, settings_of
from interview_coach.cli.output import print_json, print_table, say
from interview_coach.cli.streams import complain
from interview_coach.reports.data import transcript_data
from interview_coach.reports.text import scorecard_text, transcript_text
from interview_coach.settings import load_settings
from interview_coach.wiring import Coach

if TYPE_CHECKING:
    from interview_coach.journal.listing import Listing

# The names of the functions are those of the commands.


def list(arguments: Namespace) -> int:  # noqa: A001
    """Print all interviews, the newest first."""
    found = _coach().store.list()
    if arguments.json:
        print_json([_data(item) for item in found])
    elif not found:
        print("No interviews yet. `interview-coach practice` begins one.")
    else:
        print_table([("ID", "FORMAT", "TOPICS", "ANSWERED", "STATE", "LEVEL"), *map(_row, found)])
    return 0


def show(arguments: Namespace) -> int:
    """Print an interview with its scorecard."""
    read = _coach().store.read(arguments.id)
    if arguments.json:
        print_json(transcript_data(read.transcript))
    else:
        say(transcript_text(read.transcript))
    for problem in read.problems:
        complain(f"line {problem.line} of the journal was passed over: {problem.message}")
    return 0


def path(arguments: Namespace) -> int:
    """Print where an interview's journal is."""
    say(_coach().store.find(arguments.id))
    return 0


def delete(arguments: Namespace) -> int:
    """Move an interview to the trash folder."""
    say(f"Moved to {_coach().store.delete(arguments.id)}")
    return 0


def grade(arguments: Namespace) -> int:
    """Grade an interview again."""
    transcript = asyncio.run(
        Coach(settings_of(arguments)).regrade(
            arguments.id,
            engine=engine_of(arguments),
            current_rubrics=arguments.rubrics == "current",
            missing=arguments.missing,
        )
    )
    if arguments.json:
        print_json(transcript_data(transcript))
    else:
        say(scorecard_text(transcript))
    return 0


def _coach() -> Coach:
    return Coach(load_settings(os.environ))


def _row(item: Listing) -> tuple[str, ...]:
    if item.problem is not None:
        return (item.id, "?", item.problem, "", "unreadable", "")
    state = "unfinished" if item.unfinished else str(item.ended)
    level = "" if item.level is None else f"{item.level:.1f}{' (estimate)' if item.estimate else ''}"
    return (item.id, str(item.format), ", ".join(item.topics), f"{item.answered} of {item.planned}", state, level)


def _data(item: Listing) -> dict[str, object]:
    return {
        "id": item.id,
        "path": str(item.path),
        "started_at": item.started_at.isoformat() if item.started_at else None,
        "format": item.format,
        "engine": item.engine,
        "titles": item.titles,
        "topics": item.topics,
        "answered": item.answered,
        "planned": item.planned,
        "ended": item.ended,
        "unfinished": item.unfinished,
        "level": item.level,
        "estimate": item.estimate,
        "problem": item.problem,
    }
