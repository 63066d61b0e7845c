"""``due``, ``progress`` and ``plan``: what the attempts so far say about the next ones."""

from __future__ import annotations

import argparse

from interview_coach.cli.building import Commands, add_json, command, later


def add(commands: Commands) -> None:
    """Add ``due``, ``progress`` and ``plan``."""
    due = command(commands, "due", "list what is due for practice; `practice --due` asks it")
    add_topic(due)
    due.add_argument("--all", action="store_true", help="what comes later, too, and what has no level yet")
    add_json(due)
    due.set_defaults(run=later("learning", "due"))


def add_topic(parser: argparse.ArgumentParser) -> None:
    """Add ``--topic``."""
    parser.add_argument(
        "--topic", action="append", default=[], metavar="SLUG", help="a competency; may be given several times"
    )
