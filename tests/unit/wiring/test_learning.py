"""The façade over real journals: what is due is planned as a repetition of the last attempts."""

from __future__ import annotations

from datetime import UTC

import pytest

from interview_coach.domain.attempt import attempts_of
from interview_coach.domain.plan import AttemptRef, Choices
from interview_coach.domain.vocabulary import Format
from interview_coach.errors import NothingDue
from interview_coach.interviewing.session import Updates
from interview_coach.wiring import Session
from interview_coach.wiring.learning import Learning
from tests.support.coaches import GOOD_ANSWER, LibraryCoach
from tests.support.events import Clock

DAY = 86_400


@pytest.fixture
def learning(coach: LibraryCoach, clock: Clock) -> Learning:
    return Learning(coach, clock, zone=UTC)


async def play(updates: Updates) -> None:
    async for _ in updates:
        pass


async def held(session: Session) -> str:
    """Answer every question once, and close the interview graded."""
    while not session.transcript.ended:
        await play(session.interview.advance())
        if session.transcript.candidates_move:
            await play(session.interview.answer(GOOD_ANSWER))
            if len(session.transcript.exchanges) == len(session.transcript.plan.questions):
                await play(session.interview.end())
            else:
                await play(session.interview.skip())
    await session.finish_grading()
    await session.close()
    return session.id


async def drilled(coach: LibraryCoach, question: str, form: Format = Format.DRILL) -> str:
    return await held(await coach.start(Choices(question_id=question, format=form), seed=1))


async def test_nothing_is_due_before_anything_was_practised(learning: Learning) -> None:
    with pytest.raises(NothingDue, match="none of these questions was practised yet"):
        learning.review()


async def test_what_was_practised_today_is_next_and_says_when(coach: LibraryCoach, learning: Learning) -> None:
    await drilled(coach, "ward-summaries")
    with pytest.raises(NothingDue, match="Next: Summaries for nurses"):
        learning.review()


async def test_a_due_question_is_asked_again_and_linked(coach: LibraryCoach, learning: Learning, clock: Clock) -> None:
    first = await drilled(coach, "ward-summaries")
    clock.tick(10 * DAY)
    plan = learning.review()
    assert (plan.format, plan.redo_of) == (Format.DRILL, AttemptRef(interview=first, exchange=0))
    assert [q.id for q in plan.questions] == ["ward-summaries"]
    again = await held(await coach.begin(plan))
    [attempt] = attempts_of(coach.store.read(again).transcript)
    assert attempt.redo_of == AttemptRef(interview=first, exchange=0)
    assert learning.due().due == ()


async def test_several_due_questions_make_a_mock_and_each_is_linked(
    coach: LibraryCoach, learning: Learning, clock: Clock
) -> None:
    names = ("ward-summaries", "chat-support", "loan-advice")
    done = {}
    for name in names:
        done[name] = await drilled(coach, name)
        clock.tick(DAY)
    clock.tick(10 * DAY)
    plan = learning.review(3)
    assert (plan.format, plan.redo_of, len(plan.rubrics)) == (Format.MOCK, None, 1)
    again = await held(await coach.begin(plan))
    found = attempts_of(coach.store.read(again).transcript)
    assert {a.question: a.redo_of for a in found} == {
        name: AttemptRef(interview=done[name], exchange=0) for name in names
    }


async def test_a_roleplay_is_reviewed_alone(coach: LibraryCoach, learning: Learning, clock: Clock) -> None:
    await drilled(coach, "wary-counsel", Format.ROLEPLAY)
    clock.tick(DAY)
    await drilled(coach, "loan-advice")
    clock.tick(30 * DAY)
    due = [i.card.question for i in learning.due().due]
    assert due == ["wary-counsel", "loan-advice"]
    plan = learning.review(5)
    assert (plan.format, [q.id for q in plan.questions]) == (Format.ROLEPLAY, ["wary-counsel"])
    assert [q.id for q in learning.repeat(learning.due().due[1:], 5).questions] == ["loan-advice"]


async def test_only_the_wanted_competencies(coach: LibraryCoach, learning: Learning, clock: Clock) -> None:
    for name in ("ward-summaries", "loan-advice"):
        await drilled(coach, name)
        clock.tick(60)
    clock.tick(9 * DAY)
    assert [q.id for q in learning.review(2, competencies=["failure-modes"]).questions] == ["loan-advice"]


async def test_a_question_that_left_its_bank_is_gone_and_can_be_redone(
    coach: LibraryCoach, learning: Learning, clock: Clock
) -> None:
    first = await drilled(coach, "ward-summaries")
    coach.small.all_questions = coach.small.all_questions[1:]
    with pytest.raises(NothingDue, match="none of these questions was practised"):
        learning.review()
    clock.tick(9 * DAY)
    listed = learning.due()
    assert (listed.due, [i.card.question for i in listed.gone]) == ((), ["ward-summaries"])
    with pytest.raises(NothingDue, match="1 question that you practised stands in none any more"):
        learning.review()
    with pytest.raises(NothingDue, match="in no bank any more"):
        learning.repeat(listed.gone, 1)
    assert (await coach.redo(first, 0)).transcript.plan.questions[0].id == "ward-summaries"


async def test_what_was_asked_and_has_no_level_is_asked_again(coach: LibraryCoach, learning: Learning) -> None:
    skipped = await coach.start(Choices(question_id="ward-summaries", format=Format.DRILL), seed=1)
    await play(skipped.interview.advance())
    await play(skipped.interview.skip())
    await skipped.finish_grading()
    await skipped.close()
    listed = learning.due()
    assert [card.question for card in listed.ungraded] == ["ward-summaries"]
    bank = listed.ungraded[0].bank
    assert learning.again(bank, "ward-summaries").redo_of == AttemptRef(interview=skipped.id, exchange=0)
    with pytest.raises(NothingDue, match="never asked"):
        learning.again(bank, "loan-advice")
    coach.small.all_questions = coach.small.all_questions[1:]
    with pytest.raises(NothingDue, match="in no bank any more"):
        learning.again(bank, "ward-summaries")


async def test_what_was_never_answered_can_be_told(coach: LibraryCoach, learning: Learning) -> None:
    assert len(learning.untried()) == 4
    await drilled(coach, "ward-summaries")
    assert [q.id for q in learning.untried(competencies=["evaluation-design"])] == ["chat-support"]
    assert "ward-summaries" not in {q.id for q in learning.untried()}


async def test_an_edited_question_is_asked_as_it_stands_now(
    coach: LibraryCoach, learning: Learning, clock: Clock
) -> None:
    await drilled(coach, "ward-summaries")
    clock.tick(9 * DAY)
    edited = coach.small.all_questions[0].model_copy(update={"title": "Mended"})
    coach.small.all_questions = (edited, *coach.small.all_questions[1:])
    assert learning.review().questions[0].title == "Mended"


async def test_a_broken_journal_hides_nothing_else(coach: LibraryCoach, learning: Learning, clock: Clock) -> None:
    await drilled(coach, "ward-summaries")
    (coach.settings.home.transcripts / "20200101T000000Z-drill-abcdef.jsonl").write_text("no journal\n")
    clock.tick(9 * DAY)
    assert len(learning.due().due) == 1


async def test_nothing_graded_says_how_to_get_levels(coach: LibraryCoach, learning: Learning) -> None:
    session = await coach.start(Choices(question_id="ward-summaries"), seed=1)
    await play(session.interview.advance())
    await play(session.interview.skip())
    await session.close()
    with pytest.raises(NothingDue, match="grade ID --missing"):
        learning.review()


def test_the_coach_has_one_façade(coach: LibraryCoach) -> None:
    assert coach.learning is coach.learning
