"""What is typed is looked for, and is never syntax."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.journal.index.entry import Entry
from interview_coach.journal.index.hits import LONGEST, hit_in
from interview_coach.journal.index.memory import MemoryIndex
from interview_coach.journal.index.passages import Passage, Where
from interview_coach.journal.index.query import Query, Term, searchable, tokens
from interview_coach.journal.index.sqlite import SqliteIndex
from interview_coach.journal.listing import Listing
from tests.support.events import START


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ("  !? *", ()),
        ("gold", [(("gold",), True)]),
        ("gold ", [(("gold",), False)]),
        ("Golden SET", [(("golden",), False), (("set",), True)]),
        ('"golden set', [(("golden", "set"), True)]),
        ('"golden set"', [(("golden", "set"), False)]),
        ("don't", [(("don", "t"), False)]),
        ("a", [(("a",), False)]),
        ("a b", [(("a",), False), (("b",), False)]),
        ("Café", [(("cafe",), True)]),
        ("cafe\u0301", [(("cafe",), True)]),
        ("日", [(("日",), True)]),
        ('a" OR b NEAR(c) text:x -y ^z', None),
    ],
)
def test_parsing(typed: str, terms: list[tuple[tuple[str, ...], bool]] | None) -> None:
    query = Query.parse(typed)
    if terms is not None:
        assert query.terms == tuple(Term(words, prefix) for words, prefix in terms)
    assert set(query.fts) <= {*"abcdefghijklmnopqrstuvwxyz日", " ", '"', "*"}


@given(st.text())
def test_words_stand_where_they_are_said_to(text: str) -> None:
    found = list(tokens(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [t.folded for t in tokens(searchable(text))] == [t.folded for t in found]


def test_marks_of_words_and_phrases_in_the_text_as_it_was_said() -> None:
    text = "The Golden set, the gölden SETS."
    marks = Query.parse('"golden set"').marks(text)
    assert [text[a:b] for a, b in marks] == ["Golden set"]
    assert [text[a:b] for a, b in Query.parse("golden set").marks(text)] == ["Golden", "set", "gölden", "SETS"]


def test_a_hit_shows_the_surroundings() -> None:
    text = f"{'before ' * 100}needle{' after' * 100}"
    hit = hit_in(Passage(Where.CANDIDATE, 1, 3, text), Query.parse("needle"))
    assert text[hit.begins : hit.begins + len(hit.excerpt)] == hit.excerpt
    assert len(hit.excerpt) <= LONGEST
    assert [hit.excerpt[a:b] for a, b in hit.marks] == ["needle"]
    assert (hit.cut_before, hit.cut_after, hit.excerpt.startswith("before")) == (True, True, True)


SAID = ["golden", "gold", "Gölden", "set", "SETS", "a", "b", "x_y", "don't", "日本", "éa", "3.5", "\x00", "—"]
SYNTAX = ['"', "*", "OR", "-", ":", "(", "NEAR"]
TYPED = st.one_of(st.text(max_size=12), st.lists(st.sampled_from(SAID + SYNTAX)).map(" ".join))


@settings(max_examples=50)
@given(texts=st.lists(st.lists(st.sampled_from(SAID), min_size=1).map(" ".join), min_size=1, max_size=4), typed=TYPED)
def test_the_file_finds_what_memory_finds(
    texts: list[str], typed: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("index")
    entries = [
        Entry(
            f"{n}.jsonl",
            "1",
            Listing(id=str(n), path=folder / f"{n}.jsonl", started_at=START.replace(hour=n)),
            (),
            (Passage(Where.NOTE, None, None, text.replace("\x00", " ")),),
        )
        for n, text in enumerate(texts)
    ]
    kept, memory = SqliteIndex(folder / "index", folder), MemoryIndex()
    for index in (kept, memory):
        index.put(entries)
    assert kept.search(typed, limit=9) == memory.search(typed, limit=9)
    for found in kept.search(typed, limit=9):
        assert all(hit.marks for hit in found.hits)
