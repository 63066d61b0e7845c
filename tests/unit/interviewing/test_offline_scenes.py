"""The embedded interviewer in scenes with a stakeholder, with thin or odd content, and with its phrases used up."""

from __future__ import annotations

from interview_coach.domain.conversation import Ruling
from interview_coach.domain.events import HintAsked
from interview_coach.domain.persona import PersonaId
from interview_coach.domain.question import Probe
from interview_coach.domain.vocabulary import CloseReason, Format, NonAnswer, Purpose
from interview_coach.interviewing.interviewer import Hearing, Move
from interview_coach.interviewing.offline import OfflineInterviewer
from interview_coach.interviewing.phrases import MANNERS, STAKEHOLDER
from tests.support.answers import GENERIC, SPECIFIC, interview_of, last_said
from tests.support.events import asked, at
from tests.support.interviews import (
    MemoryRecorder,
    a_plan_of,
    a_rich_plan,
    a_rich_question,
    a_roleplay,
    a_situation,
    a_stakeholder,
    collected,
    memory,
    running,
)


async def test_a_roleplay_opens_with_nothing_but_the_stakeholder() -> None:
    interview = await interview_of(a_roleplay())
    assert last_said(interview).text == a_stakeholder().opening


async def test_a_drill_of_a_scene_tells_the_scene_first() -> None:
    interview = await interview_of(a_roleplay(format=Format.DRILL))
    text = last_said(interview).text
    assert interview.transcript.plan.questions[0].ask in text
    assert text.endswith(f"Ines Prado, VP Sales: “{a_stakeholder().opening}”")


async def test_a_foreign_journal_may_ask_for_hints_that_do_not_exist() -> None:
    plan = a_plan_of(a_rich_question(hints=()))
    recorder = MemoryRecorder([*memory(plan).events, asked(0), HintAsked(at=at(1), exchange=0)])
    interview = running(recorder, OfflineInterviewer())
    await collected(interview.advance())
    assert last_said(interview).purpose is Purpose.HINT
    assert last_said(interview).text in MANNERS[PersonaId.WARM_PEER].all_told


async def test_the_stakeholder_reacts_in_character() -> None:
    scene = a_stakeholder()
    interview = await interview_of(a_roleplay(), SPECIFIC.replace("pharmacy", "harbour"))
    text = last_said(interview).text
    assert text.startswith(scene.escalates[0])
    covering = "I would ask for a second opinion on 40 replies of the harbour assistant before you write to anybody."
    await collected(interview.answer(covering))
    assert last_said(interview).text.startswith(scene.softens[0])
    await collected(interview.answer("In the harbour I would, for example, count 40 visitors and their replies."))
    assert last_said(interview).text.startswith(scene.escalates[1])
    await collected(interview.answer("no idea"))
    turn = last_said(interview)
    assert turn.purpose is Purpose.REASK
    assert any(turn.text.startswith(p) for p in STAKEHOLDER.reasks[NonAnswer.DONT_KNOW])


async def test_no_persona_speaks_in_a_roleplay() -> None:
    office = {
        s for m in MANNERS.values() for pool in (m.lead_ins, m.transitions, m.openings, m.specifics) for s in pool
    }
    generic, specific = GENERIC.replace("pharmacy", "harbour"), SPECIFIC.replace("pharmacy", "harbour")
    interview = await interview_of(a_roleplay(), generic, "no idea", "nope", specific)
    await collected(interview.clarify())
    said = [t.text for t in interview.transcript.exchanges[0].turns if t.purpose is not Purpose.ANSWER]
    assert not [text for text in said for phrase in office if phrase in text]


async def test_without_anything_authored_it_still_asks_within_the_budget_and_leaves() -> None:
    bare = a_rich_question(context=(), key_points=(), probes=(), hints=())
    interview = await interview_of(a_plan_of(bare, probe_budget=10), *(f"{n} {SPECIFIC} {n}" for n in range(11)))
    exchange = interview.transcript.exchanges[0]
    assert exchange.probes_asked == 10
    assert exchange.closed is CloseReason.PROBES_SPENT
    said = [t.text for t in exchange.turns if t.purpose is Purpose.PROBE]
    assert len(set(said)) == 10


async def test_used_up_pools_do_not_repeat() -> None:
    plan = a_rich_plan(20)
    bare = [q.model_copy(update={"probes": (), "key_points": ()}) for q in plan.questions]
    interview = await interview_of(a_plan_of(*bare, probe_budget=2))
    while not interview.transcript.ended:
        await collected(interview.answer("About 200 visitors, for example, and 300 replies of the assistant."))
    said = [t.text for e in interview.transcript.exchanges for t in e.turns if t.purpose is Purpose.PROBE]
    assert len(said) == len(set(said)) == 40
    assert "Question 20, follow-up 2: take your last point one step further." in said


async def test_braces_and_markup_in_content_are_only_text() -> None:
    question = a_rich_question(
        title="{title} {0} [bold]",
        stakeholder=a_stakeholder(wants="{focus} {n}", escalates=("{0} {x}.",)),
        probes=(Probe(id="odd", ask="{what} %s?", aims_at="sample-point"),),
    )
    interview = await interview_of(a_plan_of(question), "no idea", SPECIFIC)
    assert last_said(interview).text == "{0} {x}. {what} %s?"
    plain = await interview_of(a_plan_of(question.model_copy(update={"stakeholder": None})), "no idea")
    assert "{title} {0} [bold]" in last_said(plain).text


async def test_the_move_obeys_whatever_ruling_it_gets() -> None:
    interview = await interview_of(a_rich_plan(), SPECIFIC)
    transcript = interview.transcript.model_copy(
        update={
            "exchanges": (
                interview.transcript.exchanges[0].model_copy(
                    update={"turns": interview.transcript.exchanges[0].turns[:2]}
                ),
            )
        }
    )
    for reason in (CloseReason.TIME_UP, CloseReason.SKIPPED):
        situation = a_situation(transcript, 0, ruling=Ruling(must_close=reason))
        *_, move = [part async for part in OfflineInterviewer().speak(situation)]
        assert isinstance(move, Move)
        assert (move.purpose, move.closes) == (Purpose.MOVE_ON, reason)
    situation = a_situation(transcript, 0, ruling=Ruling(reask=True), hearing=Hearing())
    *text, move = [part async for part in OfflineInterviewer().speak(situation)]
    assert isinstance(move, Move)
    assert move.purpose is Purpose.REASK
    assert text
