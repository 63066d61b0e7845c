"""Which material comes next, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from interview_coach.domain.study import Material
from interview_coach.learning.needs import Need

SESSION = 60
"""Minutes that somebody reads or builds in one go, at most."""


class ReadingList:
    """Material that was not studied yet; what is begun goes on until its hours are over."""

    def __init__(self, material: Iterable[Material], needs: Mapping[str, Need]) -> None:
        self._left = {m.id: (m, round(m.hours * 60)) for m in material}
        self._needs = needs
        self._begun: str | None = None

    def next(self, minutes: int, days: int | None) -> tuple[Material, int] | None:
        """Return what to take up on a day with so many ``minutes`` left, and for how many of them.

        ``days`` are those until the interview: what could not be finished by then, were every day like this one, is not
        begun. ``None`` where there is nothing, or nothing that could be.
        """
        if self._begun is None:
            self._begun = self._choose(minutes, days)
        if self._begun is None:
            return None
        material, left = self._left[self._begun]
        taken = min(minutes, SESSION, left)
        if taken == left:
            del self._left[self._begun]
            self._begun = None
        else:
            self._left[material.id] = (material, left - taken)
        return material, taken

    def _choose(self, minutes: int, days: int | None) -> str | None:
        """Return what serves the neediest competency; of several, the first in the guide's order."""
        able = [
            material for material, left in self._left.values() if days is None or left <= min(minutes, SESSION) * days
        ]
        if not able:
            return None
        return max(able, key=self._use).id

    def _use(self, material: Material) -> float:
        return max((self._needs[c].share for c in material.competencies if c in self._needs), default=0.0)
