"""``practice`` and ``resume``: holding interviews."""

from __future__ import annotations

import argparse
from pathlib import Path

from interview_coach.cli.building import Commands, command, later
from interview_coach.cli.options import add_engine_options, add_model_options
from interview_coach.domain.vocabulary import Background, Format, Seniority, Track

PERSONAS = ("warm-peer", "sceptical-executive", "research-scientist", "risk-counsel")


def add(commands: Commands) -> None:
    """Add ``practice`` and ``resume``."""
    practice = command(commands, "practice", "go straight to an interview")
    option = practice.add_argument
    formats = "drill (one question), mock (a round), roleplay (a scene), portfolio (your own case)"
    option("--format", choices=[f.value for f in Format], help=formats)
    option("--topic", action="append", default=[], metavar="SLUG", help="a competency; may be given several times")
    option("--track", choices=[t.value for t in Track])
    option("--seniority", choices=[s.value for s in Seniority])
    option("--background", choices=[b.value for b in Background])
    option("--persona", choices=PERSONAS, help="who interviews")
    option("--questions", type=count, metavar="N", help="how many, in a mock interview (1 to 20)")
    option("--minutes", type=_minutes, metavar="M", help="the time limit; see --minutes-for")
    option("--minutes-for", choices=["question", "interview"], default="question", help="default: each question")
    option("--bank", action="append", default=[], type=Path, metavar="FILE", help="practise from this question bank")
    option("--portfolio", type=Path, metavar="FILE", help="be asked about your own case, a Markdown or text file")
    option("--question", metavar="ID", help="exactly this question")
    option("--due", action="store_true", help="what is most due for practice; --questions and --topic narrow it")
    option("--seed", type=_seed, metavar="N", help="the same seed picks the same questions")
    option("--plain", action="store_true", help="line by line, without the app; always so where TERM is dumb")
    add_engine_options(practice)
    practice.set_defaults(run=later("practice", "practice"))
    resume = command(commands, "resume", "go on with an interview where it stood, draft included")
    resume.add_argument("id", nargs="?", help="the newest unfinished one by default")
    resume.add_argument("--plain", action="store_true", help="line by line, without the app")
    add_model_options(resume)
    resume.set_defaults(run=later("practice", "resume"))


def count(text: str) -> int:
    """Return how many questions are wanted; raises ``ArgumentTypeError`` where that is no number from 1 to 20."""
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
