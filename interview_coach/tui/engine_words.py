"""Who will interview and grade, in words; and turning to the offline coach where nobody else can."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import SettingsError
from interview_coach.tui.safe_text import one_line
from interview_coach.wiring.engines import report

if TYPE_CHECKING:
    from interview_coach.settings import Settings
    from interview_coach.wiring import Coach


class EngineLine(NamedTuple):
    """What to say about the engine, and whether it can be used."""

    words: str
    usable: bool


def engine_line(settings: Settings, wanted: Engine | None) -> EngineLine:
    """Say which engine is used where ``wanted`` is chosen (``None``: what is available), or why that cannot be."""
    try:
        found = report(settings, wanted)
    except SettingsError as error:
        return EngineLine(one_line(str(error), 400), usable=False)
    return EngineLine(f"Engine: {found.engine}. {one_line(found.why, 400)}", usable=True)


def choose_offline(coach: Coach) -> None:
    """Remember that the offline coach interviews from now on. Blocks; raises ``StorageError``."""
    coach.remember(coach.choices().model_copy(update={"engine": Engine.OFFLINE}))
