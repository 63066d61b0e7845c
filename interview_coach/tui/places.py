"""The places that Home leads to, beside interviews. Their screens are imported when somebody goes there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Coach

    Way = Callable[[CoachApp, Coach], Awaitable[None]]


class Place(NamedTuple):
    """Something to go to: its name in code, its key on Home, its title, and a few words about it."""

    name: str
    key: str
    title: str
    about: str
    does: str
    """What its key does, for help and the palette."""
    module: str
    """The module of ``tui.ways`` that has a coroutine function called ``name``: it leads there, and back."""
    shown: bool = True
    """Whether Home shows it; otherwise its key, help and the palette lead there."""


PLACES: tuple[Place, ...] = (
    Place("due", "v", "Review due", "what comes back", "Practise what is most due", "learning"),
    Place(
        "transcripts", "t", "Transcripts", "search and compare", "Read, search and compare past interviews", "archive"
    ),
    Place(
        "progress", "p", "Progress", "levels and habits", "See levels over time, and what practising took", "learning"
    ),
    Place(
        "study_plan",
        "l",
        "Study plan",
        "what to do each day",
        "See what to do each day until your interview",
        "learning",
    ),
    Place(
        "banks", "b", "Banks", "questions and rubrics", "Look through questions and rubrics, and make your own", "banks"
    ),
    Place(
        "due_list",
        "u",
        "All that is due",
        "",
        "See what comes back for practice, when and why",
        "learning",
        shown=False,
    ),
)
"""In the order in which Home shows them."""


async def visit(app: CoachApp, coach: Coach, name: str) -> None:
    """Go to the place called ``name``, and return once it was left."""
    place = next(place for place in PLACES if place.name == name)
    way: Way = getattr(import_module(f"interview_coach.tui.ways.{place.module}"), name)
    await way(app, coach)
