"""The text in the box: what is pasted, what an editor makes of it, what a killed process left. Nothing is lost."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.events import Paste

from interview_coach.tui.screens.dialogs import ChoiceDialog
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.widgets.answer_box import LIMIT
from tests.support.tui import Desk, desk

CONTROLS = "\x1b[2J evil\r\nword "


async def _paste(seat: Desk, text: str) -> InterviewScreen:
    screen = await seat.interview()
    screen.box.post_message(Paste(text))
    await seat.settle()
    return screen


def _kept(folder: Path, kind: str) -> list[Path]:
    return sorted((folder / "transcripts").glob(f"*.{kind}"))


def _told(seat: Desk) -> str:
    return "\n".join(n.message for n in seat.app._notifications)


async def test_a_megabyte_of_pasted_controls_is_made_harmless_and_its_rest_is_kept(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        screen = await _paste(seat, CONTROLS * 70_000)
        assert len(screen.box.text) == LIMIT
        assert "\x1b" not in screen.box.text and "\r" not in screen.box.text
        (rest,) = _kept(tmp_path, "paste-1.txt")
        assert rest.name == f"{screen.session.id}.paste-1.txt"
        assert str(rest) in _told(seat)
        assert rest.stat().st_mode & 0o777 == 0o600
        assert rest.read_text() == (CONTROLS.replace("\r\n", "\n") * 70_000)[LIMIT:]


async def test_every_paste_that_does_not_fit_has_a_file_of_its_own(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        screen = await _paste(seat, "a" * (LIMIT - 1))
        assert not _kept(tmp_path, "paste-*.txt")
        await _paste(seat, "bcd")
        await _paste(seat, "\ud800ef")
        assert [p.read_text() for p in _kept(tmp_path, "paste-*.txt")] == ["cd", "\N{REPLACEMENT CHARACTER}ef"]
        assert screen.box.text.endswith("ab")
        await seat.press("escape", "l")
        grave = seat.coach.store.delete(screen.session.id).parent
        assert len(list(grave.glob("*.paste-*.txt"))) == 2


async def test_a_paste_whose_rest_cannot_be_kept_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        screen = await seat.interview()
        monkeypatch.setattr(screen, "_folder", tmp_path / "nowhere")
        await _paste(seat, "a" * (LIMIT + 5))
        assert "5 more cannot be written" in _told(seat) and "Your clipboard still has them." in _told(seat)


def _editor(seat: Desk, monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    editor = folder / "editor.sh"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o700)
    monkeypatch.setattr(seat.app.screen, "_editor", str(editor))
    monkeypatch.setattr(seat.app, "suspend", nullcontext)


async def _edit(seat: Desk, monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    await seat.interview()
    _editor(seat, monkeypatch, folder, script)
    await seat.press("ctrl+o")


async def test_the_editor_changes_the_answer_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.write("One")
        look = f'stat -c %a "$1" > {tmp_path}/mode; basename "$1" >> {tmp_path}/mode'
        await _edit(seat, monkeypatch, tmp_path, f'{look}; echo " and two" >> "$1"')
        screen = await seat.interview()
        assert screen.box.text == "One\n and two"
        assert (tmp_path / "mode").read_text().split() == ["600", f"{screen.session.id}.editor.md"]
        assert not _kept(tmp_path, "editor*")


@pytest.mark.parametrize("script", ["exit 3", 'echo changed > "$1"; exit 1', 'rm "$1"'])
async def test_a_failing_editor_leaves_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.write("One")
        await _edit(seat, monkeypatch, tmp_path, script)
        assert (await seat.interview()).box.text == "One"
        assert "as before" in _told(seat)
        kept = [p.read_text() for p in _kept(tmp_path, "editor*")]
        assert kept == (["changed\n"] if "changed" in script else [])
        assert all(str(p) in _told(seat) for p in _kept(tmp_path, "editor*"))


async def test_an_error_reaches_the_candidate_after_the_app_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.write("One")
        await _edit(seat, monkeypatch, tmp_path, "exit 0")
        monkeypatch.setattr(seat.app.screen, "_editor", "no-such-editor")
        left = []

        class Away(nullcontext[None]):
            def __exit__(self, *error: object) -> None:
                left.append(error[0])

        monkeypatch.setattr(seat.app, "suspend", Away)
        await seat.press("ctrl+o")
        assert left == [None]
        assert "'no-such-editor' cannot be run" in _told(seat)
        assert (await seat.interview()).box.text == "One"


async def test_the_editor_does_not_open_while_a_dialog_is_about_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.write("One")
        await seat.interview()
        _editor(seat, monkeypatch, tmp_path, f"touch {tmp_path}/opened")
        await seat.press_at_once("ctrl+n", "ctrl+o")
        await seat.on(ChoiceDialog)
        assert not (tmp_path / "opened").exists()


async def test_a_terminal_that_cannot_be_handed_over_says_so(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d", "ctrl+o")
        assert "cannot be handed" in _told(seat)


async def _killed_while_editing(folder: Path, draft: str, edited: str, *, age: int = -60) -> None:
    """Leave an interview with ``draft`` in its box, and a file of the editor that is ``age`` seconds older."""
    async with desk(folder) as seat:
        await seat.press("d")
        if draft:
            await seat.write(draft)
        await seat.press("ctrl+q")
    (journal,) = _kept(folder, "jsonl")
    file = journal.with_suffix(".editor.md")
    file.write_text(f"{edited}\n")
    beside = journal.with_suffix(".draft.json")
    written = (beside if beside.exists() else journal).stat().st_mtime - age
    os.utime(file, (written, written))


@pytest.mark.parametrize("draft", ["", "First the cases"])
async def test_what_stood_in_the_editor_when_the_app_died_is_back_in_the_box(tmp_path: Path, draft: str) -> None:
    await _killed_while_editing(tmp_path, draft, f"{draft}\nand [b]then[/b] \x1b[2J")
    async with desk(tmp_path) as seat:
        await seat.press("c")
        screen = await seat.interview()
        assert screen.box.text == f"{draft}\nand [b]then[/b] \N{SYMBOL FOR ESCAPE}[2J"
        assert not _kept(tmp_path, "editor*")
        loaded = screen.session.drafts.load()
        assert loaded is not None and loaded.text == screen.box.text


@pytest.mark.parametrize(
    ("key", "text", "left"), [("t", "Quite another", 0), ("b", "A draft", 1), ("escape", "A draft", 1)]
)
async def test_where_box_and_editor_differ_the_candidate_chooses_and_nothing_is_lost(
    tmp_path: Path, key: str, text: str, left: int
) -> None:
    await _killed_while_editing(tmp_path, "A draft", "Quite another")
    async with desk(tmp_path) as seat:
        await seat.press("c")
        await seat.on(ChoiceDialog)
        await seat.press(key)
        screen = await seat.interview()
        await seat.settle()
        assert screen.box.text == text
        assert [p.read_text() for p in _kept(tmp_path, "editor-*.md")] == ["Quite another\n"] * left
        assert not _kept(tmp_path, "editor.md")


async def test_what_is_older_than_the_draft_is_not_offered_but_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _killed_while_editing(tmp_path, "A draft", "Older", age=60)
    async with desk(tmp_path) as seat:
        await seat.press("c")
        await seat.interview()
        await _edit(seat, monkeypatch, tmp_path, 'echo " and more" >> "$1"')
        assert (await seat.interview()).box.text == "A draft\n and more"
        assert [p.read_text() for p in _kept(tmp_path, "editor*")] == ["Older\n"]


async def test_without_a_chosen_editor_a_plain_one_that_is_there_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await _edit(seat, monkeypatch, tmp_path, 'echo "by vi" > "$1"')
        (tmp_path / "editor.sh").rename(tmp_path / "vi")
        monkeypatch.setattr(seat.app.screen, "_editor", None)
        monkeypatch.setenv("PATH", str(tmp_path))
        await seat.press("ctrl+o")
        assert (await seat.interview()).box.text == "by vi"


async def test_where_there_is_no_editor_at_all_it_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await _edit(seat, monkeypatch, tmp_path, "exit 0")
        monkeypatch.setattr(seat.app.screen, "_editor", None)
        monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
        await seat.press("ctrl+o")
        assert "none of nano, vi" in _told(seat) and "Set EDITOR" in _told(seat)


async def test_a_text_from_the_editor_longer_than_the_box_takes_is_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await _edit(seat, monkeypatch, tmp_path, f"""python3 -c 'print("word " * {LIMIT // 2})' > "$1" """)
        screen = await seat.interview()
        whole = "word " * (LIMIT // 2)
        kept = "".join(p.read_text() for p in _kept(tmp_path, "paste-*.txt"))
        assert screen.box.text + kept == whole
        assert len(screen.box.text) == LIMIT


async def test_a_long_text_from_the_editor_whose_rest_cannot_be_kept_stays_in_the_box(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        screen = await seat.interview()
        monkeypatch.setattr(screen, "_folder", tmp_path / "nowhere")
        await _edit(seat, monkeypatch, tmp_path, f"""python3 -c 'print("word " * {LIMIT // 4})' > "$1" """)
        assert screen.box.text == "word " * (LIMIT // 4)
        assert "The box holds all of it" in _told(seat)
