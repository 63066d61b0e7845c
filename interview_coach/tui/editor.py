"""Opening a text in the candidate's own editor. Whatever the editor does, the text is not lost."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from interview_coach.errors import SettingsError, StorageError

DEFAULT_EDITOR = "nano" if os.name == "posix" else "notepad"


def edit_text(text: str, *, folder: Path, command: str | None) -> str:
    """Return ``text`` as the editor left it. Blocks until the editor is closed, so the app must be suspended.

    Args:
        text: what to start from.
        folder: where the file for the editor is made, readable by the user alone.
        command: the editor with its arguments; ``None`` for the system's plain one.

    Raises:
        SettingsError: the editor's command makes no sense or cannot be run.
        StorageError: the file cannot be written or read, or the editor failed; the sentence says where the text is.
    """
    arguments = _arguments(command)
    path = _write(text, folder)
    try:
        code = subprocess.run([*arguments, str(path)], check=False).returncode  # noqa: S603
    except OSError as error:
        path.unlink(missing_ok=True)
        raise SettingsError(
            f"The editor {arguments[0]!r} cannot be run: {error.strerror or error}. Set EDITOR to one that can."
        ) from error
    try:
        edited = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise StorageError(
            f"The editor left no file that can be read: {error.strerror}. Your text is as before."
        ) from error
    if code != 0 and edited != f"{text}\n":
        raise StorageError(f"The editor failed (exit {code}). Your text is as before; the editor's copy is {path}.")
    path.unlink(missing_ok=True)
    if code != 0:
        raise StorageError(f"The editor failed (exit {code}). Your text is as before.")
    return edited.removesuffix("\n")


def _arguments(command: str | None) -> list[str]:
    try:
        arguments = shlex.split(command or DEFAULT_EDITOR)
    except ValueError as error:
        raise SettingsError(f"The editor's command {command!r} cannot be understood: {error}. Set EDITOR.") from error
    if not arguments:
        raise SettingsError("The editor's command is empty. Set EDITOR to the name of your editor.")
    return arguments


def _write(text: str, folder: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix="answer-", suffix=".md", dir=folder, text=False)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise StorageError(
            f"Cannot write a file for the editor in {folder}: {error.strerror}. Your text is as before."
        ) from error
    return Path(name)
