"""Banks as people write them by hand: every style of YAML, comments anywhere, blank lines, odd indentation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeVar

from hypothesis import strategies as st

from interview_coach.library.problems import Location

T = TypeVar("T")

Line = tuple[Location, str]
"""A line, and the value that is written on it, or above which it stands; one between fields ends in ``"#"``."""

COMMENT = "#"
_WORDS = (
    "a",
    "yes",
    "no",
    "12",
    "1.5",
    "null",
    "é",
    "日本語",
    "😀",
    "x:",
    "#b",
    "- c",
    "it's",
    '"q"',
    "{d",
    "on",
    "key: v",
    "\\n",
)
_NUMBERS = st.sampled_from([1, 2, 0.5, 7.5])
_TEXT = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
_LONG = st.lists(st.sampled_from(["word", "quality", "é", "of", "it's"]), min_size=20, max_size=45).map(" ".join)
_SEVERAL = st.lists(_TEXT, min_size=2, max_size=3).map("\n".join)
TEXTS: st.SearchStrategy[str] = st.one_of(_TEXT, _LONG, _SEVERAL)
_POINTS = st.fixed_dictionaries({"text": TEXTS, "weight": _NUMBERS})


@st.composite
def questions(draw: Any) -> dict[str, Any]:
    """Return a question with some of its fields, in no order."""
    fields: dict[str, Any] = {"ask": draw(TEXTS)}
    for name, values in (
        ("title", _TEXT),
        ("minutes", _NUMBERS),
        ("intent", TEXTS),
        ("formats", st.lists(st.sampled_from(["drill", "mock"]), min_size=1, max_size=3)),
        ("hints", st.lists(TEXTS, min_size=1, max_size=3)),
        ("context", st.lists(st.fixed_dictionaries({"about": _TEXT, "tell": TEXTS}), min_size=1, max_size=2)),
        ("key_points", st.lists(st.one_of(_TEXT, _POINTS), min_size=1, max_size=3)),
        ("probes", st.none()),
        ("seniority_notes", st.fixed_dictionaries({"senior": TEXTS})),
    ):  # fmt: skip
        if draw(st.integers(0, 2)) == 0:
            fields[name] = draw(values)
    return dict(draw(st.permutations(list(fields.items()))))


@st.composite
def shapes(draw: Any) -> dict[str, Any]:
    """Return what a bank says."""
    asked = draw(st.lists(questions(), min_size=1, max_size=3))
    fields = {"title": draw(_TEXT), "rubric": "failure-modes", "questions": asked}
    if draw(st.booleans()):
        fields["description"] = draw(TEXTS)
    return dict(draw(st.permutations(list(fields.items()))))


@dataclass
class Hand:
    """Writes a shape as a whim has it."""

    draw: Any
    dash: int = 2
    """How far dashes stand to the right of the list's name."""

    def whim(self, *choices: T) -> T:
        chosen: T = self.draw(st.sampled_from(choices))
        return chosen

    def fields(self, fields: dict[str, Any], at: Location, indent: int) -> list[Line]:
        lines: list[Line] = []
        for name, value in fields.items():
            lines += self.between(indent, (*at, COMMENT))
            lines += self.behind(" " * indent + f"{name}:", value, (*at, name), indent, indent + self.dash)
        return lines

    def between(self, indent: int, owner: Location) -> list[Line]:
        return self.whim([], [], [], [(owner, "")], [(owner, " " * indent + "# note: 'x")])

    def comment(self) -> str:
        return self.whim("", "", "", "  # why: [", " #")

    def behind(self, before: str, value: Any, at: Location, indent: int, dashes: int) -> list[Line]:
        if value is None:
            return [(at, f"{before}{self.whim('', ' null', ' ~')}{self.comment()}")]
        if isinstance(value, str):
            return self.text(before, value, at, indent)
        if not isinstance(value, dict | list):
            return [(at, f"{before} {value}{self.comment()}")]
        if self.whim(True, False, False):
            return [(at, f"{before} {flow(value)}{self.comment()}")]
        head: list[Line] = [(at[:-1] if isinstance(at[-1], str) else at, f"{before}{self.comment()}")]
        if isinstance(value, dict):
            return [*head, *self.fields(value, at, indent + self.whim(2, 3))]
        for number, entry in enumerate(value):
            head += self.between(dashes, (*at, number)) + self.entry(entry, (*at, number), dashes)
        return head

    def entry(self, value: Any, at: Location, indent: int) -> list[Line]:
        dash = " " * indent + "-"
        if not isinstance(value, dict) or self.whim(True, False, False, False):
            return self.behind(dash, value, at, indent, indent + 2)
        gap = self.whim(1, 1, 3)
        first, *others = self.fields(value, at, indent + 1 + gap)
        if first[0][-1] == COMMENT:
            return [(at, dash + self.comment()), first, *others]
        return [(first[0], dash + first[1][indent + 1 :]), *others]

    def text(self, before: str, value: str, at: Location, indent: int) -> list[Line]:
        style = self.whim('"', "'", "|", ">", "plain")
        inner = " " * (indent + self.whim(1, 2, 4))
        if style in ("|", ">"):
            parts = value.split("\n") if style == "|" else value.replace("\n", "\n\n").split("\n")
            head = f"{before} {style}{self.whim('-', '')}{self.comment()}"
            body = [(at, inner + part if part else "") for part in parts]
            return [(at, head), *body, *self.whim([], [((*at[:-1], COMMENT), "")])]
        if style == "'" and "\n" not in value:
            return [(at, f"{before} '{value.replace(chr(39), chr(39) * 2)}'{self.comment()}")]
        words = value.split(" ")
        if style == "plain" and all(w.isalpha() for w in words) and len(words) > 4:
            half = len(words) // 2
            return [(at, f"{before} {' '.join(words[:half])}"), (at, inner + " ".join(words[half:]) + self.comment())]
        return [(at, f"{before} {self.whim('', ' ')}{json.dumps(value, ensure_ascii=False)}{self.comment()}")]


def flow(value: Any) -> str:
    """Return ``value`` within brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@st.composite
def handwritten(draw: Any) -> list[Line]:
    """Return the lines of a bank, each with the value that is written on it."""
    hand = Hand(draw, dash=draw(st.sampled_from([0, 2, 4])))
    top = (COMMENT,)
    return [(top, "# A bank of mine"), *hand.fields(draw(shapes()), (), 0), *hand.between(0, top)]
