"""Whatever is done to a file, reading it ends in values or in located problems, never in an exception.

Twenty thousand mutated banks, and some rubrics; seeds and kinds of mutation are tests of their own, to be spread over
cores. ``FUZZ=10 make test ARGS="-k fuzz"`` makes ten times as many of other seeds.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from interview_coach.domain.text import UNSAFE
from interview_coach.library.banks import read_bank
from interview_coach.library.document import Document
from interview_coach.library.rendering import as_text
from interview_coach.library.rubrics import read_rubric
from tests.support.mutations import replace_something
from tests.unit.library.samples import FULL_BANK, RUBRIC_TEXT, located, rubrics

BANKS = 1_000
"""For each seed and each of the four kinds of mutation: 20,000 in all, in about six seconds of one core."""

SEEDS = range(5 * int(os.environ.get("FUZZ", "1")))

UNPRINTABLE = re.compile(f"[\n\t]|{UNSAFE.pattern}")
RUBRICS = rubrics()
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SCRAPS = [
    b"\x00", b"\xff", b"\x1b[2J", b"\t", b"\n", b"\r", b": ", b"- ", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!!str ",
    b"---\n", b'"', b"'", b"|", b">-", b"#", b"? ", b"<<: ", b"~", b"yes", b"1e999", b"-1",
    b"\xe2\x80\xae", b"\xef\xbb\xbf", b'"\\ud800"', b"%", b"replaces: x\n",
]  # fmt: skip

Mutate = Callable[[random.Random, bytes], bytes]


def bytes_that_changed(chance: random.Random, raw: bytes) -> bytes:
    at = chance.randrange(len(raw) or 1)
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def scraps_of_yaml_in_odd_places(chance: random.Random, raw: bytes) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(SCRAPS) + raw[at + chance.randint(0, 3) :]


def lines_moved_repeated_or_cut(chance: random.Random, raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    line = lines.pop(chance.randrange(len(lines)))
    change = chance.randrange(4)
    where = chance.randrange(len(lines) + 1)
    lines[where:where] = [[line, line], [line[: len(line) // 2]], [b"  " + line], []][change]
    return b"\n".join(lines) or b"\n"


def read(name: str, raw: bytes) -> None:
    """Read ``raw`` as a file of that kind and check what is told of it."""
    lines = raw.count(b"\n") + raw.count(b"\r") + 2
    document = Document.of(Path(name), raw)
    value, complaints = read_bank(document, RUBRICS) if name == "bank.yaml" else read_rubric(document)
    problems = located(document, complaints)
    assert (value is not None) or problems, raw
    assert name == "bank.yaml" or value is None or not problems, raw
    for problem in problems:
        assert 1 <= problem.line <= lines
        assert 1 <= problem.column < (problem.end_column or 10**9)
        assert not UNPRINTABLE.search(f"{problem}{problem.field}{problem.expected}{problem.suggestion}"), raw
        assert "does not fit here" not in problem.message, raw
    assert not UNSAFE.search("".join(map(as_text, problems[:2]))), raw


def values_of_the_wrong_kind(chance: random.Random, raw: bytes) -> bytes:
    """JSON is YAML as well, and written much faster."""
    data = json.loads(raw)
    replace_something(chance, data)
    return json.dumps(data, indent=chance.choice([None, 1]), ensure_ascii=False).encode()


MUTATIONS = [
    bytes_that_changed,
    scraps_of_yaml_in_odd_places,
    lines_moved_repeated_or_cut,
    values_of_the_wrong_kind,
]


def fuzz(name: str, text: str, mutate: Mutate, chance: random.Random, files: int) -> None:
    whole = text.encode()
    if mutate is values_of_the_wrong_kind:
        whole = json.dumps(yaml.load(whole, _LOADER)).encode()
    for _ in range(files):
        raw = whole
        for _ in range(chance.randint(1, 4)):
            raw = mutate(chance, raw)
        read(name, raw)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mutate", MUTATIONS)
def test_mutated_banks_end_in_values_or_located_problems(mutate: Mutate, seed: int) -> None:
    fuzz("bank.yaml", FULL_BANK, mutate, random.Random(seed), BANKS)


@pytest.mark.parametrize("mutate", MUTATIONS)
def test_mutated_rubrics_end_in_values_or_located_problems(mutate: Mutate) -> None:
    fuzz("rubric.yaml", RUBRIC_TEXT, mutate, random.Random(99), BANKS)
