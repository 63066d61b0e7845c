"""Every error that the program raises on purpose. Messages are plain text for the user: what, where, and the remedy.

::

    CoachError
    ├── UsageError          what was asked for makes no sense; exit code 2
    │   └── PlanError       no interview can be planned from these choices
    ├── ContentError        banks or rubrics have problems that prevent what was asked
    ├── JournalError        a journal cannot be read, written or found
    │   ├── JournalNotFound    no such transcript, or an ambiguous id
    │   ├── JournalLocked      another process holds it
    │   └── JournalUnreadable  it holds no interview
    ├── NothingDue          nothing comes back for practice today
    ├── StorageError        a file or folder cannot be read or written (permissions, full disk)
    ├── SettingsError       a setting has a wrong value
    ├── EngineError         an interviewer or a grader failed
    │   ├── EngineBusy         for now: busy, out of reach, broken off
    │   ├── EngineRefused      for good: key, model or request are wrong
    │   ├── ReplyUnusable      a reply came, but there was nothing in it to go on with
    │   └── BudgetSpent        the next request would go over the limit that the user set
    └── InterviewStateError what was asked does not fit the interview's state (a hint after the end)
"""

from __future__ import annotations


class CoachError(Exception):
    """Base of all errors whose message is meant for the user; exit code 1 unless a subclass says otherwise."""

    exit_code = 1


class UsageError(CoachError):
    """What was asked for makes no sense."""

    exit_code = 2


class PlanError(UsageError):
    """No interview can be planned from these choices."""


class ContentError(CoachError):
    """Banks or rubrics have problems that prevent what was asked."""


class JournalError(CoachError):
    """A journal cannot be read, written or found."""


class JournalNotFound(JournalError):
    """No transcript has that id, or several have."""


class JournalLocked(JournalError):
    """Another process holds the journal."""


class JournalUnreadable(JournalError):
    """The file holds no interview that could be replayed."""


class NothingDue(CoachError):
    """Nothing comes back for practice today."""


class StorageError(CoachError):
    """A file or folder cannot be read or written."""


class SettingsError(UsageError):
    """A setting has a wrong value."""


class EngineError(CoachError):
    """An interviewer or a grader failed."""


class EngineBusy(EngineError):
    """The endpoint is busy, out of reach, or broke off; ``retry_after`` is what it asked for, in seconds."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class EngineRefused(EngineError):
    """The request can't succeed as it is. ``malformed`` says that the endpoint did not understand it."""

    def __init__(self, message: str, *, malformed: bool = False) -> None:
        super().__init__(message)
        self.malformed = malformed


class ReplyUnusable(EngineError):
    """A reply came, but there was nothing in it to go on with."""


class BudgetSpent(EngineError):
    """The next request would go over the limit that the user set."""


class InterviewStateError(CoachError):
    """What was asked does not fit the state of the interview."""
