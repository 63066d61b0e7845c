"""Progress as plain text: readable aloud, nothing told by colour, every figure with how many it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.learning.days import day_of, day_words
from interview_coach.learning.effort import Effort, Streak
from interview_coach.learning.lines import Line
from interview_coach.learning.progress import Progress, Scope
from interview_coach.learning.standing import STANDS_OUT, CriterionStanding, Profile, Standing
from interview_coach.learning.trend import FEWEST, Trend
from interview_coach.reports.words import counted, spaced

WIDTH = 78
CHARTS = 3
"""Lines up to which each is drawn; more are told in a row each."""

COLUMNS = 34
"""Levels that a chart shows, the latest ones: two columns each."""

IN_A_ROW = 8
"""Levels that a row tells, the latest ones."""

LEVEL = len("about 3.4 of 5")
"""Cells of a level."""

TRENDS = {
    Trend.RISING: "rising",
    Trend.FALLING: "falling",
    Trend.UNCLEAR: "no clear trend",
    Trend.TOO_FEW: f"too few for a trend ({FEWEST} are needed)",
}


def progress_lines(progress: Progress) -> Iterator[str]:
    """Yield the lines of the whole."""
    yield f"PROGRESS, {day_words(progress.on)}{_scope(progress)}"
    yield ""
    if not progress.answered:
        where = " in what you asked for" if progress.scope != Scope() else ""
        yield f"No question was answered yet{where}. `interview-coach practice` begins an interview."
        return
    interviews = counted(progress.interviews, "interview")
    yield f"{counted(progress.answered, 'question')} answered in {interviews}, {progress.graded} with a level."
    yield fill(_streak(progress.streak), WIDTH)
    yield from _standings(progress)
    yield from _over_time(progress.lines)
    yield from _profile(progress.profile)
    if progress.confidence:
        yield from ("", "YOUR OWN GUESSES")
        for found in progress.confidence:
            yield _wrapped(f"{found.words} ({found.label})")
    yield from _effort(progress.effort)
    if progress.notes:
        yield ""
        for note in progress.notes:
            yield fill(note, WIDTH)


def _scope(progress: Progress) -> str:
    scope = progress.scope
    parts = [", ".join(spaced(c) for c in scope.competencies)] if scope.competencies else []
    parts += [f"since {day_words(scope.since)}"] if scope.since else []
    parts += [f"track {scope.track}"] if scope.track else []
    return "".join(f"; {part}" for part in parts)


def _streak(streak: Streak) -> str:
    longest = f"longest {counted(streak.longest, 'day')}, {counted(streak.days, 'day')} in all"
    if not streak.current:
        return f"No streak at the moment ({longest})."
    keep = "" if streak.today else "; one question today keeps it"
    return f"Streak: {counted(streak.current, 'day')} in a row{keep} ({longest})."


def _standings(progress: Progress) -> Iterator[str]:
    yield from ("", "WHERE YOU STAND (mean of the latest levels, at most three)")
    width = max((len(spaced(s.competency)) for s in progress.standings), default=0)
    for standing in progress.standings:
        yield _wrapped(f"{spaced(standing.competency):{width}}  {_standing(standing)}", hang=width + 4)
    if progress.untried:
        yield _wrapped(f"Not practised yet: {', '.join(spaced(c) for c in progress.untried)}.")


def _standing(standing: Standing) -> str:
    if standing.level is None:
        return f"no level yet, {counted(standing.answered, 'answer')}"
    level = level_words(standing.level, margin_of(estimate=standing.estimate), Wording.ROUGH)
    return f"{level:>{LEVEL}}  (of {counted(standing.of, 'level')}; {standing.label})"


def _over_time(lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        return
    yield from ("", "LEVELS OVER TIME, the oldest first")
    for line in lines:
        told = f"{counted(len(line.points), 'level')}, {TRENDS[line.trend]}"
        yield _wrapped(f"{spaced(line.competency)}, {line.label}: {told}", hang=4)
        for reason in line.changed:
            yield _wrapped(f"A new line: {reason}", indent=4)
        yield from _chart(line) if len(lines) <= CHARTS else _row(line)


def _row(line: Line) -> Iterator[str]:
    latest = line.points[-IN_A_ROW:]
    yield f"    {'… ' if len(latest) < len(line.points) else ''}{'  '.join(f'{p.level:.1f}' for p in latest)}"


def _chart(line: Line) -> Iterator[str]:
    """Draw the latest levels, half a level to a row."""
    latest = line.points[-COLUMNS:]
    for half in range(10, 1, -1):
        marks = "".join("● " if int(p.level * 2 + 0.5) == half else "  " for p in latest).rstrip()
        yield f"    {half // 2 if half % 2 == 0 else ' '} │ {marks}".rstrip()
    yield f"      └{'─' * (2 * len(latest))}"
    first, last = (day_words(day_of(point.at, None)) for point in (latest[0], latest[-1]))
    yield f"        {first}" if len(latest) == 1 else f"        {first} to {last}"


def _profile(profile: Profile) -> Iterator[str]:
    if profile.mean is None:
        if profile.too_few:
            yield from ("", "STRONGER AND WEAKER SIDES", "  Too few levels of any criterion to say.")
        return
    yield from (
        "",
        "STRONGER AND WEAKER SIDES",
        _wrapped(f"beside your own mean of {profile.mean:.1f}; {profile.label}"),
    )
    for title, found in (("Stronger", profile.strong), ("Weaker", profile.weak)):
        for criterion in found:
            yield _criterion(title, criterion)
    if not profile.strong and not profile.weak:
        yield f"  No criterion lies {STANDS_OUT:g} levels off your mean."
    if profile.too_few:
        yield f"  Criteria with too few levels to say anything of: {profile.too_few}."


def _criterion(title: str, found: CriterionStanding) -> str:
    return _wrapped(f"{title:9}{found.level:.1f}  {found.title} ({spaced(found.competency)}; of {found.of})", hang=16)


def _effort(effort: Effort) -> Iterator[str]:
    yield from ("", "WHAT IT TOOK")
    yield f"  Hints: {effort.hints}, in {effort.with_hints} of {counted(effort.answered, 'answer')}"
    yield f"  Follow-ups: {effort.probes}, {effort.each(effort.probes) or 0:.1f} a question"
    yield f"  Time: {effort.seconds / 60:.0f} minutes, {(effort.each(effort.seconds) or 0) / 60:.1f} a question"
    yield f"  Words: {effort.words:,}, {effort.each(effort.words) or 0:.0f} a question"
    if effort.words_per_minute is not None:
        yield f"  Speed: {effort.words_per_minute:.0f} words a minute of thinking and writing ({effort.speed_note})"
    elif effort.pasted:
        yield f"  Speed: not known ({effort.speed_note})"


def _wrapped(text: str, *, indent: int = 2, hang: int | None = None) -> str:
    later = " " * (indent if hang is None else hang)
    return fill(text, WIDTH, initial_indent=" " * indent, subsequent_indent=later)
