from __future__ import annotations

import json

from interview_coach.domain.events import (
    CriterionWasGraded,
    Event,
    GradingFinished,
    GradingStarted,
    HintAsked,
    SelfAssessed,
)
from interview_coach.domain.grade import Evidence, FlagRaised
from interview_coach.domain.replay import after, replay
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.verdict import reach_verdict
from interview_coach.reports.data import transcript_data
from interview_coach.reports.text import scorecard_text, transcript_text
from tests.support.events import FULL_GRADER, OFFLINE_GRADER, answered, asked, at, graded, started, ungraded
from tests.support.reports import full_transcript


def a_transcript(*, full: bool = False, answer: str = "I would collect 200 real notes.") -> Transcript:
    grader = FULL_GRADER if full else OFFLINE_GRADER
    flag = FlagRaised(text="Hopes.", caps_at=4, evidence=Evidence(quote="real notes", turn=1, start=20, end=30))
    level = graded("method", 4.0).model_copy(
        update={"margin": 0.0 if full else 1.0, "next_level": "Says who judges.", "red_flags": (flag,)}
    )
    events: list[Event] = [
        started(),
        asked(1),
        answered(60, text=answer),
        HintAsked(at=at(61), exchange=0),
        SelfAssessed(at=at(70), exchange=0, level=3),
        GradingStarted(at=at(71), exchange=0, run="1.1", grader=grader, rubric_hash="abc"),
        CriterionWasGraded(at=at(72), exchange=0, run="1.1", grade=level),
        CriterionWasGraded(at=at(72), exchange=0, run="1.1", grade=ungraded("rigour")),
        GradingFinished(at=at(73), exchange=0, run="1.1"),
    ]
    return replay(events)


def test_the_json_form_holds_what_scripts_rely_on() -> None:
    data = json.loads(json.dumps(transcript_data(a_transcript())))
    assert {"schema_version", "id", "plan", "exchanges", "scorecard"} <= set(data)
    (exchange,) = data["exchanges"]
    assert (exchange["question_id"], exchange["competency"]) == ("question-1", "evaluation-design")
    assert exchange["turns"][1] == {
        "role": "candidate",
        "text": "I would collect 200 real notes.",
        "at": "2026-11-20T18:46:00Z",
        "purpose": "answer",
        "seconds": 30.0,
        "active_at": 59.0,
    }
    assert exchange["turns"][2]["text"] == ""
    method, rigour = exchange["grade"]["criteria"]
    assert (method["criterion"], method["status"], method["level"]) == ("method", "graded", 4.0)
    assert method["evidence"] == [{"quote": "real notes", "turn": 1, "start": 20, "end": 30}]
    assert (rigour["status"], rigour["level"], rigour["reason"], rigour["evidence"]) == (
        "ungraded",
        None,
        "The engine failed.",
        [],
    )
    assert data["scorecard"]["level"] == 4.0


def test_the_text_tells_level_anchor_evidence_and_what_is_next() -> None:
    text = transcript_text(a_transcript())
    for part in (
        "about 4.0 of 5 (estimate, ±1)",
        "Level 4 stands for: Anchor of level 4 of method",
        'You said: "real notes"',
        "The next level needs: Says who judges.",
        "Red flag: Hopes. It caps the level at 4.",
        "Your own guess: 3",
        "Rigour: ungraded",
        "The engine failed.",
        "no hire verdict",
        "(asked for a hint)",
    ):
        assert part in text


def test_a_debrief_tells_its_points_and_only_quotes_that_stand_there() -> None:
    transcript = full_transcript()
    assert transcript.debrief is not None
    text = " ".join(scorecard_text(transcript).split())
    assert 'Keep doing: * You begin with examples. You said (question 1): "real notes"' in text
    strength = transcript.debrief.strengths[0]
    for place in ({"exchange": 7}, {"evidence": strength.where.evidence.model_copy(update={"quote": "never said"})}):
        wrong = strength.model_copy(update={"where": strength.where.model_copy(update=place)})
        debrief = transcript.debrief.model_copy(update={"strengths": (wrong,), "changes": (), "rewrite": None})
        told = scorecard_text(transcript.model_copy(update={"debrief": debrief})).partition("DEBRIEF")[2]
        assert "You begin with examples." in told
        assert "You said" not in told


def test_only_a_full_grader_has_a_verdict() -> None:
    assert "Verdict" not in scorecard_text(a_transcript())
    text = scorecard_text(a_transcript(full=True))
    assert "Verdict: hire. The mean level is 4.00." in text
    assert "estimate" not in text


def test_an_empty_interview_has_a_scorecard() -> None:
    text = scorecard_text(replay([started()]))
    assert "No question has a level." in text


def test_hostile_text_is_spelt_out() -> None:
    text = transcript_text(a_transcript(answer="\x1b[2Jred\x07 \u202ebackwards\r\nnext \x9b31m line"))
    assert "\\x1b[2Jred\\x07 \\u202ebackwards" in text
    assert "next \\x9b31m line" in text
    assert "\x1b" not in text


def test_reasons_of_a_hostile_journal_are_spelt_out() -> None:
    transcript = a_transcript()
    (exchange,) = transcript.exchanges
    grade = exchange.grades[0].model_copy(update={"criteria": (ungraded("method", "\x1b[2Jno"), ungraded("rigour"))})
    exchange = exchange.model_copy(update={"grades": (grade,)})
    text = scorecard_text(transcript.model_copy(update={"exchanges": (exchange,)}))
    assert "Level: \\x1b[2Jno" in text
    assert "\x1b" not in text


def test_labels_and_events_of_the_future_are_told() -> None:
    text = transcript_text(full_transcript())
    assert "Name: At <Acme> & Co\nTags: acme\nNote:\n  Ask Maria.\n" in text
    assert "1 more event, kept as they are: from-the-future." in text
    assert "\x1b" not in text


def test_a_full_grade_beside_an_estimate_is_told_as_what_it_is() -> None:
    full, estimate = a_transcript(full=True).exchanges[0], a_transcript().exchanges[0]
    mixed = a_transcript().model_copy(update={"exchanges": (full, estimate)})
    first, second = scorecard_text(mixed).split("Question 2 ")
    assert "Level: 4.0 of 5\n" in first
    assert "estimate" not in first
    assert "Level: about 4.0 of 5 (estimate, ±1)" in second


def test_a_verdict_tells_its_level_as_exactly_as_the_rules_are() -> None:
    assert reach_verdict(3.25, ()).reasons == ("The mean level is 3.25.",)


def test_a_later_grading_that_failed_is_told_and_takes_nothing_away() -> None:
    transcript = a_transcript(full=True)
    events: list[Event] = [
        GradingStarted(at=at(90), exchange=0, run="1.2", grader=FULL_GRADER, rubric_hash="abc"),
        CriterionWasGraded(at=at(91), exchange=0, run="1.2", grade=ungraded("method", "The network is down.")),
        GradingFinished(at=at(92), exchange=0, run="1.2"),
    ]
    for event in events:
        transcript = after(transcript, event)
    text = " ".join(scorecard_text(transcript).split())
    assert "Level: 4.0 of 5 A later grading gave no level, so the one before it counts: The network is down." in text
