"""Options that say which interviews are meant, for every command that takes several of them."""

from __future__ import annotations

import argparse
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from interview_coach.cli.groups.learning import a_date
from interview_coach.domain.vocabulary import Engine, Format, Track, Verdict

if TYPE_CHECKING:
    from datetime import date

    from interview_coach.journal.index.filters import Filters

_ENGINES = [e.value for e in Engine]


def add_filters(parser: argparse.ArgumentParser, *, text: bool = True, of_format: str = "--format") -> None:
    """Add the options that :func:`filters_of` understands.

    Args:
        parser: of the command.
        text: whether to add ``--text``, which searches.
        of_format: the name of the option for the interview's format, where the command has another ``--format``.
    """
    add = parser.add_argument_group("which interviews").add_argument
    if text:
        add("--text", default="", metavar="WORDS", help="in which this was said; phrases in double quotes")
    add("--competency", metavar="SLUG", help="that practise it, such as failure-modes")
    add("--track", choices=[t.value for t in Track], help="practised for this kind of role")
    add(of_format, choices=[f.value for f in Format], dest="of_format", help="of this format")
    add("--interviewer", choices=_ENGINES, help="held by this engine")
    add("--grader", choices=_ENGINES, help="graded by this engine")
    add("--verdict", choices=[v.value for v in Verdict], help="that came to this verdict")
    add("--since", type=a_date, metavar="DATE", help="of that day or later, such as 2026-11-21")
    add("--until", type=a_date, metavar="DATE", help="of that day or earlier")
    add("--tag", action="append", default=[], metavar="TAG", help="with this tag; may be given several times")
    add("--unfinished", action="store_true", help="that can be gone on with")


def filters_of(arguments: argparse.Namespace) -> Filters:
    """Return the filters that the options make; days are those of the local time zone."""
    from interview_coach.journal.index.filters import Filters
    from interview_coach.wiring.archive import as_tag

    return Filters(
        text=getattr(arguments, "text", ""),
        competency=arguments.competency,
        track=arguments.track,
        format=arguments.of_format,
        engine=arguments.interviewer,
        grader=arguments.grader,
        verdict=arguments.verdict,
        since=_midnight(arguments.since) if arguments.since else None,
        until=_midnight(arguments.until + timedelta(days=1)) if arguments.until else None,
        tags=tuple(map(as_tag, arguments.tag)),
        unfinished=arguments.unfinished,
    )


def _midnight(day: date) -> datetime:
    """Return the local beginning of ``day``."""
    return datetime.combine(day, time()).astimezone()
