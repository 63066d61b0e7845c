"""What engines say holds nothing that a terminal obeys; what candidates say stays as it is."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.text import spelt_out, storable, without_unsafe


def test_escapes_lose_their_power_and_layout_stays() -> None:
    assert without_unsafe("a\x1b[31mb\x07\x9b2J\r\n\tc\u202ed\x00") == "a[31mb2J\n\tcd"


def test_markup_is_left_alone() -> None:
    assert without_unsafe("[bold]**x** é 日本 👩‍⚕️") == "[bold]**x** é 日本 👩‍⚕️"


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_both_can_be_stored(text: str) -> None:
    for cleaned in (without_unsafe(text), storable(text)):
        json.dumps(cleaned, ensure_ascii=False).encode()
    assert not any(ord(c) < 32 and c not in "\t\n" for c in without_unsafe(text))
    assert len(storable(text)) == len(text)


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_spelt_out_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    safe = spelt_out(text)
    assert all(c in "\n\t" or (ord(c) >= 0x20 and not 0x7F <= ord(c) < 0xA0) for c in safe)
    assert spelt_out(safe) == safe


def test_numbers_are_spelt_as_in_program_text() -> None:
    assert spelt_out("a\x1b[2J\u202eb\r\nc\x9b") == "a\\x1b[2J\\u202eb\nc\\x9b"
