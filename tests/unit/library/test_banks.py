from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.domain.vocabulary import Background, Difficulty, Format, Seniority, Style, Track
from interview_coach.library.banks import Rubrics, read_bank
from tests.unit.library.samples import FULL_BANK, SMALLEST_BANK, bank_of, document, good_rubric


def with_question(fields: str) -> str:
    """Return the smallest bank with more fields in its question."""
    return SMALLEST_BANK + "".join(f"    {line}\n" for line in fields.splitlines())


def test_the_smallest_bank() -> None:
    bank, problems = bank_of(SMALLEST_BANK, "My own bank.yaml")
    assert problems == []
    assert bank is not None
    assert (bank.id, bank.title, bank.competency, bank.rubric) == (
        "my-own-bank",
        "My bank",
        "failure-modes",
        "failure-modes",
    )
    (question,) = bank.questions
    assert (question.id, question.title, question.ask) == (
        "what-could-go-wrong",
        "What could go wrong?",
        "What could go wrong?",
    )
    assert (question.bank, question.competency, question.rubric) == ("my-own-bank", "failure-modes", "failure-modes")
    assert (question.formats, question.minutes, question.difficulty) == (
        (Format.DRILL, Format.MOCK),
        6,
        Difficulty.MEDIUM,
    )
    assert question.fits(Track.VERTICAL, Seniority.MID, Background.FROM_PM)


def test_a_full_bank() -> None:
    bank, problems = bank_of(FULL_BANK)
    assert problems == []
    assert bank is not None
    assert (bank.id, bank.description, bank.path, bank.shipped) == (
        "support-bots", "What bots do wrong.", Path("my-bank.yaml"), False,
    )  # fmt: skip
    first, second = bank.questions
    assert [p.id for p in first.key_points] == ["stop-it", "names-who-was-hurt"]
    assert first.key_points[0].weight == 2
    assert first.key_points[0].cues == ("switch it off", "pull the plug")
    assert [p.id for p in first.probes] == ["how-fast", "who-exactly"]
    assert first.red_flags[0].id == "nobody-is-hurt"
    assert first.exemplars[1].style is Style.PLAIN
    assert first.seniority_notes == {Seniority.SENIOR: "Owns the decision."}
    assert first.minutes == 7.5
    assert second.stakeholder is not None
    assert second.spoken == "So, is it safe now?"
    assert second.formats == (Format.ROLEPLAY, Format.DRILL)
    assert second.title == "The vice president wants a promise that it never happens…"
    assert len(second.title) <= 60


def test_ids_that_are_left_out_are_unlike_all_others() -> None:
    bank, problems = bank_of(
        "title: A\nrubric: failure-modes\nquestions:\n"
        "  - {ask: Why?}\n  - {ask: Why!}\n  - {id: why-2, ask: Why not?}\n"
        "  - {ask: x, title: Why}\n  - {ask: 何ですか}\n"
    )
    assert problems == []
    assert bank is not None
    assert [q.id for q in bank.questions][:4] == ["why", "why-3", "why-2", "why-4"]
    assert bank.questions[4].id.startswith("questions-")


def test_fields_with_a_name_but_no_value_are_taken_for_left_out() -> None:
    bank, problems = bank_of(
        with_question(
            "title:\nhints:\ntracks: ~\nformats:\nid:\nstakeholder:\nseniority_notes:\n  senior:\n"
            "key_points:\n  - text: One\n    cues:\n    id:\n    criterion:"
        )
    )
    assert problems == []
    assert bank is not None
    assert bank.questions[0].hints == ()
    assert bank.questions[0].seniority_notes == {}


def test_an_unknown_name_without_a_value_is_still_told() -> None:
    _, problems = bank_of(with_question("hnits:\nseniority_notes:\n  principal:"))
    assert problems == [
        "5:5: `hnits`: did you mean `hints`?",
        "7:7: `seniority_notes` has no `principal`; expected associate, mid, senior or director",
        "7:7: `principal`: expected text, found nothing",
    ]


def test_what_is_wrong_in_one_question_leaves_out_that_question() -> None:
    text = "title: A\nrubric: failure-modes\nquestions:\n  - ask: One?\n  - ask: Two?\n    minuts: 5\n  - ask: Three?\n"
    bank, problems = bank_of(text)
    assert problems == ["6:5: `minuts`: did you mean `minutes`?"]
    assert bank is not None
    assert [q.id for q in bank.questions] == ["one", "three"]


@pytest.mark.parametrize("line", ["nonsense: 1", "competency: Not A Slug", "id: ../up", "description: [a]"])
def test_what_is_wrong_outside_of_questions_leaves_out_the_bank(line: str) -> None:
    bank, problems = bank_of(f"{line}\n{SMALLEST_BANK}")
    assert bank is None
    assert len(problems) == 1


@pytest.mark.parametrize("line", ["intent: &a b", 'intent: "\\x1b[2J"', "ask: again"])
def test_what_is_wrong_with_the_file_leaves_out_the_bank(line: str) -> None:
    bank, problems = bank_of(with_question(line))
    assert bank is None
    assert len(problems) == 1


def test_a_bank_without_a_good_question_is_left_out() -> None:
    assert bank_of("title: A\nrubric: failure-modes\nquestions:\n  - {}\n")[0] is None


def test_a_misspelt_field_hides_no_other_mistake() -> None:
    _, problems = bank_of(with_question("minuts: 5\nprobes:\n  - {ask: Who, aims_at: nobody}\nformats: [roleplay]"))
    assert problems == [
        "5:5: `minuts`: did you mean `minutes`?",
        "7:29: `nobody` is neither a key point of this question nor a criterion of `failure-modes`; "
        "expected names-failures or plans-response",
        "8:15: a roleplay needs a `stakeholder`: the person whom the interviewer plays",
    ]


def test_a_misspelt_field_is_not_missed_as_well() -> None:
    assert bank_of("title: A\nrubric: failure-modes\nquestions:\n  - {aks: Why?}\n")[1] == [
        "4:6: `aks`: did you mean `ask`?"
    ]


def test_a_probe_may_aim_at_a_key_point_by_the_id_that_it_gets() -> None:
    bank, problems = bank_of(
        with_question("key_points: [Says who is hurt]\nprobes: [{ask: Who, aims_at: says-who-is-hurt}]")
    )
    assert problems == []
    assert bank is not None
    assert bank.questions[0].probes[0].id == "who"


@pytest.mark.parametrize("name", ["key_points", "probes", "red_flags"])
def test_ids_within_a_question_are_unique(name: str) -> None:
    extra = {"probes": "ask: A, aims_at: names-failures", "red_flags": "text: A, criterion: names-failures"}.get(
        name, "text: A"
    )
    _, problems = bank_of(with_question(f"{name}:\n  - {{id: same, {extra}}}\n  - {{id: same, {extra}}}"))
    assert problems == ["7:14: the id `same` is taken already, in line 6"]


@pytest.mark.parametrize("padded", ['"names-failures "', '" names-failures"'])
def test_padded_names_are_told_not_raised(padded: str) -> None:
    _, problems = bank_of(with_question(f"key_points:\n  - {{text: A, criterion: {padded}}}"))
    assert "did you mean `names-failures`?" in problems[0]


def test_a_rubric_with_problems_of_its_own_is_named() -> None:
    bank, (complaint,) = read_bank(document(SMALLEST_BANK), Rubrics({}, broken={"failure-modes": Path("r/f.yaml")}))
    assert bank is None
    assert complaint.message == "the rubric `failure-modes` cannot be used: `r/f.yaml` has problems of its own"


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, "no rubric `failure-modes`; there is none yet||"),
        ({"ethics": 1, "zebra": 1}, "no rubric `failure-modes`|ethics or zebra|"),
        ({"failure-mode": 1}, "no rubric `failure-modes`: `failure-mode` exists|failure-mode|failure-mode"),
    ],
)
def test_an_unknown_rubric(known: dict[str, int], told: str) -> None:
    _, (complaint,) = read_bank(document(SMALLEST_BANK), Rubrics(dict.fromkeys(known, good_rubric())))
    assert complaint.location == ("rubric",)
    assert f"{complaint.message}|{complaint.expected}|{complaint.suggestion}" == told


def test_lists_are_bounded() -> None:
    _, problems = bank_of(with_question("hints: [" + "x, " * 101 + "]"))
    assert problems == ["5:12: `hints` has too many entries; at most 100 are allowed"]


def test_hostile_text_is_kept_as_it_is() -> None:
    bank, problems = bank_of(with_question("intent: '[red]not markup[/] <b>{x}</b>'"))
    assert problems == []
    assert bank is not None
    assert bank.questions[0].intent == "[red]not markup[/] <b>{x}</b>"
