"""``due``, ``progress`` and ``plan``: what the attempts so far say about the next ones."""

from __future__ import annotations

import argparse
from datetime import date, time

from interview_coach.cli.building import Commands, add_json, command, later
from interview_coach.domain.vocabulary import Background, Seniority, Track

DAYS = 14
"""Days that the text of a plan shows by default."""


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
    _add_plan(commands)


def _add_plan(commands: Commands) -> None:
    plan = command(commands, "plan", "show what to practise each day until the interview; what is set is remembered")
    option = plan.add_argument
    option("--date", type=a_date, metavar="DATE", help="the day of the real interview, such as 2026-12-10")
    option("--no-date", action="store_true", help="forget the date: plan two weeks ahead")
    option("--track", choices=[t.value for t in Track])
    option("--seniority", choices=[s.value for s in Seniority])
    option("--background", choices=[b.value for b in Background])
    option("--minutes", type=_minutes, metavar="M", help="minutes a day (10 to 480)")
    option("--studied", action="append", default=[], metavar="MATERIAL", help="tick material off, by its id")
    option("--not-studied", action="append", default=[], metavar="MATERIAL", help="take the tick away")
    option("--days", type=_days, default=DAYS, metavar="N", help=f"days that the text shows (default: {DAYS})")
    option("--material", action="store_true", help="all material with its ids, in the text")
    option("--format", choices=["text", "md", "json", "ics"], help="default: as the output's name ends, else text")
    option("--at", type=_time, metavar="HH:MM", help="when practice begins, in a calendar; all-day events by default")
    option("--output", metavar="FILE", help="write to this file, or into this folder, instead of printing")
    option("--force", action="store_true", help="put it in place of a file that is there")
    add_json(plan)
    plan.set_defaults(run=later("study_plan", "plan"))


def _minutes(text: str) -> int:
    return _whole(text, 10, 480)


def _days(text: str) -> int:
    return _whole(text, 1, 1000)


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and least <= int(text) <= most):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number between {least} and {most}")
    return int(text)


def _time(text: str) -> time:
    try:
        hours, minutes = text.split(":")
        return time(int(hours), int(minutes))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time of day; write it like 18:30") from None


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
