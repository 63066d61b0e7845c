"""The shipped banks and rubrics: complete, free of lint, and enough for every candidate."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.vocabulary import Background, Format, NonAnswer, Seniority, Style, Track
from interview_coach.lexical.answers import non_answer
from interview_coach.lexical.tokens import sentences
from interview_coach.linting.files import lint_banks, lint_rubrics
from tests.support.shipped import rubric_of, shipped, shipped_questions

DOCS = Path(__file__).parents[2] / "docs"
CORE = ("evaluation-design", "failure-modes", "ethics", "stakeholder-scenarios")
FEWEST_IN_CORE, FEWEST_ELSEWHERE, FEWEST = 15, 7, 150
QUESTIONS = shipped_questions()
LEVELS = (1, 2, 3, 4, 5)


def test_nothing_shipped_has_a_problem() -> None:
    assert [str(p) for p in shipped().problems] == []


def test_the_lints_find_nothing_wrong_and_exemplars_rise_on_nearly_every_criterion() -> None:
    """Content may have a criterion on which two exemplars tie, but not in more than a tenth of the pairs."""
    found = [*lint_rubrics(shipped()), *lint_banks(shipped())]
    assert [str(p) for p in found if p.severity == "error"] == []
    pairs = sum(2 * len(rubric_of(q).criteria) for q in QUESTIONS)
    assert sum("sees no rise" in p.message for p in found) <= pairs / 10


def test_every_competency_has_enough_questions() -> None:
    counts = Counter(q.competency for q in QUESTIONS)
    assert set(counts) == set((DOCS / "competencies.txt").read_text(encoding="utf-8").split())
    few = {c: n for c, n in counts.items() if n < (FEWEST_IN_CORE if c in CORE else FEWEST_ELSEWHERE)}
    assert not few
    assert len(QUESTIONS) >= FEWEST


def test_everybody_has_enough_to_practise() -> None:
    for track in Track:
        assert sum(not q.tracks or track in q.tracks for q in QUESTIONS) >= 25, track
    for seniority in Seniority:
        assert sum(not q.seniorities or seniority in q.seniorities for q in QUESTIONS) >= 40, seniority
    for background in Background:
        assert sum(not q.backgrounds or background in q.backgrounds for q in QUESTIONS) >= 40, background


def test_a_case_of_ones_own_can_be_walked_through() -> None:
    assert sum(Format.PORTFOLIO in q.formats for q in QUESTIONS) >= 5


@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize("background", Background)
def test_everybody_finds_a_mock_interview(track: Track, background: Background) -> None:
    for seniority in Seniority:
        fitting = [q for q in QUESTIONS if Format.MOCK in q.formats and q.fits(track, seniority, background)]
        assert len(fitting) >= 3, (track, seniority, background)


def test_there_are_stakeholders_to_meet() -> None:
    met = [q.stakeholder for q in QUESTIONS if Format.ROLEPLAY in q.formats]
    assert len(met) >= 12
    assert all(s and s.escalates and s.softens for s in met)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_every_question_is_written_to_full_depth(question: Question) -> None:
    assert question.intent
    assert question.context
    assert 5 <= len(question.key_points) <= 9
    assert 4 <= len(question.probes) <= 8
    assert len({p.kind for p in question.probes}) >= 3
    assert len(question.hints) == 3
    assert question.red_flags
    assert len(question.seniority_notes) >= 2
    assert [e.level for e in question.calibration()] == [1, 3, 5]
    model = question.model_answer
    assert model is not None
    assert 180 <= len(model.text.split()) <= 340


@pytest.mark.parametrize("rubric", shipped().rubrics.values(), ids=lambda r: r.id)
def test_every_rubric_is_anchored(rubric: Rubric) -> None:
    assert 4 <= len(rubric.criteria) <= 5
    assert rubric.gates
    for criterion in rubric.criteria:
        assert len({criterion.levels[n] for n in LEVELS}) == 5
        assert criterion.indicators


@pytest.mark.parametrize("competency", CORE)
def test_twins_of_wording_stand_in_every_core_bank(competency: str) -> None:
    twins = [
        q
        for q in QUESTIONS
        if q.competency == competency and {Style.PLAIN, Style.JARGON} <= {e.style for e in q.exemplars}
    ]
    assert len(twins) >= 2


def test_hardly_a_sentence_of_a_good_answer_is_taken_for_none() -> None:
    """As replies to a follow-up, single sentences of the better exemplars are answers, unless they ask something."""
    found: list[NonAnswer | None] = []
    for question in QUESTIONS:
        said = [probe.ask for probe in question.probes]
        for text in (e.text for e in question.exemplars if e.level >= 3):
            parts = (text[part.start : part.end] for part in sentences(text) if len(part.tokens) >= 6)
            parts = (part for part in parts if not part.endswith("?"))
            found += [non_answer(part, question=question, said=said, follow_up=True) for part in parts]
    assert found.count(None) >= 0.98 * len(found)
    assert found.count(NonAnswer.DONT_KNOW) <= 0.005 * len(found)
