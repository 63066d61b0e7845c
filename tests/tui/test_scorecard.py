"""Self-assessment and scorecard: the guess comes first, every level stands beside the words it rests on."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.widgets import OptionList, Tabs

from interview_coach.domain.events import CriterionWasGraded, GradingFinished, GradingStarted, InterviewEnded
from interview_coach.domain.grade import Ungraded
from interview_coach.domain.replay import after, replay
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import EndReason, Format
from interview_coach.errors import StorageError
from interview_coach.tui import score_words
from interview_coach.tui.screens.assessment import AssessmentScreen
from interview_coach.tui.screens.dialogs import ChoiceDialog
from interview_coach.tui.screens.help import HelpScreen
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.scorecard import Redo, ScorecardScreen
from interview_coach.wiring import Coach
from tests.support.coaches import GOOD_ANSWER
from tests.support.events import FULL_GRADER, OFFLINE_GRADER, answered, asked, at, graded, started, ungraded
from tests.support.tui import LARGE, SMALL, TINY, Desk, choose, desk

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE])


async def _to_assessment(seat: Desk, answers: int = 1) -> AssessmentScreen:
    choose(seat.coach, Format.MOCK, questions=2)
    await seat.press("m")
    for _ in range(answers):
        screen = await seat.interview()
        place = len(screen.transcript.exchanges)
        await seat.answer(GOOD_ANSWER)
        if not screen.transcript.ended and len(screen.transcript.exchanges) == place:
            await seat.press("ctrl+n")
            if isinstance(seat.app.screen, ChoiceDialog):
                await seat.press("k")
    await seat.press(*(("enter",) if screen.transcript.ended else ("escape", "e")))
    return await seat.on(AssessmentScreen)


async def test_the_guess_is_recorded_question_by_question(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        screen = await _to_assessment(seat, answers=2)
        assert "question 1 of 2" in seat.words("#top")
        assert "golden set" in seat.shown()
        await seat.press("4")
        assert "question 2 of 2" in seat.words("#top")
        await seat.click("#levels", offset=(3, 0))
        await seat.on(ScorecardScreen)
        assert [e.self_level for e in screen.session.transcript.exchanges] == [4, 1]


async def test_guesses_can_be_skipped_one_by_one_and_all_at_once(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        screen = await _to_assessment(seat, answers=2)
        await seat.press("s", "escape")
        await seat.on(ScorecardScreen)
        exchanges = screen.session.transcript.exchanges
        assert [(e.self_assessed, e.self_level) for e in exchanges] == [(True, None), (True, None)]


async def test_enter_takes_the_highlighted_level(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        screen = await _to_assessment(seat)
        await seat.press("down", "enter")
        assert screen.session.transcript.exchanges[0].self_level == 4


async def test_a_guess_that_cannot_be_kept_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(tmp_path) as seat:
        screen = await _to_assessment(seat)

        async def refuse(exchange: int, level: int | None) -> None:
            raise StorageError("The disk is full.")

        monkeypatch.setattr(screen.session, "self_assess", refuse)
        await seat.press("4")
        assert seat.app.screen is screen
        assert any(n.message == "The disk is full." for n in seat.app._notifications)


@SIZES
async def test_the_scorecard_shows_levels_evidence_and_what_comes_next(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size=size) as seat:
        await _to_assessment(seat)
        await seat.press("4")
        screen = await seat.on(ScorecardScreen)
        assert "no hire verdict" in seat.words("#no-verdict").replace("\n", " ")
        assert "You guessed 4." in seat.words("#level")
        assert "about" in seat.words("#level") and "±1" in seat.words("#level")
        assert "[1]" in seat.words("#answer")
        first = seat.words("#details")
        assert first.startswith("Method") and "Your words" in first
        await seat.press("down")
        assert seat.words("#details").startswith("Rigour")
        assert "✓ covered" in seat.words("#points")
        assert screen.transcript.exchanges[0].grade is not None


async def test_the_model_answer_shows_on_demand_only(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await _to_assessment(seat)
        await seat.press("s")
        await seat.on(ScorecardScreen)
        assert "Hidden" in seat.words("#model")
        await seat.press("v")
        assert seat.words("#model").startswith("First I would sit")
        assert "First I would sit with the nurses" in seat.shown()
        await seat.press("v")
        assert "Hidden" in seat.words("#model")


async def test_a_question_can_be_redone(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await _to_assessment(seat)
        await seat.press("s")
        card = await seat.on(ScorecardScreen)
        await seat.press("r")
        again = await seat.interview()
        assert again.transcript.plan.redo_of is not None
        assert again.transcript.plan.redo_of.interview == card.transcript.id
        assert again.transcript.plan.questions[0] == card.transcript.exchanges[0].question


async def test_grading_again_keeps_the_earlier_grade(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await _to_assessment(seat)
        await seat.press("s")
        screen = await seat.on(ScorecardScreen)
        await seat.press("g")
        await seat.until(lambda: len(screen.transcript.exchanges[0].grades) == 2)
        await seat.settle()
        assert "2 gradings" in seat.words("#by")


async def test_what_was_left_half_done_is_taken_up_from_the_list(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await _to_assessment(seat)
        await seat.press("ctrl+q")
    async with desk(tmp_path) as seat:
        seat.app.screen.query_one("#unfinished", OptionList).focus()
        await seat.press("enter")
        await seat.on(AssessmentScreen)
        await seat.press("2")
        await seat.on(ScorecardScreen)
        assert "You guessed 2." in seat.words("#level")


@pytest.mark.parametrize(("key", "rounds"), [("escape", 0), ("escape", 9), ("r", 3)])
async def test_keys_while_grading_goes_on_do_no_harm(tmp_path: Path, key: str, rounds: int) -> None:
    async with desk(tmp_path) as seat:
        await _to_assessment(seat)
        await seat.pilot.press("s")
        while not isinstance(seat.app.screen, ScorecardScreen):
            await asyncio.sleep(0)
        for _ in range(rounds):
            await asyncio.sleep(0)
        seat.app.post_message(Key("g", "g"))
        seat.app.post_message(Key(key, None))
        seat.app.post_message(Key("escape", None))
        await seat.settle()
        await seat.press("escape")


def _graded_transcript(
    *, grader: Any = OFFLINE_GRADER, criteria: Any, questions: int = 1, finished: bool = True
) -> Transcript:
    events: list[Any] = [started(questions)]
    for index in range(questions):
        base = index * 100
        events += [asked(base + 1, index), answered(base + 9, index, "I would collect 200 real notes [1] \x1b[31m.")]
        if index + 1 < questions:
            events.append(asked(base + 20, index, purpose="move-on", closes="answered"))
    events.append(InterviewEnded(at=at(900), reason=EndReason.COMPLETED))
    for index in range(questions):
        run = f"run-{index}"
        events.append(GradingStarted(at=at(901), exchange=index, run=run, grader=grader, rubric_hash="abc"))
        events += [CriterionWasGraded(at=at(902), exchange=index, run=run, grade=grade) for grade in criteria]
        if finished:
            events.append(GradingFinished(at=at(903), exchange=index, run=run))
    return replay(events)


async def _show(seat: Desk, transcript: Transcript) -> list[Redo | None]:
    results: list[Redo | None] = []

    async def regrade(interview: str, *, missing: bool = False) -> Transcript:
        raise StorageError("The journal is read-only.")

    card = ScorecardScreen(interview="kept-as", transcript=transcript, session=None, regrade=regrade)
    seat.app.push_screen(card, results.append)
    await seat.on(ScorecardScreen)
    return results


async def test_a_copy_is_graded_and_redone_by_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = []

    async def regrade(coach: Coach, interview: str) -> Transcript:
        asked_for.append(interview)
        return _graded_transcript(criteria=[graded("method", 3, "notes"), graded("rigour", 3, "notes")])

    monkeypatch.setattr(Coach, "regrade", regrade)
    async with desk(tmp_path) as seat:
        await _to_assessment(seat)
        await seat.press("s", "escape")
        await seat.on(HomeScreen)
        (journal,) = (tmp_path / "transcripts").glob("*.jsonl")
        journal.rename(journal.with_name("a-copy.jsonl"))
        seat.app.review("a-copy")
        screen = await seat.on(ScorecardScreen)
        await seat.press("g")
        assert asked_for == ["a-copy"]
        assert screen.interview == "a-copy"
        await seat.press("r")
        assert (await seat.interview()).transcript.plan.redo_of is not None


async def test_it_says_how_many_questions_were_graded_where_not_all_were(tmp_path: Path) -> None:
    three = _graded_transcript(criteria=[graded("method", 3, "notes"), graded("rigour", 3, "notes")], questions=3)
    one = three.model_copy(update={"exchanges": three.exchanges[:1]})
    async with desk(tmp_path) as seat:
        await _show(seat, one)
        assert "1 of 3 questions graded." in seat.words("#whole")
        assert not seat.app.screen.query_one("#whole").has_class("hidden")
        await seat.press("escape")
        await _show(seat, three)
        assert "questions graded" not in seat.words("#whole")


@pytest.mark.parametrize("size", [SMALL, LARGE, (50, 20)])
async def test_a_long_name_of_a_criterion_is_shown_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    transcript = _graded_transcript(criteria=[graded("method", 3, "notes"), graded("rigour", 3, "notes")])
    exchange = transcript.exchanges[0]
    long = exchange.rubric.criteria[0].model_copy(update={"title": "Weighs the harm against the cost of caution"})
    rubric = exchange.rubric.model_copy(update={"criteria": (long, *exchange.rubric.criteria[1:])})
    shown = transcript.model_copy(update={"exchanges": (exchange.model_copy(update={"rubric": rubric}),)})
    async with desk(tmp_path, size=size) as seat:
        await _show(seat, shown)
        prompt = str(seat.app.screen.query_one("#criteria", OptionList).get_option_at_index(0).prompt)
        assert "…" not in prompt
        names = " ".join(line.partition("  ")[0].strip() for line in prompt.splitlines())
        assert names == "Weighs the harm against the cost of caution"


async def test_ungraded_shows_its_reason_and_no_number(tmp_path: Path) -> None:
    criteria = [ungraded("method", "The engine [gave] up."), ungraded("rigour")]
    async with desk(tmp_path, size=LARGE) as seat:
        await _show(seat, _graded_transcript(criteria=criteria))
        assert "No level." in seat.words("#level")
        assert "Ungraded: The engine [gave] up." in seat.words("#details")
        assert "0.0" not in seat.shown()


async def test_a_full_grader_leads_to_a_verdict(tmp_path: Path) -> None:
    criteria = [graded("method", 4.5, "notes"), graded("rigour", 4.5, "notes")]
    async with desk(tmp_path, size=LARGE) as seat:
        await _show(seat, _graded_transcript(grader=FULL_GRADER, criteria=criteria, questions=2))
        assert "Verdict: Strong hire" in seat.words("#whole")
        assert seat.app.screen.query_one("#no-verdict").has_class("hidden")


async def test_questions_are_walked_through_by_key_and_by_tab(tmp_path: Path) -> None:
    criteria = [graded("method", 3, "notes"), graded("rigour", 2, "notes")]
    async with desk(tmp_path, size=LARGE) as seat:
        await _show(seat, _graded_transcript(criteria=criteria, questions=3))
        await seat.press("n")
        assert seat.words("#title") == "Title of question-2"
        await seat.press("p", "p")
        assert seat.words("#title") == "Title of question-3"
        seat.app.screen.query_one(Tabs).active = "question-0"
        await seat.settle()
        assert seat.words("#title") == "Title of question-1"


async def test_evidence_that_does_not_stand_in_the_answer_is_not_marked(tmp_path: Path) -> None:
    criteria = [graded("method", 3, "never said"), graded("rigour", 2, "neither")]
    async with desk(tmp_path) as seat:
        await _show(seat, _graded_transcript(criteria=criteria))
        assert seat.words("#answer") == "I would collect 200 real notes [1] ␛[31m."


async def test_grading_that_fails_is_told(tmp_path: Path) -> None:
    async with desk(tmp_path) as seat:
        await _show(seat, _graded_transcript(criteria=[Ungraded(criterion="method", reason="No.")], finished=False))
        await seat.press("g")
        assert any(n.message == "The journal is read-only." for n in seat.app._notifications)
        assert "Grade again" in seat.offered()


def _graded_later(transcript: Transcript, index: int, *criteria: Any) -> Transcript:
    """Grade a question of ``transcript`` once more."""
    run = f"later-{index}"
    given = [CriterionWasGraded(at=at(951), exchange=index, run=run, grade=grade) for grade in criteria]
    begun = GradingStarted(at=at(950), exchange=index, run=run, grader=FULL_GRADER, rubric_hash="abc")
    for event in (begun, *given, GradingFinished(at=at(952), exchange=index, run=run)):
        transcript = after(transcript, event)
    return transcript


class TestGradedAgain:
    LEVELS = (graded("method", 3, "notes"), graded("rigour", 3, "notes"))
    FAILED = (ungraded("method", "The network\x1b is down."), ungraded("rigour", "The network\x1b is down."))
    KEPT = "A later grading gave no level, so the one before it counts: The network␛ is down."

    def test_what_was_graded_is_told_as_graded(self) -> None:
        transcript = _graded_later(_graded_transcript(criteria=self.LEVELS), 0, *self.LEVELS)
        assert score_words.graded_again(transcript) == "Graded again."

    def test_what_failed_is_told_as_failed(self) -> None:
        transcript = _graded_later(_graded_transcript(criteria=self.LEVELS), 0, *self.FAILED)
        assert score_words.graded_again(transcript) == self.KEPT

    def test_what_never_had_a_level_says_why(self) -> None:
        transcript = _graded_later(_graded_transcript(criteria=self.FAILED), 0, *self.FAILED)
        assert score_words.graded_again(transcript) == "Still without a level: The network␛ is down."

    def test_of_several_questions_each_is_told_by_its_number(self) -> None:
        transcript = _graded_transcript(criteria=self.LEVELS, questions=3)
        for index in (0, 2):
            transcript = _graded_later(transcript, index, *self.FAILED)
        assert score_words.graded_again(transcript) == f"The rest is graded again. Questions 1, 3: {self.KEPT}"
        transcript = _graded_later(transcript, 1, *self.FAILED)
        assert score_words.graded_again(transcript) == f"Questions 1, 2, 3: {self.KEPT}"

    async def test_the_scorecard_says_it(self, tmp_path: Path) -> None:
        async def regrade(interview: str, *, missing: bool = False) -> Transcript:
            return _graded_later(before, 0, *self.FAILED)

        before = _graded_transcript(criteria=self.LEVELS)
        async with desk(tmp_path) as seat:
            seat.app.push_screen(ScorecardScreen(interview="one", transcript=before, session=None, regrade=regrade))
            await seat.on(ScorecardScreen)
            await seat.press("g")
            assert [n.message for n in seat.app._notifications] == [self.KEPT]


async def test_an_interview_that_ended_before_any_question_shows_nothing_to_redo(tmp_path: Path) -> None:
    transcript = replay([started(), InterviewEnded(at=at(2), reason=EndReason.ENDED_EARLY)])
    async with desk(tmp_path) as seat:
        results = await _show(seat, transcript)
        assert "nothing to grade" in seat.words("#title")
        assert "Redo" not in seat.offered()
        await seat.press("r", "v", "n", "g", "escape")
        await seat.on(HomeScreen)
        assert results == [None]


async def test_help_names_true_keys_words_and_the_data_folder(tmp_path: Path) -> None:
    async with desk(tmp_path, size=LARGE) as seat:
        await _show(seat, _graded_transcript(criteria=[graded("method", 3, "notes")]))
        await seat.press("f1")
        await seat.on(HelpScreen)
        words = " ".join(seat.shown().split())
        now, others = words.split("Keys here at other times")
        assert "Answer this question again; this attempt is kept" in now
        assert "Beside the attempt that this redoes" in others
        await seat.press("end")
        await seat.until(lambda: str(tmp_path)[:40] in seat.shown())
        await seat.press("q")
        await seat.on(ScorecardScreen)


async def test_it_survives_a_tiny_terminal(tmp_path: Path) -> None:
    async with desk(tmp_path, size=TINY) as seat:
        await _to_assessment(seat)
        await seat.press("3")
        await seat.on(ScorecardScreen)
        await seat.press("v", "down", "pagedown", "f1", "escape", "escape")
        await seat.on(HomeScreen)
