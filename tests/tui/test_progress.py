"""Progress: a plot to walk through by keys, lines that are chosen, figures that say what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.widgets import OptionList

from interview_coach.domain.attempt import Attempt
from interview_coach.errors import StorageError
from interview_coach.learning.lines import lines
from interview_coach.tui.plotting import MARKS
from interview_coach.tui.progress_words import BANDED, DIFFERENT, about_lines
from interview_coach.tui.screens.detail import DetailScreen
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.progress import ProgressScreen
from interview_coach.tui.widgets.level_plot import LevelPlot
from tests.support.attempts import ESTIMATE, FULL, an_attempt, criteria, days
from tests.support.coaches import GOOD_ANSWER, LibraryCoach, a_coach
from tests.support.events import Clock
from tests.support.practised import practise
from tests.support.tui import LARGE, SMALL, TINY, Desk, desk

EVAL, FAIL = "evaluation-design", "failure-modes"


def a_history() -> list[Attempt]:
    """Return attempts in two competencies; the grader of one of them changed on the way."""
    return [
        an_attempt(days(0), 1.8, scale=ESTIMATE, criteria=criteria(method=2.0, rigour=1.6), self_level=3),
        an_attempt(
            days(4),
            2.4,
            scale=ESTIMATE,
            question="q-2",
            title="Second",
            hints=2,
            composed_seconds=60,
            composed_words=90,
            words=90,
        ),
        an_attempt(days(6), 3.6, scale=ESTIMATE, question="q-3", title="Third", probes=3),
        an_attempt(days(10), 4.1, scale=FULL, question="q-4", title="Fourth [red]\x1b[31m"),
        an_attempt(days(11), 2.6, competency=FAIL, question="q-5", title="Fifth", scale=ESTIMATE),
    ]


def told(folder: Path, attempts: Sequence[Attempt], monkeypatch: pytest.MonkeyPatch, at: float = 12) -> LibraryCoach:
    """Return a coach who knows these attempts, and no journals."""
    clock = Clock(days(at))
    coach = a_coach(folder, clock)
    monkeypatch.setattr(coach.learning, "attempts", lambda: list(attempts))
    return coach


async def at_progress(seat: Desk) -> ProgressScreen:
    await seat.press("p")
    return await seat.on(ProgressScreen)


async def test_nothing_practised_says_what_to_do(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        screen = await at_progress(seat)
        assert "No question was answered yet. Press d" in seat.words("#overview")
        assert not screen.query_one("#over-time").display and not screen.query_one("#figures").display
        assert "Axis" not in seat.offered()
        await seat.press("c", "space", "x", "enter", "left", "escape")
        await seat.on(HomeScreen)


async def test_one_attempt_is_a_point_and_says_that_a_line_needs_two(tmp_path: Path) -> None:
    clock = Clock()
    coach = a_coach(tmp_path, clock)
    await practise(coach, "loan-advice", GOOD_ANSWER, guess=2)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await at_progress(seat)
        assert "1 question answered in 1 interview, 1 with a level. Streak: 1 day in a row" in seat.words("#overview")
        assert "One attempt so far: a line needs two." in seat.words("#remark")
        assert "Loan advice gone wrong" in seat.words("#point") and "about" in seat.words("#point")
        assert "1 guess so far: too few to say" in seat.words("#guesses")
        assert "taken in 0 of 1 answer" in seat.words("#effort")
        assert "Too few levels of any criterion" in seat.words("#sides")


async def test_arrows_walk_through_attempts_and_enter_opens_one_and_comes_back_to_it(tmp_path: Path) -> None:
    clock = Clock()
    coach = a_coach(tmp_path, clock)
    for question in ("ward-summaries", "chat-support"):
        await practise(coach, question, GOOD_ANSWER, guess=4)
        clock.tick(86_400)
    async with desk(tmp_path, coach=coach, clock=clock) as seat:
        await at_progress(seat)
        assert "A support chatbot" in seat.words("#point")
        await seat.press("left")
        assert "Summaries for nurses" in seat.words("#point")
        await seat.press("left", "left", "enter")
        await seat.on(DetailScreen)
        assert "Summaries for nurses" in seat.shown()
        await seat.press("escape")
        await seat.on(ProgressScreen)
        assert "Summaries for nurses" in seat.words("#point")
        await seat.press("end")
        assert "A support chatbot" in seat.words("#point")


@pytest.mark.parametrize("size", [LARGE, (40, 15)])
async def test_lines_of_different_graders_stand_apart_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    coach = told(tmp_path, a_history(), monkeypatch)
    async with desk(tmp_path, coach=coach, clock=Clock(days(12)), size=size) as seat:
        screen = await at_progress(seat)
        plot = screen.query_one(LevelPlot)
        assert [len(line.points) for line in plot._lines] == [3, 1, 1]
        assert "3 levels, too few for a trend" in seat.words("#remark") and BANDED in seat.words("#remark")
        assert DIFFERENT in seat.words("#remark")
        await seat.press("down")
        assert "One is a coverage estimate" in seat.words("#remark") and BANDED not in seat.words("#remark")
        assert "Fourth [red]␛[31m" in seat.words("#point")
        await seat.press("up", "home")
        assert "about 1.8 of 5, ±1" in seat.words("#point")


def test_lines_of_one_grader_are_not_warned_of() -> None:
    drawn = lines([an_attempt(days(0), 2.0), an_attempt(days(1), 3.0, competency=FAIL)])
    assert DIFFERENT not in about_lines(drawn, 0)
    assert about_lines([], 0).startswith("Choose a line")


async def test_every_series_has_a_mark_of_its_own_shape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach = told(tmp_path, a_history(), monkeypatch)
    async with desk(tmp_path, coach=coach, clock=Clock(days(12)), size=LARGE) as seat:
        screen = await at_progress(seat)
        drawn = str(screen.query_one(LevelPlot).render())
        assert [drawn.count(mark) for mark in MARKS[:4]] == [3, 1, 1, 0]
        assert [line.split()[0] for line in drawn.splitlines() if "┤" in line] == ["5", "4", "3", "2", "1"]
        assert "Nov" in drawn.splitlines()[-1]


async def test_lines_are_chosen_from_the_list_and_keep_their_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = [an_attempt(days(n), 2 + n / 10, competency=f"topic-{n}") for n in range(len(MARKS) + 1)]
    coach = told(tmp_path, history, monkeypatch)
    async with desk(tmp_path, coach=coach, clock=Clock(days(12)), size=LARGE) as seat:
        screen = await at_progress(seat)
        plot, options = screen.query_one(LevelPlot), screen.query_one("#lines", OptionList)
        assert [line.mark for line in plot._lines] == list(MARKS[:3])
        await seat.press("c", "space")
        assert [line.mark for line in plot._lines] == list(MARKS[1:3])
        assert "✓" not in str(options.get_option_at_index(0).prompt)
        await seat.press("down", "down", "down", "enter")
        assert [line.mark for line in plot._lines] == [*MARKS[1:3], MARKS[0]]
        assert "Topic 3" in seat.words("#point")
        for _ in range(len(MARKS) - 3):
            await seat.press("down", "space")
        await seat.press("home", "space")
        assert len(plot._lines) == len(MARKS)
        await seat.press("end", "space")
        assert any("Take one away first" in notice.message for notice in seat.app._notifications)
        assert any("underline" in str(span.style) for span in plot.render().spans)
        await seat.press("c")
        assert seat.app.focused is plot
        assert any("reverse" in str(span.style) for span in plot.render().spans)


async def test_where_no_line_is_left_it_says_how_to_draw_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach = told(tmp_path, a_history()[:1], monkeypatch)
    async with desk(tmp_path, coach=coach, clock=Clock(days(12))) as seat:
        await at_progress(seat)
        await seat.press("c", "space", "c", "enter", "left", "down")
        assert "Choose a line below" in seat.words("#remark") and seat.words("#point") == ""
        await seat.pilot.click(LevelPlot)
        await seat.press("c", "space")
        assert "about 1.8 of 5" in seat.words("#point")


async def test_a_click_points_at_the_nearest_attempt_and_a_second_one_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach = told(tmp_path, a_history(), monkeypatch)
    async with desk(tmp_path, coach=coach, clock=Clock(days(12)), size=SMALL) as seat:
        screen = await at_progress(seat)
        opened: list[LevelPlot.Opened] = []
        monkeypatch.setattr(screen, "_open", opened.append)
        await seat.click("#plot", offset=(5, 8))
        assert "about 1.8 of 5" in seat.words("#point")
        assert screen.query_one(LevelPlot).point == 0


async def test_the_axis_shows_dates_or_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach = told(tmp_path, a_history(), monkeypatch)
    async with desk(tmp_path, coach=coach, clock=Clock(days(12))) as seat:
        screen = await at_progress(seat)
        plot = screen.query_one(LevelPlot)
        assert "Nov" in str(plot.render()).splitlines()[-1]
        await seat.press("x")
        assert str(plot.render()).splitlines()[-1].split() == ["1", "2", "3"]


async def test_a_shorter_time_and_one_track_can_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach = told(tmp_path, a_history(), monkeypatch, at=60)
    async with desk(tmp_path, coach=coach, clock=Clock(days(60))) as seat:
        await at_progress(seat)
        assert "5 questions answered in 5 interviews, 5 with a level." in seat.words("#overview")
        await seat.press("s")
        assert "5 questions answered in 5 interviews since" in seat.words("#overview")
        await seat.press("s")
        assert "No question was answered since" in seat.words("#overview")
        await seat.press("s", "t")
        assert "for the track foundation model." in seat.words("#overview")
        for _ in range(4):
            await seat.press("t")
        assert "5 questions answered in 5 interviews, 5 with a level." in seat.words("#overview")


async def test_figures_say_what_they_rest_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = [an_attempt(days(1 + n / 10), 3.0, criteria=criteria(method=4.5, rigour=2.0)) for n in range(3)]
    coach = told(tmp_path, [*a_history()[:3], *more], monkeypatch)
    async with desk(tmp_path, coach=coach, clock=Clock(days(12)), size=LARGE) as seat:
        await at_progress(seat)
        assert "2  taken in 1 of 6 answers" in seat.words("#effort")
        assert "90  words a minute of thinking and writing (1 answer measured)" in seat.words("#effort")
        assert "of 3 levels" in seat.words("#standings") and "Not practised yet: Failure modes." in seat.words(
            "#standings"
        )
        assert "coverage estimates" in seat.words("#notes")


async def test_strong_and_weak_sides_are_named_with_their_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = [an_attempt(days(n), 3.0, criteria=criteria(method=4.5, rigour=2.0)) for n in range(3)]
    coach = told(tmp_path, history, monkeypatch)
    async with desk(tmp_path, coach=coach, clock=Clock(days(12)), size=LARGE) as seat:
        await at_progress(seat)
        assert "Stronger 4.5  Method (Evaluation design, of 3 levels)" in seat.words("#sides")
        assert "Weaker   2.0  Rigour (Evaluation design, of 3 levels)" in seat.words("#sides")


async def test_trouble_is_told_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach = told(tmp_path, a_history(), monkeypatch)
    tries: list[int] = []

    def attempts() -> list[Attempt]:
        tries.append(1)
        if len(tries) == 2:  # the first is Home's, for what is due
            raise StorageError("The folder [b]cannot[/b] be read.")
        return a_history()

    monkeypatch.setattr(coach.learning, "attempts", attempts)
    async with desk(tmp_path, coach=coach, clock=Clock(days(12))) as seat:
        await at_progress(seat)
        assert "The folder [b]cannot[/b] be read." in seat.words("#overview")
        await seat.press("f5")
        assert "5 questions answered" in seat.words("#overview")


async def test_terminals_of_any_size_and_instants_at_the_ends_of_the_calendar_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = an_attempt(days(0).replace(year=1, month=1, day=1), 2.0)
    coach = told(tmp_path, [odd, *a_history()], monkeypatch)
    async with desk(tmp_path, coach=coach, clock=Clock(days(12)), size=TINY) as seat:
        await at_progress(seat)
        for size in ((1, 1), (200, 60), (12, 40), SMALL):
            await seat.pilot.resize_terminal(*size)
            await seat.settle()
        await seat.press("left", "right", "home", "pagedown", "pageup")
        assert "about 1.8 of 5" in seat.words("#point") or "1 Jan 1" in seat.words("#point")


def test_days_without_practice_are_no_streak() -> None:
    from interview_coach.learning.effort import Streak
    from interview_coach.tui.progress_words import streak

    assert streak(Streak(current=0, today=False, longest=0, days=0)) == ""
    assert streak(Streak(current=0, today=False, longest=3, days=5)).startswith("No streak at the moment (longest 3")
    assert "keeps it" in streak(Streak(current=2, today=False, longest=3, days=5))
