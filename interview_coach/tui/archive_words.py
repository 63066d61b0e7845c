"""The list of past interviews in words: its columns, what is said of one of them, where words were found in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.content import Content

from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.journal.index.filters import Sort, SortBy
from interview_coach.journal.index.hits import Hit
from interview_coach.journal.index.passages import Where
from interview_coach.journal.listing import Listing
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.widgets.columns import Column
from interview_coach.tui.words import FORMAT_WORDS, SHORT_FORMAT_WORDS, clock, counted, moment, spaced, spoken_level

NOTHING = "–"

SORTS: dict[SortBy, tuple[str, str]] = {
    SortBy.DATE: ("oldest first", "newest first"),
    SortBy.NAME: ("A to Z", "Z to A"),
    SortBy.LEVEL: ("lowest first", "highest first"),
    SortBy.FORMAT: ("A to Z", "Z to A"),
    SortBy.DURATION: ("shortest first", "longest first"),
    SortBy.ENGINE: ("A to Z", "Z to A"),
    SortBy.VERDICT: ("lowest first", "highest first"),
    SortBy.TRACK: ("A to Z", "Z to A"),
    SortBy.TOPICS: ("A to Z", "Z to A"),
    SortBy.ANSWERED: ("fewest answers first", "most answers first"),
}
"""What can be sorted by, with the words for both ways: the smallest first, and the largest."""

FALLING_FIRST = frozenset({SortBy.DATE, SortBy.LEVEL, SortBy.VERDICT, SortBy.DURATION, SortBy.ANSWERED})
"""What is sorted with the largest first, unless it is wished otherwise."""


def columns(now: Callable[[], datetime]) -> tuple[Column[Listing], ...]:
    """Return the columns of the list; what is said of dates depends on what ``now`` returns."""
    return (
        Column(key="date", title="Date", width=17, cell=lambda item: when(item, now())),
        Column(key="name", title="Name or topics", width=22, grows=True, cell=_heading),
        Column(key="level", title="Level", width=10, priority=1, cell=_level),
        Column(key="format", title="Format", width=9, priority=3, cell=_format),
        Column(key="duration", title="Time", width=7, priority=2, to_the_right=True, cell=_duration),
        Column(key="engine", title="Engine", width=8, priority=5, cell=lambda item: item.engine or ""),
        Column(key="verdict", title="Verdict", width=14, priority=6, cell=_verdict),
        Column(key="track", title="Track", width=16, priority=8, cell=_track),
        Column(key="tags", title="Tags", width=14, priority=7, sorts=False, cell=_tags),
    )


def when(item: Listing, now: datetime) -> str:
    """Say when an interview began, or by which name it goes where that is not known."""
    return moment(item.started_at, now) if item.started_at else one_line(item.id, 30)


def _heading(item: Listing) -> Content | str:
    if item.problem:
        return Content.styled("cannot be read", "italic")
    return heading(item)


def heading(item: Listing) -> str:
    """Say what to call an interview: its name, the title of its only question once that was asked, its topics."""
    return one_line(item.name or (item.titles[0] if len(item.titles) == 1 and item.asked else topics(item)))


def topics(item: Listing) -> str:
    """Say what an interview was about."""
    return ", ".join(map(spaced, item.topics))


def _level(item: Listing) -> str:
    if item.problem:
        return ""
    if item.unfinished:
        return "newer" if item.newer else "unfinished"
    if item.level is None:
        return NOTHING
    return level_words(item.level, margin_of(estimate=item.estimate), Wording.BARE)


def _format(item: Listing) -> str:
    return SHORT_FORMAT_WORDS[item.format] if item.format else ""


def _duration(item: Listing) -> str:
    return "" if item.problem else clock(item.seconds)


def _verdict(item: Listing) -> str:
    return spaced(item.verdict) if item.verdict else ("" if item.problem else NOTHING)


def _track(item: Listing) -> str:
    return spaced(item.track) if item.track else ""


def _tags(item: Listing) -> str:
    return " ".join(f"#{tag}" for tag in item.tags)


def about(item: Listing, now: datetime) -> Content:
    """Say in a few lines which interview it is, and how it went."""
    if item.problem:
        return Content.assemble(("This transcript cannot be read. ", "bold"), shown(item.problem))
    facts = [
        FORMAT_WORDS[item.format] if item.format else "",
        when(item, now),
        spaced(item.track) if item.track else "",
        item.seniority or "",
        f"{item.engine} interviewed" if item.engine else "",
    ]
    lines = [Content.assemble((heading(item) or "Interview", "bold"), "  ", " · ".join(filter(None, facts)))]
    lines.append(Content(" · ".join(filter(None, (_how_it_went(item), _tags(item))))))
    if item.asked:
        asked = item.titles[: len(item.asked)]
        lines.append(Content("Asked: " + "; ".join(one_line(title, 80) for title in asked)))
    if item.note:
        lines.append(Content.assemble(("Note: ", "bold"), one_line(item.note, 600)))
    return Content("\n").join(lines)


def _how_it_went(item: Listing) -> str:
    answered = f"{item.answered} of {counted(item.planned, 'question')} answered"
    if item.unfinished:
        return f"{answered}; " + ("a newer version wrote it" if item.newer else "not finished: u takes it up")
    if item.level is None:
        return f"{answered}; no level"
    level = f"{level_words(item.level, margin_of(estimate=item.estimate))} · {spoken_level(item.level)}"
    guess = f"; you guessed {round(item.self_level, 1):g}" if item.self_level is not None else ""
    verdict = f"; verdict: {spaced(item.verdict)}" if item.verdict else ""
    return f"{answered}; {level}{verdict}{guess}"


def sort_words(sort: Sort) -> str:
    """Say how the list is sorted."""
    name = {SortBy.NAME: "name or topics", SortBy.DURATION: "time taken"}.get(sort.by, sort.by.value)
    return f"by {name}, {SORTS[sort.by][sort.descending]}"


def turned(sort: Sort, by: SortBy) -> Sort:
    """Return the order after a click on the heading of ``by``: that way, and the other way at the second click."""
    return Sort(by=by, descending=not sort.descending if sort.by is by else by in FALLING_FIRST)


_WHERE = {
    Where.TITLE: "Title",
    Where.INTERVIEWER: "Interviewer",
    Where.CANDIDATE: "You",
    Where.FEEDBACK: "Feedback",
    Where.DEBRIEF: "Debrief",
    Where.NOTE: "Note",
}


def hit_line(hit: Hit) -> Content:
    """Return a place where the words were found: who said it, and the words in context, reversed out."""
    question = f", question {hit.exchange + 1}" if hit.exchange is not None else ""
    pieces: list[Content | str] = [Content.styled(f"{_WHERE[hit.where]}{question}: ", "bold")]
    pieces.append("… " if hit.cut_before else "")
    place = 0
    for start, end in hit.marks:
        pieces.append(_flat(hit.excerpt[place:start]))
        pieces.append(Content.styled(_flat(hit.excerpt[start:end]), "bold reverse"))
        place = end
    pieces.append(_flat(hit.excerpt[place:]))
    pieces.append(" …" if hit.cut_after else "")
    return Content("").join([Content(piece) if isinstance(piece, str) else piece for piece in pieces])


def _flat(text: str) -> str:
    """Return ``text`` on one line; unlike :func:`one_line` it leaves the spaces at both ends."""
    return shown(text).replace("\n", " ").replace("\t", " ")
