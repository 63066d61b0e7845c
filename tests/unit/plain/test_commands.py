from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.plain.commands import HELP_TEXT, Command, parse


@pytest.mark.parametrize(
    ("line", "parsed"),
    [
        ("/hint", (Command.HINT, "")),
        ("/clarify how many users?", (Command.CLARIFY, "how many users?")),
        ("/END", (Command.END, "")),
        ("/help  ", (Command.HELP, "")),
        ("/hnit", "/hnit"),
        ("/", "/"),
        ("/var/log holds the chats", "/var/log holds the chats"),
        ("//etc is a folder", "/etc is a folder"),
        ("..", "."),
        ("I would and/or could", "I would and/or could"),
        ("", ""),
    ],
)
def test_lines_are_commands_or_words(line: str, parsed: object) -> None:
    assert parse(line) == parsed


@given(st.text().filter(lambda t: not t.startswith("/") and t != ".."))
def test_every_other_line_is_text_as_it_is(line: str) -> None:
    assert parse(line) == line


def test_the_help_names_every_command() -> None:
    assert all(command.value in HELP_TEXT for command in Command)
