"""What is due for practice: why, since when, and what comes next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from interview_coach.errors import CoachError
from interview_coach.tui import due_words
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import Paged

if TYPE_CHECKING:
    from interview_coach.domain.plan import AttemptRef
    from interview_coach.learning.due import DueItem, DueList
    from interview_coach.learning.schedule import Card

ROUND = 5
"""How many questions a round asks at most."""


@dataclass(frozen=True)
class Repeat:
    """The wish to practise these questions, as they stand in the banks now."""

    items: tuple[DueItem, ...]


@dataclass(frozen=True)
class AnswerAgain:
    """The wish to answer a question as it was asked in an earlier attempt."""

    attempt: AttemptRef


@dataclass(frozen=True)
class LookAt:
    """The wish to see an attempt."""

    attempt: AttemptRef


class _Row(NamedTuple):
    """One line of the list; a heading has neither a question nor a wish."""

    words: Callable[[int], Content]
    about: Content = Content("")
    wish: Repeat | AnswerAgain | None = None
    last: AttemptRef | None = None


class DueScreen(StandingScreen[Repeat | AnswerAgain | LookAt | None]):
    """Lists what comes back; the result is what is wished.

    Args:
        load: returns what is due; called in a thread.
        told: what to say at first, of a review that was just made.
    """

    CSS_PATH = "due.tcss"
    AUTO_FOCUS = "#questions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "practise",
            "Practise",
            priority=True,
            id="due.practise",
            tooltip="Answer the question that is highlighted",
        ),
        Binding("v", "most_due", "Most due", id="due.most", tooltip="Answer the question that is most due"),
        Binding("m", "round", "Round", id="due.round", tooltip=f"A round of the most due, at most {ROUND} questions"),
        Binding("t", "look", "Last time", id="due.look", tooltip="See the last attempt at the question"),
        Binding("f5", "reload", "Look again", show=False, id="due.reload", tooltip="Look again what is due"),
        Binding("escape,h", "back", "Home", id="due.back", tooltip="Back to the home screen"),
    ]

    def __init__(self, *, load: Callable[[], DueList], told: str = "") -> None:
        super().__init__()
        self._load = load
        self._told = told
        self._listed: DueList | None = None
        self._rows: list[_Row] = []

    def compose(self) -> ComposeResult:
        """Lay out the list, and room to explain what is highlighted."""
        yield Static("Due for practice", id="top", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            yield Static(shown(self._told), id="told", classes="notice" if self._told else "hidden", markup=False)
            yield Static("Looking through your transcripts …", id="standing", markup=False)
            yield Static(due_words.HOW, id="how", classes="quiet", markup=False)
            yield Paged(id="questions", markup=False)
        yield Static(id="about", classes="hidden")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Find out what is due."""
        if self.stands:
            self._find()

    @work(group="find", exclusive=True)
    async def _find(self) -> None:
        standing = self.query_one("#standing", Static)
        try:
            listed = await asyncio.to_thread(self._load)
        except CoachError as error:
            standing.add_class("problem")
            standing.update(f"{shown(str(error))}\nPress F5 to try again.")
            return
        standing.remove_class("problem")
        standing.update(due_words.standing(listed))
        self._listed, self._rows = listed, _rows(listed)
        self._show()
        self.query_one("#questions").focus()

    def on_resize(self) -> None:
        """Give the columns the room that there is now."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        if not self.stands:
            return
        options = self.query_one("#questions", OptionList)
        highlighted, width = options.highlighted, options.size.width
        options.clear_options()
        options.add_options(Option(row.words(width), disabled=row.wish is None) for row in self._rows)
        first = next((place for place, row in enumerate(self._rows) if row.wish is not None), None)
        options.highlighted = first if highlighted is None else highlighted
        self._explain()
        self.refresh_bindings()

    @property
    def _row(self) -> _Row | None:
        place = self.query_one("#questions", OptionList).highlighted if self.stands else None
        return self._rows[place] if place is not None and place < len(self._rows) else None

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        about, row = self.query_one("#about", Static), self._row
        about.set_class(row is None, "hidden")
        about.update(row.about if row else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what has nothing to act on."""
        if action in ("practise", "look"):
            return self._row is not None
        if action == "most_due":
            return bool(self._listed and self._listed.due)
        if action == "round":
            return bool(self._listed and len(self._listed.due) > 1)
        return True

    @on(OptionList.OptionSelected)
    def action_practise(self) -> None:
        """Practise the question that is highlighted."""
        row = self._row
        if row is not None:
            self.close(row.wish)

    def action_most_due(self) -> None:
        """Practise the question that is most due."""
        self._repeat(1)

    def action_round(self) -> None:
        """Practise several of the most due."""
        self._repeat(ROUND)

    def _repeat(self, most: int) -> None:
        if self._listed and self._listed.due:
            self.close(Repeat(self._listed.due[:most]))

    def action_look(self) -> None:
        """See the last attempt at the question that is highlighted."""
        row = self._row
        if row is not None and row.last is not None:
            self.close(LookAt(row.last))

    def action_reload(self) -> None:
        """Look again."""
        self._find()

    def action_back(self) -> None:
        """Practise nothing."""
        self.close()


def _rows(listed: DueList) -> list[_Row]:
    """Return the lines of the list, each part under its heading; parts without content are left out."""
    later = listed.coming[: due_words.LATER]
    more = f", the first {len(later)}" if len(later) < len(listed.coming) else ""
    parts = (
        (f"Due now · {len(listed.due)}", [_question(item) for item in listed.due]),
        (f"Later · {len(listed.coming)}{more}", [_question(item) for item in later]),
        (f"Due, but in no bank any more · {len(listed.gone)}", [_gone(item) for item in listed.gone]),
        (f"Without a level · {len(listed.ungraded)}", [_ungraded(card) for card in listed.ungraded]),
    )
    found: list[_Row] = []
    for words, rows in parts:
        if rows:
            found += [_heading(words), *rows]
    return found


def _heading(words: str) -> _Row:
    return _Row(lambda width: due_words.heading(words, width))


def _question(item: DueItem) -> _Row:
    about = due_words.about_due(item)
    return _Row(lambda width: due_words.due_row(item, width), about, Repeat((item,)), item.card.last)


def _gone(item: DueItem) -> _Row:
    about = Content.assemble(due_words.about_due(item), " It is asked as it was asked then.")
    return _Row(lambda width: due_words.due_row(item, width), about, AnswerAgain(item.card.last), item.card.last)


def _ungraded(card: Card) -> _Row:
    about = due_words.about_ungraded(card)
    return _Row(lambda width: due_words.ungraded_row(card, width), about, AnswerAgain(card.last), card.last)
