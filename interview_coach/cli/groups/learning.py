"""``due``, ``progress`` and ``plan``: what the attempts so far say about the next ones."""

from __future__ import annotations

import argparse
from datetime import date

from interview_coach.cli.building import Commands, add_json, command, later
from interview_coach.domain.vocabulary import Track


def add(commands: Commands) -> None:
    """Add ``due``, ``progress`` and ``plan``."""
    due = command(commands, "due", "list what is due for practice; `practice --due` asks it")
    add_topic(due)
    due.add_argument("--all", action="store_true", help="what comes later, too, and what has no level yet")
    add_json(due)
    due.set_defaults(run=later("learning", "due"))
    progress = command(
        commands, "progress", "show how it goes: levels over time, strong and weak sides, guesses, effort"
    )
    add_topic(progress)
    progress.add_argument("--since", type=a_date, metavar="DATE", help="from that day on, such as 2026-11-21")
    progress.add_argument("--track", choices=[t.value for t in Track], help="practised for this kind of role")
    add_json(progress)
    progress.set_defaults(run=later("learning", "progress"))


def a_date(text: str) -> date:
    """Return the day that ``text`` names; raises ``ArgumentTypeError``."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it like 2026-11-21") from None


def add_topic(parser: argparse.ArgumentParser) -> None:
    """Add ``--topic``."""
    parser.add_argument(
        "--topic", action="append", default=[], metavar="SLUG", help="a competency; may be given several times"
    )
