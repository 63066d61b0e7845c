"""What is due for practice: why, since when, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from interview_coach.tui import due_words
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.scorecard import Redo
from interview_coach.tui.screens.standing import StandingScreen, found_or_told
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.widgets.row_list import Row, RowList
from interview_coach.tui.wishes import ReadTranscript

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


class Choice(NamedTuple):
    """What a line stands for: what practises it, and the last attempt at it."""

    wish: Repeat | Redo
    last: AttemptRef


class DueScreen(StandingScreen[Repeat | Redo | ReadTranscript | None]):
    """Lists what comes back; the result is what is wished.

    Args:
        load: returns what is due; called in a thread.
        told: what to say at first, of a review that was just made.
        at: which line to highlight.
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

    def __init__(self, *, load: Callable[[], DueList], told: str = "", at: int = 0) -> None:
        super().__init__()
        self._load = load
        self._told = told
        self.at = at
        """Which line is highlighted."""
        self._listed: DueList | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list, and room to explain what is highlighted."""
        yield Static("Due for practice", id="top", markup=False)
        with Vertical(id="page"):
            yield Static(shown(self._told), id="told", classes="notice" if self._told else "hidden", markup=False)
            yield Static("Looking through your transcripts …", id="standing", markup=False)
            yield Static(due_words.HOW, id="how", classes="quiet", markup=False)
            yield RowList(id="questions")
        yield Static(id="about", classes="hidden")
        yield KeyLine()

    def on_mount(self) -> None:
        """Find out what is due."""
        if self.stands:
            self._find()

    @work(group="find", exclusive=True)
    async def _find(self) -> None:
        standing = self.query_one("#standing", Static)
        listed = await found_or_told(self._load, standing)
        if listed is None:
            return
        standing.update(due_words.standing(listed))
        self._listed = listed
        self.query_one(RowList).show(_rows(listed), at=self.at)
        self.query_one(RowList).focus()
        self._explain()
        self.refresh_bindings()

    @property
    def _choice(self) -> Choice | None:
        row = self.query_one(RowList).row if self.stands else None
        return row.value if row is not None and isinstance(row.value, Choice) else None

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        about, options = self.query_one("#about", Static), self.query_one(RowList)
        row, self.at = options.row, options.highlighted or 0
        about.set_class(row is None, "hidden")
        about.update(row.about if row else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what has nothing to act on."""
        if action in ("practise", "look"):
            return self._choice is not None
        if action == "most_due":
            return bool(self._listed and self._listed.due)
        if action == "round":
            return bool(self._listed and len(self._listed.due) > 1)
        return True

    @on(OptionList.OptionSelected)
    def action_practise(self) -> None:
        """Practise the question that is highlighted."""
        choice = self._choice
        if choice is not None:
            self.close(choice.wish)

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
        choice = self._choice
        if choice is not None:
            self.close(ReadTranscript(choice.last.interview, choice.last.exchange))

    def action_reload(self) -> None:
        """Look again."""
        self._find()

    def action_back(self) -> None:
        """Practise nothing."""
        self.close()


def _rows(listed: DueList) -> list[Row]:
    """Return the lines of the list, each part under its heading; parts without content are left out."""
    later = listed.coming[: due_words.LATER]
    more = f", the first {len(later)}" if len(later) < len(listed.coming) else ""
    parts = (
        (f"Due now · {len(listed.due)}", [_question(item) for item in listed.due]),
        (f"Later · {len(listed.coming)}{more}", [_question(item) for item in later]),
        (f"Due, but in no bank any more · {len(listed.gone)}", [_gone(item) for item in listed.gone]),
        (f"Without a level · {len(listed.ungraded)}", [_ungraded(card) for card in listed.ungraded]),
    )
    found: list[Row] = []
    for words, rows in parts:
        if rows:
            found += [Row(partial(due_words.heading, words)), *rows]
    return found


def _question(item: DueItem) -> Row:
    choice = Choice(Repeat((item,)), item.card.last)
    return Row(partial(due_words.due_row, item), choice, due_words.about_due(item))


def _gone(item: DueItem) -> Row:
    about = Content.assemble(due_words.about_due(item), " It is asked as it was asked then.")
    return Row(partial(due_words.due_row, item), Choice(_redo(item.card.last), item.card.last), about)


def _ungraded(card: Card) -> Row:
    about = due_words.about_ungraded(card)
    return Row(partial(due_words.ungraded_row, card), Choice(_redo(card.last), card.last), about)


def _redo(attempt: AttemptRef) -> Redo:
    """Return the wish to answer a question as it was asked then."""
    return Redo(interview=attempt.interview, exchange=attempt.exchange)
