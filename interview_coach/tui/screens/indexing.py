"""Keeping the list of interviews up to date behind a screen: with a bar where that takes a while, and a way to stop."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from textual import work
from textual.screen import ScreenResultType
from textual.widgets import ProgressBar, Static

from interview_coach.errors import CoachError
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.standing import StandingScreen

if TYPE_CHECKING:
    from interview_coach.journal.index.syncing import Changes
    from interview_coach.wiring import Coach

LOOK = 5.0
"""Seconds between looks at what other programs did to the journals."""

SHOW = 0.25
"""Seconds between looks at how far the index is; what is done sooner shows no bar."""


class IndexingScreen(StandingScreen[ScreenResultType]):
    """Has the index brought in line with the journals. A subclass has a ``#indexing`` with a bar and ``#index-words``.

    Args:
        coach: everything that can be asked for.
    """

    def __init__(self, *, coach: Coach) -> None:
        super().__init__()
        self.coach = coach
        self.indexing = False
        self._done = (0, 0)
        self._cancel = threading.Event()
        self._left = 0
        self._journals: int | None = None
        """How the journals were when they were looked at last."""

    def index_changed(self) -> None:
        """Called when the list may differ from what is shown."""
        raise NotImplementedError

    def keep_indexed(self) -> None:
        """Begin: look at once, and again and again."""
        self.look()
        self.set_interval(LOOK, self._look_again)

    def look(self) -> None:
        """Bring the index in line, unless that is going on."""
        if not self.indexing and self.stands:
            self.indexing, self._done = True, (0, 0)
            self._cancel.clear()
            self._sync()

    def _look_again(self) -> None:
        """Look at what others did; not where the candidate stopped it, nor under another screen."""
        if not self._left and self.is_current:
            self.look()

    @work(group="index", exclusive=True)
    async def _sync(self) -> None:
        watch = self.set_interval(SHOW, self._show_progress)
        archive = self.coach.archive
        try:
            changes = await asyncio.to_thread(archive.sync, self._progressed, self._cancel.is_set)
            self._left = changes.left
            said = archive.notice
        except CoachError as error:
            changes, said = None, str(error)
        finally:
            watch.stop()
            self.indexing = False
        if not self.stands:
            return
        self._say(said)
        self.refresh_bindings()
        if self._differs(changes):
            self.index_changed()

    def _differs(self, changes: Changes | None) -> bool:
        """Return whether the list may differ: another window may have changed journals and index alike."""
        if changes is None:
            return self._journals is None
        before, self._journals = self._journals, changes.journals
        return bool(changes) or before != changes.journals

    def _progressed(self, done: int, all_: int) -> None:
        """Take down how far it is; called in the thread that does it."""
        self._done = (done, all_)

    def _show_progress(self) -> None:
        done, all_ = self._done
        if not self.stands or not self.indexing or not all_:
            return
        if self.query_one("#indexing").has_class("hidden"):
            self.query_one("#indexing").remove_class("hidden")
            self.refresh_bindings()
        self.query_one(ProgressBar).update(total=all_, progress=done)
        self.query_one("#index-words", Static).update(f"Reading {done:,} of {all_:,} interviews. z stops that.")
        self.index_changed()

    def _say(self, notice: str) -> None:
        """Say what is to be known about the index, once it is as good as it gets."""
        self.query_one("#indexing").add_class("hidden")
        if self._left:
            notice = f"{self._left:,} interviews are not listed yet, because you stopped. F5 goes on. {notice}".rstrip()
        view = self.query_one("#index-notice", Static)
        view.update(shown(notice))
        view.set_class(not notice, "hidden")

    def action_stop_indexing(self) -> None:
        """Stop reading; what is read stays."""
        self._cancel.set()

    def action_look(self) -> None:
        """Look at the journals again."""
        self._left = 0
        self.look()

    def on_unmount(self) -> None:
        """Let a thread that still reads come to its end."""
        self._cancel.set()
