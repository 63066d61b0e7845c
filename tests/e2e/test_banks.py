"""The Banks screen in a real terminal: a real editor, a form, and an edit from another window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.e2e import steps
from tests.e2e.running import Place
from tests.support.terminal import Terminal

BANK = """\
# mine
title: My launch questions
rubric: evaluation-design  # kept
questions:
  - ask: When is it good enough?
"""


def _banks(terminal: Terminal, place: Place) -> Path:
    bank = place.home.question_banks / "mine.yaml"
    bank.parent.mkdir(parents=True)
    bank.write_text(BANK)
    steps.at_home(terminal)
    terminal.send("b")
    terminal.wait_for("1 question on Evaluation design")
    return bank


def test_a_bank_is_edited_in_an_editor_in_a_form_and_from_another_window(place: Place, tmp_path: Path) -> None:
    editor = tmp_path / "vi"
    editor.write_text("#!/bin/sh\nfor FILE; do :; done\nsed -i 's/good enough/ready/' \"$FILE\"\n")
    editor.chmod(0o700)
    place = replace(place, extra={"EDITOR": str(editor)})
    with place.terminal(rows=30, cols=110) as terminal:
        bank = _banks(terminal, place)
        terminal.send("e")
        terminal.wait_for("When is it ready?")
        terminal.send("f")
        terminal.wait_for("Question bank · mine.yaml")
        terminal.send(" indeed")
        terminal.wait_for("My launch questions indeed")
        terminal.send(steps.SEND)
        wanted = BANK.replace("good enough", "ready").replace("questions\nr", "questions indeed\nr")
        terminal.wait_for(lambda: bank.read_text() == wanted)
        bank.write_text(bank.read_text() + "  - ask: Who signs it off?\n")
        terminal.wait_for("Who signs it off?")
        bank.write_text(bank.read_text() + "x: [\n")
        terminal.wait_for("Cannot be used")
        terminal.send("\x1b")
        steps.at_home(terminal)
