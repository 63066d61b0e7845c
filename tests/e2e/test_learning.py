"""Practising again, looking at progress and following a plan, in a real terminal by keys alone."""

from __future__ import annotations

from tests.e2e import steps
from tests.e2e.running import Place

ENTER, ESCAPE = "\r", "\x1b"


def test_a_drill_shows_in_progress_comes_back_and_ticks_the_plan(place: Place) -> None:
    with place.terminal(rows=30, cols=100) as terminal:
        steps.at_home(terminal)
        terminal.wait_for("Review due")
        terminal.send("l")
        terminal.wait_for("What do you prepare for?")
        terminal.send("in 2 weeks")
        terminal.wait_for("in 14 days. The plan is made anew")
        terminal.send(steps.SEND)
        terminal.wait_for("in 14 days. Product feature, mid; 30 minutes a day.")
        terminal.send("4")
        terminal.wait_for("Share of your time")
        terminal.send(ENTER)
        steps.my_move(terminal, place, 1)
        asked = place.transcript.exchanges[0].question
        assert asked.model_answer is not None
        steps.write(terminal, place, " ".join(asked.model_answer.text.split()))  # the task picks among many questions
        terminal.send(steps.SEND)
        steps.my_move(terminal, place, 3)
        steps.end_early(terminal)
        steps.assess(terminal, place)
        terminal.send("h")
        terminal.wait_for("Share of your time")
        terminal.send("2")
        terminal.wait_for("✓")
        terminal.send(ESCAPE)
        steps.at_home(terminal)
        terminal.wait_for("none today")
        terminal.send("p")
        terminal.wait_for("One attempt so far: a line needs two.")
        terminal.wait_for("1 question answered in 1 interview")
        terminal.send(ESCAPE)
        steps.at_home(terminal)
        terminal.send("v")
        terminal.wait_for("Nothing is due today: well kept.")
        terminal.send(ENTER)
        terminal.wait_for(lambda: len(place.transcripts) == 2)
        again, first = place.transcripts[0].plan, place.transcripts[1].plan
        assert again.redo_of is not None and again.questions[0].id == first.questions[0].id
        terminal.wait_for("Your answer")
        terminal.send(ESCAPE)
        terminal.wait_for("Stop here?")
        terminal.send("l")
        terminal.wait_for("Nothing is due today: well kept.")
        terminal.send(ESCAPE)
        steps.at_home(terminal)
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_an_attempt_is_opened_from_the_plot_in_a_small_terminal(place: Place) -> None:
    with place.terminal("practice", "--seed", "1") as terminal:
        steps.answer_to_the_scorecard(terminal, place)
        terminal.send("h")
        steps.at_home(terminal)
        terminal.send("p")
        terminal.wait_for("Level over time")
        terminal.wait_for(lambda: "5 ┤" in terminal.screen and "●" in terminal.screen)
        terminal.resize(15, 40)
        terminal.wait_for(lambda: "5 ┤" in terminal.screen)
        terminal.resize(24, 80)
        terminal.wait_for("a line needs two")
        terminal.send(ENTER)
        terminal.wait_for(lambda: "a line needs two" not in terminal.words)
        terminal.send(ESCAPE)
        terminal.wait_for("a line needs two")
        terminal.send(ESCAPE)
        steps.at_home(terminal)
        terminal.send("q")
        assert terminal.wait_for_end() == 0
