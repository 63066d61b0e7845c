"""A paste is text, however it comes in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from interview_coach.tui.safe_paste import END, ESCAPE_SHOWN, START, SafePasteParser

HOSTILE = "a\x1b[2Jb\x1b]0;owned\x07\x1bOPc\x1b[200~d\x1b"


def fed(*chunks: str) -> list[object]:
    parser = SafePasteParser()
    return [message for chunk in chunks for message in parser.feed(chunk)]


def pasted(*chunks: str) -> list[str]:
    return [m.text for m in fed(*chunks) if isinstance(m, events.Paste)]


@given(st.lists(st.integers(0, len(START + HOSTILE + END)), max_size=4))
def test_a_paste_cut_anywhere_is_one_paste_with_escapes_shown(cuts: list[int]) -> None:
    stream = f"{START}{HOSTILE}{END}"
    places = [0, *sorted(cuts), len(stream)]
    chunks = [stream[a:b] for a, b in pairwise(places) if a < b]
    messages = fed(*chunks)
    assert [type(m) for m in messages] == [events.Paste]
    assert pasted(*chunks) == [HOSTILE.replace("\x1b", ESCAPE_SHOWN).replace("\x00", "")]


def test_keys_around_a_paste_are_keys() -> None:
    messages = fed(f"x{START}one{END}y{START}two{END}", "\x1b[A")
    keys = [m.key for m in messages if isinstance(m, events.Key)]
    assert keys == ["x", "y", "up"]
    assert pasted(f"x{START}one{END}y{START}two{END}") == ["one", "two"]


@pytest.mark.parametrize("keys", ["\x1b[A", "\x1bOP", "abc", "\x13"])
def test_without_a_paste_nothing_changes(keys: str) -> None:
    assert all(isinstance(m, events.Key) for m in fed(keys))
