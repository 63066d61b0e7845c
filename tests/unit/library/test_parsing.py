from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.library import parsing
from interview_coach.library.parsing import MAX_EVENTS, MAX_FLAWS, parse
from tests.unit.library.samples import FULL_BANK, RUBRIC_TEXT


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True), ("Off", False), ("true", True), ("null", None), ("~", None), ("", None),
        ("12", 12), ("-3", -3), ("0.25", 0.25), (".5", 0.5), ("1e3", 1000.0), ("007", 7), ("+4", 4),
        ("2024-01-01", "2024-01-01"), ("12:30", "12:30"), ("0x1F", "0x1F"), ("1_000", "1_000"), (".inf", ".inf"),
        ("y", "y"), ("yess", "yess"), ("90-95 %", "90-95 %"), ("1.2.3", "1.2.3"), (".", "."),
        ('"12"', "12"), ("'yes'", "yes"), ("|\n  yes\n", "yes\n"), ("9" * 50, "9" * 50),
    ],
)  # fmt: skip
def test_simple_values(text: str, value: object) -> None:
    found = parse(f"a: {text}")
    assert found.flaws == []
    assert found.data["a"] == value
    assert type(found.data["a"]) is type(value)


def test_keys_are_text() -> None:
    assert parse("1: a\nyes: b\n~: c").data == {"1": "a", "yes": "b", "~": "c"}


@pytest.mark.parametrize("text", [FULL_BANK, RUBRIC_TEXT])
def test_the_values_are_those_of_a_yaml_library(text: str) -> None:
    def with_text_keys(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(k): with_text_keys(v) for k, v in value.items()}
        return [with_text_keys(v) for v in value] if isinstance(value, list) else value

    found = parse(text)
    assert found.flaws == []
    assert found.whole
    assert found.data == with_text_keys(yaml.safe_load(text))


@pytest.mark.parametrize("text", [FULL_BANK, RUBRIC_TEXT])
def test_the_parser_in_python_reads_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = parse(text)
    monkeypatch.setattr(parsing, "_LOADER", yaml.SafeLoader)
    assert parse(text).data == fast.data


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-9999, 9999) | st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcde"), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["title", "x y", "ask"]), PLAIN, max_size=3))
@settings(max_examples=100)
def test_whatever_is_written_is_read_back(data: dict[str, Any]) -> None:
    found = parse(yaml.safe_dump(data, allow_unicode=True))
    assert found.flaws == []
    assert found.data == data


def flaws_of(text: str) -> list[str]:
    return [f"{f.line}:{f.column}: {f.message}" for f in parse(text).flaws]


def test_billion_laughs_are_not_even_built() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdef", "bcdefg", strict=True))
    told = flaws_of(bomb)
    assert told[0].startswith("1:4: the anchor `&a` is not allowed")
    assert "2:8: the alias `*a` is not allowed; put text that starts with `&`, `*` or `!` in quotes" in told


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system [ls]", "!!str text", "! text", "!mine {a: 1}", "!!binary aGk="]
)
def test_tags_are_refused(tag: str) -> None:
    assert ["the tag" in f for f in flaws_of(f"a: {tag}")] == [True]


def test_repeated_names_are_refused_at_every_depth() -> None:
    assert flaws_of("a: 1\nb:\n  c: 1\n  c: 2\na: 2") == [
        "4:3: `c` stands twice; the first is in line 3",
        "5:1: `a` stands twice; the first is in line 1",
    ]
    assert flaws_of("levels: {1: a, '1': b}") == ["1:16: `1` stands twice; the first is in line 1"]


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "- " * 50_000, "{a: " * 50_000, "\n".join(" " * i + "a:" for i in range(60))]
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested more than 24 deep" in flaws_of(text)[-1]


def test_the_number_of_values_is_bounded() -> None:
    assert "too many values" in flaws_of("- a\n" * MAX_EVENTS)[-1]
    assert not parse("- a\n" * MAX_EVENTS).whole


def test_the_number_of_flaws_is_bounded() -> None:
    assert len(parse("- &a x\n" * 10_000).flaws) == MAX_FLAWS


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2", "---\na: 1\n...\n---\n"])
def test_one_file_holds_one_document(text: str) -> None:
    assert "a second document starts here" in flaws_of(text)[0]


@pytest.mark.parametrize("text", ["{{ title }}", "? [a, b]\n: c", "? {a: b}\n: c", "*a : b"])
def test_names_are_simple(text: str) -> None:
    assert any("expected the name of a field" in f or "alias" in f for f in flaws_of(text))
    assert not parse(text).whole


@pytest.mark.parametrize("escape", ["\\x1b", "\\u202e", "\\x9b", "\\a", "\\r", "\\0", "\\P"])
def test_escapes_of_unsafe_characters_are_refused(escape: str) -> None:
    assert "1:4: this text holds the invisible character" in flaws_of(f'a: "x{escape}y"')[0]


@pytest.mark.parametrize("escape", ["\\ud800", "\\U00110000", "\\xZZ", "\\q"])
def test_impossible_escapes_are_refused(escape: str) -> None:
    assert flaws_of(f'a: "x{escape}y"')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b: c", "1:5: a second `: ` stands here"),
        ("a: 'it's fine'", "1:8: this line does not fit"),
        ("a:\n\tb: 1", "2:1: a tab stands here; indent with spaces"),
        ("a: `code`", "1:4: text cannot start with this character"),
        ("a: @here", "1:4: text cannot start with this character"),
        ("a: [1, 2\nb: 3", "it starts in line 1"),
        ("a: {b: 1\nc: 3]", "needs a `,` or a `}` here"),
        ('a: "open', "1:4: a quote is opened here that is never closed"),
        ("a: b\n c: d", "2:3: a second `: ` stands here"),
        ("a:\n  - b\n c: d", "this line does not fit"),
        ("a: - b", "1:4: a list cannot start here; put it in a line of its own"),
        ("title\nrubric: x", "2:7: a second `: ` stands here"),
        ("a: 1\ntitle\nrubric: x", "a `:` is missing after the field's name"),
        ("a: & b", "`&` and `*` have a meaning of their own"),
        ("a: | text", "after `|` or `>` the text starts on the next line"),
        ("%TAG ! !\n%TAG ! !\n---\na: 1", "cannot be read as YAML"),
    ],
)
def test_slips_are_told_in_plain_words(text: str, told: str) -> None:
    assert any(told in f for f in flaws_of(text)), flaws_of(text)


@pytest.mark.parametrize("text", ["a: b: c", "a:\n\tb: 1", 'a: "open', "a: [1, 2\nb: 3", "a: | text", "a: \ufffe"])
def test_the_parser_in_python_ends_in_flaws_as_well(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_LOADER", yaml.SafeLoader)
    assert flaws_of(text)
