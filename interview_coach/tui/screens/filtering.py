"""A dialog for the filters of the list of interviews."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from pydantic import ValidationError
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Select, Static

from interview_coach.domain.vocabulary import Engine, Format, Track, Verdict
from interview_coach.errors import CoachError
from interview_coach.journal.index.filters import Filters
from interview_coach.tui.filter_words import first_moment, moment_after
from interview_coach.tui.safe_text import pasted
from interview_coach.tui.screens.labelling import tags_in
from interview_coach.tui.screens.setup_choices import select_field
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.words import FORMAT_WORDS, spaced

if TYPE_CHECKING:
    from interview_coach.wiring import Coach

ANY = ""
"""The choice that restricts nothing."""

UNFINISHED = "unfinished"


class FilterDialog(ModalScreen[Filters | None], StandingScreen[Filters | None]):
    """Asks which interviews to list; the result is ``None`` where nothing is to change.

    Args:
        coach: knows which competencies there are.
        filters: what is asked for now.
    """

    CSS_PATH = "filtering.tcss"
    AUTO_FOCUS = "#competency"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", id="filter.cancel", tooltip="Change nothing"),
        Binding("ctrl+s,f2", "use", "Use", priority=True, id="filter.use", tooltip="List what is chosen"),
        Binding("ctrl+r", "clear", "Clear", priority=True, id="filter.clear", tooltip="List everything"),
    ]

    def __init__(self, *, coach: Coach, filters: Filters) -> None:
        super().__init__()
        self.coach = coach
        self.filters = filters

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("List only …", classes="heading")
            with Horizontal(classes="row"):
                yield from select_field("competency", "Competency", self._competencies(()))
                yield from select_field("track", "Track", _options(Track))
                yield from select_field("form", "Format", [("Any", ANY), *((FORMAT_WORDS[f], f.value) for f in Format)])
            with Horizontal(classes="row"):
                yield from select_field("engine", "Interviewed by", _options(Engine))
                yield from select_field("grader", "Graded by", _options(Engine))
                yield from select_field("verdict", "Verdict", _options(Verdict))
            yield Static("From and to, as in 2026-11-20", classes="label")
            with Horizontal(classes="row"):
                yield Input(_day(self.filters.since), id="since", compact=True, max_length=10, placeholder="any day")
                yield Input(_last_day(self.filters), id="until", compact=True, max_length=10, placeholder="any day")
            yield Static("Tags, all of which it must have", classes="label")
            yield Input(" ".join(self.filters.tags), id="tags", compact=True, max_length=200)
            yield from select_field("state", "State", [("Any", ANY), ("Not finished", UNFINISHED)])
            yield Static(id="trouble", classes="problem hidden", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Back (Esc)", id="back")
                yield Button("Clear (Ctrl+R)", id="clear")
                yield Button("Use (Ctrl+S)", id="use")

    def on_mount(self) -> None:
        """Show what is asked for now, and find out which competencies there are."""
        now = self.filters
        chosen: dict[str, str | None] = {"competency": now.competency, "track": now.track, "form": now.format}
        chosen |= {"engine": now.engine, "grader": now.grader, "verdict": now.verdict}
        chosen["state"] = UNFINISHED if now.unfinished else None
        for name, value in chosen.items():
            self.query_one(f"#{name}", Select).value = str(value) if value else ANY
        self._load_competencies()

    @work(group="competencies", exclusive=True)
    async def _load_competencies(self) -> None:
        try:
            library = await asyncio.to_thread(self.coach.library)
        except CoachError:
            return
        if self.stands:
            select = self.query_one("#competency", Select)
            value = select.value
            select.set_options(self._competencies(sorted({q.competency for q in library.questions()})))
            select.value = value

    def _competencies(self, names: tuple[str, ...] | list[str]) -> list[tuple[str, str]]:
        own = [self.filters.competency] if self.filters.competency else []
        return [("Any", ANY), *((spaced(name), name) for name in dict.fromkeys([*own, *names]))]

    @on(Input.Submitted)
    @on(Button.Pressed, "#use")
    def action_use(self) -> None:
        """Return what is chosen; a day that is none is told."""
        if not self.stands:
            return
        try:
            filters = self._filters()
        except CoachError as error:
            self._trouble(str(error))
        except ValidationError:
            self._trouble("That cannot be asked for together.")
        else:
            self.close(filters)

    def _filters(self) -> Filters:
        def chosen(name: str) -> str | None:
            return str(self.query_one(f"#{name}", Select).value) or None

        since, until, tags = (pasted(self.query_one(f"#{name}", Input).value) for name in ("since", "until", "tags"))
        return Filters.model_validate(
            {
                "text": self.filters.text,
                "competency": chosen("competency"),
                "track": chosen("track"),
                "format": chosen("form"),
                "engine": chosen("engine"),
                "grader": chosen("grader"),
                "verdict": chosen("verdict"),
                "since": first_moment(since),
                "until": moment_after(until),
                "tags": tags_in(tags),
                "unfinished": chosen("state") == UNFINISHED,
            }
        )

    def _trouble(self, sentence: str) -> None:
        notice = self.query_one("#trouble", Static)
        notice.update(sentence)
        notice.remove_class("hidden")
        notice.scroll_visible(animate=False)

    @on(Button.Pressed, "#clear")
    def action_clear(self) -> None:
        """Ask for nothing in particular."""
        self.close(Filters(text=self.filters.text))

    @on(Button.Pressed, "#back")
    def action_cancel(self) -> None:
        """Change nothing."""
        self.close(None)


def _options(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [("Any", ANY), *((spaced(word.value), word.value) for word in words)]


def _day(at: datetime | None) -> str:
    return f"{at.astimezone():%Y-%m-%d}" if at else ""


def _last_day(filters: Filters) -> str:
    return _day(filters.until - timedelta(seconds=1)) if filters.until else ""
