"""What came of a posting, and the files that it makes: one bank for each rubric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from interview_coach.authoring.beginning import LONGEST_TITLE
from interview_coach.authoring.files import Kind, NewFile
from interview_coach.authoring.shapes import Shape
from interview_coach.authoring.shelf import Shelf
from interview_coach.authoring.yaml_text import yaml_text
from interview_coach.library.problems import Location
from interview_coach.library.schemas import schema_line
from interview_coach.library.words import FreeIds, slug_of


@dataclass(frozen=True)
class Chosen:
    """A question for a posting, with the sentence that it comes from."""

    rubric: str
    shape: Shape
    """As in a file, its ``source`` included; its id may be left out."""
    copy_of: str = ""
    """The id of the shipped question that it is a copy of."""
    strength: float | None = None
    """How well question and sentence suit each other (0 to 1), where that was measured."""
    shared: tuple[str, ...] = ()
    """The words that tell so, as stems."""


@dataclass(frozen=True)
class Outcome:
    """What came of a posting."""

    questions: tuple[Chosen, ...]
    weights: dict[str, float] = field(default_factory=dict)
    """The share of each competency in what the posting asks for (they sum to 1), where that was measured."""
    left_out: tuple[str, ...] = ()
    """What was not taken over, and why, in whole sentences."""


def bank_files(outcome: Outcome, shelf: Shelf, title: str, *, drafted_by: str = "") -> tuple[NewFile, ...]:
    """Return the banks of ``outcome``, checked.

    Args:
        outcome: the questions.
        shelf: where they will be.
        title: of the banks; the rubric's title is added where there are several.
        drafted_by: the model that wrote the questions; empty where they are copies.

    Raises:
        ContentError: a bank would have problems.
    """
    rubrics = list(dict.fromkeys(chosen.rubric for chosen in outcome.questions))
    taken = FreeIds(shelf.question_ids)
    used = FreeIds(shelf.taken("bank"))
    files = []
    for name in rubrics:
        its_title = title if len(rubrics) == 1 else f"{title}: {shelf.library.rubrics[name].title}"
        its_id = used.like(slug_of(its_title, fallback="bank"))
        mine = [chosen for chosen in outcome.questions if chosen.rubric == name]
        files.append(_bank(its_id, its_title[:LONGEST_TITLE], name, mine, taken, shelf, drafted_by))
    shelf.must_take(files)
    return tuple(files)


def file_of(kind: Kind, shape: Shape, shelf: Shelf, head: str, comments: dict[Location, str]) -> NewFile:
    """Return the new file of ``shape``, which has an id."""
    path = shelf.path(kind, shape["id"])
    top = schema_line(kind, path).removeprefix("# ")
    return NewFile(kind, shape["id"], path, yaml_text(shape, comments, head=f"{top}\n{head}"))


def _bank(  # noqa: PLR0917 - one file is made of as many things
    its_id: str, title: str, rubric: str, chosen: Sequence[Chosen], taken: FreeIds, shelf: Shelf, drafted_by: str
) -> NewFile:
    questions = []
    comments: dict[Location, str] = {}
    for number, one in enumerate(chosen):
        wanted = one.shape.get("id") or slug_of(one.shape.get("title") or one.shape["ask"], fallback="question")
        questions.append(
            {"id": taken.like(wanted[:70].rstrip("-"))} | {k: v for k, v in one.shape.items() if k != "id"}
        )
        comments["questions", number] = _comment(one, drafted_by)
    shape: Shape = {"id": its_id, "title": title, "rubric": rubric, "questions": questions}
    return file_of("bank", shape, shelf, _head(drafted_by), comments)


def _head(drafted_by: str) -> str:
    if drafted_by:
        return (
            f"Drafted by {drafted_by} from a job posting. Read every question before you practise: facts, figures, "
            "levels and cues are unchecked. Delete DRAFT where you agree. `source` is a sentence "
            "of the posting, word by word."
        )
    return (
        "Shipped questions that suit a job posting, copied so that you can change them. `source` is the sentence of "
        "the posting that each one was chosen for."
    )


def _comment(one: Chosen, drafted_by: str) -> str:
    if drafted_by:
        return "DRAFT: to be reviewed."
    shared = f", by the words {', '.join(one.shared)}" if one.shared else ""
    return f"A copy of {one.copy_of}. It suits its sentence with {one.strength or 0:.2f} of 1{shared}."
