"""One utterance in the conversation: the interviewer's as Markdown, the candidate's as plain text."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Markdown, Static

from interview_coach.tui.safe_text import shown
from interview_coach.tui.utterances import Utterance, Voice

if TYPE_CHECKING:
    from textual.widgets.markdown import MarkdownStream


def harmless_markdown() -> MarkdownIt:
    """Return a parser that shows links, images and HTML as the text they are written in."""
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
    parser.enable(["table", "strikethrough"])
    return parser.disable(["link", "image", "autolink", "html_inline", "html_block", "entity", "reference"])


class UtteranceView(Vertical):
    """Shows something said. It is mounted once and never rendered again, save while it streams."""

    def __init__(self, utterance: Utterance) -> None:
        super().__init__(classes=f"utterance -{utterance.voice.value}")
        self.utterance = utterance

    def compose(self) -> ComposeResult:
        """Show the line above, then the words."""
        yield Static(Content(shown(self.utterance.name)), classes="who")
        if not self.utterance.text:
            return
        if self.utterance.voice is Voice.INTERVIEWER:
            yield Markdown(shown(self.utterance.text), parser_factory=harmless_markdown, open_links=False)
        else:
            yield Static(Content(shown(self.utterance.text)), classes="words")


class StreamedUtterance(Vertical):
    """Shows what the interviewer is saying, while it comes."""

    def __init__(self, name: str) -> None:
        super().__init__(classes="utterance -interviewer -speaking")
        self._who = name
        self._stream: MarkdownStream | None = None
        self.said = ""

    def compose(self) -> ComposeResult:
        """Say who speaks; the words follow."""
        yield Static(Content(shown(self._who)), classes="who")
        yield Markdown(parser_factory=harmless_markdown, open_links=False)

    def on_mount(self) -> None:
        """Get ready for the words."""
        self._stream = Markdown.get_stream(self.query_one(Markdown))

    async def write(self, chunk: str) -> None:
        """Add words."""
        self.said += chunk
        if self._stream is not None:
            await self._stream.write(shown(chunk))

    def rename(self, name: str) -> None:
        """Change the line above, once it is known what the words were for."""
        self.query_one(".who", Static).update(Content(shown(name)))

    async def finish(self) -> None:
        """Show what is left; nothing more comes."""
        stream, self._stream = self._stream, None
        if stream is not None:
            with contextlib.suppress(RuntimeError):
                await stream.stop()
        self.remove_class("-speaking")
