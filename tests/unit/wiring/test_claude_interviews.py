"""Whole interviews with models at an endpoint: a real server on this machine, faults included."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import SecretStr

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.grade import Graded, Ungraded
from interview_coach.domain.plan import Choices
from interview_coach.domain.scoring import scorecard
from interview_coach.domain.usage import Agent
from interview_coach.domain.vocabulary import CloseReason, Engine, Format, NonAnswer, Purpose, Verdict
from interview_coach.errors import BudgetSpent, EngineBusy, EngineError, EngineRefused, SettingsError
from interview_coach.llm.retrying import ATTEMPTS
from interview_coach.reports.data import transcript_data
from interview_coach.reports.text import transcript_text
from interview_coach.wiring.engines import report
from tests.fakes.brain import Brain, purpose_of
from tests.fakes.messages_api import Answer, Asked, Fault
from tests.support.claude import KEY, coach_at, hold, played, session_with
from tests.support.coaches import GOOD_ANSWER, a_coach

pytestmark = pytest.mark.loopback

REQUESTS = 11
"""Of a drill that goes well: five utterances, four decisions, a grading and a debrief."""

MOCK = Choices(format=Format.MOCK, questions=2, topics=("evaluation-design",))


async def test_an_interview_is_held_graded_and_debriefed_by_models(data_folder: Path) -> None:
    async with session_with(Brain(), data_folder) as (endpoint, session):
        await hold(session)
        await session.finish_grading()
        transcript = await session.write_debrief()
    exchange = transcript.exchanges[0]
    assert exchange.closed is CloseReason.PROBES_SPENT
    assert exchange.count(Purpose.PROBE) == transcript.plan.probe_budget
    assert all(t.engine is Engine.CLAUDE for t in exchange.turns if t.engine)
    grade = exchange.grade
    assert grade is not None and grade.finished
    assert grade.grader.full and grade.grader.model == "claude-opus-5-5" and grade.grader.prompt_hash
    assert all(isinstance(g, Graded) and g.evidence and g.level == 4 for g in grade.criteria)
    card = scorecard(transcript)
    assert not card.estimate
    assert card.verdict is not None and card.verdict.verdict is Verdict.HIRE
    assert transcript.debrief is not None and transcript.debrief.rewrite is not None
    spent = transcript.spent()
    assert spent.requests == len(endpoint.asked) == REQUESTS
    assert spent.dollars > 0 and not spent.unpriced
    assert {u.agent for u in transcript.uses} == {Agent.INTERVIEWER, Agent.GRADER, Agent.DEBRIEF}


async def test_the_interviewer_knows_the_notes_and_the_grader_never_sees_them(data_folder: Path) -> None:
    async with session_with(Brain(), data_folder) as (endpoint, session):
        await hold(session)
        await session.finish_grading()
    asked = {kind: [a for a in endpoint.asked if purpose_of(a) == kind] for kind in ("speech", "decide", "grade")}
    assert all("Private notes" in a.prompt for a in asked["speech"] + asked["decide"])
    for request in asked["grade"]:
        assert "Private notes" not in request.prompt
        assert "There is more to hear." not in request.prompt
        assert GOOD_ANSWER in request.prompt
        assert "An answer at level 3 overall" in request.prompt
    models = {kind: {a.body["model"] for a in requests} for kind, requests in asked.items()}
    assert models == {"speech": {"claude-sonnet-5-5"}, "decide": {"claude-sonnet-5-5"}, "grade": {"claude-opus-5-5"}}


async def test_what_stays_the_same_is_sent_the_same_and_marked_for_the_cache(data_folder: Path) -> None:
    async with session_with(Brain(), data_folder, MOCK) as (endpoint, session):
        await hold(session)
        await session.finish_grading()
    grading = [a for a in endpoint.asked if purpose_of(a) == "grade"]
    assert len(grading) == 2
    assert grading[0].body["system"][:2] == grading[1].body["system"][:2]
    assert grading[0].body["output_config"] == grading[1].body["output_config"]
    uses = [u for u in session.transcript.uses if u.agent is Agent.GRADER]
    assert uses[0].usage.cache_read_tokens == 0 < uses[1].usage.cache_read_tokens
    talking = [u.usage for u in session.transcript.uses if u.agent is Agent.INTERVIEWER]
    assert all(usage.cache_read_tokens > 0 for usage in talking[2:])
    talk = [a for a in endpoint.asked if purpose_of(a) in {"speech", "decide"}]
    for before, later in pairwise(talk):
        kept = [p["text"] for m in before.body["messages"] for p in m["content"]][:-1]
        assert [p["text"] for m in later.body["messages"] for p in m["content"]][: len(kept)] == kept
        marks = sum("cache_control" in p for m in later.body["messages"] for p in m["content"])
        assert marks + sum("cache_control" in p for p in later.body["system"]) <= 4


async def test_a_non_answer_never_closes_whatever_the_model_wants(data_folder: Path) -> None:
    async with session_with(Brain(close=True, answers="dont-know"), data_folder) as (_, session):
        await played(session.interview.advance())
        await played(session.interview.answer("Well, that is a thing that I have never had to think about at all."))
        exchange = session.transcript.exchanges[0]
        assert exchange.closed is None
        assert exchange.turns[-1].purpose is Purpose.REASK
        assert exchange.turns[-2].noticed is NonAnswer.DONT_KNOW


async def test_a_certain_non_answer_costs_no_decision(data_folder: Path) -> None:
    async with session_with(Brain(close=True), data_folder) as (endpoint, session):
        await played(session.interview.advance())
        await played(session.interview.answer("fine"))
        assert [purpose_of(a) for a in endpoint.asked] == ["speech", "speech"]
        assert session.transcript.exchanges[0].turns[-1].purpose is Purpose.REASK


async def test_the_model_closes_when_it_has_heard_enough_after_a_probe(data_folder: Path) -> None:
    async with session_with(Brain(close=True), data_folder) as (_, session):
        await hold(session)
    exchange = session.transcript.exchanges[0]
    assert (exchange.closed, exchange.probes_asked) == (CloseReason.ANSWERED, 1)


async def test_hints_and_facts_are_told_without_a_decision(data_folder: Path) -> None:
    async with session_with(Brain(), data_folder) as (endpoint, session):
        await played(session.interview.advance())
        await played(session.interview.hint())
        await played(session.interview.clarify("Who uses it?"))
    assert [purpose_of(a) for a in endpoint.asked] == ["speech"] * 3
    assert "Think of what you would look at first." in endpoint.asked[1].prompt.rpartition("[")[2]
    assert [t.purpose for t in session.transcript.exchanges[0].turns][1::2] == [
        Purpose.HINT_ASKED,
        Purpose.CLARIFICATION_ASKED,
    ]


def failing(kind: str, fault: Callable[[Answer], Answer]) -> Callable[[Asked, int], Answer]:
    """Return a brain whose first reply of that kind fails."""
    brain, failed = Brain(), [False]

    def respond(asked: Asked, number: int) -> Answer:
        answer = brain(asked, number)
        if purpose_of(asked) == kind and not failed[0]:
            failed[0] = True
            return fault(answer)
        return answer

    return respond


FAULTS: dict[str, Callable[[Answer], Answer]] = {
    "dropped": lambda a: replace(a, drop=True),
    "busy": lambda a: replace(a, status=529, error_type="overloaded_error"),
    "cut at the start": lambda a: replace(a, fault=Fault.CUT, fault_at=0),
    "cut in the middle": lambda a: replace(a, fault=Fault.CUT, fault_at=4),
    "overloaded in the middle": lambda a: replace(a, fault=Fault.OVERLOADED, fault_at=4),
    "garbage in the middle": lambda a: replace(a, fault=Fault.GARBAGE, fault_at=4),
    "ends too early": lambda a: replace(a, fault=Fault.END, fault_at=5),
    "empty": lambda a: replace(a, text=""),
    "pause_turn": lambda a: replace(a, stop_reason="pause_turn"),
}


def _with_status(status: int, answer: Answer) -> Answer:
    return replace(answer, status=status, error_type="api_error")


TROUBLES: dict[str, tuple[Callable[[Answer], Answer], int]] = {
    **{name: (fault, 1) for name, fault in FAULTS.items()},
    "thinking": (lambda a: replace(a, thinking=True), 0),
    "strange events and blocks": (lambda a: replace(a, strange=True), 0),
    "an unknown reason to stop": (lambda a: replace(a, stop_reason="something_new"), 0),
    "no room, but whole": (lambda a: replace(a, stop_reason="max_tokens"), 0),
    "no room in the context, but whole": (lambda a: replace(a, stop_reason="model_context_window_exceeded"), 0),
    "JSON cut off": (lambda a: replace(a, text=a.text[:9], stop_reason="max_tokens"), 1),
    "no JSON": (lambda a: replace(a, text="I would rather talk."), 1),
    **{f"status {status}": (partial(_with_status, status), 1) for status in (408, 409, 429, 500, 502, 503, 504)},
}
"""What a whole interview gets over, and how many requests more that takes."""

FORMS = ("decide", "grade", "debrief")


@pytest.mark.parametrize(
    ("name", "kind"), [(n, k) for n in TROUBLES for k in ("speech", *FORMS) if k in FORMS or "JSON" not in n]
)
async def test_a_whole_interview_gets_over_each_trouble(name: str, kind: str, data_folder: Path) -> None:
    change, more = TROUBLES[name]
    async with session_with(failing(kind, change), data_folder) as (endpoint, session):
        await hold(session)
        await session.finish_grading()
        transcript = await session.write_debrief()
    assert transcript.ended
    assert [t.text for _, t in transcript.exchanges[0].answers()] == [GOOD_ANSWER] * 4
    grade = transcript.exchanges[0].grade
    assert grade is not None and all(isinstance(g, Graded) for g in grade.criteria)
    assert transcript.debrief is not None
    assert len(endpoint.asked) == REQUESTS + more
    assert transcript.spent().requests == len(endpoint.asked)


@pytest.mark.parametrize(("status", "error"), [(529, EngineBusy), (401, EngineRefused)])
async def test_when_it_stays_down_the_offline_coach_can_take_the_turn(
    status: int, error: type[EngineError], data_folder: Path
) -> None:
    down = [False]
    brain = Brain()

    def respond(asked: Asked, number: int) -> Answer:
        return Answer(status=status, error_type="x") if down[0] else brain(asked, number)

    async with session_with(respond, data_folder) as (endpoint, session):
        await played(session.interview.advance())
        down[0] = True
        before = len(endpoint.asked)
        with pytest.raises(error):
            await played(session.interview.answer(GOOD_ANSWER))
        assert len(endpoint.asked) - before == (ATTEMPTS if status == 529 else 1)
        assert owed(session.transcript) is Owed.REACTION
        assert session.transcript.exchanges[0].turns[-1].text == GOOD_ANSWER
        await played(session.advance_offline())
        last = session.transcript.exchanges[0].turns[-1]
        assert (last.engine, last.purpose) == (Engine.OFFLINE, Purpose.PROBE)
        down[0] = False
        await played(session.interview.answer(GOOD_ANSWER))
        assert session.transcript.exchanges[0].turns[-1].engine is Engine.CLAUDE


async def test_grades_that_cannot_be_had_are_ungraded_and_can_be_made_up_for(data_folder: Path) -> None:
    brain, down = Brain(), [True]

    def respond(asked: Asked, number: int) -> Answer:
        if down[0] and purpose_of(asked) == "grade":
            return Answer(status=529, error_type="overloaded_error")
        return brain(asked, number)

    async with session_with(respond, data_folder) as (endpoint, session):
        await hold(session)
        transcript = await session.finish_grading()
        grade = transcript.exchanges[0].grade
        assert grade is not None and grade.finished
        assert all(isinstance(g, Ungraded) and "busy" in g.reason for g in grade.criteria)
        assert scorecard(transcript).level is None
        assert scorecard(transcript).verdict is None
        down[0] = False
        transcript = await session.grade_missing()
        grade = transcript.exchanges[0].grade
        assert grade is not None and len(transcript.exchanges[0].grades) == 1
        assert all(isinstance(grade.criterion(c.id), Graded) for c in transcript.exchanges[0].rubric.criteria)
        assert len(grade.key_points) == len(transcript.exchanges[0].question.key_points)
        asked = len(endpoint.asked)
        await session.grade_missing()
        assert len(endpoint.asked) == asked


async def test_a_declined_turn_is_not_asked_again_by_itself(data_folder: Path) -> None:
    async with session_with([Answer("I would rather not.", stop_reason="refusal")], data_folder) as (endpoint, session):
        with pytest.raises(EngineError, match="declined"):
            await played(session.interview.advance())
        assert len(endpoint.asked) == 1
        await played(session.advance_offline())
        assert session.transcript.exchanges[0].turns[0].engine is Engine.OFFLINE


async def test_an_utterance_that_ran_out_of_room_ends_with_its_last_whole_sentence(data_folder: Path) -> None:
    cut = Answer("How would you test that? And what would", stop_reason="max_tokens")
    async with session_with([cut], data_folder) as (_, session):
        await played(session.interview.advance())
        assert session.transcript.exchanges[0].turns[0].text == "How would you test that?"


async def test_the_budget_stops_before_the_next_request(data_folder: Path) -> None:
    async with session_with(Brain(), data_folder, max_cost=0.01) as (endpoint, session):
        await played(session.interview.advance())
        spent = session.transcript.spent().dollars
        assert 0 < spent < 0.01
        with pytest.raises(BudgetSpent, match="--max-cost"):
            for _ in range(4):
                await played(session.interview.answer(GOOD_ANSWER))
        asked = len(endpoint.asked)
        assert session.transcript.spent().requests == asked
        with pytest.raises(BudgetSpent):
            await played(session.interview.advance())
        assert len(endpoint.asked) == asked


@pytest.mark.parametrize("which", ["interviewer_model", "grader_model"])
def test_a_budget_needs_prices_before_anything_begins(which: str, data_folder: Path) -> None:
    coach = coach_at("http://127.0.0.1:1", data_folder, max_cost=1.0, **{which: "llama"})
    with pytest.raises(SettingsError, match="price of llama is not known"):
        report(coach.settings)


async def test_who_never_stops_talking_is_cut_off_at_a_sentence(data_folder: Path) -> None:
    endless = Answer("And what then, I ask you? " * 2_000, piece=500)
    async with session_with([endless], data_folder) as (_, session):
        await played(session.interview.advance())
        said = session.transcript.exchanges[0].turns[0].text
    assert said.endswith("I ask you?") and len(said) <= 7_000


async def test_a_model_without_a_price_is_counted_in_tokens(data_folder: Path) -> None:
    async with session_with(Brain(), data_folder, interviewer_model="llama") as (_, session):
        await played(session.interview.advance())
        spent = session.transcript.spent()
    assert (spent.unpriced, spent.dollars, spent.usage.output_tokens) == (1, 0.0, 20)


async def test_what_broke_off_is_counted_too(data_folder: Path) -> None:
    cut = Answer("Tell me more about that, please.", fault=Fault.CUT, fault_at=4)
    async with session_with([cut, Answer("And then?")], data_folder) as (_, session):
        await played(session.interview.advance())
        first, second = (u.usage for u in session.transcript.uses)
        assert first.read == second.read > 0


async def test_several_samples_give_the_mean_and_the_spread(data_folder: Path) -> None:
    levels = iter([3, 4, 5])
    brain = Brain()

    def respond(asked: Asked, number: int) -> Answer:
        if purpose_of(asked) == "grade":
            brain.level = next(levels)
        return brain(asked, number)

    async with session_with(respond, data_folder, samples=3) as (_, session):
        await hold(session)
        transcript = await session.finish_grading()
    grade = transcript.exchanges[0].grade
    assert grade is not None and grade.grader.samples == 3
    for found in grade.criteria:
        assert isinstance(found, Graded)
        assert (found.level, sorted(found.samples), found.margin) == (4.0, [3.0, 4.0, 5.0], 1.0)


async def test_the_key_stands_in_no_file_though_the_endpoint_repeats_it(data_folder: Path) -> None:
    brain = Brain()

    def respond(asked: Asked, number: int) -> Answer:
        if purpose_of(asked) in {"grade", "debrief"}:
            return Answer(status=400, error_type="invalid_request_error", message=f"no credit left for {KEY}")
        return brain(asked, number)

    async with session_with(respond, data_folder) as (_, session):
        await hold(session)
        await session.finish_grading()
        transcript = await session.write_debrief()
    grade = transcript.exchanges[0].grade
    assert grade is not None and "no credit left for ***" in grade.criteria[0].reason
    assert "no credit left for ***" in transcript.debrief_failed
    assert KEY not in transcript_text(transcript) + json.dumps(transcript_data(transcript))
    for file in data_folder.rglob("*"):
        assert not file.is_file() or KEY.encode() not in file.read_bytes()


async def test_long_interviews_are_summed_up_once(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview_coach.interviewing.claude.LONG", 300)
    async with session_with(Brain(close=True), data_folder, MOCK) as (endpoint, session):
        await hold(session)
        transcript = session.transcript
    assert transcript.summary is not None and transcript.summary.upto == 1
    assert [purpose_of(a) for a in endpoint.asked].count("summary") == 1
    last = [a for a in endpoint.asked if purpose_of(a) == "speech"][-1]
    assert "The candidate spoke of nurses" in last.prompt
    assert last.prompt.count("Private notes for question") == 1


async def test_endpoints_without_schemas_are_asked_by_tool_and_then_in_words(data_folder: Path) -> None:
    brain = Brain()

    def respond(asked: Asked, number: int) -> Answer:
        if asked.form:
            return Answer(status=400, error_type="invalid_request_error", message=f"{asked.form} is not supported")
        return brain(asked, number)

    async with session_with(respond, data_folder) as (endpoint, session):
        await hold(session)
        transcript = await session.finish_grading()
    grade = transcript.exchanges[0].grade
    assert grade is not None and all(isinstance(g, Graded) for g in grade.criteria)
    forms = [a.form for a in endpoint.asked if purpose_of(a) == "grade"]
    assert forms == ["schema", "tool", ""]


def test_claude_cannot_be_chosen_without_a_key(tmp_path: Path) -> None:
    assert report(a_coach(tmp_path).settings).engine is Engine.OFFLINE
    assert report(a_coach(tmp_path, api_key=SecretStr(KEY)).settings).engine is Engine.CLAUDE
    assert report(coach_at("http://127.0.0.1:1", tmp_path, api_key=None, engine=None).settings).engine is Engine.CLAUDE
    assert report(a_coach(tmp_path, api_key=SecretStr(KEY), engine=Engine.OFFLINE).settings).engine is Engine.OFFLINE
    with pytest.raises(SettingsError, match="ANTHROPIC_API_KEY"):
        report(a_coach(tmp_path, engine=Engine.CLAUDE).settings)


async def test_an_interview_goes_on_offline_where_the_key_is_gone(data_folder: Path) -> None:
    async with session_with(Brain(), data_folder) as (_, session):
        await played(session.interview.advance())
    resumed = await a_coach(data_folder).resume(session.id)
    try:
        assert "can't be asked now" in resumed.engine_note
        await played(resumed.interview.answer(GOOD_ANSWER))
        assert resumed.transcript.exchanges[0].turns[-1].engine is Engine.OFFLINE
    finally:
        await resumed.close()


async def test_quotes_that_nobody_said_are_asked_for_once_more_and_dropped(data_folder: Path) -> None:
    brain = Brain(level=5)

    def respond(asked: Asked, number: int) -> Answer:
        answer = brain(asked, number)
        if purpose_of(asked) != "grade":
            return answer
        reply = json.loads(answer.text)
        reply["criteria"][0]["quotes"] = ["I am the best candidate whom you ever met"]
        return replace(answer, text=json.dumps(reply))

    async with session_with(respond, data_folder) as (endpoint, session):
        await hold(session)
        transcript = await session.finish_grading()
    grading = [a for a in endpoint.asked if purpose_of(a) == "grade"]
    assert len(grading) == 2
    assert "do not stand in the candidate's answers" in grading[1].prompt
    grade = transcript.exchanges[0].grade
    assert grade is not None
    invented, honest = grade.criterion("method"), grade.criterion("rigour")
    assert isinstance(invented, Graded) and isinstance(honest, Graded)
    assert (invented.level, invented.evidence) == (2.0, ())
    assert "none of the quotes" in invented.reason
    assert honest.level == 5 and honest.evidence


async def test_an_endpoint_that_ignores_forced_tools_is_asked_in_words(data_folder: Path) -> None:
    brain = Brain()

    def respond(asked: Asked, number: int) -> Answer:
        answer = brain(asked, number)
        return replace(answer, text="Let me think about that.", as_tool=False) if asked.form else answer

    async with session_with(respond, data_folder) as (endpoint, session):
        await hold(session)
        transcript = await session.finish_grading()
    grade = transcript.exchanges[0].grade
    assert grade is not None and all(isinstance(g, Graded) for g in grade.criteria)
    assert [a.form for a in endpoint.asked if purpose_of(a) == "grade"] == ["schema", "tool", ""]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"answers": ["yes"], "close": True, "key_points_heard": [], "reason": "x", "next_aim": "none"},
        {"answers": "yes", "close": "no", "key_points_heard": {}, "reason": 3, "next_aim": []},
        {"answers": "yes", "close": False, "key_points_heard": [1, None, "made-up"], "reason": "\ud800", "next_aim": 7},
        [],
    ],
)
async def test_nonsense_in_a_decision_leaves_it_to_code(nonsense: object, data_folder: Path) -> None:
    brain = Brain()

    def respond(asked: Asked, number: int) -> Answer:
        return Answer(json.dumps(nonsense)) if purpose_of(asked) == "decide" else brain(asked, number)

    async with session_with(respond, data_folder) as (_, session):
        await played(session.interview.advance())
        await played(session.interview.answer(GOOD_ANSWER))
        assert session.transcript.exchanges[0].turns[-1].purpose is Purpose.PROBE


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413])
async def test_a_dead_endpoint_is_asked_once_however_many_samples_are_wanted(status: int, data_folder: Path) -> None:
    brain = Brain()

    def respond(asked: Asked, number: int) -> Answer:
        return Answer(status=status, message="no") if purpose_of(asked) == "grade" else brain(asked, number)

    async with session_with(respond, data_folder, samples=3) as (endpoint, session):
        await hold(session)
        transcript = await session.finish_grading()
    assert [purpose_of(a) for a in endpoint.asked].count("grade") == 1
    grade = transcript.exchanges[0].grade
    assert grade is not None and all(isinstance(g, Ungraded) for g in grade.criteria)
    assert transcript.spent().requests == len(endpoint.asked)
