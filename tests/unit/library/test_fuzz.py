"""Whatever is done to a file, reading it ends in values or in located problems, never in an exception."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from interview_coach.domain.text import UNSAFE
from interview_coach.library.banks import read_bank
from interview_coach.library.document import Document
from interview_coach.library.problems import Complaint
from interview_coach.library.rubrics import read_rubric
from tests.support.mutations import replace_something
from tests.unit.library.samples import FULL_BANK, RUBRIC_TEXT, located, rubrics

FILES = 1_500
"""For each of the four kinds of mutation; all of them take about three seconds."""

UNPRINTABLE = re.compile(f"[\n\t]|{UNSAFE.pattern}")
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
RUBRICS = rubrics()
SCRAPS = [
    b"\x00", b"\xff", b"\x1b[2J", b"\t", b"\n", b"\r", b": ", b"- ", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!!str ",
    b"---\n", b'"', b"'", b"|", b">-", b"#", b"? ", b"<<: ", b"~", b"yes", b"1e999", b"-1",
    b"\xe2\x80\xae", b"\xef\xbb\xbf", b'"\\ud800"', b"%",
]  # fmt: skip


def read(raw: bytes) -> None:
    """Read ``raw`` as both kinds of file and check what is told of it."""
    lines = raw.count(b"\n") + raw.count(b"\r") + 2
    for name in ("bank.yaml", "rubric.yaml"):
        document = Document.of(Path(name), raw)
        value: object
        complaints: list[Complaint]
        if name == "bank.yaml":
            value, complaints = read_bank(document, RUBRICS)
        else:
            value, complaints = read_rubric(document)
        problems = located(document, complaints)
        assert (value is not None) or problems, raw
        assert name == "bank.yaml" or value is None or not problems, raw
        for problem in problems:
            assert 1 <= problem.line <= lines
            assert problem.column >= 1
            assert not UNPRINTABLE.search(str(problem) + problem.field), repr(problem.message)
            assert "does not fit here" not in problem.message, raw


def fuzz(seed: int, mutate: Callable[[random.Random, bytes], bytes]) -> None:
    chance = random.Random(seed)
    for _ in range(FILES):
        text = chance.choice([FULL_BANK, RUBRIC_TEXT]).encode()
        for _ in range(chance.randint(1, 4)):
            text = mutate(chance, text)
        read(text)


def test_bytes_that_changed() -> None:
    def mutate(chance: random.Random, raw: bytes) -> bytes:
        at = chance.randrange(len(raw) or 1)
        return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]

    fuzz(1, mutate)


def test_scraps_of_yaml_in_odd_places() -> None:
    def mutate(chance: random.Random, raw: bytes) -> bytes:
        at = chance.randrange(len(raw) + 1)
        return raw[:at] + chance.choice(SCRAPS) + raw[at + chance.randint(0, 3) :]

    fuzz(2, mutate)


def test_lines_that_were_moved_repeated_or_cut() -> None:
    def mutate(chance: random.Random, raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        line = lines.pop(chance.randrange(len(lines)))
        change = chance.randrange(4)
        where = chance.randrange(len(lines) + 1)
        lines[where:where] = [[line, line], [line[: len(line) // 2]], [b"  " + line], []][change]
        return b"\n".join(lines) or b"\n"

    fuzz(3, mutate)


def test_values_of_the_wrong_kind_everywhere() -> None:
    chance = random.Random(4)
    for _ in range(FILES):
        data = yaml.load(chance.choice([FULL_BANK, RUBRIC_TEXT]), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for _ in range(chance.randint(1, 3)):
            replace_something(chance, data)
        read(yaml.dump(data, Dumper=_NoAliases, sort_keys=False, allow_unicode=True).encode())


class _NoAliases(_DUMPER):  # type: ignore[misc]
    def ignore_aliases(self, data: object) -> bool:
        return True
