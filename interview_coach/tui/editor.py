"""Opening a text in the candidate's own editor. Whatever the editor does, the text is not lost."""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path

from interview_coach.errors import SettingsError, StorageError
from interview_coach.paths import reason
from interview_coach.tui.sidecars import keep, set_aside

DEFAULT_EDITOR = "nano" if os.name == "posix" else "notepad"


def edit_text(text: str, *, path: Path, command: str | None) -> str:
    """Return ``text`` as the editor left it. Blocks until the editor is closed, so the app must be suspended.

    Args:
        text: what to start from.
        path: the file that the editor gets; readable by the user alone, and gone afterwards. It stays where this
            process dies meanwhile.
        command: the editor with its arguments; ``None`` for the system's plain one.

    Raises:
        SettingsError: the editor's command makes no sense or cannot be run.
        StorageError: the file cannot be written or read, or the editor failed; the sentence says where the text is.
    """
    arguments = _arguments(command)
    _write(text, path)
    try:
        code = subprocess.run([*arguments, str(path)], check=False).returncode  # noqa: S603
    except OSError as error:
        path.unlink(missing_ok=True)
        raise SettingsError(
            f"The editor {arguments[0]!r} cannot be run: {reason(error)}. Set EDITOR to one that can."
        ) from error
    try:
        edited = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise StorageError(
            f"The editor left no file that can be read: {reason(error)}. Your text is as before."
        ) from error
    if code != 0 and edited != f"{text}\n":
        kept = set_aside(path)
        raise StorageError(f"The editor failed (exit {code}). Your text is as before; the editor's copy is {kept}.")
    path.unlink(missing_ok=True)
    if code != 0:
        raise StorageError(f"The editor failed (exit {code}). Your text is as before.")
    return edited.removesuffix("\n")


def left_behind(path: Path, draft: Path) -> str | None:
    """Return what stands in ``path`` since a process died with the editor open; ``None`` where that is nothing new.

    A file older than ``draft`` is nothing new. Blocks.
    """
    try:
        written = path.stat().st_mtime_ns
        text = path.read_text(encoding="utf-8", errors="replace").removesuffix("\n")
    except OSError:
        return None
    with suppress(OSError):
        if draft.stat().st_mtime_ns > written:
            return None
    return text or None


def _arguments(command: str | None) -> list[str]:
    try:
        arguments = shlex.split(command or DEFAULT_EDITOR)
    except ValueError as error:
        raise SettingsError(f"The editor's command {command!r} cannot be understood: {error}. Set EDITOR.") from error
    if not arguments:
        raise SettingsError("The editor's command is empty. Set EDITOR to the name of your editor.")
    return arguments


def _write(text: str, path: Path) -> None:
    """Write the file for the editor; one that a process before this one left is moved aside."""
    try:
        if path.exists():
            set_aside(path)
        keep(path, f"{text}\n")
    except OSError as error:
        raise StorageError(
            f"Cannot write a file for the editor in {path.parent}: {reason(error)}. Your text is as before."
        ) from error
