"""A signal that comes while the editor is being started reaches it all the same."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from interview_coach.tui.editor import edit_text


def test_a_signal_while_the_editor_starts_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = subprocess.Popen

    def started_and_signalled(arguments: list[str], **kwargs: Any) -> Any:
        child = start(arguments, **kwargs)
        os.kill(os.getpid(), signal.SIGTERM)
        return child

    monkeypatch.setattr(subprocess, "Popen", started_and_signalled)
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nexec sleep 600\n")
    editor.chmod(0o700)
    assert edit_text("as before", path=tmp_path / "answer.md", command=str(editor)) == "as before"
