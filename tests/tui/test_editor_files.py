"""What an editor may leave in the place of its file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from interview_coach.errors import StorageError
from interview_coach.tui.editor import edit_text, left_behind


def edited(folder: Path, script: str) -> str:
    editor = folder / "editor.sh"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o700)
    return edit_text("text", path=folder / "answer.md", command=str(editor))


@pytest.mark.parametrize("what", ["mkfifo", "ln -s /dev/zero", "mkdir"])
def test_a_pipe_a_device_or_a_folder_is_not_waited_for(tmp_path: Path, what: str) -> None:
    with pytest.raises(StorageError, match=r"no file that can be read: it is .* Your text is as before"):
        edited(tmp_path, f'rm "$1"; {what} "$1"')


def test_foreign_line_ends_become_plain_ones(tmp_path: Path) -> None:
    assert edited(tmp_path, """printf 'one\\r\\ntwo\\rthree\\n' > "$1" """) == "one\ntwo\nthree"


def test_a_pipe_left_by_a_killed_process_is_nothing_new(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "answer.md")
    assert left_behind(tmp_path / "answer.md", tmp_path / "draft.json") is None
