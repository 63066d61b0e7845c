"""Help: the keys of the screen beneath, the words, how grading works, where data lives."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from textual.screen import Screen

WORDS = {
    "Drill": "one question, with follow-ups.",
    "Mock interview": "a round of several questions.",
    "Roleplay": "the interviewer is a stakeholder, in character.",
    "Your own case": "the interviewer asks about a case of yours, from a file that you name or as you tell it.",
    "Follow-up": "a further question aimed at what your answer left open.",
    "Hint": "one rung of a ladder, from a nudge to a pointer. Hints are recorded.",
    "Clarify": "ask for a fact about the case, as in a real interview. It costs nothing.",
    "Criterion": "one scored side of an answer, with five described levels.",
    "Key point": "one thing that a strong answer to this very question covers.",
    "Evidence": "your own words that a level rests on, word for word.",
    "Red flag": "a sign that caps a criterion's level.",
    "Gate": "a rule that would hold a hire verdict back, whatever the mean.",
    "Debrief": "what to keep and what to change first, over the whole interview. Claude writes it, where it is used.",
}
GRADING = (
    "Interviewer and grader are separate. Each criterion gets a level from 1 to 5 beside your own words that it rests "
    "on; without such words there is no level above 2. What cannot be graded is called ungraded, with the reason, and "
    "never counts as a zero. The offline coach looks for what a strong answer covers: its levels are coverage "
    "estimates that may be off by one, and never a hire verdict. Claude's levels are full grades: quotes are checked, "
    "and totals, gates and the verdict are computed, never written by the model."
)
DATA = (
    "Everything is kept on this computer, in one folder that only you can read. Every answer is on disk before the "
    "interviewer reacts to it; close the terminal at any time and continue later. With the offline coach nothing "
    "leaves this computer; where Claude interviews or grades, the conversation is sent to the endpoint that you chose."
)


class HelpScreen(ModalScreen[None], StandingScreen[None]):
    """Explains the screen beneath.

    Args:
        explains: the screen whose keys are listed.
        data_folder: where data lives; empty while that is not known.
    """

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#help"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "close", "Close", id="help.close", tooltip="Back")
    ]

    def __init__(self, *, explains: Screen[object], data_folder: str) -> None:
        super().__init__()
        self._keys, self._other_keys = _keys(explains)
        self._data_folder = data_folder

    def compose(self) -> ComposeResult:
        """Show everything on one page."""
        with VerticalScroll(id="help", classes="dialog"):
            yield Static("Keys here", classes="heading")
            yield Static(_table(self._keys))
            if self._other_keys:
                yield Static("Keys here at other times", classes="heading")
                yield Static(_table(self._other_keys), id="other-keys")
            yield Static("Words", classes="heading")
            yield Static(_table(list(WORDS.items())))
            yield Static("How grading works", classes="heading")
            yield Static(GRADING, markup=False)
            yield Static("Where your data lives", classes="heading")
            yield Static(f"{DATA}\n{shown(self._data_folder)}".rstrip(), markup=False)
        yield KeyLine()

    def action_close(self) -> None:
        """Go back."""
        self.close()


def _keys(screen: Screen[object]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return keys and what they do, of what has the focus, the screen and the app: first those that do it just now."""
    now = {active.binding.action for active in screen.active_bindings.values()}
    found: dict[str, tuple[list[str], str]] = {}
    for node in filter(None, (screen.focused, screen, screen.app)):
        for key, bindings in node._bindings.key_to_bindings.items():
            for binding in bindings:
                if binding.description and binding.id is not None:
                    keys, _ = found.setdefault(binding.action, ([], binding.tooltip or binding.description))
                    keys.append(screen.app.get_key_display(binding.with_key(key)))
    rows = [(action in now, (" ".join(dict.fromkeys(keys)), about)) for action, (keys, about) in found.items()]
    return [row for possible, row in rows if possible], [row for possible, row in rows if not possible]


def _table(rows: list[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=18)
    table.add_column()
    for name, about in rows:
        table.add_row(Text(name, style="bold"), Text(about))
    return table
