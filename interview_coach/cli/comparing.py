"""``diff`` and ``test`` of ``banks`` and ``rubrics``."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from interview_coach.authoring.diffing import changes, comparability, diff_text
from interview_coach.authoring.finding import Found, find, find_replaced
from interview_coach.authoring.shapes import shape_of
from interview_coach.authoring.trying import FAR_OFF, Placing, Trial, try_out
from interview_coach.cli.authoring import home_of_user
from interview_coach.cli.output import print_json, print_table, say
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.library.banks import Bank

_ADVICE = """\
A level 5 answer is put below a level 1 answer there, or less is heard in it. What helps, in this order: more `cues`
under the key points and indicators that the good answer shows, in the words that people say; fewer that the weak one
says as well; key points with a `criterion`; exemplars at levels 1, 3 and 5, which make the scale of a question."""


def diff(arguments: Namespace) -> int:
    """Print what changed between two banks or rubrics."""
    home = home_of_user()
    last = find(arguments.names[-1], arguments.kind, home)
    first = find(arguments.names[0], arguments.kind, home) if len(arguments.names) > 1 else None
    before, after = first or find_replaced(last, arguments.kind), last
    found = changes(shape_of(before.thing), shape_of(after.thing))
    said = comparability(before.rubric, after.rubric, found)
    if arguments.json:
        compared = {name: {"id": f.thing.id, "path": str(f.path)} for name, f in (("before", before), ("after", after))}
        told = [asdict(change) for change in found]
        print_json({**compared, "changes": told, "comparability": said})
        return 0
    say(f"{_called(before)} → {_called(after)}\n")
    say(diff_text(found) or "Nothing changed.")
    say("")
    for sentence in said:
        say(sentence)
    return 0


def test(arguments: Namespace) -> int:
    """Print how the offline grader places exemplars; 1 where a level 5 one is put below a level 1 one."""
    found = find(arguments.name, arguments.kind, home_of_user())
    rubric = found.rubric
    assert rubric is not None  # noqa: S101 - a bank is not found without its rubric
    trial = try_out(_questions(found), rubric)
    if arguments.json:
        print_json(
            {
                "placings": [asdict(p) | {"off": p.off} for p in trial.placings],
                "without": trial.without,
                "upside_down": trial.upside_down,
            }
        )
    else:
        _tell(trial, rubric)
    return 1 if trial.upside_down else 0


def _questions(found: Found) -> tuple[Question, ...]:
    if found.question is not None:
        return (found.question,)
    if isinstance(found.thing, Bank):
        return found.thing.questions
    return tuple(q for q in found.library.questions() if q.rubric == found.thing.id)


def _tell(trial: Trial, rubric: Rubric) -> None:
    if trial.placings:
        heading = ("QUESTION", "STATED", "FOUND", "OFF BY", "HEARD", *(c.id.upper() for c in rubric.criteria))
        print_table([heading, *(_row(p, rubric) for p in trial.placings)])
        say("")
    for placing in trial.placings:
        if placing.found is None:
            say(f"{placing.question}, level {placing.stated}: not graded. {placing.reason}")
    far = [p for p in trial.placings if p.off is not None and abs(p.off) > FAR_OFF]
    if trial.placings:
        say(f"{len(trial.placings)} exemplars: {len(far)} off by more than {FAR_OFF:g} level.")
        say("Natural exemplars fix the scale that they are placed on, so small differences here promise nothing.")
    for name in trial.without:
        say(f"{name} has no exemplars: write one at each of the levels 1, 3 and 5.")
    for name in trial.upside_down:
        say(f"{name} is upside down.")
    if trial.upside_down:
        say(_ADVICE)
    if not trial.placings and not trial.without:
        say(f"No question is graded against {rubric.id}.")


def _row(placing: Placing, rubric: Rubric) -> tuple[str, ...]:
    stated = str(placing.stated) if placing.style == "natural" else f"{placing.stated} {placing.style}"
    found = "-" if placing.found is None else f"{placing.found:.1f}"
    off = "-" if placing.off is None else f"{placing.off:+.1f}"
    levels = (f"{placing.criteria[c.id]:.1f}" if c.id in placing.criteria else "-" for c in rubric.criteria)
    return (placing.question, stated, found, off, f"{placing.heard:.0%}", *levels)


def _called(found: Found) -> str:
    where = "shipped" if found.shipped else str(found.path)
    return f"{found.thing.id} ({where})"
