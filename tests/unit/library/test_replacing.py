from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.library import load_library
from interview_coach.paths import Home
from tests.unit.library.samples import FULL_BANK, RUBRIC_TEXT, bank_of, rubric_of, told, write

MINE = FULL_BANK.replace("id: support-bots\ntitle: Support bots", "replaces: support-bots\ntitle: Mine")
OTHER_BANK = "title: Other\nrubric: failure-modes\nquestions:\n  - ask: Other?\n"


def test_a_bank_takes_the_place_of_the_shipped_one(shipped: Path, home: Home) -> None:
    write(shipped / "question_banks" / "z-other.yaml", OTHER_BANK)
    mine = write(home.question_banks / "my-copy.yaml", MINE)
    library = load_library(home)
    assert library.problems == ()
    assert [(b.id, b.title, b.shipped) for b in library.banks] == [
        ("support-bots", "Mine", False),
        ("z-other", "Other", True),
    ]
    bank = library.bank("support-bots")
    assert bank.path == mine
    assert bank.replaces == shipped / "question_banks" / "support-bots.yaml"
    assert library.bank("z-other").replaces is None
    assert library.question("refund-bot").bank == "support-bots"


def test_a_rubric_takes_the_place_of_the_shipped_one(shipped: Path, home: Home) -> None:
    text = RUBRIC_TEXT.replace("title: Failure modes", "replaces: failure-modes\ntitle: My failure modes")
    mine = write(home.rubrics / "mine.yaml", text)
    library = load_library(home)
    assert library.problems == ()
    assert library.rubric("failure-modes").title == "My failure modes"
    assert library.rubric_paths["failure-modes"] == mine
    assert [b.id for b in library.banks] == ["support-bots"]


def test_the_same_id_beside_replaces_is_no_mistake_but_another_one_is() -> None:
    assert bank_of(FULL_BANK.replace("title: Supp", "replaces: support-bots\ntitle: Supp"))[1] == []
    assert bank_of("replaces: a\n" + FULL_BANK)[1] == [
        "2:5: a file that replaces `a` has that id as well; leave `id` out"
    ]
    assert rubric_of("id: b\nreplaces: a\n" + RUBRIC_TEXT)[1] == [
        "1:5: a file that replaces `a` has that id as well; leave `id` out"
    ]
    assert rubric_of("replaces: A b\n" + RUBRIC_TEXT)[1] == [
        "1:11: `replaces` cannot be `A b`: an id is lower-case words joined by hyphens, such as `a-b`"
    ]


def test_an_own_bank_can_be_replaced_as_well(shipped: Path, home: Home) -> None:
    write(home.question_banks / "mine.yaml", OTHER_BANK)
    named = write(home.root / "better.yaml", OTHER_BANK.replace("title", "replaces: mine\ntitle", 1))
    library = load_library(home, [named])
    assert library.problems == ()
    assert [b.path.name for b in library.banks] == ["support-bots.yaml", "better.yaml"]


def test_what_is_not_there_cannot_be_replaced(shipped: Path, home: Home) -> None:
    write(home.question_banks / "a.yaml", "replaces: suport-bots\n" + OTHER_BANK)
    write(home.question_banks / "b.yaml", "replaces: zebra\n" + OTHER_BANK)
    write(home.question_banks / "suport-bot.yaml", b"\xff")
    library = load_library(home)
    assert told(library)[:2] == [
        "a.yaml:1: there is no question bank `suport-bots` to replace: did you mean `support-bots`?",
        "b.yaml:1: there is no question bank `zebra` to replace; delete this line, and the file stands on its own",
    ]
    assert library.problems[0].suggestion == library.problems[1].expected == "support-bots"
    assert (library.problems[0].column, library.problems[0].end_column) == (11, 22)
    assert [b.id for b in library.banks] == ["support-bots"]


@pytest.mark.parametrize("folder", ["question_banks", "rubrics"])
def test_of_two_that_replace_the_same_the_first_stays_and_both_are_named(
    shipped: Path, home: Home, folder: str
) -> None:
    line, text = ("failure-modes", RUBRIC_TEXT) if folder == "rubrics" else ("support-bots", OTHER_BANK)
    noun = "rubric" if folder == "rubrics" else "question bank"
    first = write(home.root / folder / "a.yaml", f"replaces: {line}\n{text}")
    second = write(home.root / folder / "b.yaml", f"replaces: {line}\n{text}")
    library = load_library(home)
    assert [str(p) for p in library.problems if p.path == second] == [
        f"{second}:1:11: the {noun} `{line}` is replaced already, by {first}; only one file can take its place"
    ]
    assert not [p for p in library.problems if p.path == first]


def test_a_broken_file_replaces_nothing(shipped: Path, home: Home) -> None:
    write(home.question_banks / "mine.yaml", MINE.replace("rubric:", "rubrik:"))
    library = load_library(home)
    assert told(library) == ["mine.yaml:4: `rubrik`: did you mean `rubric`?"]
    assert library.bank("support-bots").shipped


def test_a_broken_file_can_be_replaced(shipped: Path, home: Home) -> None:
    write(shipped / "question_banks" / "support-bots.yaml", "id: support-bots\ntitle: 1\n")
    write(home.question_banks / "mine.yaml", MINE)
    library = load_library(home)
    assert library.bank("support-bots").title == "Mine"
    assert {p.path.name for p in library.problems} == {"support-bots.yaml"}


def test_questions_of_a_replaced_bank_are_not_missed_and_those_of_others_come_first(shipped: Path, home: Home) -> None:
    write(shipped / "question_banks" / "z-other.yaml", OTHER_BANK)
    write(home.question_banks / "mine.yaml", "replaces: support-bots\n" + OTHER_BANK + "  - ask: Mine?\n")
    library = load_library(home)
    other = shipped / "question_banks" / "z-other.yaml"
    assert told(library) == [f"mine.yaml:5: the id `other` is taken already, in {other}:4; choose another `id`"]
    assert [(q.bank, q.id) for q in library.questions()] == [("support-bots", "mine"), ("z-other", "other")]


def test_banks_that_do_not_fit_a_rubric_that_was_replaced_say_where_it_stands(shipped: Path, home: Home) -> None:
    text = RUBRIC_TEXT.replace("names-failures", "finds-failures").replace("title", "replaces: failure-modes\ntitle", 1)
    mine = write(home.rubrics / "mine.yaml", text)
    library = load_library(home)
    assert f"no criterion `names-failures` in the rubric `failure-modes` (now in {mine})" in told(library)[0]
    assert [q.id for q in library.questions()] == ["the-vice-president-wants-a-promise-that-it-never-happens"]
