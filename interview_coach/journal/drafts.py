"""The answer that is being written, kept beside the journal so that it survives the death of the process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Condition

from pydantic import Field, ValidationError

from interview_coach.domain.base import Value
from interview_coach.domain.text import storable
from interview_coach.domain.transcript import Transcript
from interview_coach.paths import NotAFile, read_regular, reason, write_private

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes from which a file is taken for no draft."""

_NOTHING_TO_DO = object()


class Draft(Value):
    """What stands in the answer box, and the clock time (seconds, pauses left out) since the journal's last event."""

    exchange: int = Field(ge=0)
    text: str
    seconds: float = Field(default=0.0, ge=0)

    def sent_in(self, transcript: Transcript) -> bool:
        """Return whether an answer of that exchange says the same, so that the draft is none any more."""
        if self.exchange >= len(transcript.exchanges):
            return False
        wanted = self.text.strip()
        return any(turn.text.strip() == wanted for _, turn in transcript.exchanges[self.exchange].answers())


class DraftStore:
    """Keeps the latest draft of one interview in ``<name>.draft.json``.

    :meth:`save` and :meth:`clear` only leave a note for a thread in the background, which writes the latest one.
    A file that this store could not read is moved aside, to ``<name>.draft.json.broken``, before anything is written.
    """

    def __init__(self, journal: Path) -> None:
        """``journal`` is the file of the interview's journal; whoever holds its lock may use its drafts."""
        self.path = journal.with_suffix(".draft.json")
        self._state = Condition()
        self._wanted: object = _NOTHING_TO_DO
        self._busy = False
        self._may_write = False
        """Whether nothing would be lost with the file: it was read, or is not there, or was written by this store."""
        self._unwritten: str | None = None
        self._unread: str | None = None
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="draft")

    @property
    def problem(self) -> str | None:
        """Why the latest draft could not be kept, or read, for the user; ``None`` while all is well."""
        return self._unwritten or self._unread

    def save(self, draft: Draft) -> None:
        """Keep ``draft``, soon. Costs microseconds, so it may be called at every keystroke."""
        self._want(draft)

    def clear(self) -> None:
        """Forget the draft, soon: it was sent."""
        self._want(None)

    def flush(self) -> None:
        """Wait until what was asked for is done."""
        with self._state:
            self._state.wait_for(lambda: not self._busy)

    def load(self) -> Draft | None:
        """Return the draft that was kept; ``None`` where there is none.

        A file that holds no draft is moved aside. One that cannot be read stays, and :attr:`problem` says why.
        """
        self.flush()
        draft = None
        try:
            draft = self._read()
            self._unread = None
        except OSError as error:
            self._unread = (
                f"The draft in {self.path} cannot be read: {reason(error)}. It is kept: mend that, then open the "
                "interview again."
            )
        return draft

    def _read(self) -> Draft | None:
        """Return the draft in the file; raises ``OSError`` where there may be one that cannot be read."""
        draft = None
        with suppress(FileNotFoundError):
            try:
                draft = Draft.model_validate_json(read_regular(self.path, SIZE_LIMIT))
            except (ValidationError, NotAFile):
                self._set_aside()
        self._may_write = True
        return draft

    def _make_way(self) -> None:
        """Set aside what would be lost by writing; the text in it may be the only copy."""
        if self._may_write:
            return
        try:
            self._read()
        except OSError:
            self._set_aside()
            self._may_write = True

    def _set_aside(self) -> None:
        aside = self.path.with_name(f"{self.path.name}.broken")
        count = 1
        while aside.exists():
            count += 1
            aside = self.path.with_name(f"{self.path.name}.broken-{count}")
        with suppress(OSError):
            self.path.rename(aside)

    def _want(self, draft: Draft | None) -> None:
        with self._state:
            self._wanted = draft
            if not self._busy:
                self._writer.submit(self._write_latest)
                self._busy = True

    def _write_latest(self) -> None:
        while True:
            with self._state:
                wanted, self._wanted = self._wanted, _NOTHING_TO_DO
                if wanted is _NOTHING_TO_DO:
                    self._busy = False
                    self._state.notify_all()
                    return
            try:
                self._make_way()
                if isinstance(wanted, Draft):
                    write_private(self.path, _as_stored(wanted))
                else:
                    self.path.unlink(missing_ok=True)
                self._unwritten = self._unread = None
            except OSError as error:
                self._unwritten = f"The draft cannot be kept in {self.path}: {reason(error)}."
            except Exception as error:
                # This is a thread's outermost frame: what it let through, nobody would see, and flush would wait on.
                kind = type(error).__name__
                self._unwritten = (
                    f"The draft cannot be kept in {self.path} because of a mistake in the program ({kind})."
                )


def _as_stored(draft: Draft) -> bytes:
    return draft.model_copy(update={"text": storable(draft.text)}).model_dump_json().encode()
