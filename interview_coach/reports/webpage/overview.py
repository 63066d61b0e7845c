"""A page over many reports that lie beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from interview_coach.domain.scoring import scorecard
from interview_coach.domain.transcript import Transcript
from interview_coach.reports import facts, statements
from interview_coach.reports.webpage.markup import Html, tag
from interview_coach.reports.webpage.page import page
from interview_coach.reports.words import counted, spaced

FILE_NAME = "index.html"


@dataclass(frozen=True)
class Entry:
    """What the page says of one report."""

    file: str
    """The name of the report's file, in the same folder."""
    title: str
    at: datetime
    form: str
    level: str
    verdict: str
    estimates: bool
    """Whether there are coverage estimates among its levels."""
    full: bool
    """Whether there are full grades among its levels."""


def entry(transcript: Transcript, file: str) -> Entry:
    """Return what the page says of ``transcript``, whose report is in ``file``."""
    card = scorecard(transcript)
    estimates, full = statements.kinds(transcript, card)
    return Entry(
        file=file,
        title=facts.title(transcript),
        at=transcript.started_at,
        form=facts.form(transcript.plan.format),
        level="no level" if card.level is None else statements.level(card.level, estimate=card.estimate),
        verdict=spaced(card.verdict.verdict) if card.verdict else "–",
        estimates=estimates,
        full=full,
    )


def overview_page(entries: Sequence[Entry]) -> bytes:
    """Return a page that leads to every report, the newest first."""
    rows = [_row(e) for e in sorted(entries, key=lambda e: (e.at, e.file), reverse=True)]
    heads = (tag("th", head, scope="col") for head in ("Interview", "Held", "Format", "Level", "Verdict"))
    note = statements.about_levels(estimates=any(e.estimates for e in entries), full=any(e.full for e in entries))
    name = "Interview practice reports"
    return page(
        name,
        tag("header", tag("h1", name), tag("p", f"{counted(len(rows), 'interview')}, the newest first.")),
        tag(
            "main",
            tag("p", note, class_="notice") if note else None,
            tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="stacked"),
        ),
        kind="screen",
    )


def _row(e: Entry) -> Html:
    cells = (("Held", facts.instant(e.at)), ("Format", e.form), ("Level", e.level), ("Verdict", e.verdict))
    return tag(
        "tr",
        tag("th", tag("a", e.title, href=e.file), scope="row"),
        *(tag("td", words, data_label=label) for label, words in cells),
    )
