"""``plan``: what to practise each day until the interview."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import Any

from interview_coach.cli.output import print_json, say
from interview_coach.cli.study_plan_text import plan_lines
from interview_coach.errors import UsageError
from interview_coach.settings import load_settings
from interview_coach.wiring import Coach
from interview_coach.wiring.studying import PlanFormat, Studying

_SUFFIXES = {".md": "md", ".markdown": "md", ".json": "json", ".ics": "ics", ".ical": "ics"}


def plan(arguments: Namespace) -> int:
    """Keep what is set, then print the plan or write it to a file."""
    form = _format(arguments)
    studying = Coach(load_settings(os.environ)).learning.studying
    _set(studying, arguments)
    made = studying.plan()
    if form == "text":
        if arguments.output not in (None, "-"):
            raise UsageError("The text is for reading here; write a file as md, json or ics: --format names it.")
        say("\n".join(plan_lines(made, days=arguments.days, everything=arguments.material)))
    elif arguments.output not in (None, "-"):
        say(studying.export(made, PlanFormat(form), Path(arguments.output), at=arguments.at, force=arguments.force))
    elif form == "json":
        print_json(made.model_dump(mode="json"))
    elif form == "ics":
        print(studying.written(made, PlanFormat.CALENDAR, at=arguments.at), end="")
    else:
        say(studying.written(made, PlanFormat(form)).rstrip("\n"))
    return 0


def _format(arguments: Namespace) -> str:
    """Return what was asked for, by name or by how the file's name ends."""
    if arguments.json and arguments.format not in (None, "json"):
        raise UsageError(f"--json and --format {arguments.format} contradict each other; leave one out.")
    by_name = _SUFFIXES.get(Path(arguments.output or "").suffix.lower(), "text")
    form = "json" if arguments.json else arguments.format or by_name
    if arguments.at is not None and form != "ics":
        raise UsageError("--at is for calendars: add --format ics.")
    return str(form)


def _set(studying: Studying, arguments: Namespace) -> None:
    """Keep what the options set, if any."""
    if arguments.date and arguments.no_date:
        raise UsageError("--date and --no-date contradict each other; leave one out.")
    named = {
        "interview_on": arguments.date,
        "track": arguments.track,
        "seniority": arguments.seniority,
        "background": arguments.background,
        "minutes": arguments.minutes,
    }
    changes: dict[str, Any] = {name: value for name, value in named.items() if value is not None}
    if arguments.no_date:
        changes["interview_on"] = None
    if changes:
        studying.set_goal(**changes)
    for material in arguments.studied:
        studying.tick(material)
    for material in arguments.not_studied:
        studying.tick(material, studied=False)
