from __future__ import annotations

import pytest

from interview_coach.domain.question import ContextItem, KeyPoint, Probe, Question, RedFlag
from interview_coach.domain.vocabulary import Seniority, Style
from interview_coach.linting.depth import lint_depth
from interview_coach.linting.findings import Severity
from tests.support.events import a_question

POINTS = tuple(KeyPoint(id=f"p{n}", text=f"Point {n}", criterion="method", cues=("a cue",)) for n in range(5))
PROBES = tuple(Probe(id=f"q{n}", ask=f"Why {n}?", aims_at="p1") for n in range(4))
WHOLE = a_question(
    key_points=POINTS,
    probes=PROBES,
    intent="Shows judgement.",
    context=(ContextItem(about="users", tell="Nurses."),),
    red_flags=(RedFlag(id="none", text="x", criterion="method"),),
    seniority_notes={Seniority.SENIOR: "Expect numbers."},
)
BARE = Question(
    id="bare", bank="b", competency="c", rubric="testing", title="Bare", ask="How would you test a summariser?"
)


def advice(question: Question) -> str:
    found = list(lint_depth(question, ("questions", 3)))
    assert all(f.severity is Severity.ADVICE and f.where == ("questions", 3) for f in found)
    return "\n".join(f.message for f in found)


def changed(**changes: object) -> str:
    return advice(WHOLE.model_copy(update=changes))


def test_a_question_of_full_depth_needs_no_advice() -> None:
    assert advice(WHOLE) == ""


def test_of_a_bare_question_the_most_valuable_things_are_explained_and_the_others_named_on_one_line() -> None:
    assert advice(BARE) == (
        "feedback would be better with key points, 5 or more (they name what was covered and what was missed, and give "
        "follow-ups their aim); exemplars at levels 1, 3 and 5 (they fix the scale of the offline grader, and the best "
        "one is the model answer); probes, 4 or more (follow-ups that go to the point); hints, 3 from a nudge to "
        "nearly the answer (help for somebody who is stuck); then context, a red flag, an intent, seniority notes and "
        "a time limit in `minutes`"
    )


@pytest.mark.parametrize(
    ("told", "changes"),
    [
        (
            "more key points, 5 or more "
            "(they name what was covered and what was missed, and give follow-ups their aim)",
            {"key_points": POINTS[:3]},
        ),
        ("more probes, 4 or more (follow-ups that go to the point)", {"probes": PROBES[:2]}),
        (
            "more hints, 3 from a nudge to nearly the answer (help for somebody who is stuck)",
            {"hints": WHOLE.hints[:1]},
        ),
        (
            "an exemplar at level 3 (they fix the scale of the offline grader)",
            {"exemplars": (WHOLE.exemplars[0], WHOLE.exemplars[2])},
        ),
        (
            "exemplars at levels 1 and 5 "
            "(they fix the scale of the offline grader, and the best one is the model answer)",
            {"exemplars": (WHOLE.exemplars[1],)},
        ),
        ("context (facts to tell when the candidate asks to clarify)", {"context": ()}),
        ("a red flag (what should cost a level, whatever else was said)", {"red_flags": ()}),
        ("an intent (what Claude is told that the question should show)", {"intent": ""}),
        ("seniority notes (what changes with the seniority that is practised for)", {"seniority_notes": {}}),
        (
            "cues for `p0` (without them the offline coach never hears that it was said)",
            {"key_points": (POINTS[0].model_copy(update={"cues": ()}), *POINTS[1:])},
        ),
        (
            "cues for 5 of the key points (without them the offline coach never hears that it was said)",
            {"key_points": tuple(point.model_copy(update={"cues": ()}) for point in POINTS)},
        ),
        (
            "a criterion for `p4` (without one it counts for no level)",
            {"key_points": (*POINTS[:4], POINTS[4].model_copy(update={"criterion": None}))},
        ),
    ],
)
def test_what_is_missing_is_named_with_what_one_gains_by_it(told: str, changes: dict[str, object]) -> None:
    assert changed(**changes) == f"feedback would be better with {told}"


def test_a_time_limit_of_its_own_is_advised_where_none_was_given() -> None:
    without = Question.model_validate(WHOLE.model_dump(exclude={"minutes"}))
    assert advice(without) == "feedback would be better with a time limit in `minutes` (6 are allowed now)"


def test_exemplars_in_other_styles_fix_no_scale() -> None:
    plain = tuple(exemplar.model_copy(update={"style": Style.PLAIN}) for exemplar in WHOLE.exemplars)
    assert "exemplars at levels 1, 3 and 5" in changed(exemplars=plain)
