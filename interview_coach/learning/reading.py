"""Which material comes next, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from interview_coach.domain.study import Material
from interview_coach.learning.needs import Need

SESSION = 60
"""Minutes that somebody reads or builds in one go, at most."""


class ReadingList:
    """Material that was not studied yet; what is begun goes on until its hours are over."""

    def __init__(self, material: Iterable[Material], needs: Mapping[str, Need], most: int | None) -> None:
        """Take what there is, what it is good for, and how many minutes there are to read in all (``None``: any).

        What takes longer than ``most`` is not begun. That is the time from the beginning of the plan, so that what was
        begun is gone on with when less is left: nothing tells how far somebody has read.
        """
        self._most = most
        self._left = {m.id: (m, round(m.hours * 60)) for m in material}
        self._needs = needs
        self._begun: str | None = None

    def next(self, minutes: int) -> tuple[Material, int] | None:
        """Return what to take up where so many ``minutes`` are left, and for how many of them; ``None`` for nothing."""
        if self._begun is None:
            self._begun = self._choose()
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

    def leave_out(self, studied: Iterable[str]) -> None:
        """Leave out what was studied meanwhile."""
        for material in studied:
            self._left.pop(material, None)
            if self._begun == material:
                self._begun = None

    def _choose(self) -> str | None:
        """Return what serves the neediest competency; of several, the first in the guide's order."""
        able = [m for m, _ in self._left.values() if self._most is None or m.hours * 60 <= self._most]
        if not able:
            return None
        return max(able, key=self._use).id

    def _use(self, material: Material) -> float:
        return max((self._needs[c].share for c in material.competencies if c in self._needs), default=0.0)
