"""How the candidate looks at their progress: which lines are drawn with which marks, where they point, how far back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from interview_coach.domain.levels import margin_of
from interview_coach.domain.vocabulary import Track
from interview_coach.learning.days import day_of
from interview_coach.learning.progress import Scope
from interview_coach.tui.plotting import MARKS
from interview_coach.tui.widgets.level_plot import Line as Drawn

if TYPE_CHECKING:
    from interview_coach.domain.attempt import Scale
    from interview_coach.learning.lines import Line

    Key = tuple[str, Scale]
    """What a line is known by from one look to the next: its competency and its scale."""

AT_FIRST = 3
"""Lines that are drawn until others are chosen: those with the most levels."""

PERIODS = (None, 90, 30)
"""Days that are looked back; ``None`` for all."""


@dataclass
class View:
    """Kept while the candidate looks at an attempt, so that they come back to what they saw."""

    lines: dict[Key, Line] = field(default_factory=dict)
    """All lines that there are."""
    marks: dict[Key, str] | None = None
    """The lines that are drawn, with their marks; ``None`` until there were any."""
    chosen: Key | None = None
    """The line that stands out."""
    point: int | None = None
    """Which of its points is pointed at; ``None`` for the latest."""
    dated: bool = True
    """Whether points stand at their dates."""
    period: int = 0
    """Which of :data:`PERIODS`."""
    track: Track | None = None
    listed: int = 0
    """Which line is highlighted in the list."""

    def take(self, lines: Iterable[Line]) -> None:
        """Take the lines that there are now."""
        self.lines = {(line.competency, line.scale): line for line in lines}
        if self.marks is None and self.lines:
            most = sorted(self.lines, key=lambda key: -len(self.lines[key].points))
            self.marks = dict(zip(most[:AT_FIRST], MARKS, strict=False))

    @property
    def drawn(self) -> list[Key]:
        """The lines that are drawn, in the order of the list."""
        return [key for key in self.lines if self.mark(key)]

    def mark(self, key: Key) -> str:
        """Return the mark of a line; empty where it is not drawn."""
        return (self.marks or {}).get(key, "")

    @property
    def place(self) -> int:
        """Which of the drawn lines stands out."""
        return self.drawn.index(self.chosen) if self.chosen in self.drawn else 0

    def to_draw(self) -> list[Drawn]:
        """Return the lines as the plot takes them."""
        return [
            Drawn(
                mark=self.mark(key),
                points=tuple((point.at, point.level) for point in self.lines[key].points),
                margin=margin_of(estimate=self.lines[key].estimate),
            )
            for key in self.drawn
        ]

    def point_at(self, line: int, point: int) -> None:
        """Point at a point of one of the lines that are drawn; at nothing where none is."""
        drawn = self.drawn
        self.chosen, self.point = (drawn[line], point) if drawn else (None, None)

    def tick(self, place: int) -> bool:
        """Draw the line at ``place`` of the list, or take it away; return whether there was a mark for it."""
        key, marks = list(self.lines)[place], dict(self.marks or {})
        if key in marks:
            del marks[key]
        elif free := [mark for mark in MARKS if mark not in marks.values()]:
            marks[key] = free[0]
            self.chosen, self.point = key, None
        else:
            return False
        self.marks = marks
        return True

    def look_further(self) -> None:
        """Look back over the next of :data:`PERIODS`."""
        self.period = (self.period + 1) % len(PERIODS)

    def look_at_next_track(self) -> None:
        """Look at the next track, after the last one at all."""
        tracks = [None, *Track]
        self.track = tracks[(tracks.index(self.track) + 1) % len(tracks)]

    def scope(self, now: datetime) -> Scope:
        """Return which attempts are looked at."""
        return Scope(since=self._since(now), track=self.track)

    def _since(self, now: datetime) -> date | None:
        days = PERIODS[self.period]
        return day_of(now - timedelta(days=days), None) if days else None
