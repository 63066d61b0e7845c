"""Grading again: with another rubric, another model; both grades are kept, each with what it measured against."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.domain.attempt import attempts_of
from interview_coach.domain.comparing import differences
from interview_coach.domain.plan import Choices
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.scoring import scorecard
from interview_coach.domain.transcript import Transcript
from interview_coach.errors import ContentError
from interview_coach.paths import Home
from interview_coach.reports.text import scorecard_text
from interview_coach.settings import Settings
from interview_coach.wiring import Coach
from tests.support.coaches import GOOD_ANSWER, LibraryCoach, a_small_library
from tests.support.events import Clock, a_criterion
from tests.support.interviews import collected


@pytest.fixture
def coach(tmp_path: Path) -> LibraryCoach:
    coach = LibraryCoach(Settings(home=Home(tmp_path)), clock=Clock())
    coach.small = a_small_library()
    return coach


async def drilled(coach: Coach) -> str:
    session = await coach.start(Choices(question_id="ward-summaries"), seed=1)
    await collected(session.interview.advance())
    await collected(session.interview.answer(GOOD_ANSWER))
    await collected(session.interview.end())
    await session.finish_grading()
    await session.close()
    return session.id


def edit(coach: LibraryCoach) -> Rubric:
    """Replace the rubric of the library by one with a new criterion in the place of the first."""
    (old,) = {coach.small.rubrics[q.rubric].id: coach.small.rubrics[q.rubric] for q in coach.small.questions()}.values()
    first, *others = old.criteria
    new = a_criterion("boldness", first.weight, title="Boldness", indicators=first.indicators)
    changed = old.model_copy(update={"criteria": (new, *others), "gates": ()})
    coach.small.rubrics[old.id] = changed
    return changed


async def test_against_the_rubric_of_today(coach: LibraryCoach) -> None:
    interview = await drilled(coach)
    changed = edit(coach)
    transcript = await coach.regrade(interview, current_rubrics=True)
    exchange = transcript.exchanges[0]
    old, new = exchange.grades
    assert exchange.grade == new
    assert (old.rubric, new.rubric) == (None, changed)
    assert (old.rubric_hash, new.rubric_hash) == (exchange.rubric.hash, changed.hash)
    assert {g.criterion for g in new.criteria} == {c.id for c in changed.criteria}
    assert exchange.rubric_of(old) == exchange.rubric != exchange.rubric_of(new) == exchange.current_rubric


async def test_levels_and_reports_go_by_what_was_measured_against(coach: LibraryCoach) -> None:
    interview = await drilled(coach)
    before = coach.store.read(interview).transcript
    edit(coach)
    await coach.regrade(interview, current_rubrics=True)
    after = coach.store.read(interview).transcript
    assert scorecard(after).level is not None
    assert "Boldness" in scorecard_text(after)
    assert "Boldness" not in scorecard_text(before)
    (first,), (second,) = attempts_of(before), attempts_of(after)
    assert second.criteria[0].title == "Boldness"
    assert any("rubric" in sentence and "changed" in sentence for sentence in differences(first.scale, second.scale))


async def test_the_planned_rubric_stays_the_default(coach: LibraryCoach) -> None:
    interview = await drilled(coach)
    edit(coach)
    await coach.regrade(interview, current_rubrics=True)
    transcript = await coach.regrade(interview)
    rubrics = [g.rubric is None for g in transcript.exchanges[0].grades]
    assert rubrics == [True, False, True]


async def test_a_rubric_that_did_not_change_is_not_stored_again(coach: LibraryCoach) -> None:
    transcript = await coach.regrade(await drilled(coach), current_rubrics=True)
    assert [g.rubric for g in transcript.exchanges[0].grades] == [None, None]


async def test_what_is_missing_is_completed_against_the_same_rubric(coach: LibraryCoach) -> None:
    interview = await drilled(coach)
    edit(coach)
    await coach.regrade(interview, current_rubrics=True)
    transcript: Transcript = await coach.regrade(interview, missing=True)
    assert len(transcript.exchanges[0].grades) == 2


async def test_a_rubric_that_is_gone_is_said_and_nothing_is_graded(coach: LibraryCoach) -> None:
    interview = await drilled(coach)
    coach.small.rubrics.clear()
    with pytest.raises(ContentError, match="no rubric"):
        await coach.regrade(interview, current_rubrics=True)
    assert len(coach.store.read(interview).transcript.exchanges[0].grades) == 1


async def test_the_archive_knows_at_once(coach: LibraryCoach) -> None:
    interview = await drilled(coach)
    edit(coach)
    await coach.regrade(interview, current_rubrics=True)
    (attempt,) = coach.archive.attempts()
    assert attempt == attempts_of(coach.store.read(interview).transcript)[0]
