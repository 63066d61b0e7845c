"""The conversation: it follows the newest words, unless the reader scrolled up, and stays smooth when it is long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Button, Static

from interview_coach.tui.safe_text import shown
from interview_coach.tui.utterances import Utterance, Voice
from interview_coach.tui.widgets.utterance import StreamedUtterance, UtteranceView

PAGE = 20
"""How many utterances are shown at first, and how many more at each wish to see earlier ones."""

MOST = 40
"""From how many shown utterances the oldest are put away again."""


@dataclass(frozen=True)
class WayOn:
    """What can be done after a failure: the screen's action of this name, and the words on its button."""

    action: str
    label: str


class Trouble(VerticalScroll, can_focus=False):
    """Says in place that something failed, with the ways on where the interviewer owes something."""

    def __init__(self, *, sentence: str, ways: Sequence[WayOn]) -> None:
        super().__init__(classes="trouble problem")
        self._sentence = sentence
        self._ways = ways

    def compose(self) -> ComposeResult:
        """Show the sentence and the buttons."""
        yield Static(shown(self._sentence), markup=False)
        if self._ways:
            with Horizontal(classes="ways"):
                yield from (Button(w.label, id=w.action, tooltip="What you wrote is kept") for w in self._ways)


class Conversation(VerticalScroll):
    """All that was said, oldest first."""

    class WayChosen(Message):
        """The candidate chose how to go on after a failure: by the screen's ``action``."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._all: list[Utterance] = []
        self._hidden = 0
        self._streamed: StreamedUtterance | None = None

    @property
    def count(self) -> int:
        """How many utterances there are, shown or not."""
        return len(self._all)

    def compose(self) -> ComposeResult:
        """Offer what is not shown."""
        yield Button("Show earlier", id="earlier", classes="hidden", tooltip="Show earlier parts of the conversation")

    def follow(self) -> None:
        """Follow the newest words, even where the reader had scrolled up."""
        if self.max_scroll_y > 0:
            self.anchor()

    def _begin_to_follow(self) -> None:
        """Follow from the moment at which there is more than fits; an anchor set before would push words down."""
        if not self.is_anchored:
            self.follow()

    async def show(self, everything: Sequence[Utterance]) -> None:
        """Bring the view up to ``everything``: what stands already is left alone, what is new is added."""
        new = list(everything[len(self._all) :])
        if not new:
            return
        self._all.extend(new)
        if len(new) > PAGE:
            new = new[-PAGE:]
            self._hidden = len(self._all) - PAGE
            await self.query(UtteranceView).remove()
        if self._streamed is not None and new:
            new = await self._settle(new)
        await self.mount_all([UtteranceView(utterance) for utterance in new])
        await self._put_away()
        self.call_after_refresh(self._begin_to_follow)

    async def _settle(self, new: list[Utterance]) -> list[Utterance]:
        """Let the streamed words stand for the utterance that they became; return what is left to show."""
        streamed, self._streamed = self._streamed, None
        if streamed is None:
            return new
        await streamed.finish()
        for place, utterance in enumerate(new):
            if utterance.voice is Voice.INTERVIEWER and utterance.text.strip() == streamed.said.strip():
                await self.mount_all([UtteranceView(u) for u in new[:place]], before=streamed)
                streamed.rename(utterance.name)
                return new[place + 1 :]
        await streamed.remove()
        return new

    async def begin(self, name: str) -> None:
        """Show that the interviewer starts to speak; what it had started to say before is taken back."""
        await self.clear_trouble()
        if self._streamed is not None:
            await self._streamed.finish()
            await self._streamed.remove()
        self._streamed = StreamedUtterance(name)
        await self.mount(self._streamed)

    async def write(self, chunk: str) -> None:
        """Add words to what the interviewer is saying."""
        if self._streamed is not None:
            await self._streamed.write(chunk)
            if not self.is_anchored:
                self.call_after_refresh(self._begin_to_follow)

    async def begin_again(self, name: str) -> None:
        """Take back the words that the interviewer had begun to say, under a new line above."""
        if self._streamed is not None:
            await self._streamed.begin_again(name)

    async def trouble(self, sentence: str, *, ways: Sequence[WayOn] = ()) -> None:
        """Say that something failed, and offer ``ways`` on; words that were cut off stay until the next try."""
        await self.clear_trouble()
        if self._streamed is not None:
            await self._streamed.finish()
        await self.mount(Trouble(sentence=sentence, ways=ways))
        self.call_after_refresh(self._begin_to_follow)

    async def clear_trouble(self) -> None:
        """Take back what was said about a failure."""
        await self.query(Trouble).remove()

    async def _put_away(self) -> None:
        """Take the oldest away when there are many, unless somebody is reading them."""
        views = list(self.query(".utterance"))
        if len(views) > MOST and self.scroll_y >= self.max_scroll_y - self.size.height:
            surplus = views[: len(views) - PAGE]
            self._hidden += len(surplus)
            await self.remove_children(surplus)
        self._offer_earlier()

    def _offer_earlier(self) -> None:
        button = self.query_one("#earlier", Button)
        button.set_class(not self._hidden, "hidden")
        button.label = f"Show earlier ({self._hidden})"

    @on(Button.Pressed, "#earlier")
    async def _show_earlier(self, event: Button.Pressed) -> None:
        event.stop()
        start = max(0, self._hidden - PAGE)
        more = self._all[start : self._hidden]
        self._hidden = start
        self.release_anchor()
        height = self.virtual_size.height
        await self.mount_all([UtteranceView(u) for u in more], after=self.query_one("#earlier"))
        self._offer_earlier()
        self.call_after_refresh(lambda: self.scroll_relative(y=self.virtual_size.height - height, animate=False))

    @on(Button.Pressed, ".ways Button")
    def _choose_way(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.WayChosen(event.button.id or ""))
