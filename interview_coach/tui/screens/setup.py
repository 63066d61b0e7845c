"""Setting up an interview: every choice, with a live word on what it will lead to."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from pydantic import ValidationError
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Label, RadioSet, Select, SelectionList, Static
from textual.widgets.selection_list import Selection

from interview_coach.domain.persona import PERSONAS, PersonaId
from interview_coach.domain.plan import Choices, TimeLimit, TimeScope
from interview_coach.domain.vocabulary import Background, Engine, Format, Seniority, Track
from interview_coach.errors import CoachError
from interview_coach.tui.engine_words import engine_line
from interview_coach.tui.plan_words import WhatWillBe, what_will_be
from interview_coach.tui.screens.setup_choices import AUTO, ENGINES, OWN, SEVERAL, TIMES, WORDS, select_field
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import MarkedRadioButton, MarkedSelectionList
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.words import FORMAT_WORDS, spaced

if TYPE_CHECKING:
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Coach

CHANGING = 0.15
"""Seconds without a change after which the form is planned: not at every letter of a number."""


@dataclass(frozen=True)
class Wish:
    """What was chosen, with the candidate's own case where they brought one."""

    choices: Choices
    case: str = ""


class SetupScreen(StandingScreen[Wish | None]):
    """Asks for all choices; the result is what was chosen, or ``None`` where it was called off.

    Args:
        coach: plans, and remembers what was chosen.
        choices: what was chosen last.
    """

    CSS_PATH = "setup.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s,f2", "start", "Start", priority=True, id="setup.start", tooltip="Start the interview (also F2)"
        ),
        Binding("ctrl+r", "defaults", "Defaults", id="setup.defaults", tooltip="Put everything back to how it comes"),
        Binding("escape", "back", "Back", id="setup.back", tooltip="Back to the home screen"),
    ]

    def __init__(self, *, coach: Coach, choices: Choices) -> None:
        super().__init__()
        self.coach = coach
        self.choices = choices
        self._will_be: WhatWillBe | None = None

    def compose(self) -> ComposeResult:
        """Lay out the form, and the words on what it leads to."""
        yield Static("Set up an interview", id="top", markup=False)
        with Horizontal(id="body"):
            with VerticalScroll(id="form", can_focus=False):
                yield Label("Format", classes="label")
                with RadioSet(id="format", compact=True):
                    for name in Format:
                        yield MarkedRadioButton(FORMAT_WORDS[name], id=name.value, compact=True)
                with Vertical(id="case-field"):
                    yield Label("Your case: a Markdown or text file (or none, and you tell of it)", classes="label")
                    yield Input(id="case", compact=True, placeholder="~/notes/my-launch.md")
                yield Label("Topics (space chooses; none means any)", classes="label")
                yield MarkedSelectionList(id="topics", compact=True)
                with Horizontal(classes="row"):
                    yield from select_field("track", "Track", [(spaced(t), t.value) for t in Track])
                    yield from select_field("seniority", "Seniority", [(spaced(s), s.value) for s in Seniority])
                    yield from select_field("engine-choice", "Engine", list(ENGINES))
                with Horizontal(classes="row"):
                    yield from select_field("background", "You come from", [(WORDS[b], b.value) for b in Background])
                    yield from select_field(
                        "persona", "Interviewer", [(p.title, p.id.value) for p in PERSONAS.values()]
                    )
                yield Static(id="manner", classes="quiet", markup=False)
                with Horizontal(classes="row"):
                    with Vertical(classes="field"):
                        yield Label("Questions (1 to 20)", classes="label")
                        yield Input(id="questions", type="integer", compact=True, max_length=2)
                    yield from select_field("time", "Time", [(words, str(name)) for name, words in TIMES])
                    with Vertical(classes="field", id="minutes-field"):
                        yield Label("Minutes", classes="label")
                        yield Input(id="minutes", type="number", compact=True, max_length=5)
            with VerticalScroll(id="outcome", can_focus=False):
                yield Static("What it will be", classes="heading")
                yield Static("Looking for questions …", id="summary", markup=False)
                yield Static(id="engine", classes="quiet", markup=False)
                yield Button("Start (Ctrl+S)", id="start")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show what was chosen last, and the topics that there are."""
        if not self.stands:
            return
        self._put(self.choices)
        self.query_one("#format").focus(scroll_visible=False)
        self._load_topics()

    @work(group="topics")
    async def _load_topics(self) -> None:
        try:
            library = await asyncio.to_thread(self.coach.library)
        except CoachError as error:
            cast("CoachApp", self.app).tell(str(error), title="The question banks cannot be read")
            return
        counts = Counter(question.competency for question in library.questions())
        chosen = set(self.choices.topics)
        topics = self.query_one("#topics", MarkedSelectionList)
        topics.add_options(
            Selection(f"{spaced(slug)} ({number})", slug, slug in chosen) for slug, number in sorted(counts.items())
        )
        topics.highlighted = 0 if counts else None
        self._say_what_will_be()

    def _put(self, choices: Choices) -> None:
        self.query_one(f"#{choices.format.value}", MarkedRadioButton).value = True
        for name in ("track", "seniority", "background", "persona"):
            self.query_one(f"#{name}", Select).value = str(getattr(choices, name))
        self.query_one("#engine-choice", Select).value = choices.engine.value if choices.engine else AUTO
        self.query_one("#questions", Input).value = str(choices.questions)
        self.query_one("#time", Select).value = choices.time.scope.value if choices.time else OWN
        self.query_one("#minutes", Input).value = f"{choices.time.minutes:g}" if choices.time else "6"
        topics = self.query_one("#topics", MarkedSelectionList)
        topics.deselect_all()
        for slug in choices.topics:
            if slug in topics.values:
                topics.select(slug)

    def _chosen(self) -> Choices:
        """Return what the form says; raises ``ValidationError`` where it says nonsense."""
        scope = self._value("time")
        time = None
        if scope != OWN:
            time = TimeLimit(scope=TimeScope(scope), minutes=self.query_one("#minutes", Input).value)
        form = self._format
        count = self.query_one("#questions", Input).value if form in SEVERAL else self.choices.questions
        return Choices(
            format=form,
            topics=tuple(self.query_one("#topics", MarkedSelectionList).selected),
            track=Track(self._value("track")),
            seniority=Seniority(self._value("seniority")),
            background=Background(self._value("background")),
            persona=PersonaId(self._value("persona")),
            questions=count,
            time=time,
            engine=self._engine,
        )

    @property
    def _format(self) -> Format:
        pressed = self.query_one("#format", RadioSet).pressed_button
        return Format(pressed.id) if pressed and pressed.id else Format.DRILL

    @property
    def _engine(self) -> Engine | None:
        chosen = self._value("engine-choice")
        return None if chosen == AUTO else Engine(chosen)

    @property
    def _case(self) -> str:
        return self.query_one("#case", Input).value

    def _value(self, name: str) -> str:
        return str(self.query_one(f"#{name}", Select).value)

    @on(RadioSet.Changed)
    @on(SelectionList.SelectedChanged)
    @on(Select.Changed)
    @on(Input.Changed)
    def _changed(self) -> None:
        if not self.stands:
            return
        persona = PERSONAS[PersonaId(self._value("persona"))]
        self.query_one("#manner", Static).update(f"{persona.title}: {persona.manner}")
        self.query_one("#minutes-field").display = self._value("time") != OWN
        self.query_one("#case-field").display = self._format is Format.PORTFOLIO
        self.query_one("#questions", Input).disabled = self._format not in SEVERAL
        self.query_one("#engine", Static).update(engine_line(self.coach.settings, self._engine).words)
        self._say_what_will_be()

    @work(group="summary", exclusive=True)
    async def _say_what_will_be(self) -> None:
        try:
            choices = self._chosen()
        except ValidationError:
            self._show(WhatWillBe(False, "Questions must be a number from 1 to 20, and minutes one from 1 to 240."))
            return
        self._will_be = None
        self.refresh_bindings()
        await asyncio.sleep(CHANGING)
        self._show(await asyncio.to_thread(what_will_be, self.coach, choices, self._case))

    def _show(self, will_be: WhatWillBe) -> None:
        self._will_be = will_be
        summary = self.query_one("#summary", Static)
        summary.update(will_be.sentence)
        summary.set_class(not will_be.possible, "problem")
        self.query_one("#start", Button).disabled = not will_be.possible
        self.refresh_bindings()
        self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        """Bring the field that is being filled back into view where more words took its room."""
        if self.stands and self.focused is not None:
            self.focused.scroll_visible(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no start where it is known that there is nothing to start."""
        if action == "start" and self._will_be is not None and not self._will_be.possible:
            return None
        return True

    @on(Button.Pressed, "#start")
    @work(group="start", exclusive=True)
    async def action_start(self) -> None:
        """Remember the choices, and start; where they lead to nothing, say so and stay."""
        if not self.is_active:
            return
        try:
            choices = self._chosen()
        except ValidationError:
            return
        will_be = await asyncio.to_thread(what_will_be, self.coach, choices, self._case)
        if not will_be.possible:
            self._show(will_be)
            return
        try:
            await asyncio.to_thread(self.coach.remember, choices)
        except CoachError as error:
            cast("CoachApp", self.app).tell(str(error), title="The choices are not remembered")
        self.leave(Wish(choices, will_be.case))

    def action_defaults(self) -> None:
        """Put everything back to how it comes."""
        self._put(Choices())

    def action_back(self) -> None:
        """Start nothing."""
        self.close()
