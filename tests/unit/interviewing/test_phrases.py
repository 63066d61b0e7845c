"""The pools of phrases: large enough, each sentence once, no praise, no blanks but the known ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from interview_coach.domain.persona import PersonaId
from interview_coach.domain.vocabulary import CloseReason, NonAnswer, ProbeKind, Purpose
from interview_coach.interviewing.phrases import FOCUSES, MANNERS, STAKEHOLDER, Manner, own_wish
from interview_coach.interviewing.speech import sentences_of
from tests.support.interviews import a_stakeholder
from tests.support.praise import PRAISE

ALL = {**{persona.value: manner for persona, manner in MANNERS.items()}, "stakeholder": STAKEHOLDER}
BLANKS = {"frames": {"frame"}, "narrowings": {"focus"}, "starting_points": {"title"}, "last_resorts": {"n", "k"}}
CLOSED_BY_RULING = (
    CloseReason.ANSWERED,
    CloseReason.PROBES_SPENT,
    CloseReason.NOT_ANSWERED,
    CloseReason.TIME_UP,
)


def pools(manner: Manner) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in Manner.__dataclass_fields__:
        value = getattr(manner, name)
        if isinstance(value, tuple):
            yield name, value
        else:
            yield name, tuple(text for pool in value.values() for text in ([pool] if isinstance(pool, str) else pool))


def test_every_persona_has_a_manner() -> None:
    assert set(MANNERS) == set(PersonaId)


@pytest.mark.parametrize("who", ALL)
def test_pools_are_large_enough(who: str) -> None:
    optional_for_stakeholders = {"openings", "frames", "transitions", "lead_ins", "fact_lead_ins", "hint_lead_ins"}
    for name, pool in pools(ALL[who]):
        if name in {"frames", "starting_points", "last_resorts"}:
            continue
        if who == "stakeholder" and name in optional_for_stakeholders:
            assert pool == ()
        else:
            assert len(pool) >= 8, name


@pytest.mark.parametrize("who", ALL)
def test_every_case_is_covered(who: str) -> None:
    manner = ALL[who]
    assert set(manner.reasks) == set(NonAnswer)
    assert all(len(pool) >= 3 for pool in manner.reasks.values())
    assert set(manner.closings) == set(CLOSED_BY_RULING)
    assert {Purpose.PROBE, Purpose.REASK, Purpose.CLARIFY, Purpose.MOVE_ON} == set(manner.last_resorts)
    assert set(FOCUSES) == set(ProbeKind)


@pytest.mark.parametrize("who", ALL)
def test_no_sentence_stands_twice(who: str) -> None:
    found = Counter(s for _, pool in pools(ALL[who]) for text in pool for s in sentences_of(text))
    assert [sentence for sentence, count in found.items() if count > 1] == []


def test_personas_do_not_share_sentences() -> None:
    shared = {"starting_points", "last_resorts"}
    found = Counter(
        s
        for manner in ALL.values()
        for s in {s for name, pool in pools(manner) if name not in shared for text in pool for s in sentences_of(text)}
    )
    assert [sentence for sentence, count in found.items() if count > 1] == []


@pytest.mark.parametrize("who", ALL)
def test_nobody_praises(who: str) -> None:
    for _, pool in pools(ALL[who]):
        for text in pool:
            assert not PRAISE.search(text), text


@pytest.mark.parametrize("who", ALL)
def test_blanks_are_those_that_get_filled(who: str) -> None:
    for name, pool in pools(ALL[who]):
        for text in pool:
            blanks = set(re.findall(r"{(\w*)}", text))
            assert blanks <= BLANKS.get(name, set()), text
            if name in {"frames", "narrowings"}:
                assert blanks == BLANKS[name], text
    assert all("{n}" in text for text in ALL[who].last_resorts.values())


@pytest.mark.parametrize(
    ("wants", "wish"),
    [
        ("A date for the contract, in writing.", "the way to this: a date for the contract"),
        ("GDPR approval by Friday", "the way to this: GDPR approval by Friday"),
        ("One figure that she can say without notes", None),
        ("The signature, or something that he can sell", "the way to this: the signature"),
        ("...", None),
    ],
)
def test_a_wish_is_only_told_where_it_sounds_like_the_first_person(wants: str, wish: str | None) -> None:
    assert own_wish(a_stakeholder(wants=wants)) == wish
