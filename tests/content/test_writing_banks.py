"""The tutorial on writing banks: every snippet in it is a file that is written, or a command that is run."""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from interview_coach.cli import main
from interview_coach.library.loading import check_files

TUTORIAL = Path(__file__).parents[2] / "docs" / "writing-banks.md"
SHOWN_HOME = "~/.local/share/interview-coach"
"""What the tutorial calls the data folder."""

_FENCE = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Snippet(NamedTuple):
    line: int
    language: str
    info: str
    """The name of a file, or ``fails`` for commands that end with exit code 1."""
    text: str


def snippets() -> list[Snippet]:
    text = TUTORIAL.read_text(encoding="utf-8")
    return [
        Snippet(text.count("\n", 0, found.start()) + 1, found.group(1), found.group(2) or "", found.group(3))
        for found in _FENCE.finditer(text)
    ]


def commands(text: str) -> list[tuple[str, str]]:
    """Return the commands of a snippet, each with the output that is shown below it."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
    assert parts[0] == "", "a snippet of commands begins with one"
    return [(command, shown) for command, _, shown in (part.partition("\n") for part in parts[1:])]


def pattern(shown: str) -> str:
    """Return a pattern for the output that is shown; ``…`` stands for whatever was left out, lines and all."""
    return ".*".join(re.escape(part) for part in shown.strip("\n").split("…"))


def test_every_snippet_can_be_run() -> None:
    found = snippets()
    assert len(found) == TUTORIAL.read_text(encoding="utf-8").count("```") / 2
    for snippet in found:
        assert snippet.language == "console" or re.fullmatch(r"[\w./-]+\.\w+", snippet.info), snippet.line
    assert {"yaml", "console", "csv", "markdown"} <= {snippet.language for snippet in found}


@pytest.mark.skipif(sys.platform == "win32", reason="the tutorial shows paths as they are on other systems")
def test_the_tutorial_does_what_it_says(
    tmp_path_factory: pytest.TempPathFactory,
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("somewhere")
    monkeypatch.chdir(folder)
    for snippet in snippets():
        where = f"{TUTORIAL.name}:{snippet.line}"
        if snippet.language != "console":
            path = Path(snippet.info.replace(SHOWN_HOME, str(data_folder)))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(snippet.text, encoding="utf-8")
            continue
        for command, shown in commands(snippet.text):
            program, *argv = shlex.split(command.replace(SHOWN_HOME, str(data_folder)))
            assert program == "interview-coach", where
            monkeypatch.setattr(sys, "stdin", io.StringIO(""))
            code = main(argv)
            captured = capsys.readouterr()
            told = (captured.out + captured.err).replace(str(data_folder), SHOWN_HOME).replace(str(folder) + "/", "")
            assert code == (1 if snippet.info == "fails" else 0), f"{where}: {command}\n{told}"
            if shown.strip():
                assert re.fullmatch(pattern(shown), told.strip("\n"), re.DOTALL), f"{where}: {command}\n{told}"


def test_the_first_bank_of_the_tutorial_is_as_small_as_it_says(tmp_path: Path) -> None:
    first = next(snippet for snippet in snippets() if snippet.language == "yaml")
    path = tmp_path / "first.yaml"
    path.write_text(first.text, encoding="utf-8")
    assert check_files([path]) == []
    assert len(first.text.splitlines()) <= 5
