from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.authoring.shapes import bank_shape, rubric_shape
from interview_coach.authoring.yaml_text import yaml_text
from interview_coach.library.banks import Bank, Rubrics, read_bank
from interview_coach.library.document import Document
from interview_coach.library.parsing import parse
from interview_coach.library.rubrics import read_rubric
from tests.support.shipped import shipped

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.text("ab:#- \n'\"{}[]&*!|>%@`,?\t~0.e", max_size=30)
LONG = st.lists(st.text("abc,:.#'é", min_size=1, max_size=9), min_size=1, max_size=60).map(" ".join)
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9, allow_nan=False).filter(lambda f: f != int(f))
LEAVES = (
    TEXTS | LONG | NUMBERS | st.sampled_from(["no", "Yes", "null", "1e5", "~", "", " ", "2024-01-01", "- a", "a: b"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["ask", "1", "on", "ü"]) | TEXTS, inner, max_size=4)
    ),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(["id", "title", "cues", "questions", "y"]), VALUES, max_size=5))
def test_the_library_reads_back_what_was_written(shape: dict[str, Any]) -> None:
    read = parse(yaml_text(shape))
    assert (read.data or {}) == shape
    assert not [flaw for flaw in read.flaws if "invisible" not in flaw.message]


@given(st.dictionaries(st.sampled_from(["id", "title"]), TEXTS, min_size=1), TEXTS, TEXTS)
def test_comments_change_nothing_whatever_they_say(shape: dict[str, str], said: str, head: str) -> None:
    text = yaml_text(shape, {("title",): said, ("id",): said}, head=head)
    assert parse(text).data == shape


@pytest.mark.parametrize("bank", shipped().banks, ids=lambda bank: bank.id)
def test_every_shipped_bank_survives(bank: Bank) -> None:
    document = Document.of(Path("x.yaml"), yaml_text(bank_shape(bank)).encode())
    read, complaints = read_bank(document, Rubrics(shipped().rubrics), shipped=True)
    assert complaints == []
    assert read is not None and (read.questions, read.description) == (bank.questions, bank.description)


def test_every_shipped_rubric_survives_with_its_hash() -> None:
    for rubric in shipped().rubrics.values():
        read, complaints = read_rubric(Document.of(Path("x.yaml"), yaml_text(rubric_shape(rubric)).encode()))
        assert complaints == []
        assert read is not None and read.hash == rubric.hash


def test_it_is_pleasant_to_read() -> None:
    long = " ".join(["What would you do with a plan that nobody believes in?"] * 3)
    point = {"text": "Asks why", "cues": ["why"]}
    question = {
        "ask": long,
        "formats": ["drill", "mock"],
        "minutes": 7.5,
        "hints": ["Think: twice", "no", "Two\nlines"],
    }
    shape = {"title": "Mine", "questions": [question | {"key_points": [point]}]}
    assert yaml_text(shape, {("questions", 0): "From a note"}, head="Top") == PLEASANT


PLEASANT = """\
# Top
title: Mine
questions:
  # From a note
  - ask: >-
      What would you do with a plan that nobody believes in? What would you do with a plan that nobody believes in?
      What would you do with a plan that nobody believes in?
    formats: [drill, mock]
    minutes: 7.5
    hints:
      - "Think: twice"
      - "no"
      - |-
        Two
        lines
    key_points:
      - text: Asks why
        cues:
          - why
"""
