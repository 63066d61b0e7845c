from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.domain.grade import Graded
from interview_coach.domain.plan import AttemptRef, Choices, TimeLimit, TimeScope
from interview_coach.domain.vocabulary import CloseReason, Engine, Format, Purpose
from interview_coach.errors import ContentError, InterviewStateError, JournalLocked, JournalNotFound, PlanError
from interview_coach.interviewing.session import Updates
from interview_coach.journal.drafts import Draft
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.wiring import Coach, Session
from interview_coach.wiring.engines import report
from tests.support.events import Clock
from tests.support.shipped import shipped

ANSWER = (
    "I would collect two hundred real cases with the people who do the work, have two of them mark each, "
    "and launch when nine in ten are right and no error is a dangerous one."
)
DRILL = Choices(topics=("evaluation-design",))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def coach(tmp_path: Path, clock: Clock) -> Coach:
    return Coach(Settings(home=Home(tmp_path)), clock=clock)


async def play(updates: Updates) -> None:
    async for _ in updates:
        pass


async def drilled(coach: Coach, choices: Choices = DRILL, *, assessed: bool = True) -> Session:
    """Return a closed session that was answered and ended."""
    session = await coach.start(choices, seed=1)
    await play(session.interview.advance())
    await play(session.interview.answer(ANSWER))
    await play(session.interview.end())
    await session.finish_grading()
    if assessed:
        await session.self_assess(0, None)
    await session.close()
    return session


async def test_an_interview_is_held_graded_and_listed(coach: Coach) -> None:
    session = await drilled(coach)
    (listing,) = coach.recent(10)
    assert (listing.id, listing.answered, listing.planned) == (session.id, 1, 1)
    assert listing.level is not None
    grade = coach.store.read(session.id).transcript.exchanges[0].grade
    assert grade is not None
    assert grade.finished
    assert grade.grader.engine is Engine.OFFLINE


async def test_a_seed_gives_the_same_questions(coach: Coach, tmp_path: Path) -> None:
    choices = Choices(format=Format.MOCK, questions=3)
    twin = Coach(Settings(home=Home(tmp_path / "other")), clock=Clock())
    ids = []
    for each in (coach, twin):
        session = await each.start(choices, seed=5)
        ids.append([q.id for q in session.transcript.plan.questions])
        await session.close()
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 3


async def test_a_question_asked_lately_is_not_asked_again(coach: Coach, clock: Clock) -> None:
    asked = []
    for _ in range(4):
        clock.tick(60)
        session = await drilled(coach)
        asked.append(session.transcript.plan.questions[0].id)
    assert len(set(asked)) == 4


async def test_choices_that_nothing_fits_leave_no_journal(coach: Coach, tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="'no-such-topic'"):
        await coach.start(Choices(topics=("no-such-topic",)))
    assert coach.store.list() == []


async def test_resuming_brings_the_draft_and_leaves_the_gap_off_the_clock(coach: Coach, clock: Clock) -> None:
    session = await coach.start(DRILL, seed=1)
    await play(session.interview.advance())
    session.drafts.save(Draft(exchange=0, text="half a thou", seconds=40))
    await session.close()
    clock.tick(3600)
    again = await coach.resume(session.id)
    assert again.draft is not None
    assert again.draft.text == "half a thou"
    assert again.transcript.seconds_at(clock()) == 40
    await again.close()


async def test_a_draft_that_was_sent_is_none(coach: Coach) -> None:
    session = await coach.start(DRILL, seed=1)
    await play(session.interview.advance())
    session.drafts.save(Draft(exchange=0, text=ANSWER))
    await play(session.interview.answer(ANSWER))
    await session.close()
    again = await coach.resume(session.id)
    assert again.draft is None
    await again.close()


async def test_two_processes_cannot_hold_one_interview(coach: Coach) -> None:
    session = await coach.start(DRILL, seed=1)
    with pytest.raises(JournalLocked):
        await coach.resume(session.id)
    await session.close()
    await (await coach.resume(session.id)).close()


async def test_grading_cut_short_is_made_up_for(coach: Coach) -> None:
    session = await coach.start(DRILL, seed=1)
    await play(session.interview.advance())
    await play(session.interview.answer(ANSWER))
    journal = session._journal
    await play(session.interview.end())
    await session.grading.drain()
    await session.close()
    lines = journal.path.read_bytes().splitlines(keepends=True)
    cut = next(i for i, line in enumerate(lines) if b'"kind":"criterion-graded"' in line)
    journal.path.write_bytes(b"".join(lines[: cut + 1]))
    again = await coach.resume(session.id)
    transcript = await again.finish_grading()
    await again.close()
    assert [g.finished for g in transcript.exchanges[0].grades] == [False, True]
    grade = transcript.exchanges[0].grade
    assert grade is not None
    assert len(grade.criteria) == len(transcript.exchanges[0].rubric.criteria)


async def test_grading_again_stands_beside_and_agrees(coach: Coach) -> None:
    session = await drilled(coach)
    transcript = await coach.regrade(session.id)
    first, second = transcript.exchanges[0].grades
    assert (first.run, second.run) == ("1.1", "1.2")
    assert first.criteria == second.criteria
    assert all(isinstance(c, Graded) for c in first.criteria)


async def test_redoing_asks_the_same_question_as_it_was(coach: Coach, clock: Clock) -> None:
    limit = TimeLimit(scope=TimeScope.INTERVIEW, minutes=20)
    first = await drilled(coach, Choices(format=Format.MOCK, questions=2, time=limit))
    clock.tick(60)
    again = await coach.redo(first.id, 0)
    plan = again.transcript.plan
    assert plan.questions == (first.transcript.exchanges[0].question,)
    assert plan.redo_of == AttemptRef(interview=first.id, exchange=0)
    assert (plan.format, plan.time) == (Format.DRILL, None)
    await play(again.interview.advance())
    assert again.transcript.exchanges[0].turns[0].purpose is Purpose.OPEN
    await again.close()
    with pytest.raises(InterviewStateError, match="no question 9"):
        await coach.redo(first.id, 8)
    with pytest.raises(JournalNotFound):
        await coach.redo("20200101T000000Z-drill-000000", 0)


async def test_a_redone_roleplay_stays_one(coach: Coach, clock: Clock) -> None:
    first = await drilled(coach, Choices(format=Format.ROLEPLAY))
    clock.tick(60)
    again = await coach.redo(first.id, 0)
    assert again.transcript.plan.format is Format.ROLEPLAY
    await again.close()


async def test_unfinished_interviews_are_offered(coach: Coach, clock: Clock) -> None:
    done = await drilled(coach)
    clock.tick(60)
    session = await coach.start(DRILL, seed=2)
    await play(session.interview.advance())
    await session.close()
    assert [item.id for item in coach.unfinished()] == [session.id]
    assert {item.id for item in coach.recent(5)} == {done.id, session.id}
    clock.tick(60)
    left = await drilled(coach, assessed=False)
    assert [item.id for item in coach.unfinished()] == [left.id, session.id]


async def test_a_named_bank_is_practised_from(coach: Coach, tmp_path: Path) -> None:
    bank = tmp_path / "mine.yaml"
    bank.write_text(
        "title: Mine\nrubric: evaluation-design\nquestions:\n  - ask: How would you test a bakery's till?\n"
    )
    session = await coach.start(Choices(), seed=1, extra_banks=(bank,))
    assert session.transcript.plan.questions[0].ask == "How would you test a bakery's till?"
    await play(session.interview.advance())
    await play(session.interview.skip())
    await session.close()
    assert session.transcript.exchanges[0].closed is CloseReason.SKIPPED


async def test_a_named_bank_with_nothing_to_ask_is_an_error_with_its_problems(coach: Coach, tmp_path: Path) -> None:
    bank = tmp_path / "mine.yaml"
    bank.write_text("title: Mine\nrubric: evaluation-desing\nquestions: []\n")
    with pytest.raises(ContentError, match="`evaluation-design` exists"):
        await coach.start(Choices(), extra_banks=(bank,))
    with pytest.raises(ContentError, match="nothing to ask"):
        await coach.start(Choices(), extra_banks=(tmp_path / "missing.yaml",))


async def test_self_assessment_is_recorded(coach: Coach) -> None:
    session = await drilled(coach)
    again = await coach.resume(session.id)
    await again.self_assess(0, 4)
    await again.close()
    exchange = coach.store.read(session.id).transcript.exchanges[0]
    assert (exchange.self_assessed, exchange.self_level) == (True, 4)


async def test_a_library_that_is_loaded_again_leaves_an_interview_under_way_alone(coach: Coach, tmp_path: Path) -> None:
    bank = tmp_path / "question_banks" / "mine.yaml"
    bank.parent.mkdir()
    text = "title: Mine\nrubric: ethics\nquestions:\n  - {id: mine, ask: Who is hurt by a wrong answer of the bot?}\n"
    bank.write_text(text)
    session = await coach.start(Choices(question_id="mine"), seed=1)
    bank.write_text(text.replace("bot", "oracle"))
    assert coach.library().question("mine").ask.endswith("bot?")
    again = coach.reload_library()
    assert again.question("mine").ask.endswith("oracle?")
    assert coach.library() is again is coach.reload_library()
    assert session.transcript.plan.questions[0].ask.endswith("bot?")
    bank.unlink()
    coach.reload_library()
    await play(session.interview.advance())
    await session.close()
    assert coach.store.read(session.id).transcript.exchanges[0].question.ask.endswith("bot?")


def test_the_library_is_read_once(coach: Coach) -> None:
    assert coach.library() is coach.library()
    assert len(coach.library().questions()) == len(shipped().questions())
    assert report(coach.settings).engine is Engine.OFFLINE
