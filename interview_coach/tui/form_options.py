"""What can be chosen in a form: fixed words, and the ids of rubrics, criteria and key points that there are."""

from __future__ import annotations

from copy import deepcopy
from enum import StrEnum
from typing import TYPE_CHECKING

from interview_coach.library.groups import fill_ids, groups, sentences_to_groups, text
from interview_coach.tui.form_fields import Field
from interview_coach.tui.safe_text import one_line
from interview_coach.tui.words import spaced

if TYPE_CHECKING:
    from interview_coach.authoring.manuscript import Manuscript
    from interview_coach.library.catalogue import Library
    from interview_coach.library.problems import Location

Choice = tuple[str, str]
"""Words, and the value that they stand for."""


def choices(field: Field, manuscript: Manuscript, at: Location, library: Library) -> list[Choice]:
    """Return what can be chosen for ``field`` of the form about the place ``at`` of ``manuscript``."""
    options = field.options
    if isinstance(options, tuple):
        return [(word, word) for word in options]
    if isinstance(options, type) and issubclass(options, StrEnum):
        return [(spaced(word.value), word.value) for word in options]
    if options == "rubrics":
        return [(one_line(rubric.title, 60), its_id) for its_id, rubric in library.rubrics.items()]
    found = _criteria(manuscript, library)
    return [*_key_points(manuscript, at), *found] if options == "aims" else found


def _criteria(manuscript: Manuscript, library: Library) -> list[Choice]:
    if manuscript.kind == "rubric":
        data = deepcopy(manuscript.data)
        fill_ids(data, "criteria", lambda criterion: text(criterion, "title"))
        return [(one_line(text(c, "title"), 60), text(c, "id")) for _, c in groups(data, "criteria")]
    rubric = library.rubrics.get(text(manuscript.data, "rubric"))
    return [(one_line(c.title, 60), c.id) for c in rubric.criteria] if rubric else []


def _key_points(manuscript: Manuscript, at: Location) -> list[Choice]:
    question = deepcopy(manuscript.value(*at[:2]))
    if not isinstance(question, dict):
        return []
    sentences_to_groups(question, "key_points")
    fill_ids(question, "key_points", lambda point: text(point, "text"))
    return [(one_line(f"Key point: {text(p, 'text')}", 70), text(p, "id")) for _, p in groups(question, "key_points")]
