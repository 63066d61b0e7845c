"""A level on its scale from 1 to 5: where it is, how far it may be off, and what the candidate guessed."""

from __future__ import annotations

from textual.content import Content

LEVEL = "●"
BAND = "━"
REST = "┄"
GUESS = "◇"
BOTH = "◈"
"""The level and the guess in one place."""

LEGEND = f"{LEVEL} level   {BAND} could be   {GUESS} your guess of the whole question"
LEGEND_OF_GRADES = f"{LEVEL} level   {GUESS} your guess of the whole question"
"""Of full grades, whose band, if any, is what several gradings gave."""

CELLS = 21
"""Five cells to a level: wide enough to see a fifth of one."""


def level_bar(level: float | None, *, margin: float = 0.0, guess: int | None = None, cells: int = CELLS) -> Content:
    """Draw the scale; levels run from 1.0 to 5.0, and ``None`` draws it empty. It reads without colour."""
    marks = [REST] * cells
    styles = ["dim"] * cells

    def place(value: float) -> int:
        return round((max(1.0, min(5.0, value)) - 1) / 4 * (cells - 1))

    if level is not None:
        for cell in range(place(level - margin), place(level + margin) + 1):
            marks[cell], styles[cell] = BAND, "$primary"
    if guess is not None:
        marks[place(guess)], styles[place(guess)] = GUESS, "bold"
    if level is not None:
        here = place(level)
        marks[here] = BOTH if guess is not None and place(guess) == here else LEVEL
        styles[here] = "bold $text-primary"
    return Content.assemble("1 ", *zip(marks, styles, strict=True), " 5")
