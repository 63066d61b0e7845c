"""``banks generate`` and ``rubrics generate``."""

from __future__ import annotations

import asyncio
import shlex
from argparse import Namespace
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from interview_coach.authoring.beginning import sound_title
from interview_coach.authoring.drafting.outcome import Outcome, bank_files
from interview_coach.authoring.drafting.posting import Posting, read_posting
from interview_coach.authoring.drafting.rubrics import copied_rubric, drafted_rubric
from interview_coach.authoring.drafting.selecting import select
from interview_coach.authoring.files import NewFile, write_new
from interview_coach.authoring.importing.importer import title_from
from interview_coach.authoring.shelf import Shelf
from interview_coach.cli.authoring import tell_next
from interview_coach.cli.options import engine_of, settings_of
from interview_coach.cli.output import print_json, say
from interview_coach.cli.streams import complain
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.usage import Spent
from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import ContentError
from interview_coach.library.words import did_you_mean, shown
from interview_coach.plain.waiting import waiting
from interview_coach.reports.words import spent_words
from interview_coach.settings import Settings
from interview_coach.wiring.authoring import Desk, an_author
from interview_coach.wiring.engines import report

T = TypeVar("T")


def generate_bank(arguments: Namespace) -> int:
    """Draft questions from a posting, or choose shipped ones; write them as question banks."""
    settings = settings_of(arguments)
    posting = read_posting(arguments.job)
    shelf = Shelf(settings.home)
    title = sound_title(arguments.title) or title_from(arguments.job)
    rubrics = _rubrics(shelf, arguments.competency)
    spent: Spent | None = None
    model = ""
    if report(settings, engine_of(arguments)).engine is Engine.CLAUDE:
        known = shelf.library.questions()
        outcome, spent = _asked(settings, lambda desk: desk.author.questions(posting, rubrics, arguments.count, known))
        model = settings.grader_model
    else:
        outcome = select(posting, shelf.library, arguments.count, arguments.competency)
    files = bank_files(outcome, shelf, title, drafted_by=model)
    if not arguments.dry_run:
        write_new(files)
    if arguments.json:
        print_json(_data(outcome, files, spent, written=not arguments.dry_run))
    else:
        _tell(outcome, files, spent, posting, dry_run=arguments.dry_run)
    return 0


def generate_rubric(arguments: Namespace) -> int:
    """Draft a rubric from a posting, or copy the shipped one that suits it best."""
    settings = settings_of(arguments)
    posting = read_posting(arguments.job)
    shelf = Shelf(settings.home)
    title = sound_title(arguments.title) or title_from(arguments.job)
    spent: Spent | None = None
    left_out: Sequence[str] = ()
    weights: Mapping[str, float] = {}
    if report(settings, engine_of(arguments)).engine is Engine.CLAUDE:
        examples = dict(list(shelf.library.rubrics.items())[:3])
        drafted, spent = _asked(settings, lambda desk: desk.author.rubric(posting, examples))
        shape, sources, left_out = drafted
        file = drafted_rubric(shape, sources, shelf, title, drafted_by=settings.grader_model)
    else:
        file, weights = copied_rubric(posting, shelf, title)
    if not arguments.dry_run:
        write_new([file])
    if arguments.json:
        print_json(_data(Outcome((), dict(weights), tuple(left_out)), [file], spent, written=not arguments.dry_run))
        return 0
    _tell_weights(weights)
    _tell_files([file], spent, left_out, dry_run=arguments.dry_run)
    if not arguments.dry_run:
        tell_next(file)
    return 0


def _rubrics(shelf: Shelf, competencies: Sequence[str]) -> dict[str, Rubric]:
    """Return the rubrics that questions may be graded against: those of the competencies that were named, else all."""
    library = shelf.library
    of_competency: dict[str, str] = {}
    for bank in library.banks:
        of_competency.setdefault(bank.competency, bank.rubric)
    for name in competencies:
        if name not in of_competency:
            near = did_you_mean(name, of_competency) or f"; there are {', '.join(sorted(of_competency))}."
            raise ContentError(f"There is no competency {shown(name)}{near}")
    names = [of_competency[name] for name in competencies] or list(of_competency.values())
    return {name: library.rubrics[name] for name in dict.fromkeys(names)}


def _asked(settings: Settings, ask: Callable[[Desk], Awaitable[T]]) -> tuple[T, Spent]:
    """Return what a model drafted, and what that took, which is told in any case; say meanwhile what is waited for."""

    async def run() -> tuple[T, Spent]:
        async with an_author(settings) as desk:
            try:
                async with waiting(desk.watch.in_words, complain):
                    return await ask(desk), desk.tally.spent()
            except BaseException:
                if desk.tally.uses:
                    complain(f"Spent: {spent_words(desk.tally.spent())}")
                raise

    return asyncio.run(run())


def _tell(
    outcome: Outcome, files: Sequence[NewFile], spent: Spent | None, posting: Posting, *, dry_run: bool
) -> None:  # fmt: skip
    _tell_weights(outcome.weights)
    drafts = spent is not None
    count = len(outcome.questions)
    say(f"{count} {'draft' if drafts else 'shipped question'}{'' if count == 1 else 's'} for {posting.path.name}:")
    for number, chosen in enumerate(outcome.questions, 1):
        how = "" if chosen.strength is None else f" (suits it with {chosen.strength:.2f} of 1)"
        say(f"\n{number}. {chosen.shape['title']} [{chosen.rubric}]\n   from: “{chosen.shape['source']}”{how}")
    say("")
    _tell_files(files, spent, outcome.left_out, dry_run=dry_run)
    if drafts:
        say("These are drafts: read each one before you practise it. Each is marked DRAFT in its file.")
    else:
        say("These are copies, with ids of their own, for you to change; the shipped questions stay as they are.")
    if not dry_run:
        banks = " ".join(f"--bank {shlex.quote(str(file.path))}" for file in files)
        form = f"--format mock --questions {min(20, count)} " if count > 1 else ""
        say(f"Practise: interview-coach practice {form}{banks}")


def _tell_weights(weights: Mapping[str, float]) -> None:
    if weights:
        say("What the posting asks for, by its words:")
        for name, weight in weights.items():
            say(f"  {weight:4.0%}  {name}")
        say("")


def _tell_files(files: Sequence[NewFile], spent: Spent | None, left_out: Sequence[str], *, dry_run: bool) -> None:
    for sentence in left_out:
        say(sentence)
    for file in files:
        say(f"Would be written: {file.path}\n\n{file.text}" if dry_run else f"Written: {file.path}")
    if spent is not None:
        say(f"Spent: {spent_words(spent)}")


def _data(outcome: Outcome, files: Sequence[NewFile], spent: Spent | None, *, written: bool) -> dict[str, Any]:
    return {
        "written": written,
        "files": [{"id": file.id, "path": str(file.path), "text": file.text} for file in files],
        "questions": [
            {
                "title": chosen.shape["title"],
                "rubric": chosen.rubric,
                "source": chosen.shape["source"],
                "copy_of": chosen.copy_of or None,
                "strength": chosen.strength,
                "shared": chosen.shared,
            }
            for chosen in outcome.questions
        ],
        "weights": outcome.weights,
        "left_out": outcome.left_out,
        "spent": spent.model_dump() if spent else None,
    }
