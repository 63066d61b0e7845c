"""``compare``: two attempts at a question, or two grades of one answer."""

from __future__ import annotations

import os
import re
from argparse import Namespace

from interview_coach.cli.output import print_json, say
from interview_coach.domain.transcript import Transcript
from interview_coach.errors import InterviewStateError, UsageError
from interview_coach.reports.comparison import Side, compared, comparison_data, comparison_text, side_of
from interview_coach.settings import load_settings
from interview_coach.wiring import Coach

_NUMBERED = re.compile(r"(.+):([0-9]{1,4})")


def compare(arguments: Namespace) -> int:
    """Print two things side by side."""
    coach = Coach(load_settings(os.environ))
    first, number = _read(coach, arguments.before)
    if arguments.grades is not None:
        before, after = _grades(first, number, arguments)
    elif arguments.after is None:
        before, after = _repeated(coach, first, number)
    else:
        before, after = _attempts(first, number, *_read(coach, arguments.after))
    found = compared(before, after)
    if arguments.json:
        print_json(comparison_data(found))
    else:
        say(comparison_text(found))
    return 0


def _read(coach: Coach, named: str) -> tuple[Transcript, int | None]:
    """Return the interview that ``named`` means, and the index of the question where it says one."""
    match = _NUMBERED.fullmatch(named.strip())
    name, number = (match[1], int(match[2])) if match else (named, None)
    transcript = coach.store.read(name).transcript
    if number is not None and not 1 <= number <= len(transcript.exchanges):
        raise UsageError(f"{transcript.id} has no question {number}: {len(transcript.exchanges)} were asked.")
    return transcript, None if number is None else number - 1


def _grades(transcript: Transcript, index: int | None, arguments: Namespace) -> tuple[Side, Side]:
    if arguments.after is not None:
        raise UsageError("--grades compares two grades of one answer: name one interview.")
    index = _only(transcript) if index is None else index
    there_are = len(transcript.exchanges[index].grades)
    if there_are < 2:
        raise InterviewStateError(
            f"Question {index + 1} of {transcript.id} has {'one grade' if there_are else 'no grades'}, so there is "
            "nothing to compare. `interview-coach grade` grades it again."
        )
    numbers = arguments.grades or [there_are - 1, there_are]
    if len(numbers) != 2 or not all(1 <= n <= there_are for n in numbers):
        raise UsageError(f"--grades takes two numbers from 1 to {there_are}.")
    first, second = (side_of(transcript, index, n) for n in numbers)
    return _over(first, transcript, index), _over(second, transcript, index)


def _repeated(coach: Coach, transcript: Transcript, index: int | None) -> tuple[Side, Side]:
    index = _only(transcript) if index is None else index
    earlier = transcript.plan.earlier(index)
    if earlier is None:
        raise UsageError(
            f"Question {index + 1} of {transcript.id} repeats no earlier one. Name a second attempt, or compare its "
            "grades with --grades."
        )
    before = coach.store.read(earlier.interview).transcript
    return _over(side_of(before, earlier.exchange), before, earlier.exchange), _over(
        side_of(transcript, index), transcript, index
    )


def _attempts(first: Transcript, one: int | None, second: Transcript, other: int | None) -> tuple[Side, Side]:
    """Return both sides; where only one question is named, or none, the one that was asked in both is meant."""
    if one is None and other is None and max(len(first.exchanges), len(second.exchanges)) > 1:
        pairs = [
            (i, n)
            for i, a in enumerate(first.exchanges)
            for n, b in enumerate(second.exchanges)
            if a.question.id == b.question.id
        ]
        if len(pairs) == 1:
            one, other = pairs[0]
    one = _same_as(first, second, other) if one is None else one
    other = _same_as(second, first, one) if other is None else other
    return _over(side_of(first, one), first, one), _over(side_of(second, other), second, other)


def _same_as(transcript: Transcript, others: Transcript, index: int | None) -> int:
    """Return the question of ``transcript`` that is the one of that index in ``others``, else its only one."""
    if index is not None:
        wanted = others.exchanges[index].question.id
        found = [i for i, e in enumerate(transcript.exchanges) if e.question.id == wanted]
        if len(found) == 1:
            return found[0]
    return _only(transcript)


def _only(transcript: Transcript) -> int:
    if len(transcript.exchanges) == 1:
        return 0
    if not transcript.exchanges:
        raise InterviewStateError(f"Nothing was asked in {transcript.id}.")
    titles = "\n".join(f"  {transcript.id}:{n}  {e.question.title}" for n, e in enumerate(transcript.exchanges, 1))
    raise UsageError(f"{transcript.id} has several questions; say which:\n{titles}")


def _over(side: Side | None, transcript: Transcript, index: int) -> Side:
    if side is None:
        raise InterviewStateError(
            f"Question {index + 1} of {transcript.id} is not over yet. "
            f"`interview-coach resume {transcript.id}` goes on with it."
        )
    return side
