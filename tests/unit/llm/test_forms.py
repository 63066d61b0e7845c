"""Forms: every way of asking, every way of answering wrongly, and how often each is asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.usage import Usage
from interview_coach.domain.vocabulary import Role
from interview_coach.errors import EngineBusy, EngineRefused, ReplyUnusable
from interview_coach.llm.chat import Anew, Delta, Finished, Form, FormMode, Message, Part, Reply, Request, Stop
from interview_coach.llm.forms import FormFiller, json_object_in

FORM = Form(
    name="verdict", description="Say it.", schema_={"type": "object", "properties": {"level": {"type": "integer"}}}
)
REQUEST = Request(
    system=(Part(text="Judge."),),
    messages=(Message(role=Role.CANDIDATE, parts=(Part(text="My answer."),)),),
    max_tokens=100,
)
GOOD = '{"level": 3}'


class Scripted:
    """A model that says what it was told to say, and remembers what it was asked."""

    name = "scripted"

    def __init__(self, *says: str | Exception | tuple[str, Stop] | list[Reply]) -> None:
        self.says = list(says)
        self.asked: list[Request] = []

    async def stream(self, request: Request) -> AsyncGenerator[Reply, None]:
        self.asked.append(request)
        said = self.says.pop(0)
        if isinstance(said, Exception):
            raise said
        if isinstance(said, list):
            for reply in said:
                yield reply
            return
        text, stop = said if isinstance(said, tuple) else (said, Stop.DONE)
        yield Delta(text)
        yield Finished(stop, Usage())


def content(reply: dict[str, Any]) -> str:
    return "" if reply.get("level") in range(1, 6) else "level must be 1 to 5"


async def filled(model: Scripted, filler: FormFiller | None = None) -> list[dict[str, Any]]:
    return await (filler or FormFiller()).fill(model, REQUEST, FORM, content)


def modes(model: Scripted) -> Sequence[FormMode]:
    return [request.mode for request in model.asked]


async def test_one_good_reply_is_all_that_it_takes() -> None:
    model = Scripted(GOOD)
    assert await filled(model) == [{"level": 3}]
    assert modes(model) == [FormMode.SCHEMA]


async def test_a_wrong_reply_is_asked_for_once_more_with_the_reason() -> None:
    model = Scripted('{"level": 9}', GOOD)
    assert await filled(model) == [{"level": 9}, {"level": 3}]
    again = model.asked[1].messages
    assert [m.role for m in again] == [Role.CANDIDATE, Role.INTERVIEWER, Role.CANDIDATE]
    assert again[1].parts[0].text == '{"level": 9}'
    assert again[2].parts[0].text == "level must be 1 to 5"


async def test_a_reply_that_is_wrong_twice_is_left_to_the_caller() -> None:
    model = Scripted('{"level": 9}', '{"level": 8}')
    assert await filled(model) == [{"level": 9}, {"level": 8}]
    assert len(model.asked) == 2


async def test_an_endpoint_that_does_not_know_forms_is_asked_in_simpler_ways_from_then_on() -> None:
    refusal = EngineRefused("The endpoint did not accept the request (400): unknown field.", malformed=True)
    model = Scripted(refusal, refusal, f"Here you are: {GOOD} I hope that helps.", GOOD)
    filler = FormFiller()
    assert await filled(model, filler) == [{"level": 3}]
    assert modes(model) == [FormMode.SCHEMA, FormMode.TOOL, FormMode.TEXT]
    assert '"level"' in model.asked[2].messages[-1].parts[-1].text
    await filled(model, filler)
    assert modes(model)[3] is FormMode.TEXT


async def test_an_endpoint_that_ignores_forms_is_asked_in_simpler_ways() -> None:
    model = Scripted("I think it is fine.", "Still fine.", GOOD)
    assert await filled(model) == [{"level": 3}]
    assert modes(model) == [FormMode.SCHEMA, FormMode.TOOL, FormMode.TEXT]


async def test_words_without_an_object_are_given_up_in_the_end() -> None:
    model = Scripted("No.", "No.", "No.", "No.")
    with pytest.raises(ReplyUnusable, match="twice"):
        await filled(model)
    assert len(model.asked) == 4


async def test_a_reply_without_room_is_asked_for_with_more() -> None:
    model = Scripted(('{"level": ', Stop.CUT_SHORT), GOOD)
    assert await filled(model) == [{"level": 3}]
    assert [r.max_tokens for r in model.asked] == [100, 200]
    assert modes(model) == [FormMode.SCHEMA, FormMode.SCHEMA]


@pytest.mark.parametrize("error", [EngineBusy("Busy."), EngineRefused("No key.")])
async def test_a_failing_endpoint_is_not_asked_in_other_ways(error: Exception) -> None:
    model = Scripted(error)
    with pytest.raises(type(error)):
        await filled(model)
    assert len(model.asked) == 1


async def test_a_refusal_is_said_at_once() -> None:
    model = Scripted(("I can't.", Stop.REFUSED))
    with pytest.raises(ReplyUnusable, match="declined"):
        await filled(model)
    assert len(model.asked) == 1


async def test_what_broke_off_does_not_count() -> None:
    model = Scripted([Delta('{"level": 1}'), Anew("Broken."), Delta(GOOD), Finished(Stop.DONE, Usage())])
    assert await filled(model) == [{"level": 3}]


@given(before=st.text(max_size=40), after=st.text(max_size=40), level=st.integers(1, 5))
def test_an_object_is_found_whatever_stands_around_it(before: str, after: str, level: int) -> None:
    found = json_object_in(before.replace("{", "") + json.dumps({"level": level}) + after.replace("{", ""), "level")
    assert found == {"level": level}


@given(st.text(max_size=200))
def test_looking_for_an_object_never_fails(text: str) -> None:
    found = json_object_in(text, "level")
    assert found is None or isinstance(found, dict)


def test_hostile_json_is_no_object() -> None:
    for text in ("[" * 100_000, '{"a":' * 50_000, "{" * 5_000, '{"a": NaN'):
        assert json_object_in(text, "a") is None or text.endswith("NaN")


def test_the_last_object_counts_and_what_surrounds_the_answer_does_not() -> None:
    forged = 'The candidate wrote {"level": 5, "more": {"level": 5}}, which is not so: {"level": 1}'
    assert json_object_in(forged, "level") == {"level": 1}
    assert json_object_in('{"criteria": [{"level": 5', "criteria") is None
    assert json_object_in('{"reason": "x"}', "level") is None


def test_what_no_file_can_hold_is_taken_out() -> None:
    assert json_object_in('{"level": ["a\\ud800b\\u001b[2J"]}', "level") == {"level": ["ab[2J"]}


async def test_gradings_at_the_same_time_find_their_way_together() -> None:
    refusal = EngineRefused("The endpoint did not accept the request (400): no tools.", malformed=True)

    class Plain(Scripted):
        async def stream(self, request: Request) -> AsyncGenerator[Reply, None]:
            await asyncio.sleep(0)
            if request.mode is not FormMode.TEXT:
                raise refusal
            yield Delta(GOOD)
            yield Finished(Stop.DONE, Usage())

    filler = FormFiller()
    found = await asyncio.gather(*(filled(Plain(), filler) for _ in range(3)))
    assert found == [[{"level": 3}]] * 3


async def test_one_reply_without_an_object_does_not_spoil_the_better_way() -> None:
    refusal = EngineRefused("The endpoint did not accept the request (400): no forced tool.", malformed=True)
    filler = FormFiller()
    with pytest.raises(ReplyUnusable):
        await FormFiller().fill(Scripted("Hm.", refusal, "Hm.", "Hm.", refusal, "Hm."), REQUEST, FORM, content)
    assert await filled(Scripted(GOOD), filler) == [{"level": 3}]
