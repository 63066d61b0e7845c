"""Levels drawn on their scale from 1 to 5, as SVG that stands in the page. Each says in words what it shows."""

from __future__ import annotations

from interview_coach.reports.webpage.markup import Html, tag

LEFT, STEP, TOP, RADIUS = 14, 46, 12, 6
WIDTH = 2 * LEFT + 4 * STEP
HEIGHT = 34
"""Of the drawing, in its own units; the style sheet says how large it becomes."""


def scale(level: float | None, *, margin: float = 0.0, guess: int | None = None, label: str) -> Html:
    """Draw a level on its scale.

    The level is a dot, how far it may be off a band, the self-assessment a hollow diamond: shapes differ, not only
    colours.

    Args:
        level: 1.0 to 5.0; ``None`` draws the scale without a dot.
        margin: how far the level may be off, in levels.
        guess: the self-assessment, 1 to 5.
        label: says the same in words, for whoever can't see it.
    """
    return tag(
        "svg",
        tag("line", class_="track", x1=_x(1), x2=_x(5), y1=TOP, y2=TOP),
        *(tag("line", class_="tick", x1=_x(n), x2=_x(n), y1=TOP - 4, y2=TOP + 4) for n in range(1, 6)),
        _band(level, margin) if level is not None and margin else None,
        _diamond(guess) if guess is not None else None,
        tag("circle", class_="level", cx=_x(level), cy=TOP, r=RADIUS) if level is not None else None,
        *(tag("text", str(n), x=_x(n), y=HEIGHT - 2, text_anchor="middle") for n in range(1, 6)),
        class_="scale",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=label,
    )


def _band(level: float, margin: float) -> Html:
    start, end = _x(level - margin), _x(level + margin)
    return tag("rect", class_="band", x=start, width=round(end - start, 1), y=TOP - 5, height=10, rx=5)


def _diamond(guess: int) -> Html:
    x, reach = _x(guess), RADIUS + 3
    return tag("path", class_="guess", d=f"M{x} {TOP - reach}L{x + reach} {TOP}L{x} {TOP + reach}L{x - reach} {TOP}Z")


def _x(level: float) -> float:
    return round(LEFT + (max(1.0, min(5.0, level)) - 1) * STEP, 1)
