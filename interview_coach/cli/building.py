"""What the groups of commands are built with. Nothing but words is imported here, so that ``--help`` comes at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

Arguments = argparse.Namespace
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def command(commands: Commands, name: str, what: str) -> argparse.ArgumentParser:
    """Add a command; ``what`` says in a few words what it does."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    add_debug(parser, default=argparse.SUPPRESS)
    return parser


def add_debug(parser: argparse.ArgumentParser, *, default: object) -> None:
    """Add ``--debug``."""
    parser.add_argument("--debug", action="store_true", default=default, help="show the traceback of a failure")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def later(module: str, function: str) -> Callable[[Arguments], int]:
    """Return a function that imports its module only when it is called."""

    def run(arguments: Arguments) -> int:
        command: Callable[[Arguments], int] = getattr(import_module(f"interview_coach.cli.{module}"), function)
        return command(arguments)

    return run
