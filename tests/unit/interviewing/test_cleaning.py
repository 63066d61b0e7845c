"""What engines say holds nothing that a terminal obeys; what candidates say stays as it is."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from interview_coach.interviewing.cleaning import storable, without_controls


def test_escapes_lose_their_power_and_layout_stays() -> None:
    assert without_controls("a\x1b[31mb\x07\x9b2J\r\n\tc\u202ed\x00") == "a[31mb2J\n\tcd"


def test_markup_is_left_alone() -> None:
    assert without_controls("[bold]**x** é 日本 👩‍⚕️") == "[bold]**x** é 日本 👩‍⚕️"


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_both_can_be_stored(text: str) -> None:
    for cleaned in (without_controls(text), storable(text)):
        json.dumps(cleaned, ensure_ascii=False).encode()
    assert not any(ord(c) < 32 and c not in "\t\n" for c in without_controls(text))
    assert len(storable(text)) == len(text)
