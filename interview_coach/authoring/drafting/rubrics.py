"""The file of a rubric for a posting: drafted, or a copy of the shipped one that suits it best."""

from __future__ import annotations

from collections.abc import Sequence

from interview_coach.authoring.drafting.outcome import file_of
from interview_coach.authoring.drafting.posting import Posting
from interview_coach.authoring.drafting.selecting import competency_weights
from interview_coach.authoring.files import NewFile
from interview_coach.authoring.shapes import Shape, rubric_shape
from interview_coach.authoring.shelf import Shelf
from interview_coach.errors import ContentError
from interview_coach.library.problems import Location


def drafted_rubric(shape: Shape, sources: Sequence[str], shelf: Shelf, title: str, *, drafted_by: str) -> NewFile:
    """Return the file of a rubric that the model ``drafted_by`` wrote; ``sources`` are those of its criteria.

    Raises:
        ContentError: it would have problems.
    """
    named = {"id": shelf.new_id("rubric", title)} | shape | {"title": title}
    comments: dict[Location, str] = {
        ("criteria", number): f"From the posting: “{source}”" for number, source in enumerate(sources)
    }
    head = f"Drafted by {drafted_by} from a job posting. Read it before you use it: levels and cues are unchecked."
    file = file_of("rubric", named, shelf, head, comments)
    shelf.must_take([file])
    return file


def copied_rubric(posting: Posting, shelf: Shelf, title: str) -> tuple[NewFile, dict[str, float]]:
    """Return a copy of the shipped rubric that suits ``posting`` best, and how much each one suits it (they sum to 1).

    Raises:
        ContentError: none suits.
    """
    library = shelf.library
    banks = [bank for bank in library.banks if bank.shipped]
    rubrics = {bank.rubric: library.rubrics[bank.rubric] for bank in banks}
    weights = competency_weights(posting, rubrics, [q for bank in banks for q in bank.questions])
    if not weights:
        raise ContentError("No shipped rubric suits this posting: it shares hardly a word with any.")
    best = next(iter(weights))
    shape = {"id": shelf.new_id("rubric", title), **{k: v for k, v in rubric_shape(rubrics[best]).items() if k != "id"}}
    share = f"{weights[best]:.0%} of what it asks for"
    head = f"A copy of the shipped rubric {best}, which suits a job posting best ({share})."
    file = file_of("rubric", shape | {"title": title}, shelf, head, {})
    shelf.must_take([file])
    return file, weights
