"""The commands and their options. Nothing but words is imported here, so that ``--help`` comes at once."""

from __future__ import annotations

import argparse
from typing import NoReturn

from interview_coach import __version__
from interview_coach.cli.building import add_debug, add_json, command, later
from interview_coach.cli.groups import content, key, learning, practice, transcripts
from interview_coach.domain.text import spelt_out


class _Parser(argparse.ArgumentParser):
    """Shows what was typed as text, whatever it holds."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the options, and leave with exit code 2."""
        super().error(spelt_out(message))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; what it returns has ``run``, which takes the arguments and returns an exit code."""
    parser: argparse.ArgumentParser = _Parser(
        prog="interview-coach",
        description="Mock AI product manager interviews in the terminal, with feedback that you can check.",
        epilog="Without a command it opens the app; in no terminal, or in a dumb one, it practises line by line.",
    )
    parser.add_argument("--version", action="version", version=f"interview-coach {__version__}")
    add_debug(parser, default=False)
    parser.set_defaults(run=later("practice", "home"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    practice.add(commands)
    transcripts.add(commands)
    learning.add(commands)
    content.add(commands)
    key.add(commands)
    doctor = command(commands, "doctor", "say what is installed, where data lives, and what is missing")
    add_json(doctor)
    doctor.set_defaults(run=later("doctor", "doctor"))
    return parser
