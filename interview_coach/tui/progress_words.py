"""The rows and sentences of the progress screen: every figure with how many it rests on, and what it means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from interview_coach.domain.levels import ESTIMATE_MARGIN, Wording, level_words, margin_of
from interview_coach.learning.days import day_words
from interview_coach.learning.standing import FEWEST as FEWEST_OF_CRITERION
from interview_coach.learning.standing import same_grader
from interview_coach.learning.trend import FEWEST as FEWEST_OF_TREND
from interview_coach.learning.trend import Trend
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.widgets.level_bar import level_bar
from interview_coach.tui.words import SHORT_FORMAT_WORDS, clock, counted, moment, spaced

if TYPE_CHECKING:
    from datetime import datetime

    from interview_coach.learning.confidence import Confidence
    from interview_coach.learning.effort import Effort, Streak
    from interview_coach.learning.lines import Line, Point
    from interview_coach.learning.progress import Progress
    from interview_coach.learning.standing import CriterionStanding, Profile, Standing

BAR = 17
NUMBER = 14
"""Cells of a level bar, and of the number before it."""

NAME, TITLE = 28, 12
"""Cells of a competency's name, at most and at least."""

COUNT = 12
"""Cells of how many levels stand behind a number."""

UNTRIED = 6
"""How many competencies are named that were never practised."""

TRENDS = {
    Trend.RISING: "rising",
    Trend.FALLING: "falling",
    Trend.UNCLEAR: "no clear trend",
    Trend.TOO_FEW: f"too few for a trend ({FEWEST_OF_TREND} are needed)",
}
OVER_TIME = "Level over time   ←→ attempts  ↑↓ lines  ⏎ open"
BANDED = f"░ where the level could be: an estimate is off by up to {ESTIMATE_MARGIN:g}."
DIFFERENT = "These lines were measured by different graders: do not compare how high they are."

OTHER_ROLES = "These lines were graded for different seniorities: do not compare how high they are."


def overview(progress: Progress) -> str:
    """Say how much was practised, and of what."""
    scope = progress.scope
    limits = [f"since {day_words(scope.since)}"] if scope.since else []
    limits += [f"for the track {spaced(scope.track).lower()}"] if scope.track else []
    where = f" {' and '.join(limits)}" if limits else ""
    if not progress.answered:
        if where:
            return f"No question was answered{where}."
        return "No question was answered yet. Press d on the first screen for a drill: it takes a few minutes."
    interviews = counted(progress.interviews, "interview")
    return f"{counted(progress.answered, 'question')} answered in {interviews}{where}, {progress.graded} with a level."


def streak(found: Streak) -> str:
    """Say for how many days in a row a question was answered."""
    longest = f"longest {counted(found.longest, 'day')}, {counted(found.days, 'day')} of practice in all"
    if not found.current:
        return f"No streak at the moment ({longest})." if found.days else ""
    keep = "" if found.today else "; one question today keeps it"
    return f"Streak: {counted(found.current, 'day')} in a row{keep} ({longest})."


def line_row(line: Line, mark: str, width: int, *, alone: bool) -> Content:
    """Show a line as it can be chosen: ticked with its mark where it is drawn, how many levels, who measured.

    Args:
        line: the line.
        mark: its mark; empty where it is not drawn.
        width: cells that there are.
        alone: whether its competency has no other line; then who measured may be left out.
    """
    roomy = width > 2 * NAME
    said = [counted(len(line.points), "level")] if alone or roomy else []
    said += [] if alone and not roomy else [one_line(line.label)]
    name = f"{spaced(line.competency):<{NAME if roomy else 0}}"
    return Content.assemble(f"✓ {mark} " if mark else "    ", (name, "bold"), f"  {' · '.join(said)}")


def about_point(line: Line, mark: str, point: Point, now: datetime) -> Content:
    """Say what an attempt was."""
    margin = margin_of(estimate=line.estimate)
    form = SHORT_FORMAT_WORDS.get(point.format, "Question").lower()
    return Content.assemble(
        f"{mark} ",
        (spaced(line.competency), "bold"),
        f"  {moment(point.at, now)}  ",
        (level_words(point.level, margin), "bold"),
        f"\n“{one_line(point.title)}”, a {point.difficulty} {form}, graded by {one_line(line.label)}.",
    )


def about_lines(lines: Sequence[Line], chosen: int) -> str:
    """Say what to know of the lines that are drawn, the one that stands out above all."""
    if not lines:
        return "Choose a line below: Space draws it, or takes it away."
    line = lines[chosen]
    levels = counted(len(line.points), "level")
    found = [f"{levels}, {TRENDS[line.trend]}." if len(line.points) > 1 else "One attempt so far: a line needs two."]
    found += [BANDED] if line.estimate else []
    found += [f"It does not go on from the line before: {' '.join(line.changed)}"] if line.changed else []
    if any(not same_grader(other.scale, line.scale) for other in lines):
        found.append(DIFFERENT)
    elif len({other.scale.seniority for other in lines}) > 1:
        found.append(OTHER_ROLES)
    return " ".join(found)


def standings(progress: Progress, width: int) -> Content:
    """Show where the candidate stands in each competency, the weakest first."""
    known = sorted(progress.standings, key=lambda s: (s.level is None, s.level or 0.0))
    rows = [_standing(standing, width) for standing in known]
    if progress.untried:
        named = ", ".join(spaced(slug) for slug in progress.untried[:UNTRIED])
        more = f" and {len(progress.untried) - UNTRIED} more" if len(progress.untried) > UNTRIED else ""
        rows.append(Content(f"Not practised yet: {named}{more}."))
    return Content("\n").join(rows)


def _standing(standing: Standing, width: int) -> Content:
    room = max(TITLE, min(NAME, width - NUMBER - COUNT))
    name = spaced(standing.competency)
    shortened = (f"{name if len(name) < room else name[: room - 2] + '…':<{room}}", "bold")
    if standing.level is None:
        return Content.assemble(shortened, f"no level yet ({counted(standing.answered, 'answer')})")
    margin = margin_of(estimate=standing.estimate)
    number = level_words(standing.level, margin, Wording.FIGURE)
    bar = level_bar(standing.level, margin=margin, cells=BAR) if width >= NAME + NUMBER + BAR + 6 + COUNT else ""
    return Content.assemble(shortened, f"{number:<{NUMBER}}", bar, "  " if bar else "", _of(standing.of))


def _of(count: int) -> str:
    return f"of {counted(count, 'level')}"


def sides(profile: Profile) -> Content:
    """Name the criteria that stand out among the candidate's own."""
    if profile.mean is None:
        return Content(f"Too few levels of any criterion to say: {FEWEST_OF_CRITERION} are needed.")
    rows = [*_criteria("Stronger", profile.strong), *_criteria("Weaker", profile.weak)]
    if not rows:
        rows.append(Content("No criterion stands out."))
    words = f"Beside your own mean of {profile.mean:.1f}, by {one_line(profile.label)}."
    words += (
        f" {counted(profile.too_few, 'criterion').replace('criterions', 'criteria')} left out: too few levels."
        if (profile.too_few)
        else ""
    )
    words += (
        f" {counted(profile.left_out, 'attempt')} left out: another grader or seniority." if profile.left_out else ""
    )
    return Content("\n").join([*rows, Content.styled(words, "dim")])


def _criteria(title: str, found: Iterable[CriterionStanding]) -> list[Content]:
    return [
        Content.assemble(
            (f"{title:<9}", "bold"),
            f"{c.level:.1f}  {shown(c.title)} ({spaced(c.competency)}, of {counted(c.of, 'level')})",
        )
        for c in found
    ]


def guesses(found: Sequence[Confidence]) -> Content:
    """Say how the candidate's guesses compare with the levels, for each grader apart."""
    if not found:
        return Content("No guess beside a level yet. Guess your own level after an interview, before the scorecard.")
    return Content("\n").join(Content(f"{c.words} (By {one_line(c.label)}.)") for c in found)


def effort(found: Effort) -> Content:
    """Say what practising took."""
    if not found.answered:
        return Content("Nothing was answered yet.")
    of = f"of {counted(found.answered, 'answer')}"
    rows = [
        ("Hints", f"{found.hints}", f"taken in {found.with_hints} {of}"),
        ("Follow-ups", f"{found.each(found.probes) or 0:.1f}", f"a question: {found.probes} in {of[3:]}"),
        ("Time", clock(found.each(found.seconds) or 0), f"a question: {clock(found.seconds)} in all, pauses left out"),
        ("Words", f"{found.each(found.words) or 0:.0f}", f"a question: {found.words:,} in all"),
    ]
    if found.words_per_minute is not None:
        about = f"words a minute of thinking and writing ({found.speed_note})"
        rows.append(("Pace", f"{found.words_per_minute:.0f}", about))
    elif found.pasted:
        rows.append(("Pace", "–", f"not known ({found.speed_note})"))
    return Content("\n").join(
        Content.assemble((f"{name:<12}", "bold"), f"{value:>6}  {about}") for name, value, about in rows
    )
