from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from interview_coach.errors import ContentError
from interview_coach.library import Topic, check_files, load_library, sources
from interview_coach.library.rendering import as_text
from interview_coach.paths import Home
from tests.unit.library.samples import BROKEN, FULL_BANK, RUBRIC_TEXT, SMALLEST_BANK, bank_named, told, write


def test_what_is_really_shipped_can_be_loaded() -> None:
    library = load_library(None)
    assert library.banks
    assert all(bank.shipped for bank in library.banks)
    assert {q.rubric for q in library.questions()} <= set(library.rubrics)


def test_shipped_files_those_of_the_data_folder_and_named_ones_make_up_the_library(
    shipped: Path, home: Home, tmp_path: Path
) -> None:
    write(home.question_banks / "mine.yaml", bank_named("mine", "Mine?"))
    write(home.question_banks / "also.yml", bank_named("also", "Also?"))
    write(home.question_banks / "notes.txt", "no bank")
    write(home.question_banks / ".hidden.yaml", "no bank")
    write(home.rubrics / "own.yaml", RUBRIC_TEXT)
    named = write(tmp_path / "named.yaml", bank_named("named", "Named?").replace("failure-modes", "own"))
    library = load_library(home, [named])
    assert library.problems == ()
    assert [b.id for b in library.banks] == ["support-bots", "also", "mine", "named"]
    assert [b.shipped for b in library.banks] == [True, False, False, False]
    assert list(library.rubrics) == ["failure-modes", "own"]
    assert library.rubric_paths["own"] == home.rubrics / "own.yaml"


def test_folders_that_do_not_exist_hold_nothing(shipped: Path, home: Home) -> None:
    assert load_library(home).problems == ()


def test_a_named_folder_stands_for_its_files(shipped: Path, tmp_path: Path) -> None:
    write(tmp_path / "some" / "a.yaml", bank_named("a", "A?"))
    write(tmp_path / "some" / "b.yaml", bank_named("b", "B?"))
    assert [b.id for b in load_library(None, [tmp_path / "some"]).banks] == ["support-bots", "a", "b"]


def test_what_a_file_holds_is_told_by_its_fields(shipped: Path, home: Home, tmp_path: Path) -> None:
    write(home.question_banks / "own.yaml", RUBRIC_TEXT)
    write(home.rubrics / "bank.yaml", bank_named("bank").replace("failure-modes", "own"))
    named = write(tmp_path / "other.yaml", RUBRIC_TEXT)
    library = load_library(home, [named])
    assert library.problems == ()
    assert set(library.rubrics) == {"failure-modes", "own", "other"}
    assert library.bank("bank").rubric == "own"


def test_one_bad_file_hides_no_other(shipped: Path, home: Home) -> None:
    broken = [*BROKEN.glob("*.yaml")]
    for path in broken:
        write(home.question_banks / path.name, path.read_bytes())
    write(home.question_banks / "zz-good.yaml", bank_named("good", "Good?"))
    library = load_library(home)
    assert "good" in {b.id for b in library.banks}
    assert {p.path.name for p in library.problems} >= {p.name for p in broken}


def test_of_two_banks_with_one_id_the_first_stays_and_both_are_named(shipped: Path, home: Home) -> None:
    copy = write(home.question_banks / "copy.yaml", FULL_BANK)
    library = load_library(home)
    assert [b.path for b in library.banks] == [shipped / "question_banks" / "support-bots.yaml"]
    (problem,) = library.problems
    original = shipped / "question_banks" / "support-bots.yaml"
    assert str(problem) == (
        f"{copy}:1:5: the id `support-bots` is taken by the question bank in {original}; give this one another `id`, "
        "or write `replaces: support-bots` to put it in the place of that one"
    )


def test_of_two_rubrics_with_one_id_the_first_stays(shipped: Path, home: Home) -> None:
    write(home.rubrics / "failure-modes.yaml", RUBRIC_TEXT.replace("title: Failure modes", "title: Mine"))
    library = load_library(home)
    assert library.rubric("failure-modes").title == "Failure modes"
    assert "is taken by the rubric in" in str(library.problems[0])


def test_of_two_questions_with_one_id_the_first_stays_and_both_files_are_named(shipped: Path, home: Home) -> None:
    text = bank_named("other") + "  - {id: refund-bot, ask: Again?}\n"
    write(home.question_banks / "other.yaml", text)
    library = load_library(home)
    original = shipped / "question_banks" / "support-bots.yaml"
    assert told(library) == [
        f"other.yaml:6: the id `refund-bot` is taken already, in {original}:7; choose another `id`"
    ]
    assert [q.id for q in library.bank("other").questions] == ["what-now"]
    assert library.question("refund-bot").bank == "support-bots"


def test_a_bank_without_a_question_of_its_own_is_left_out(shipped: Path, home: Home) -> None:
    write(home.question_banks / "a.yaml", bank_named("a"))
    write(home.question_banks / "b.yaml", bank_named("b"))
    assert [b.id for b in load_library(home).banks] == ["support-bots", "a"]


def test_a_bank_whose_rubric_is_broken_says_so(shipped: Path, home: Home) -> None:
    write(home.rubrics / "own.yaml", RUBRIC_TEXT.replace("0.4", "0.3"))
    write(home.question_banks / "mine.yaml", bank_named("mine").replace("failure-modes", "own"))
    assert told(load_library(home)) == [
        "own.yaml:2: the weights of the criteria sum to 0.9; they must sum to 1",
        f"mine.yaml:3: the rubric `own` cannot be used: `{home.rubrics / 'own.yaml'}` has problems of its own",
    ]


def test_a_rubric_that_cannot_even_be_read_is_known_by_its_file(shipped: Path, home: Home) -> None:
    write(home.rubrics / "own.yaml", b"\xff\xfe")
    write(home.question_banks / "mine.yaml", bank_named("mine").replace("failure-modes", "own"))
    assert "cannot be used" in told(load_library(home))[1]


def test_a_missing_named_file_is_a_problem(shipped: Path, tmp_path: Path) -> None:
    assert [str(p) for p in load_library(None, [tmp_path / "no.yaml"]).problems] == [
        f"{tmp_path / 'no.yaml'}:1:1: there is no such file"
    ]


def test_impossible_names_are_problems(shipped: Path) -> None:
    assert len(load_library(None, [Path("a\0b"), Path("x" * 5000)]).problems) == 2


def test_a_file_that_is_found_twice_is_read_once(shipped: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(home.question_banks / "mine.yaml", bank_named("mine"))
    monkeypatch.chdir(path.parent)
    library = load_library(home, [Path("mine.yaml"), path.parent / ".." / "question_banks" / "mine.yaml"])
    assert library.problems == ()
    assert load_library(Home(shipped)).problems == ()
    assert load_library(None, [shipped / "question_banks" / "support-bots.yaml"]).banks[0].shipped


def test_in_a_checkout_own_files_lie_beside_the_shipped_ones(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PROJECT", shipped)
    monkeypatch.setattr(sources, "SHIPPED", {"failure-modes", "support-bots"})
    clash = write(shipped / "question_banks" / "a.yaml", bank_named("support-bots"))
    write(shipped / "question_banks" / "mine.yaml", bank_named("mine", "Mine?"))
    library = load_library(Home(shipped))
    assert [(b.id, b.shipped) for b in library.banks] == [("support-bots", True), ("mine", False)]
    assert [p.path for p in library.problems] == [clash]
    assert [b.id for b in load_library(Home(shipped / "elsewhere")).banks] == ["support-bots", "mine"]
    assert [b.id for b in load_library(None).banks] == ["support-bots"] and not load_library(None).problems


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_links_out_of_the_folder_are_refused(shipped: Path, home: Home, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.yaml", bank_named("outside"))
    inside = write(home.question_banks / "inside.yaml", bank_named("inside", "Inside?"))
    (home.question_banks / "link.yaml").symlink_to(outside)
    (home.question_banks / "alias.yaml").symlink_to(inside)
    (home.question_banks / "loop.yaml").symlink_to(home.question_banks / "loop.yaml")
    library = load_library(home)
    assert [b.id for b in library.banks] == ["support-bots", "inside"]
    assert any("link.yaml:1: this is a link to a file outside" in p for p in told(library))
    assert "outside" in {b.id for b in load_library(home, [home.question_banks / "link.yaml"]).banks}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes and links")
def test_whatever_lies_in_the_folder_is_told_and_hides_nothing(shipped: Path, home: Home, tmp_path: Path) -> None:
    folder = home.question_banks
    write(folder / "good.yaml", bank_named("good"))
    os.mkfifo(folder / "a-pipe.yaml")
    (folder / "b-device.yaml").symlink_to("/dev/zero")
    (folder / "c-folder.yaml").mkdir()
    (folder / "d-gone.yaml").symlink_to(folder / "nowhere.yaml")
    (folder / "e-out.yaml").symlink_to(write(tmp_path / "secret.yaml", "password: 1"))
    os.truncate(write(folder / "f-huge.yaml", "title: Huge\n"), 100_000_000)
    write(folder / "g-binary.yaml", bytes(range(256)) * 9)
    write(folder / "h-\x1b[2J.yaml", "")
    library = load_library(home)
    assert {bank.id for bank in library.banks} == {"support-bots", "good"}
    outside = "this is a link to a file outside of the folder; copy the file here, or name it with `--bank`"
    assert [str(p).removeprefix(f"{folder}/") for p in library.problems] == [
        f"b-device.yaml:1:1: {outside}",
        f"e-out.yaml:1:1: {outside}",
        "a-pipe.yaml:1:1: this is not a regular file",
        "c-folder.yaml:1:1: this is a folder, not a file",
        "d-gone.yaml:1:1: there is no such file",
        "f-huge.yaml:1:1: this file is larger than 2 MB; split it into several",
        "g-binary.yaml:1:1: this is not a text file: it holds NUL bytes",
        "h-\\x1b[2J.yaml:1:1: expected the fields of a question bank, such as `title: …`, found nothing",
    ]
    assert "password" not in "".join(as_text(problem) for problem in library.problems)


def test_a_folder_that_cannot_be_listed_is_a_problem(
    shipped: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.iterdir

    def iterdir(path: Path) -> object:
        if path == home.rubrics:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    library = load_library(home)
    assert told(library) == ["rubrics:1: this folder cannot be read: Permission denied"]
    assert library.banks


def test_files_are_checked_together_with_what_they_name(shipped: Path, home: Home, tmp_path: Path) -> None:
    write(home.question_banks / "broken.yaml", "title: 1")
    mine = write(tmp_path / "mine.yaml", SMALLEST_BANK.replace("ask", "aks"))
    assert [str(p) for p in check_files([mine], home)] == [f"{mine}:4:5: `aks`: did you mean `ask`?"]
    assert check_files([write(tmp_path / "good.yaml", SMALLEST_BANK)], home) == []
    assert [p.path.name for p in check_files([home.question_banks], home)] == ["broken.yaml"] * 3


def test_lookups_tell_what_was_meant(shipped: Path) -> None:
    library = load_library(None)
    assert library.question("refund-bot").title == "The refund bot"
    with pytest.raises(ContentError, match=r"^There is no question `refund-bott`: did you mean `refund-bot`\?$"):
        library.question("refund-bott")
    with pytest.raises(ContentError, match=r"^There is no rubric `zebra`\.$"):
        library.rubric("zebra")
    with pytest.raises(ContentError, match="did you mean `support-bots`"):
        library.bank("support-bot")


def test_topics_are_counted_over_all_banks(shipped: Path, home: Home) -> None:
    write(home.question_banks / "mine.yaml", bank_named("mine"))
    write(home.question_banks / "theme.yaml", "competency: my-theme\n" + bank_named("theme", "Theme?"))
    assert load_library(home).topics() == (Topic("failure-modes", "Support bots", 3), Topic("my-theme", "T", 1))


def test_the_collector_works_on_afterwards(shipped: Path) -> None:
    load_library(None)
    assert gc.isenabled()
    gc.disable()
    try:
        load_library(None)
        assert not gc.isenabled()
    finally:
        gc.enable()
