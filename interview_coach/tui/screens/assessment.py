"""The self-assessment: before the scorecard shows, the candidate guesses their own level for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Markdown, OptionList, Static

from interview_coach.errors import CoachError
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import Paged
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.widgets.utterance import harmless_markdown
from interview_coach.tui.words import LEVEL_MEANINGS, LEVEL_WORDS

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Exchange
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Session


class AssessmentScreen(StandingScreen[None]):
    """Asks for the candidate's own level, question by question."""

    CSS_PATH = "assessment.tcss"
    AUTO_FOCUS = "#levels"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(level), f"choose({level})", LEVEL_WORDS[level].capitalize(), id=f"assess.{level}", tooltip=meaning
            )
            for level, meaning in LEVEL_MEANINGS.items()
        ),
        Binding("s", "skip", "Skip", id="assess.skip", tooltip="No guess for this question"),
        Binding("escape", "skip_all", "Skip all", id="assess.skip_all", tooltip="On to the scorecard"),
        Binding("pageup,ctrl+up", "read_back", "Scroll up", show=False, id="assess.up"),
        Binding("pagedown,ctrl+down", "read_on", "Scroll down", show=False, id="assess.down"),
    ]

    def __init__(self, *, session: Session) -> None:
        super().__init__()
        self.session = session
        self._left = [i for i, e in enumerate(session.transcript.exchanges) if not e.self_assessed and e.answers()]
        self._total = len(self._left)
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the question with the answers, and the five levels."""
        yield Static(id="top", markup=False)
        with VerticalScroll(id="answers"):
            yield Markdown(id="question", parser_factory=harmless_markdown, open_links=False)
            yield Static(id="said", markup=False)
        with Vertical(id="bottom"):
            yield Static("How good was your answer? Guess before you see the scorecard.", classes="heading")
            yield Paged(
                *(Content.assemble((f" {n} ", "bold reverse"), "  ", (LEVEL_WORDS[n].capitalize(), "bold"), f"  {m}")
                  for n, m in LEVEL_MEANINGS.items()),
                id="levels",
            )  # fmt: skip
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask about the first question."""
        if self.stands:
            self._ask()

    def _ask(self) -> None:
        exchange = self.session.transcript.exchanges[self._left[0]]
        number = self._total - len(self._left) + 1
        several = f" · question {number} of {self._total}" if self._total > 1 else ""
        self.query_one("#top", Static).update(f"Your own view{several}")
        self.query_one("#question", Markdown).update(shown(exchange.question.spoken))
        self.query_one("#said", Static).update(_answers(exchange))
        self.query_one("#answers").scroll_home(animate=False)
        self.query_one("#levels", OptionList).highlighted = 2

    @on(OptionList.OptionSelected, "#levels")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.action_choose(event.option_index + 1)

    def action_choose(self, level: int) -> None:
        """Take ``level`` (1 to 5) as the guess."""
        self._take(level)

    def action_skip(self) -> None:
        """Go on without a guess."""
        self._take(None)

    def action_skip_all(self) -> None:
        """Go to the scorecard; questions without a guess stay so."""
        self._take(None, everything=True)

    def _take(self, level: int | None, *, everything: bool = False) -> None:
        """Claim the guess here and now: a second key may come before the worker begins."""
        if self.is_active and not self._busy:
            self._busy = True
            self._record(level, everything=everything)

    @work(group="record")
    async def _record(self, level: int | None, *, everything: bool) -> None:
        try:
            for index in self._left if everything else self._left[:1]:
                await self.session.self_assess(index, level)
        except CoachError as error:
            cast("CoachApp", self.app).tell(str(error), title="Your guess is not kept")
            return
        finally:
            self._busy = False
        self._left = [] if everything else self._left[1:]
        if self._left:
            self._ask()
        else:
            self.leave()

    def action_read_back(self) -> None:
        """Scroll the answers up."""
        self.query_one("#answers").scroll_page_up()

    def action_read_on(self) -> None:
        """Scroll the answers down."""
        self.query_one("#answers").scroll_page_down()


def _answers(exchange: Exchange) -> Content:
    said = [shown(turn.text) for _, turn in exchange.answers() if turn.text.strip()]
    heading = "You said" if len(said) == 1 else f"You said, in {len(said)} parts"
    return Content("\n\n").join([Content.styled(heading, "bold"), *map(Content, said)])
