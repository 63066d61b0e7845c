from __future__ import annotations

import os
from pathlib import Path

import pytest

from interview_coach.library.reading import MAX_BYTES, Flaw, decode, read_bytes, without_unsafe


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"title: A\n")
    assert read_bytes(tmp_path / "a.yaml") == b"title: A\n"


def test_what_is_no_file(tmp_path: Path) -> None:
    assert read_bytes(tmp_path / "none.yaml") == "there is no such file"
    assert "folder" in str(read_bytes(tmp_path)) or "regular" in str(read_bytes(tmp_path))
    assert "cannot be read" in str(read_bytes(Path("a\0b")))
    assert "cannot be read" in str(read_bytes(Path("a" * 5000)))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert read_bytes(tmp_path / "pipe.yaml") == "this is not a regular file"


def test_a_device_is_refused() -> None:
    if Path("/dev/zero").exists():
        assert read_bytes(Path("/dev/zero")) == "this is not a regular file"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "permissions" in str(read_bytes(tmp_path / "a.yaml"))


def test_the_largest_file(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert isinstance(read_bytes(path), bytes)
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert read_bytes(path) == "this file is larger than 2 MB; split it into several"


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbftitle: A\n", b"title: A\r\n"])
def test_byte_order_marks_and_windows_line_ends_are_dropped(raw: bytes) -> None:
    assert decode(raw) == "title: A\n"


def test_a_wrong_byte_is_located() -> None:
    assert decode("né\n".encode() + b"ab\xff") == Flaw(2, 3, "the byte 0xff is not UTF-8; save the file as UTF-8")


def test_nul_bytes_are_located() -> None:
    assert decode(b"a\nbc\x00") == Flaw(2, 3, "this is not a text file: it holds NUL bytes")


@pytest.mark.parametrize("raw", ["title: A".encode("utf-16"), b"\xfe\xff\x00a"])
def test_utf_16_is_named(raw: bytes) -> None:
    assert decode(raw) == Flaw(1, 1, "this file is saved as UTF-16; save it as UTF-8")


@pytest.mark.parametrize(
    "character", ["\x07", "\x1b", "\x7f", "\x85", "\x9b", "\r", "\u2028", "\u202e", "\u2066", "\uffff"]
)
def test_unsafe_characters_are_located_and_replaced(character: str) -> None:
    text, flaws = without_unsafe(f"a\nb{character}c")
    assert text == "a\nb\ufffdc"
    assert [(f.line, f.column) for f in flaws] == [(2, 2)]


@pytest.mark.parametrize("text", ["tab\there\n", "עברית \u200f ok", "emoji 👩‍🚀", "“quotes” — é", ""])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert without_unsafe(text) == (text, [])


def test_of_many_unsafe_characters_the_first_are_told() -> None:
    _, flaws = without_unsafe("\x07" * 100_000)
    assert len(flaws) == 20
