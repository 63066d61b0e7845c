"""The interview screen: what is written is never lost, keys are true, trouble can be got over in place."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.screen import ModalScreen
from textual.widgets import Button, Input

from interview_coach.domain.plan import TimeLimit, TimeScope
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import CloseReason, EndReason, Format, Purpose
from interview_coach.errors import EngineError, StorageError
from interview_coach.interviewing.interviewer import Hearing, Interviewer, Situation, Spoken
from interview_coach.journal.drafts import DraftStore
from interview_coach.tui.screens.assessment import AssessmentScreen
from interview_coach.tui.screens.dialogs import AskDialog, ChoiceDialog
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.widgets.conversation import Trouble
from interview_coach.tui.widgets.countdown import Countdown
from tests.support.coaches import GOOD_ANSWER, a_coach
from tests.support.tui import LARGE, SMALL, TINY, Desk, choose, desk

VAGUE = "I would just try it out and see whether people like it or not."


class Flaky:
    """An interviewer that breaks off in the middle until it is told not to."""

    def __init__(self, real: Interviewer) -> None:
        self.real = real
        self.broken = True

    async def hear(self, transcript: Transcript) -> Hearing:
        return await self.real.hear(transcript)

    async def speak(self, situation: Situation) -> AsyncIterator[Spoken]:
        if self.broken:
            yield "Let me ask you "
            raise EngineError("The line went [dead].")
        async for part in self.real.speak(situation):
            yield part


async def _break_interviewer(seat: Desk) -> Flaky:
    interview = (await seat.interview()).session.interview
    flaky = Flaky(interview._interviewer)
    interview._interviewer = flaky
    return flaky


async def test_an_answer_is_sent_recorded_and_answered(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.write(VAGUE)
        assert "14 words" in seat.words("#words")
        seat.clock.tick(30)
        await seat.press("ctrl+s")
        screen = await seat.interview()
        turns = screen.transcript.exchanges[0].turns
        assert [t.purpose for t in turns[:2]] == [Purpose.OPEN, Purpose.ANSWER]
        assert turns[1].text == VAGUE
        assert turns[1].seconds == 30
        assert turns[2].purpose in (Purpose.PROBE, Purpose.SPECIFICS, Purpose.REASK)
        assert screen.box.text == ""
        assert "You · 14 words in 0:30" in seat.shown()


@pytest.mark.parametrize("key", ["ctrl+s", "f2"])
async def test_all_sending_keys_send(tmp_path: Path, key: str) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.write(VAGUE)
        await seat.press(key)
        assert (await seat.interview()).transcript.exchanges[0].answers()


async def test_an_answer_is_sent_with_its_last_letters_and_what_is_typed_after_it_stays(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m")
        await seat.write("I would tes")
        await seat.press_at_once("t", "space", "i", "t", "ctrl+s", "a", "n", "d", "ctrl+s")
        screen = await seat.interview()
        assert [t.text for _, t in screen.transcript.exchanges[0].answers()] == ["I would test it"]
        assert screen.box.text == "and"


async def test_a_question_is_not_skipped_over_letters_that_are_still_arriving(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m")
        await seat.interview()
        await seat.press_at_once("h", "i", "ctrl+n")
        await seat.on(ChoiceDialog)
        await seat.press("escape")
        assert (await seat.interview()).box.text == "hi"


async def test_quitting_keeps_letters_that_are_still_arriving(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.interview()
        await seat.press_at_once("h", "i", "ctrl+q")
    async with desk(tmp_path) as seat:
        await seat.press("c")
        assert (await seat.interview()).box.text == "hi"


async def test_enter_starts_a_new_line_and_letters_do_not_act(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.press("q", "enter", "d", "question_mark")
        assert (await seat.interview()).box.text == "q\nd?"


async def test_an_empty_box_sends_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d", "space", "ctrl+s")
        assert not (await seat.interview()).transcript.exchanges[0].answers()


async def test_hints_come_rung_by_rung_and_their_key_goes_when_there_is_none_left(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.write("A draft")
        assert "3 hints left" in seat.words("#state")
        await seat.press("ctrl+t")
        assert "2 hints left" in seat.words("#state")
        assert "You asked for hint 1 of 3" in seat.shown()
        await seat.press("f3")
        await seat.press("ctrl+t")
        assert "Hint" not in seat.offered()
        screen = await seat.interview()
        assert screen.transcript.exchanges[0].count(Purpose.HINT) == 3
        assert screen.box.text == "A draft"


async def test_clarify_asks_in_a_dialog_and_leaves_the_draft(tmp_path: Path) -> None:
    async with desk(tmp_path, size=LARGE) as seat:
        await seat.press("d")
        await seat.write("A draft")
        await seat.press("ctrl+l")
        await seat.on(AskDialog)
        await seat.press(*"users", "enter")
        screen = await seat.interview()
        assert screen.box.text == "A draft"
        asked = [t for t in screen.transcript.exchanges[0].turns if t.purpose is Purpose.CLARIFICATION_ASKED]
        assert [t.text for t in asked] == ["users"]
        assert "Two hundred nurses" in seat.shown()


async def test_clarify_can_be_called_off_by_key_and_by_mouse(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d", "f4", "escape")
        await seat.press("ctrl+l")
        await seat.click("#back")
        screen = await seat.interview()
        assert len(screen.transcript.exchanges[0].turns) == 1


async def test_skip_without_a_draft_goes_on_at_once(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m", "ctrl+n")
        screen = await seat.interview()
        assert screen.transcript.exchanges[0].closed is CloseReason.SKIPPED
        assert "Question 2 of 3" in seat.words("#where")
        assert "You skipped this question." in seat.shown()


SKIPPED = CloseReason.SKIPPED


@pytest.mark.parametrize(("key", "ended"), [("b", None), ("escape", None), ("k", EndReason.COMPLETED)])
async def test_a_skip_that_ends_the_interview_asks_first(tmp_path: Path, key: str, ended: EndReason | None) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d", "ctrl+n")
        await seat.on(ChoiceDialog)
        assert "ends the interview" in " ".join(seat.shown().split())
        await seat.press(key)
        assert (await seat.interview()).transcript.ended is ended


async def test_skipping_the_rest_says_that_the_answer_counts(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.write("I would collect 200 real notes and let two nurses read every summary before the launch.")
        await seat.press("ctrl+s", "ctrl+n")
        await seat.on(ChoiceDialog)
        shown = seat.shown()
        assert "Skip the rest of this question?" in shown and "graded" in shown
        await seat.press("k")
        assert "You skipped the rest of this question." in seat.shown()


@pytest.mark.parametrize(
    ("key", "left_in_box", "closed"),
    [("b", "A draft", None), ("escape", "A draft", None), ("k", "A draft", SKIPPED), ("d", "", SKIPPED)],
)
async def test_skip_asks_what_to_do_with_a_draft(
    tmp_path: Path, key: str, left_in_box: str, closed: CloseReason | None
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m")
        await seat.write("A draft")
        await seat.press("ctrl+n")
        await seat.on(ChoiceDialog)
        await seat.press(key)
        screen = await seat.interview()
        assert screen.box.text == left_in_box
        assert screen.transcript.exchanges[0].closed is closed


async def test_a_draft_can_be_sent_from_the_skip_dialog_by_mouse(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m")
        await seat.write(VAGUE)
        await seat.press("ctrl+n")
        await seat.click("#send")
        screen = await seat.interview()
        assert screen.transcript.exchanges[0].answers()[0][1].text == VAGUE
        assert screen.transcript.exchanges[0].closed is None


@pytest.mark.parametrize("key", ["ctrl+n", "ctrl+l", "ctrl+g"])
async def test_a_key_pressed_again_and_again_asks_once(tmp_path: Path, key: str) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m")
        await seat.write("A draft")
        await seat.press_at_once(key, key, key, "ctrl+n", "ctrl+l", "ctrl+g")
        assert sum(isinstance(s, ModalScreen) for s in seat.app.screen_stack) == 1
        await seat.press("escape")
        screen = await seat.interview()
        assert len(screen.transcript.exchanges[0].turns) == 1
        await seat.press("ctrl+n")
        await seat.on(ChoiceDialog)


@pytest.mark.parametrize(("key", "purpose"), [("ctrl+s", Purpose.ANSWER), ("ctrl+t", Purpose.HINT_ASKED)])
async def test_a_key_pressed_again_and_again_acts_once(tmp_path: Path, key: str, purpose: Purpose) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m")
        await seat.write(VAGUE)
        await seat.press_at_once(key, key, "ctrl+n", "ctrl+l", key)
        screen = await seat.interview()
        assert screen.transcript.exchanges[0].count(purpose) == 1
        assert screen.transcript.current is not None
        assert not screen.query(Trouble)


async def test_skipping_again_and_again_with_text_skips_one_question(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m")
        await seat.write("A draft")
        await seat.press_at_once("ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        await seat.press_at_once("k")
        screen = await seat.interview()
        assert [e.closed for e in screen.transcript.exchanges] == [SKIPPED, None]


async def test_an_answer_to_a_dialog_counts_once(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d", "ctrl+l")
        dialog = await seat.on(AskDialog)
        dialog.query_one("#ask", Button).press()
        dialog.query_one("#ask", Button).press()
        await seat.settle()
        screen = await seat.interview()
        assert screen.transcript.exchanges[0].count(Purpose.CLARIFICATION_ASKED) == 1


async def test_a_dialog_that_is_answered_too_late_does_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m")
        await seat.write("A draft")
        screen = await seat.interview()
        await seat.press("ctrl+n")
        await screen._follow(screen.session.interview.end())
        await seat.settle()
        assert not isinstance(seat.app.screen, ChoiceDialog)
        assert screen.transcript.exchanges[0].closed is not SKIPPED


async def test_pause_stops_the_clock_and_hides_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        seat.clock.tick(60)
        await seat.press("ctrl+r")
        seat.clock.tick(1000)
        screen = await seat.interview()
        screen.tick()
        assert screen.query_one(Countdown).words == "Paused · 4:00 left"
        assert "good enough" in seat.shown()
        await seat.press("f9")
        assert not screen.transcript.paused
        assert screen.transcript.seconds_left(seat.clock()) == 240


async def test_the_clock_warns_in_words_and_by_class(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        screen = await seat.interview()
        countdown = screen.query_one(Countdown)
        seen = []
        for seconds in (10, 190, 60, 60):
            seat.clock.tick(seconds)
            screen.tick()
            seen.append((countdown.words, sorted(c for c in countdown.classes)))
        assert seen == [
            ("4:50 left", []),
            ("Under 2 minutes: 1:40", ["-short"]),
            ("Last minute: 0:40", ["-very-short"]),
            ("Time is up: finish your sentence", ["-over"]),
        ]


async def test_a_limit_on_the_whole_interview_is_shown(tmp_path: Path) -> None:
    coach = a_coach(tmp_path)
    choose(coach, Format.MOCK, time=TimeLimit(scope=TimeScope.INTERVIEW, minutes=30))
    async with desk(tmp_path, coach=coach) as seat:
        await seat.press("m")
        assert "30:00 left" in seat.words("#time")


async def test_leaving_keeps_everything(tmp_path: Path) -> None:
    async with desk(tmp_path, size=LARGE) as seat:
        await seat.press("d")
        await seat.write("A draft")
        await seat.press("escape")
        await seat.on(ChoiceDialog)
        await seat.click("#leave")
        await seat.on(HomeScreen)
        await seat.press("c")
        screen = await seat.interview()
        assert screen.box.text == "A draft"
        assert len(screen.transcript.exchanges[0].turns) == 1


async def test_quitting_in_the_middle_keeps_the_draft(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.write("Half a sen")
        await seat.press("ctrl+q")
    async with desk(tmp_path) as seat:
        await seat.press("c")
        assert (await seat.interview()).box.text == "Half a sen"


@pytest.mark.parametrize(("key", "answers"), [("s", [VAGUE]), ("d", [])])
async def test_ending_asks_about_the_draft(tmp_path: Path, key: str, answers: list[str]) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        await seat.write(VAGUE)
        screen = await seat.interview()
        await seat.press("ctrl+g", "e")
        await seat.on(ChoiceDialog)
        await seat.press("b")
        assert (await seat.interview()).box.text == VAGUE
        await seat.press("ctrl+g", "e")
        await seat.press(key)
        await seat.until(lambda: seat.app.screen is not screen)
        assert screen.transcript.ended is EndReason.ENDED_EARLY
        assert [t.text for _, t in screen.transcript.exchanges[0].answers()] == answers


async def test_the_last_words_stay_until_the_candidate_goes_on(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        for _ in range(5):
            screen = await seat.interview()
            if screen.transcript.ended:
                break
            await seat.answer(GOOD_ANSWER)
        assert screen.transcript.ended is EndReason.COMPLETED
        assert seat.words("#state") == "The interview is over"
        assert "Send" not in seat.offered()
        await seat.click("#continue")
        await seat.on(AssessmentScreen)


async def test_what_is_typed_while_the_interviewer_speaks_stays(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("m")
        await seat.write(GOOD_ANSWER)
        screen = await seat.interview()
        screen._sent = GOOD_ANSWER
        screen.box.insert("\nAnd one thing more")
        await screen._follow(screen.session.interview.answer(GOOD_ANSWER, 1))
        assert screen.box.text == "And one thing more"


async def test_text_that_was_not_sent_before_the_end_stays_to_be_copied(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        screen = await seat.interview()
        screen.box.insert("Not sent")
        await screen._follow(screen.session.interview.skip())
        await seat.settle()
        assert screen.transcript.ended is EndReason.COMPLETED
        assert seat.words("#state") == "The interview is over · the text below was not sent"
        assert "Not sent" in seat.shown()


async def test_a_draft_that_cannot_be_kept_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        screen = await seat.interview()
        monkeypatch.setattr(DraftStore, "problem", "The draft cannot be kept.")
        screen.tick()
        screen.tick()
        await seat.settle()
        told = [n for n in seat.app._notifications if n.message == "The draft cannot be kept."]
        assert len(told) == 1


async def test_a_failing_interviewer_is_told_in_place_and_tried_again(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        flaky = await _break_interviewer(seat)
        await seat.answer(VAGUE)
        screen = await seat.interview()
        assert screen.transcript.exchanges[0].answers()[0][1].text == VAGUE
        assert "The line went [dead]. What you wrote is kept." in " ".join(seat.shown().split())
        assert "Try again" in seat.offered()
        await seat.press("f5")
        assert len(screen.query(Trouble)) == 1
        flaky.broken = False
        await seat.click("#retry")
        assert not screen.query(Trouble)
        assert len(screen.transcript.exchanges[0].turns) == 3
        assert "Let me ask you" not in seat.shown()
        assert "Try again" not in seat.offered()


async def test_an_answer_that_cannot_be_recorded_stays_in_the_box(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d")
        screen = await seat.interview()

        async def full(event: object) -> Transcript:
            raise StorageError("The disk is full.")

        with monkeypatch.context() as patch:
            patch.setattr(screen.session.interview._journal, "append", full)
            await seat.answer(VAGUE)
            assert screen.box.text == VAGUE
            assert "The disk is full." in seat.shown()
            assert "Try again" not in seat.offered()
        await seat.press("ctrl+s")
        assert screen.transcript.exchanges[0].answers()[0][1].text == VAGUE
        assert not screen.query(Trouble)


async def test_words_of_others_are_never_obeyed(tmp_path: Path) -> None:
    coach = a_coach(tmp_path)
    nasty = "\x1b[31mRed[/] [bold]x[/bold] <b>html</b> [click](javascript:1) ![i](http://e/x.png) &#27;"
    coach.small.all_questions = (coach.small.all_questions[0].model_copy(update={"ask": nasty}),)
    async with desk(tmp_path, size=LARGE, coach=coach) as seat:
        await seat.press("d")
        shown = seat.shown()
        assert "\x1b" not in shown
        for literal in ("[bold]x[/bold]", "<b>html</b>", "[click](javascript:1)", "![i](http://e/x.png)", "&#27;"):
            assert literal in shown


async def test_a_long_conversation_keeps_few_widgets_and_shows_earlier_ones_on_wish(tmp_path: Path) -> None:
    from interview_coach.tui.utterances import Utterance, Voice
    from interview_coach.tui.widgets.conversation import MOST, PAGE

    async with desk(tmp_path) as seat:
        await seat.press("d")
        conversation = (await seat.interview()).conversation
        said = list(conversation._all)
        for turn in range(200):
            said.append(Utterance(Voice.CANDIDATE, "You", f"turn {turn}"))
            await conversation.show(said)
        await seat.settle()
        assert len(conversation.query(".utterance")) <= MOST + 1
        assert "turn 199" in seat.shown()
        conversation.scroll_home(animate=False)
        await seat.settle()
        before = len(conversation.query(".utterance"))
        first = next(line.strip() for line in seat.shown().splitlines() if "turn " in line)
        await seat.click("#earlier")
        assert len(conversation.query(".utterance")) == before + PAGE
        assert first in seat.shown()


async def test_it_survives_a_tiny_terminal(tmp_path: Path) -> None:
    async with desk(tmp_path, size=TINY) as seat:
        await seat.press("m")
        await seat.answer(VAGUE)
        await seat.press("ctrl+l", "escape", "ctrl+n", "f1", "escape", "ctrl+g", "e")
        assert not isinstance(seat.app.screen, InterviewScreen)


async def test_resizing_while_it_runs_is_survived(tmp_path: Path) -> None:
    async with desk(tmp_path, size=LARGE) as seat:
        await seat.press("m")
        await seat.write(GOOD_ANSWER)
        for size in (TINY, SMALL, (200, 60), (1, 1), SMALL):
            await seat.pilot.resize_terminal(*size)
            await seat.settle()
        assert (await seat.interview()).box.text == GOOD_ANSWER


async def test_lines_that_could_not_be_read_are_told_once(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await seat.press("d", "escape", "l")
        await seat.on(HomeScreen)
        (journal,) = (tmp_path / "transcripts").glob("*.jsonl")
        with journal.open("a") as file:
            file.write('{"kind":"[b]nonsense\n{}\n')
        await seat.press("c")
        await seat.interview()
        told = [n.message for n in seat.app._notifications if "could not be read" in n.message]
        assert told == ["2 lines of this interview's journal could not be read; they are kept."]


def _colours(seat: Desk) -> set[object]:
    """Return the colours of everything that is drawn, save the terminal's own."""
    styles = [s.style for line in seat.app.screen._compositor.render_strips() for s in line if s.style]
    return {c for style in styles for c in (style.color, style.bgcolor) if c is not None and not c.is_default}


async def test_the_focus_shows_without_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    async with desk(tmp_path) as seat:
        strips = seat.app.screen._compositor.render_strips()
        reverse = [s.text for line in strips for s in line if s.style and s.style.reverse and len(s.text) > 3]
        assert any("Drill" in text for text in reverse)
        assert not any("Mock" in text for text in reverse)


async def test_no_colour_at_all_still_tells_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    async with desk(tmp_path) as seat:
        assert seat.app.no_color
        assert not _colours(seat)
        await seat.press("d")
        assert not _colours(seat)
        seat.clock.tick(250)
        (await seat.interview()).tick()
        await seat.settle()
        assert "Last minute: 0:50" in seat.shown()
        assert seat.app.screen.query(Input) is not None
