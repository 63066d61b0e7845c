"""``due``, ``progress`` and ``plan``."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import fill

from interview_coach.cli.options import check_id
from interview_coach.cli.output import print_json, say
from interview_coach.cli.progress_text import WIDTH, progress_lines
from interview_coach.domain.question import Question
from interview_coach.domain.vocabulary import Track
from interview_coach.learning.days import day_words
from interview_coach.learning.due import DueItem, DueList
from interview_coach.learning.progress import Scope
from interview_coach.reports.words import counted, spaced
from interview_coach.settings import load_settings
from interview_coach.wiring import Coach
from interview_coach.wiring.learning import nothing_due

SHOWN = 10
"""Due questions that are listed unless all are wanted."""


def due(arguments: Namespace) -> int:
    """Print what is due for practice, the most urgent first."""
    _check_topics(arguments)
    learning = _coach().learning
    listed = learning.due(competencies=arguments.topic)
    untried = learning.untried(competencies=arguments.topic) if arguments.all or arguments.json else ()
    if arguments.json:
        never = [{"bank": q.bank, "question": q.id, "competency": q.competency, "title": q.title} for q in untried]
        print_json(listed.model_dump(mode="json") | {"never_practised": never})
    else:
        say("\n".join([*_due_lines(listed, everything=arguments.all), *_untried_lines(untried)]))
    return 0


def progress(arguments: Namespace) -> int:
    """Print how it goes."""
    _check_topics(arguments)
    scope = Scope(
        competencies=tuple(arguments.topic),
        since=arguments.since,
        track=Track(arguments.track) if arguments.track else None,
    )
    found = _coach().learning.progress(scope)
    if arguments.json:
        print_json(found.model_dump(mode="json"))
    else:
        say("\n".join(progress_lines(found)))
    return 0


def _check_topics(arguments: Namespace) -> None:
    for topic in arguments.topic:
        check_id("--topic", topic)


def _coach() -> Coach:
    return Coach(load_settings(os.environ))


def _due_lines(listed: DueList, *, everything: bool) -> Iterator[str]:
    if listed.due:
        yield f"{counted(len(listed.due), 'question')} due for practice:"
        shown = listed.due if everything else listed.due[:SHOWN]
        for item in shown:
            yield from _item(item)
        if len(shown) < len(listed.due):
            yield f"  … and {len(listed.due) - len(shown)} more; `interview-coach due --all` lists them."
        yield ""
        yield "`interview-coach practice --due` asks the first; --questions 3 adds the next."
    else:
        yield nothing_due(listed)
    if everything and listed.coming:
        yield from ("", "Later:")
        for item in listed.coming:
            yield from _item(item)
    if everything and listed.gone:
        yield from ("", "Due, but in no bank any more (`interview-coach transcripts list` has the interviews):")
        for item in listed.gone:
            yield from _item(item)
    if everything and listed.ungraded:
        yield from ("", "Without a level so far, so there is nothing to go by:")
        for card in listed.ungraded:
            yield f"  {card.title} ({card.competency}), last on {day_words(card.last_on)}"


def _untried_lines(untried: Sequence[Question]) -> Iterator[str]:
    if not untried:
        return
    counts = Counter(question.competency for question in untried)
    told = ", ".join(f"{spaced(competency)} {count}" for competency, count in sorted(counts.items()))
    yield from ("", fill(f"Never practised: {counted(len(untried), 'question')} ({told}).", WIDTH))
    if len(counts) == 1:
        for question in untried:
            yield f"  {question.title} ({question.id})"


def _item(item: DueItem) -> Iterator[str]:
    yield f"  {item.card.title} ({item.card.competency})"
    yield fill(item.why, WIDTH, initial_indent="    ", subsequent_indent="    ")
