"""How a measured figure is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured figure beside its aim."""

    what: str
    value: str
    aim: str

    def __str__(self) -> str:
        """One line, in columns."""
        return f"{self.what:<58} {self.value:>28}   aim: {self.aim}"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest of ``values`` that ``share`` (0 to 1) of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
