"""The Banks screen: banks, questions and rubrics, what is wrong with them, and what can be done with them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from interview_coach.errors import CoachError
from interview_coach.tui import bank_words
from interview_coach.tui.bank_rows import Row, matching, rows, walk
from interview_coach.tui.screens.banks_exchanging import ExchangingScreen
from interview_coach.tui.widgets.bank_tree import BankTree
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.wishes import PractiseQuestion
from interview_coach.tui.words import counted

if TYPE_CHECKING:
    from interview_coach.library.catalogue import Library
    from interview_coach.wiring.workshop import Workshop

LOOKS_EVERY = 1.0
"""Seconds between two looks at the files: an edit in another window shows after that."""

_ABOUT = {
    "banks": "Questions, bank by bank. n begins a bank of your own, y copies the one that is chosen.",
    "rubrics": "What answers are graded against. n begins a rubric of your own, y copies the one that is chosen.",
    "broken": "Files of which nothing can be used. e opens one in your editor, m lists everything that is wrong.",
}


class BanksScreen(ExchangingScreen):
    """Shows what there is to practise with; the result is a question to practise, or ``None``.

    Args:
        workshop: reads and writes the files.
        at: the key of the row to begin with.
    """

    CSS_PATH = ["banks.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "#tree"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", key_display="/", id="banks.search", tooltip="Search in all banks"),
        Binding("p", "practise", "Practise", id="banks.practise", tooltip="Practise this question now"),
        Binding(
            "e", "edit", "Edit", id="banks.edit", tooltip="Open the file in your editor; checked when you are back"
        ),
        Binding("f", "form", "Form", id="banks.form", tooltip="Change it in a form, without seeing YAML"),
        Binding("a", "add", "Add", id="banks.add", tooltip="Add a question to this bank, in a form"),
        Binding("n", "new", "New", id="banks.new", tooltip="Begin a bank or a rubric of your own"),
        Binding(
            "m", "problems", "Mistakes", id="banks.problems", tooltip="Everything that is wrong or could be better"
        ),
        Binding("v", "coverage", "Coverage", id="banks.coverage", tooltip="How many questions there are for whom"),
        Binding("y", "duplicate", "Copy", id="banks.copy", tooltip="Copy this bank or rubric into your folder"),
        Binding("d,delete", "delete", "Delete", id="banks.delete", tooltip="Delete; asks first"),
        Binding("i", "import", "Import", id="banks.import", tooltip="Bring in a file of another program"),
        Binding("x", "export", "Export", id="banks.export", tooltip="Write it for another program"),
        Binding(
            "ctrl+up", "move(-1)", "Move up", show=False, id="banks.up", tooltip="Move the question up in its bank"
        ),
        Binding("ctrl+down", "move(1)", "Move down", show=False, id="banks.down", tooltip="Move the question down"),
        Binding("f5", "look", "Reload", show=False, id="banks.look", tooltip="Look at the files now"),
        Binding("pagedown", "read(1)", "More", show=False, priority=True, id="banks.more", tooltip="Scroll the text"),
        Binding("pageup", "read(-1)", "Back up", show=False, priority=True, id="banks.less"),
        Binding("escape", "back", "Back", id="banks.back", tooltip="End the search, else back to the home screen"),
    ]

    def __init__(self, *, workshop: Workshop, at: tuple[str, str] | None = None) -> None:
        super().__init__(workshop=workshop)
        self._go_to = at
        self._rows: tuple[Row, ...] = ()
        self._shown_row: Row | None = None

    def compose(self) -> ComposeResult:
        """Lay out the tree, and what is chosen in it."""
        yield Static("Banks and rubrics", id="top", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Input(placeholder="Search …", id="search", classes="hidden", compact=True, max_length=80)
                yield BankTree(id="tree")
            with VerticalScroll(id="pane"):
                yield Static("Reading the files …", id="detail", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what there is, and keep an eye on it."""
        if self.stands:
            self.action_look()
            self.set_interval(LOOKS_EVERY, self.action_look)

    # What is shown

    @work(group="look", exclusive=True)
    async def action_look(self) -> None:
        """Look whether a file changed, and show what there is now."""
        await self.look()

    async def look(self, at: tuple[str, str] | None = None) -> None:
        """Show what there is now, if that changed; go to the row ``at``, if one is named."""
        try:
            library = await asyncio.to_thread(self.workshop.library)
        except CoachError as error:
            self.tell(str(error), title="The files cannot be read")
            return
        if not self.stands:
            return
        self._go_to = at or self._go_to
        if library is not self.library or at is not None:
            self._take(library)

    def _take(self, library: Library) -> None:
        self.library = library
        self._rows = rows(library, self.workshop.is_own)
        wrong = sum(problem.severity == "error" for problem in library.problems)
        told = [
            counted(len(library.banks), "bank"),
            counted(len(library.questions()), "question"),
            counted(len(library.rubrics), "rubric"),
            *([f"{counted(wrong, 'problem')}: press m"] if wrong else []),
        ]
        self.query_one("#top", Static).update(f"Banks and rubrics · {' · '.join(told)}")
        self._show_rows()

    def _show_rows(self) -> None:
        wanted = self.query_one("#search", Input).value
        found = matching(self._rows, wanted)
        first_bank = next((row.key for row in walk(found) if row.kind == "bank"), None)
        go_to, self._go_to = self._go_to or (first_bank if self.row is None else None), None
        self.tree_of_banks.show(found, all_open=bool(wanted.strip()), at=go_to)
        self._show_detail()
        if not found:
            self._say(Content("Nothing matches. Esc ends the search."))

    @on(BankTree.NodeHighlighted)
    def _highlighted(self) -> None:
        if self.stands:
            self._show_detail()

    @on(BankTree.NodeSelected)
    def _selected(self) -> None:
        """Read what was chosen, where there is no room for it beside the tree."""
        row = self.row
        if self.has_class("-narrow") and row is not None and not row.children:
            self.add_class("reading")
            self.query_one("#pane").focus()

    def _show_detail(self) -> None:
        row, before = self.row, self._shown_row
        self._shown_row = row
        if row is None:
            return
        self._say(self._words(row))
        if before is None or before.key != row.key:
            self.query_one("#pane").scroll_home(animate=False)
        self.refresh_bindings()

    def _say(self, words: Content) -> None:
        self.query_one("#detail", Static).update(words)

    def _words(self, row: Row) -> Content:
        library = self.library
        if library is None or row.path is None:
            return bank_words.part_words(row.label, _ABOUT.get(row.id, ""))
        if row.kind == "question":
            question = library.question(row.id)
            return bank_words.question_words(question, library.rubrics.get(question.rubric))
        if row.kind == "bank":
            return bank_words.bank_words(library.bank(row.id), own=row.own)
        if row.kind == "rubric":
            return bank_words.rubric_words(library.rubric(row.id), row.path, own=row.own)
        return bank_words.file_words(row.path, [p for p in library.problems if p.path == row.path])

    # What the user does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with what is chosen."""
        row = self.row
        kind = row.kind if row is not None else "part"
        own = row is not None and row.own
        if action == "practise":
            return kind == "question"
        if action in ("edit", "duplicate", "export"):
            return kind != "part" and (action == "edit" or kind != "file")
        if action == "form":
            return kind in ("question", "bank", "rubric")
        if action == "add":
            return own and kind in ("question", "bank")
        if action in ("delete", "move"):
            return own and (action == "delete" or kind == "question")
        return True

    def action_search(self) -> None:
        """Write what to search for."""
        self.remove_class("reading")
        search = self.query_one("#search", Input)
        search.remove_class("hidden")
        search.focus()

    @on(Input.Changed, "#search")
    def _search_changed(self) -> None:
        if self.stands and self.library is not None:
            self._show_rows()

    @on(Input.Submitted, "#search")
    def _search_submitted(self) -> None:
        self.tree_of_banks.focus()

    def action_practise(self) -> None:
        """Practise the question that is chosen."""
        row = self.row
        if row is not None and row.kind == "question":
            self.close(PractiseQuestion(row.id))

    def action_read(self, step: int) -> None:
        """Scroll the text beside the tree."""
        pane = self.query_one("#pane")
        (pane.scroll_page_down if step > 0 else pane.scroll_page_up)(animate=False)

    def action_back(self) -> None:
        """Leave the text, then the search, then the screen."""
        search = self.query_one("#search", Input)
        if self.has_class("reading"):
            self.remove_class("reading")
            self.tree_of_banks.focus()
        elif search.value or not search.has_class("hidden"):
            search.add_class("hidden")
            search.value = ""
            self.tree_of_banks.focus()
        else:
            self.close()

    @work(group="files", exclusive=True)
    async def action_coverage(self) -> None:
        """Show how many questions there are for whom."""
        from interview_coach.tui.screens.coverage import CoverageScreen

        if self.library is not None and self.is_active:
            await self.app.push_screen(CoverageScreen(self.library.questions()), wait_for_dismiss=True)

    @work(group="files", exclusive=True)
    async def action_problems(self) -> None:
        """List everything that is wrong, and open the editor where that is wished."""
        from interview_coach.tui.screens.problems import ProblemsScreen

        while self.library is not None and self.stands:
            found = await asyncio.to_thread(self.workshop.problems, self.library)
            if not self.stands:
                return
            wish = await self.app.push_screen(ProblemsScreen(found), wait_for_dismiss=True)
            if wish is None:
                return
            await self.edit_file(wish.path, wish.line)
            await self.look()
