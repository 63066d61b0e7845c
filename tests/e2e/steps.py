"""What a candidate does in the app, step by step, in a real terminal."""

from __future__ import annotations

from tests.e2e.running import ANSWER, Place
from tests.support.terminal import Terminal

SEND, STOP, SKIP, EDITOR = "\x13", "\x07", "\x0e", "\x0f"
"""The keys Ctrl+S, Ctrl+G, Ctrl+N and Ctrl+O."""


def at_home(terminal: Terminal) -> None:
    """Wait for the home screen, loaded."""
    terminal.wait_for(lambda: "Engine: offline" in terminal.words and "Mock interview" in terminal.words)


def my_move(terminal: Terminal, place: Place, turns: int) -> None:
    """Wait until the interviewer has spoken and the open question has so many turns, on disk and on the screen."""
    terminal.wait_for(lambda: place.my_move(turns))
    terminal.wait_for(lambda: "Your answer" in terminal.words and "is speaking" not in terminal.words)


def write(terminal: Terminal, place: Place, text: str) -> None:
    """Type ``text`` into the empty box and wait until the draft is on disk and the end of it on the screen."""
    terminal.send(text.replace("\n", "\r"))
    terminal.wait_for(lambda: place.draft is not None and place.draft.text == text)
    terminal.wait_for(" ".join(text.split()[-3:]))


def paste(terminal: Terminal, text: bytes) -> None:
    """Hand ``text`` to the app as a terminal does when the candidate pastes."""
    terminal.send(b"\x1b[200~" + text + b"\x1b[201~")


def end_early(terminal: Terminal) -> None:
    """End the interview at the candidate's move, with an empty box; wait for the self-assessment."""
    terminal.send(STOP)
    terminal.wait_for("Stop here?")
    terminal.send("e")
    terminal.wait_for("How good was your answer?")


def assess(terminal: Terminal, place: Place, *, questions: int = 1) -> None:
    """Guess level 4 for every question, and wait for the scorecard with all its grades."""
    for number in range(1, questions + 1):
        if questions > 1:
            terminal.wait_for(f"question {number} of {questions}")
        terminal.wait_for("How good was your answer?")
        terminal.send("4")
    scorecard(terminal, place)


def answer_to_the_scorecard(terminal: Terminal, place: Place) -> None:
    """Answer the first question of a drill, end it before the follow-up, and come to the scorecard with its grades."""
    my_move(terminal, place, 1)
    write(terminal, place, ANSWER)
    terminal.send(SEND)
    my_move(terminal, place, 3)
    end_early(terminal)
    assess(terminal, place)


def scorecard(terminal: Terminal, place: Place) -> None:
    """Wait for the scorecard with all its grades."""
    terminal.wait_for("Scorecard")
    terminal.wait_for(lambda: graded(place) and "Grading is under way" not in terminal.words)


def graded(place: Place) -> bool:
    """Return whether every answered question of the one interview is graded."""
    return all(e.grade is not None and e.grade.finished for e in place.transcript.exchanges if e.answers())


def quit_from_scorecard(terminal: Terminal) -> None:
    """Go home, leave the app, and expect exit code 0."""
    terminal.send("h")
    at_home(terminal)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
