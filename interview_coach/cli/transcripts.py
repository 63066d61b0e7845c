"""``transcripts show``, ``transcripts path`` and ``grade``."""

from __future__ import annotations

import asyncio
import os
from argparse import Namespace

from interview_coach.cli.options import engine_of, settings_of
from interview_coach.cli.output import print_json, say
from interview_coach.cli.streams import complain
from interview_coach.reports.data import transcript_data
from interview_coach.reports.text import scorecard_text, transcript_text
from interview_coach.settings import load_settings
from interview_coach.wiring import Coach


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
