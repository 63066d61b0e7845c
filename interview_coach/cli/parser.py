"""The commands and their options. Nothing but words is imported here, so that ``--help`` comes at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NoReturn, TypeAlias

from interview_coach import __version__
from interview_coach.cli.options import add_engine_options, add_model_options
from interview_coach.domain.text import spelt_out
from interview_coach.domain.vocabulary import Background, Format, Seniority, Track

PERSONAS = ("warm-peer", "sceptical-executive", "research-scientist", "risk-counsel")

Arguments = argparse.Namespace
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


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
    _add_debug(parser, default=False)
    parser.set_defaults(run=_later("practice", "home"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_practice(commands)
    _add_transcripts(commands)
    _add_content(commands)
    _add_key(commands)
    doctor = _command(commands, "doctor", "say what is installed, where data lives, and what is missing")
    _add_json(doctor)
    doctor.set_defaults(run=_later("doctor", "doctor"))
    return parser


def _add_practice(commands: _Commands) -> None:
    practice = _command(commands, "practice", "go straight to an interview")
    add = practice.add_argument
    formats = "drill (one question), mock (a round), roleplay (a scene), portfolio (your own case)"
    add("--format", choices=[f.value for f in Format], help=formats)
    add("--topic", action="append", default=[], metavar="SLUG", help="a competency; may be given several times")
    add("--track", choices=[t.value for t in Track])
    add("--seniority", choices=[s.value for s in Seniority])
    add("--background", choices=[b.value for b in Background])
    add("--persona", choices=PERSONAS, help="who interviews")
    add("--questions", type=_count, metavar="N", help="how many, in a mock interview (1 to 20)")
    add("--minutes", type=_minutes, metavar="M", help="the time limit; see --minutes-for")
    add("--minutes-for", choices=["question", "interview"], default="question", help="default: each question")
    add("--bank", action="append", default=[], type=Path, metavar="FILE", help="practise from this question bank")
    add("--portfolio", type=Path, metavar="FILE", help="be asked about your own case, a Markdown or text file")
    add("--question", metavar="ID", help="exactly this question")
    add("--seed", type=_seed, metavar="N", help="the same seed picks the same questions")
    add("--plain", action="store_true", help="line by line, without the app; always so where TERM is dumb")
    add_engine_options(practice)
    practice.set_defaults(run=_later("practice", "practice"))
    resume = _command(commands, "resume", "go on with an interview where it stood, draft included")
    resume.add_argument("id", nargs="?", help="the newest unfinished one by default")
    resume.add_argument("--plain", action="store_true", help="line by line, without the app")
    add_model_options(resume)
    resume.set_defaults(run=_later("practice", "resume"))


def _add_transcripts(commands: _Commands) -> None:
    transcripts = _command(commands, "transcripts", "list, show, locate and delete interviews")
    actions = transcripts.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, what in (
        ("list", "list all interviews, the newest first"),
        ("show", "show an interview with its scorecard"),
        ("path", "print where an interview's journal is"),
        ("delete", "move an interview to the trash folder"),
    ):
        action = _command(actions, name, what)
        if name != "list":
            action.add_argument("id", help="its id, or the beginning or the last part of it")
        if name in {"list", "show"}:
            _add_json(action)
        action.set_defaults(run=_later("transcripts", name))
    grade = _command(commands, "grade", "grade an interview again; the earlier grade is kept beside it")
    grade.add_argument("id", help="its id, or the beginning or the last part of it")
    grade.add_argument("--missing", action="store_true", help="grade only what has no level")
    add_engine_options(grade)
    _add_json(grade)
    grade.set_defaults(run=_later("transcripts", "grade"))


def _add_content(commands: _Commands) -> None:
    for kind, what in (("banks", "question banks"), ("rubrics", "rubrics")):
        group = _command(commands, kind, f"list and check {what}")
        actions = group.add_subparsers(title="actions", metavar="ACTION", required=True)
        listing = _command(actions, "list", f"list all {what}")
        _add_json(listing)
        listing.set_defaults(run=_later("content", f"list_{kind}"))
        check = _command(actions, "check", f"find what is wrong with {what}, and what would make them better")
        check.add_argument(
            "paths", nargs="*", type=Path, metavar="PATH", help="files or folders; all that are known by default"
        )
        _add_json(check)
        check.set_defaults(run=_later("content", f"check_{kind}"))


def _add_key(commands: _Commands) -> None:
    key = _command(commands, "key", "keep the key for Claude in the system's keyring")
    actions = key.add_subparsers(title="actions", metavar="ACTION", required=True)
    _command(actions, "set", "ask for the key and store it").set_defaults(run=_later("key", "set_key"))
    _command(actions, "forget", "take the key out of the keyring").set_defaults(run=_later("key", "forget"))


def _command(commands: _Commands, name: str, what: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    _add_debug(parser, default=argparse.SUPPRESS)
    return parser


def _add_debug(parser: argparse.ArgumentParser, *, default: object) -> None:
    parser.add_argument("--debug", action="store_true", default=default, help="show the traceback of a failure")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def _later(module: str, function: str) -> Callable[[Arguments], int]:
    """Return a function that imports its module only when it is called."""

    def run(arguments: Arguments) -> int:
        command: Callable[[Arguments], int] = getattr(import_module(f"interview_coach.cli.{module}"), function)
        return command(arguments)

    return run


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= 20):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number between 1 and 20")
    return int(text)


def _minutes(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number <= 240:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of minutes: more than 0, and at most 240")
    return number


def _seed(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
