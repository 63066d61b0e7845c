"""Two attempts at a question, or two grades of one answer, side by side; and why, where they cannot be compared."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static

from interview_coach.domain.comparing import compare_attempts, word_changes
from interview_coach.tui import compare_words
from interview_coach.tui.compare_words import Side
from interview_coach.tui.safe_text import one_line
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import Paged
from interview_coach.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from interview_coach.tui.app import CoachApp


class ComparisonScreen(StandingScreen[None]):
    """Shows two sides.

    Args:
        before: the earlier one.
        after: the later one.
    """

    CSS_PATH = "comparison.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "words", "Words", id="compare.words", tooltip="Go to what changed in your words"),
        Binding("escape,q", "leave", "Back", id="compare.leave", tooltip="Back to where you were"),
        Binding("pagedown,space", "read(1)", "More", key_display="space", priority=True, id="compare.down"),
        Binding("pageup", "read(-1)", "Scroll up", show=False, priority=True, id="compare.up"),
    ]

    def __init__(self, *, before: Side, after: Side) -> None:
        super().__init__()
        self.before = before
        self.after = after
        self.comparison = compare_attempts(before.attempt, after.attempt)

    @property
    def one_answer(self) -> bool:
        """Whether both sides are grades of one answer."""
        first, second = self.before.attempt, self.after.attempt
        return (first.interview, first.exchange) == (second.interview, second.exchange)

    def compose(self) -> ComposeResult:
        """Lay out both sides, the criteria, and the words."""
        yield Static(id="top", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            with Horizontal(id="sides"):
                yield Static(id="before")
                yield Static(id="after")
            yield Static(id="verdict", markup=False)
            yield Static(id="remarks", classes="quiet", markup=False)
            with Horizontal(id="columns"):
                with Vertical(id="left"):
                    yield Static("Criteria", classes="heading")
                    yield Paged(id="criteria", markup=False)
                with Vertical(id="right"):
                    yield Static("Why", classes="heading")
                    yield Static(id="reasons")
            yield Static("What changed in your words", classes="heading", id="words-heading")
            yield Static(compare_words.LEGEND, classes="quiet", id="legend", markup=False)
            yield Static("Comparing word by word …", id="words")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show both sides; what changed in the words is found out meanwhile."""
        if self.stands:
            self._show()
            self.query_one("#criteria").focus(scroll_visible=False)

    def on_resize(self) -> None:
        """Give the criteria the room that there is now."""
        self.call_after_refresh(self._show_criteria)

    def _show(self) -> None:
        now = cast("CoachApp", self.app).clock()
        what = "two grades of one answer" if self.one_answer else "two attempts"
        title = one_line(self.after.attempt.title)
        self.query_one("#top", Static).update(f"Compare {what} · {title}")
        for name, which, side in (("before", "Before", self.before), ("after", "After", self.after)):
            several = self.one_answer
            self.query_one(f"#{name}", Static).update(compare_words.what_it_is(side, which, now, several=several))
        verdict, estimates = self.query_one("#verdict", Static), compare_words.both_estimates(self.before, self.after)
        verdict.update(compare_words.verdict_on(self.comparison, estimates=estimates))
        verdict.set_class(not self.comparison.comparable, "notice")
        remarks = self.query_one("#remarks", Static)
        remarks.update(" ".join(self.comparison.remarks))
        remarks.set_class(not self.comparison.remarks, "hidden")
        self._show_criteria()
        self._show_words()

    def _show_criteria(self) -> None:
        if not self.stands:
            return
        options = self.query_one("#criteria", OptionList)
        margins = compare_words.margins(self.before, self.after)
        highlighted = options.highlighted or 0
        options.clear_options()
        options.add_options(
            compare_words.criterion_lines(delta, self.comparison, margins, options.size.width)
            for delta in self.comparison.criteria
        )
        if self.comparison.criteria:
            options.highlighted = min(highlighted, len(self.comparison.criteria) - 1)
        self._show_reasons()

    @on(OptionList.OptionHighlighted, "#criteria")
    def _show_reasons(self) -> None:
        place = self.query_one("#criteria", OptionList).highlighted if self.stands else None
        if place is not None and place < len(self.comparison.criteria):
            delta = self.comparison.criteria[place]
            found = compare_words.reasons(delta.criterion, delta.title, self.before, self.after)
            self.query_one("#reasons", Static).update(found)

    @work(group="words", exclusive=True)
    async def _show_words(self) -> None:
        view, legend = self.query_one("#words", Static), self.query_one("#legend", Static)
        before, after = self.before.said, self.after.said
        if len(before.split()) + len(after.split()) > compare_words.LONGEST:
            view.update(compare_words.TOO_LONG)
            legend.add_class("hidden")
            return
        passages = await asyncio.to_thread(word_changes, before, after)
        if self.stands:
            legend.update(f"{compare_words.summary_of_changes(passages)} {compare_words.LEGEND}")
            view.update(compare_words.changed_words(passages))

    # What the candidate does

    def action_words(self) -> None:
        """Go to what changed in the words."""
        self.query_one("#words-heading").scroll_visible(top=True, animate=False)

    def action_read(self, step: int) -> None:
        """Scroll the page."""
        page = self.query_one("#page")
        (page.scroll_page_down if step > 0 else page.scroll_page_up)()

    def action_leave(self) -> None:
        """Go back."""
        self.close()
