"""The command palette: a few letters of what is wanted, then Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList

from interview_coach.tui.commands import Offer
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import Paged


class Palette(ModalScreen[str | None], StandingScreen[str | None]):
    """Lets one of ``offers`` be chosen; the result is its action, ``None`` where nothing was."""

    CSS_PATH = "palette.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", show=False),
        *(
            Binding(keys, f"move('{how}')", show=False)
            for keys, how in {
                "down": "cursor_down",
                "up": "cursor_up",
                "pagedown": "page_down",
                "pageup": "page_up",
                "ctrl+home": "first",
                "ctrl+end": "last",
            }.items()
        ),
    ]

    def __init__(self, offers: Sequence[Offer], *, placeholder: str = "Search for commands …") -> None:
        super().__init__()
        self._offers = offers
        self._found: Sequence[Offer] = ()
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Show a line to write on, and what there is."""
        with Vertical(classes="dialog"):
            yield Input(placeholder=self._placeholder, max_length=60)
            yield Paged(markup=False)

    def on_mount(self) -> None:
        """Show all that there is."""
        if self.stands:
            self._search("")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if self.stands:
            self._search(event.value.strip())

    def _search(self, wanted: str) -> None:
        """Show what resembles ``wanted``, the likest first."""
        matcher = Matcher(wanted)
        scores = {
            offer: max(2 * matcher.match(offer.title), matcher.match(offer.help)) if wanted else 1.0
            for offer in self._offers
        }
        self._found = sorted((offer for offer in self._offers if scores[offer] > 0), key=lambda o: -scores[o])
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Content.assemble(matcher.highlight(offer.title) if wanted else offer.title, "   ", (offer.help, "dim"))
            for offer in self._found
        )
        options.highlighted = 0 if self._found else None

    def action_move(self, how: str) -> None:
        """Move the highlight."""
        options = self.query_one(OptionList)
        if options.option_count:
            getattr(options, f"action_{how}")()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        place = self.query_one(OptionList).highlighted if self.stands else None
        if place is not None:
            self.close(self._found[place].action)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_index < len(self._found):
            self.close(self._found[event.option_index].action)

    def on_click(self, event: events.Click) -> None:
        """Close where the click is beside the palette."""
        if self.is_active and self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.close(None)

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.close(None)
