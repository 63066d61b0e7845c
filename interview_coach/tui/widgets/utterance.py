"""One utterance in the conversation: the interviewer's as Markdown, the candidate's as plain text."""

from __future__ import annotations

import contextlib
from functools import cache
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

PAGE = 4_000
"""Characters of streamed words from which the next paragraph begins a new block of Markdown: what has come to rest
need not be laid out again at every word."""

RENDERED = 4
"""Blocks of Markdown that are kept; what came long before, in an utterance that has no end, stays as plain text."""

LONGEST_PAGE = 4 * PAGE
"""Characters from which a new block begins in any case, be it in the middle of a paragraph."""


@cache
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
        self._page = ""
        self.said = ""

    def compose(self) -> ComposeResult:
        """Say who speaks; the words follow."""
        yield Static(Content(shown(self._who)), classes="who")
        yield _markdown()

    def on_mount(self) -> None:
        """Get ready for the words."""
        self._stream = Markdown.get_stream(self.query_one(Markdown))

    async def write(self, chunk: str) -> None:
        """Add words."""
        self.said += chunk
        here, following = page_turned(self._page, shown(chunk))
        self._page += here
        if self._stream is not None:
            await self._stream.write(here)
        if following is not None:
            await self._turn(following)

    async def _turn(self, words: str) -> None:
        """Let the block that is full be, and begin the next one with ``words``."""
        if self._stream is not None:
            full, markdown = self._stream, _markdown()
            await full.stop()
            full.markdown_widget.add_class("-full")
            await self.mount(markdown)
            if len(pages := self.query(Markdown)) > RENDERED:
                oldest = pages.first()
                await self.mount(Static(Content(oldest.source), classes="words -full"), before=oldest)
                await oldest.remove()
            self._stream = Markdown.get_stream(markdown)
            self._page = words
            await self._stream.write(words)

    async def begin_again(self, name: str) -> None:
        """Take all words back, under a new line above."""
        await self.finish()
        await self.query("Markdown, .words").remove()
        markdown = _markdown()
        await self.mount(markdown)
        self._stream, self._page, self.said = Markdown.get_stream(markdown), "", ""
        self.add_class("-speaking")
        self.rename(name)

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


def page_turned(page: str, chunk: str) -> tuple[str, str | None]:
    """Return what of ``chunk`` still belongs to ``page``, and what begins the next one; ``None`` where none begins.

    Pages end between paragraphs, never inside a block of code; only where they grow far too long, anywhere.
    """
    if len(page) + len(chunk) < PAGE:
        return chunk, None
    here, gap, following = chunk.rpartition("\n\n")
    if gap and (page + here).count("```") % 2 == 0:
        return here + gap, following
    return ("", chunk) if len(page) >= LONGEST_PAGE else (chunk, None)


def _markdown() -> Markdown:
    return Markdown(parser_factory=harmless_markdown, open_links=False)
