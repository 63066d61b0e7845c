"""Options that several commands share, and the settings that they make."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import UsageError

if TYPE_CHECKING:
    from interview_coach.settings import Settings

_SETTINGS = ("interviewer_model", "grader_model", "samples", "max_cost")


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """Add what decides who interviews and who grades."""
    parser.add_argument(
        "--engine",
        choices=["auto", *(e.value for e in Engine)],
        default="auto",
        help="default: Claude where there is a key or an endpoint, else the offline coach",
    )
    add_model_options(parser)


def add_model_options(parser: argparse.ArgumentParser) -> None:
    """Add which models are asked, how often, and for how much."""
    add = parser.add_argument
    add("--interviewer-model", metavar="NAME", type=model_name, help="the model that interviews")
    add("--grader-model", metavar="NAME", type=model_name, help="the model that grades")
    add("--samples", type=_samples, metavar="N", help="grade each exchange so often, and take the mean (1 to 9)")
    add("--max-cost", type=dollars, metavar="USD", help="ask no model any more once that much was spent")


def engine_of(arguments: argparse.Namespace) -> Engine | None:
    """Return the engine that was asked for; ``None`` leaves it to what is available."""
    return None if arguments.engine == "auto" else Engine(arguments.engine)


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Return the settings in force, the command's own options over them; raises ``SettingsError``."""
    from interview_coach.settings import load_settings

    given = {name: value for name in _SETTINGS if (value := getattr(arguments, name, None)) is not None}
    return load_settings(os.environ).model_copy(update=given)


def check_id(option: str, given: str | None) -> None:
    """Refuse what can be no id, so that nobody looks for it; raises ``UsageError``."""
    from pydantic import TypeAdapter, ValidationError

    from interview_coach.domain.base import Slug
    from interview_coach.library.words import shown

    try:
        TypeAdapter(Slug | None).validate_python(given)
    except ValidationError:
        raise UsageError(
            f"{option}: {shown(given)} is no id. Ids are lower-case words joined by hyphens, such as failure-modes, "
            "of at most 80 characters."
        ) from None


def model_name(text: str) -> str:
    """Return the name of a model; raises ``ArgumentTypeError`` where it can be none."""
    name = text.strip()
    if not name or len(name) > 200 or not name.isprintable():
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no model's name")
    return name


def _samples(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 9:
        raise argparse.ArgumentTypeError(f"{number} is not between 1 and 9")
    return number


def dollars(text: str) -> float:
    """Return a limit on the cost; raises ``ArgumentTypeError`` where it makes no sense."""
    number = float(text)
    if not 0 < number <= 10_000:
        raise argparse.ArgumentTypeError(f"{text} is not more than 0 and at most 10000")
    return number
