"""Opening a text in the candidate's own editor. Whatever the editor does, the text is not lost."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from interview_coach.errors import SettingsError, StorageError
from interview_coach.paths import read_regular, reason
from interview_coach.tui.sidecars import keep, set_aside

EDITORS = ("nano", "vi", "vim", "nvim", "emacs", "micro") if os.name == "posix" else ("notepad",)
"""Plain editors, the first of which that is there is taken where none is set."""

_PLUS = frozenset("vi vim nvim view nano pico emacs emacsclient micro kak joe jed ne mg jove ed mcedit gedit".split())
"""Editors that take ``+LINE`` before the file."""

_GOTO = frozenset("code code-insiders codium vscodium cursor windsurf".split())
"""Editors that take ``--goto FILE:LINE``, and go on in the background unless told to wait."""

_COLON = frozenset("hx helix subl zed".split())
"""Editors that take ``FILE:LINE``."""

LARGEST = 64 * 1024 * 1024
"""Bytes that an edited answer may have."""

_Handler = Callable[[int, object], None]

_OWN = ("SIGINT", "SIGQUIT")
"""What keys of the terminal send to the editor and to this process alike; meant for the editor."""

_HANDED_ON = ("SIGTERM", "SIGHUP")
"""What asks this process to end; so it asks the editor to."""


def edit_text(text: str, *, path: Path, command: str | None) -> str:
    """Return ``text`` as the editor left it. Blocks until the editor is closed, so the app must be suspended.

    Args:
        text: what to start from.
        path: the file that the editor gets; readable by the user alone, and gone afterwards. It stays where this
            process dies meanwhile.
        command: the editor with its arguments; ``None`` for a plain one that is there.

    Raises:
        SettingsError: the editor's command makes no sense or cannot be run.
        StorageError: the file cannot be written or read, or the editor failed; the sentence says where the text is.
    """
    arguments = _arguments(command)
    _write(text, path)
    try:
        code, stopped = _run([*arguments, str(path)])
    except OSError as error:
        path.unlink(missing_ok=True)
        raise SettingsError(
            f"The editor {arguments[0]!r} cannot be run: {reason(error)}. Set EDITOR to one that can."
        ) from error
    try:
        edited = _read(path)
    except OSError as error:
        raise StorageError(
            f"The editor left no file that can be read: {reason(error)}. Your text is as before."
        ) from error
    if stopped:  # what the editor had stored by then is taken, whatever it thought of being asked to end
        code = 0
    if code != 0 and edited != f"{text}\n":
        kept = set_aside(path)
        raise StorageError(f"The editor failed (exit {code}). Your text is as before; the editor's copy is {kept}.")
    path.unlink(missing_ok=True)
    if code != 0:
        raise StorageError(f"The editor failed (exit {code}). Your text is as before.")
    return edited.removesuffix("\n")


def edit_file(path: Path, *, command: str | None, line: int = 1) -> int:
    """Open the file ``path`` at ``line``, from 1, and return the editor's exit code. Blocks as :func:`edit_text` does.

    Where a signal asked this process to end, the editor was asked to as well, and the code is 0.

    Raises:
        SettingsError: the editor's command makes no sense or cannot be run.
    """
    arguments = _arguments(command)
    try:
        code, stopped = _run([*arguments, *at_line(arguments[0], path, line)])
    except OSError as error:
        raise SettingsError(
            f"The editor {arguments[0]!r} cannot be run: {reason(error)}. Set EDITOR to one that can."
        ) from error
    return 0 if stopped else code


def at_line(editor: str, path: Path, line: int) -> list[str]:
    """Return the arguments with which ``editor`` opens ``path`` at ``line``; the path alone where that is not known."""
    name = Path(editor).name.removesuffix(".exe")
    if name in _PLUS:
        return [f"+{line}", str(path)]
    if name in _GOTO:
        return ["--wait", "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [f"{path}:{line}"]
    return [str(path)]


def left_behind(path: Path, draft: Path) -> str | None:
    """Return what stands in ``path`` since a process died with the editor open; ``None`` where that is nothing new.

    A file older than ``draft`` is nothing new. Blocks.
    """
    try:
        written = path.stat().st_mtime_ns
        text = _read(path).removesuffix("\n")
    except OSError:
        return None
    with suppress(OSError):
        if draft.stat().st_mtime_ns > written:
            return None
    return text or None


def _read(path: Path) -> str:
    """Return what stands in the file; a pipe or a device in its place is not waited for. Raises ``OSError``."""
    return read_regular(path, LARGEST).decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _run(arguments: list[str]) -> tuple[int, bool]:
    """Run the editor; return its exit code, and whether a signal asked this process, and so the editor, to end."""
    stopped = []
    children: list[subprocess.Popen[bytes]] = []

    def hand_on(number: int, frame: object) -> None:
        stopped.append(number)
        for child in children:
            child.send_signal(number)

    handlers: dict[str, _Handler] = {**dict.fromkeys(_OWN, _ignore), **dict.fromkeys(_HANDED_ON, hand_on)}
    with _handling(handlers):
        children.append(subprocess.Popen(arguments))  # noqa: S603
        for number in stopped:  # came while the editor was being started
            children[0].send_signal(number)
        code = children[0].wait()
    return code, bool(stopped)


def _ignore(number: int, frame: object) -> None:
    """Do nothing about a signal. Unlike one that is set to be ignored, the child gets it as it comes."""


@contextmanager
def _handling(handlers: dict[str, _Handler]) -> Iterator[None]:
    """Handle signals so for a while; those that the platform does not know are left out."""
    before: dict[int, Any] = {}
    try:
        for name, handler in handlers.items():
            with suppress(AttributeError, ValueError):  # an unknown signal; not in the main thread
                number = getattr(signal, name)
                if signal.getsignal(number) is not signal.SIG_IGN:
                    before[number] = signal.signal(number, handler)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def _plain_editor() -> str:
    found = next((name for name in EDITORS if shutil.which(name)), None)
    if found is None:
        raise SettingsError(
            f"No editor is set, and none of {', '.join(EDITORS)} is installed. Set EDITOR to the command of yours."
        )
    return found


def _arguments(command: str | None) -> list[str]:
    try:
        arguments = shlex.split(_plain_editor() if command is None else command)
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
