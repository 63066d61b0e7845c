"""Past interviews in a real terminal: practise, find the words again, read them back, redo the question, compare."""

from __future__ import annotations

from interview_coach.domain.plan import AttemptRef
from interview_coach.domain.transcript import Transcript
from tests.e2e import steps
from tests.e2e.running import SECOND_ANSWER, Place
from tests.support.terminal import Terminal


def _redo_of(place: Place) -> Transcript | None:
    """Return the interview that redoes a question, once there is one."""
    return next((t for t in place.transcripts if t.plan.redo_of is not None), None)


def _answered(place: Place) -> bool:
    redo = _redo_of(place)
    return redo is not None and any(text.text == SECOND_ANSWER for e in redo.exchanges for _, text in e.answers())


def _practise(terminal: Terminal, place: Place) -> None:
    steps.at_home(terminal)
    terminal.send("d")
    steps.answer_to_the_scorecard(terminal, place)
    terminal.send("h")
    steps.at_home(terminal)


def test_practise_search_read_back_redo_and_compare(place: Place) -> None:
    with place.terminal() as terminal:
        _practise(terminal, place)
        first = place.transcript.id
        terminal.send("t")
        terminal.wait_for("1 interview · by date, newest first")
        terminal.send("/")
        terminal.send("hundred real ca")
        terminal.wait_for("1 of 1 interview")
        terminal.wait_for("You, question 1:")
        terminal.send("\r")
        terminal.wait_for("You guessed 4.")
        terminal.wait_for("two hundred real cases")
        terminal.send("r")
        terminal.wait_for(lambda: _redo_of(place) is not None and "Your answer" in terminal.words)
        terminal.wait_for(lambda: "is speaking" not in terminal.words)
        terminal.send(SECOND_ANSWER)
        terminal.wait_for("third wrong dose.")
        terminal.send(steps.SEND)
        terminal.wait_for(lambda: _answered(place))
        terminal.wait_for(lambda: "is speaking" not in terminal.words)
        steps.end_early(terminal)
        terminal.send("3")
        terminal.wait_for("You answered this question before")
        terminal.send("b")
        terminal.wait_for("Compare two attempts")
        terminal.send("w")
        terminal.wait_for("dropped, ")
        terminal.send("\x1b")
        terminal.wait_for("Scorecard")
        terminal.send("h")
        terminal.wait_for("of 2 interviews")
        terminal.send("\x7f")
        terminal.wait_for("2 interviews · by date")
        terminal.send("\x1b")
        steps.at_home(terminal)
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    redo = _redo_of(place)
    assert redo is not None and redo.plan.redo_of == AttemptRef(interview=first, exchange=0)
