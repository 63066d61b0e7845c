"""The home screen: start something in one key, continue what is unfinished, look at what is done.

It stands before the coach is loaded; lists and the engine's line fill in afterwards.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, OptionList, Static

from interview_coach.tui.places import PLACES
from interview_coach.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_coach.domain.vocabulary import Engine, Format
    from interview_coach.journal.listing import Listing
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Coach, Session

RECENT = 20
"""How many of the newest interviews are looked at for those that are not listed as unfinished."""


class HomeScreen(Screen[None]):
    """Where everything starts."""

    AUTO_FOCUS = "#drill"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "start('drill')", "Drill", id="home.drill", tooltip="Answer one question"),
        Binding("m", "start('mock')", "Mock", id="home.mock", tooltip="A round of several questions"),
        Binding("r", "start('roleplay')", "Roleplay", id="home.roleplay", tooltip="A scene with a stakeholder"),
        Binding("s", "setup", "Set up", id="home.setup", tooltip="Choose topics, role, interviewer and time"),
        Binding("c", "continue", "Continue", id="home.continue", tooltip="Take up the newest unfinished interview"),
        Binding("o", "offline", "Offline", id="home.offline", tooltip="Practise with the offline coach from now on"),
        Binding("f5", "retry", "Try again", id="home.retry", tooltip="Load again what could not be loaded"),
        *(
            Binding(p.key, f"visit('{p.name}')", p.title, show=False, id=f"home.{p.name}", tooltip=p.does)
            for p in PLACES
        ),
        Binding("question_mark", "app.help", "Help", show=False, key_display="?", id="home.help"),
        Binding("q", "app.quit", "Quit", id="home.quit", tooltip="Leave the app"),
        Binding("down,j", "app.focus_next", "Next", show=False, id="home.next"),
        Binding("up,k", "app.focus_previous", "Previous", show=False, id="home.previous"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._unfinished: Sequence[Listing] = ()
        self._recent: Sequence[Listing] = ()
        self._failed = False
        self._without_engine = False
        self._filling = asyncio.Lock()
        self._to_be_filled = False

    @property
    def _app(self) -> CoachApp:
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out the actions, and room for what is loaded later."""
        with VerticalScroll(id="page", can_focus=False), Vertical(id="column"):
            yield Static("Interview coach", id="title")
            yield Static("Practise AI product manager interviews, and get feedback that you can check.", id="what")
            with Horizontal(id="ways"), Vertical(id="actions"):
                yield _choice("drill", "d", "Drill", "one question")
                yield _choice("mock", "m", "Mock interview", "a full round")
                yield _choice("roleplay", "r", "Roleplay", "with a stakeholder")
                yield _choice("setup", "s", "Set up", "topics, role, own case")
            yield Static("Loading …", id="engine", classes="quiet", markup=False)
        yield KeyLine(palette=True)

    def on_screen_resume(self) -> None:
        """Bring the lists up to date whenever the screen is on top again."""
        if self._app.coach is not None:
            self.fill(self._app.coach)

    @work(group="fill")
    async def fill(self, coach: Coach) -> None:
        """Show the engine, the interviews and what is wrong with the content; asked for often, once at a time."""
        if self._to_be_filled:
            return
        self._to_be_filled = True
        async with self._filling:
            self._to_be_filled = False
            if self._stands:
                await self._fill(coach)

    async def _fill(self, coach: Coach) -> None:
        from interview_coach.errors import CoachError

        self._failed = False
        try:
            choices = await asyncio.to_thread(coach.choices)
            unfinished = await asyncio.to_thread(coach.unfinished)
            newest = await asyncio.to_thread(coach.recent, RECENT)
        except CoachError as error:
            self.show_failure(str(error))
            return
        if not self._stands:
            return
        await self._mount_the_rest()
        self._list(unfinished, [item for item in newest if item.id not in {other.id for other in unfinished}])
        if self._stands:
            self._show_engine(coach, choices.engine)  # last: where it stands, every key does what it says
        await self._show_problems(coach)
        await self._show_what_is_due(coach)

    def _show_engine(self, coach: Coach, wanted: Engine | None) -> None:
        from interview_coach.tui.engine_words import engine_line

        words, usable = engine_line(coach.settings, wanted)
        self._without_engine = not usable
        engine = self.query_one("#engine", Static)
        engine.set_class(not usable, "problem")
        engine.update(words if usable else f"{words}\nPress o to practise with the offline coach instead.")
        self.refresh_bindings()

    @property
    def _stands(self) -> bool:
        """Whether there are widgets to fill: not while the app is being left."""
        return self.is_attached and self in self.app.screen_stack

    async def _mount_the_rest(self) -> None:
        """Make room for what is only known after loading; once."""
        if not self.query("#lists"):
            from interview_coach.tui.widgets.home_lists import HomeLists

            await self.query_one("#actions").mount(_choice("continue", "c", "Continue", "", classes="hidden"))
            await self.query_one("#column").mount(HomeLists(id="lists"))
            if PLACES:
                places = [_choice(p.name, p.key, p.title, p.about, classes="place") for p in PLACES if p.shown]
                await self.query_one("#ways").mount(Vertical(*places, id="places"))

    async def _show_problems(self, coach: Coach) -> None:
        from interview_coach.errors import CoachError
        from interview_coach.tui.safe_text import one_line
        from interview_coach.tui.widgets.home_lists import HomeLists

        try:
            problems = [str(p) for p in (await asyncio.to_thread(coach.library)).problems if p.severity == "error"]
        except CoachError as error:
            problems = [str(error)]
        sentence = ""
        if problems:
            more = f" And {len(problems) - 1} more: see interview-coach banks check." if len(problems) > 1 else ""
            sentence = f"Some content is left out. {one_line(problems[0], 300)}{more}"
        if self._stands:
            self.query_one(HomeLists).show_problem(sentence)

    async def _show_what_is_due(self, coach: Coach) -> None:
        from interview_coach.tui.due_words import on_home

        place = next(place for place in PLACES if place.name == "due")
        about = await asyncio.to_thread(on_home, coach)
        if self._stands:
            self.query_one("#due", Button).label = _label(place.key, place.title, about or place.about)

    def _list(self, unfinished: Sequence[Listing], recent: Sequence[Listing]) -> None:
        from interview_coach.tui.listings import finished_line, newest_unfinished, unfinished_line
        from interview_coach.tui.widgets.home_lists import HomeLists

        if not self._stands:
            return
        now = self._app.clock()
        self._unfinished, self._recent = unfinished, recent
        self.query_one(HomeLists).show(
            [unfinished_line(item, now) for item in unfinished], [finished_line(item, now) for item in recent]
        )
        button = self.query_one("#continue", Button)
        button.set_class(not unfinished, "hidden")
        if unfinished:
            button.label = _label("c", "Continue", newest_unfinished(unfinished[0], now))
        self.refresh_bindings()

    def show_failure(self, sentence: str) -> None:
        """Say that loading failed, and why; ``F5`` tries again."""
        from interview_coach.tui.safe_text import shown

        if not self._stands:
            return
        self._failed = True
        engine = self.query_one("#engine", Static)
        engine.add_class("problem")
        engine.update(f"{shown(sentence)}\nPress F5 to try again.")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what has nothing to act on."""
        if action == "continue":
            return bool(self._unfinished)
        if action == "retry":
            return self._failed
        if action == "offline":
            return self._without_engine
        return True

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        name = event.button.id or ""
        if event.button.has_class("place"):
            self.action_visit(name)
            return
        await self.run_action(name if name in ("setup", "continue") else f"start('{name}')")

    @on(OptionList.OptionSelected, "#unfinished")
    def _resume(self, event: OptionList.OptionSelected) -> None:
        self._open(self._unfinished[event.option_index].id)

    @on(OptionList.OptionSelected, "#recent")
    def _review(self, event: OptionList.OptionSelected) -> None:
        listing = self._recent[event.option_index]
        if listing.problem:
            self._app.tell(listing.problem, title="This transcript cannot be read")
        elif listing.unfinished:
            self._open(listing.id)
        else:
            self._app.review(listing.id)

    def _open(self, interview: str) -> None:
        self._app.practise(lambda coach: coach.resume(interview))

    def action_start(self, name: str) -> None:
        """Start an interview of the format ``name`` with the choices made last."""
        from interview_coach.domain.vocabulary import Format

        self._start(Format(name))

    def _start(self, chosen: Format) -> None:
        if self._app.coach is None:
            self.notify("Still loading; one moment.", markup=False)
            return
        self._app.practise(partial(_start_as_last, chosen=chosen))

    def action_continue(self) -> None:
        """Take up the newest unfinished interview."""
        if self._unfinished:
            self._open(self._unfinished[0].id)

    def action_visit(self, name: str) -> None:
        """Go to a place other than an interview."""
        if self._app.coach is None:
            self.notify("Still loading; one moment.", markup=False)
        else:
            self._app.visit(name)

    def action_retry(self) -> None:
        """Load again."""
        self.query_one("#engine", Static).update("Loading …")
        if self._app.coach is None:
            self._app.load()
        else:
            self.fill(self._app.coach)

    @work(group="offline", exclusive=True)
    async def action_offline(self) -> None:
        """Turn to the offline coach, where the engine that was chosen cannot be used."""
        from interview_coach.errors import CoachError
        from interview_coach.tui.engine_words import choose_offline

        if self._app.coach is not None:
            try:
                await asyncio.to_thread(choose_offline, self._app.coach)
            except CoachError as error:
                self._app.tell(str(error), title="The choice is not remembered")
            self.fill(self._app.coach)

    def action_setup(self) -> None:
        """Choose everything, then start."""
        if self._app.coach is None:
            self.notify("Still loading; one moment.", markup=False)
        else:
            self._app.set_up()


async def _start_as_last(coach: Coach, chosen: Format) -> Session:
    """Begin an interview of the format ``chosen``, with all else as it was chosen last."""
    choices = await asyncio.to_thread(coach.choices)
    return await coach.start(choices.model_copy(update={"format": chosen, "question_id": None}))


def _label(key: str, title: str, about: str) -> Content:
    return Content.assemble((f" {key} ", "bold reverse"), "  ", (title, "bold"), f"  {about}" if about else "")


def _choice(name: str, key: str, title: str, about: str, *, classes: str = "") -> Button:
    return Button(_label(key, title, about), id=name, classes=f"choice {classes}")
