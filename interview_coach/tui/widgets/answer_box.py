"""The box in which an answer is written: soft wrap, word count, and a limit to what is pasted."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from interview_coach.tui.safe_text import pasted, shown, with_line_feeds

LIMIT = 50_000
"""Most characters that a paste fills the box to: about 9,000 words, an hour of speech.

Beyond it keys would lag where the text is one single line, which is wrapped anew at every key.
"""


class AnswerBox(TextArea):
    """A text area for prose. Enter makes a new line; the screen's keys send."""

    class PasteCut(Message):
        """What was pasted did not fit whole; ``left_out`` was not taken, and is as it was pasted."""

        def __init__(self, *, left_out: str) -> None:
            super().__init__()
            self.left_out = left_out

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True)
        self.highlight_cursor_line = False
        self.placeholder = "Type your answer. Enter starts a new line."

    @property
    def words(self) -> int:
        """How many words the box holds."""
        return len(self.text.split())

    @property
    def holds_text(self) -> bool:
        """Whether there is anything that could be lost."""
        return bool(self.text.strip())

    def put(self, text: str) -> None:
        """Replace what the box holds, with the cursor at the end; the change can be undone."""
        self.replace(pasted(text), (0, 0), self.document.end)
        self.move_cursor(self.document.end)

    def take_out(self, recorded: str) -> None:
        """Take out what is recorded; what was typed since stays."""
        rest = self.text.removeprefix(recorded).lstrip("\n") if self.text.startswith(recorded) else self.text
        self.load_text(rest)
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take in what is pasted, made harmless; what does not fit is reported."""
        event.prevent_default()
        event.stop()
        room = max(0, LIMIT - len(self.text) + len(self.selected_text))
        if self.read_only:
            return
        text = with_line_feeds(event.text)
        if len(text) > room:
            self.post_message(self.PasteCut(left_out=text[room:]))
        if room:
            result = self.replace(shown(text[:room]), *self.selection, maintain_selection_offset=False)
            self.move_cursor(result.end_location)
