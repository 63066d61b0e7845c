"""Past interviews in the shell: lists, searches, labels, the trash, the index, comparisons."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coach.cli import main
from interview_coach.cli.counting import bar
from interview_coach.cli.groups.archive import SORTS
from interview_coach.domain.events import Event, GradingFinished, GradingStarted
from interview_coach.domain.plan import AttemptRef
from interview_coach.journal.index.filters import SortBy
from interview_coach.paths import Home
from tests.support.archives import Folder, interview
from tests.support.events import FULL_GRADER, at

Run = Callable[..., tuple[int, str, str]]

OLD, NEW = "20261110T080000Z-drill-aaa111", "20261120T080000Z-drill-bbb222"


@pytest.fixture
def folder(data_folder: Path) -> Folder:
    return Folder(Home(data_folder))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*argv: str, typed: str = "", terminal: bool = False) -> tuple[int, str, str]:
        stdin = io.StringIO(typed)
        monkeypatch.setattr(stdin, "isatty", lambda: terminal)
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
        code = main(argv)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def two(folder: Folder) -> Folder:
    """Return two drills at one question, ten days apart."""
    folder.write(OLD, *interview(OLD, "I would collect 200 real notes.", days=10, level=2, tags=("panel",)))
    folder.write(NEW, *interview(NEW, "I would collect 200 real notes from nurses, each marked twice.", level=4))
    return folder


def ids(out: str) -> list[str]:
    return [item["id"] for item in json.loads(out)]


class TestList:
    def test_the_orders_are_those_of_the_index(self) -> None:
        assert set(SORTS) == {by.value for by in SortBy}

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ([], [NEW, OLD]),
            (["--reverse"], [OLD, NEW]),
            (["--sort", "level"], [NEW, OLD]),
            (["--sort", "level", "--reverse"], [OLD, NEW]),
            (["--limit", "1"], [NEW]),
            (["--tag", "Panel"], [OLD]),
            (["--since", "2026-11-15"], [NEW]),
            (["--until", "2026-11-15"], [OLD]),
            (["--text", "nurses"], [NEW]),
            (["--competency", "ethics"], []),
            (["--grader", "offline", "--interviewer", "offline", "--format", "drill"], [NEW, OLD]),
            (["--verdict", "hire"], []),
            (["--unfinished"], []),
        ],
    )
    def test_order_and_filters(self, run: Run, two: Folder, options: list[str], expected: list[str]) -> None:
        code, out, err = run("transcripts", "list", "--json", *options)
        assert (code, err) == (0, "")
        assert ids(out) == expected

    def test_as_a_table(self, run: Run, two: Folder) -> None:
        _, out, _ = run("transcripts", "list")
        heading, first, second = out.splitlines()
        assert "VERDICT" in heading
        assert first.startswith(NEW)
        assert second.endswith("#panel")

    def test_nothing_there_and_nothing_like_that(self, run: Run, folder: Folder) -> None:
        assert "No interviews yet" in run("transcripts", "list")[1]
        folder.write(OLD, *interview(OLD))
        assert "No interview is like that" in run("transcripts", "list", "--track", "platform")[1]
        assert json.loads(run("transcripts", "list", "--track", "platform", "--json")[1]) == []

    def test_a_wrong_date_is_wrong_usage(self, run: Run, folder: Folder) -> None:
        code, _, err = run("transcripts", "list", "--since", "yesterday")
        assert code == 2
        assert "2026-11-21" in err


class TestSearch:
    def test_hits_stand_in_context_with_the_words_in_brackets(self, run: Run, two: Folder) -> None:
        code, out, err = run("transcripts", "search", "NURS")
        assert (code, err) == (0, "")
        assert out.startswith(NEW)
        assert "    candidate, question 1: I would collect 200 real notes from [nurses], each marked twice." in out

    def test_what_the_shell_passes_as_one_word_is_a_phrase(self, run: Run, two: Folder) -> None:
        assert ids(run("transcripts", "search", "real notes from", "--json")[1]) == [NEW]
        assert ids(run("transcripts", "search", "notes real", "--json")[1]) == []
        assert ids(run("transcripts", "search", "notes", "real", "--json")[1]) == [NEW, OLD]

    def test_filters_and_json(self, run: Run, two: Folder) -> None:
        _, out, _ = run("transcripts", "search", "notes", "--tag", "panel", "--json")
        (found,) = json.loads(out)
        assert found["id"] == OLD
        (hit,) = [h for h in found["hits"] if h["where"] == "candidate"]
        assert [hit["excerpt"][a:b] for a, b in hit["marks"]] == ["notes"]
        assert (hit["exchange"], hit["turn"]) == (0, 1)

    def test_nothing_found_and_nothing_to_look_for(self, run: Run, two: Folder) -> None:
        assert run("transcripts", "search", "zebra")[:2] == (0, "Nothing was found.\n")
        code, _, err = run("transcripts", "search", '"*"')
        assert (code, "no word" in err) == (2, True)

    def test_hostile_words_are_shown_as_text(self, run: Run, folder: Folder) -> None:
        folder.write(OLD, *interview(OLD, "Look \x1b[2J at [bold]this[/] \u202e text."))
        _, out, _ = run("transcripts", "search", "look")
        assert "\x1b" not in out
        assert "[Look] \\x1b[2J at [bold]this[/]" in out

    def test_more_than_the_limit_is_said(self, run: Run, two: Folder) -> None:
        _, out, err = run("transcripts", "search", "notes", "--limit", "1")
        assert OLD not in out
        assert "--limit" in err


class TestLabels:
    def test_tags_are_given_and_taken(self, run: Run, two: Folder) -> None:
        assert run("transcripts", "tag", OLD, "+Mock Panel", "june", "-panel")[:2] == (0, "mock-panel june\n")
        assert run("transcripts", "tag", "aaa111", "-june")[1] == "mock-panel\n"
        assert run("transcripts", "tag", OLD)[1] == "mock-panel\n"
        assert ids(run("transcripts", "list", "--tag", "mock-panel", "--json")[1]) == [OLD]

    @pytest.mark.parametrize("wrong", ["+", "+Ünder", "-"])
    def test_what_is_no_tag_is_refused(self, run: Run, two: Folder, wrong: str) -> None:
        code, _, err = run("transcripts", "tag", OLD, wrong)
        assert (code, "tag" in err) == (2, True)

    def test_a_name(self, run: Run, two: Folder) -> None:
        assert "“My best one”" in run("transcripts", "rename", OLD, "My", "best  one")[1]
        assert "My best one #panel" in run("transcripts", "list")[1]
        assert "has no name" in run("transcripts", "rename", OLD)[1]
        assert run("transcripts", "rename", OLD, "x" * 201)[0] == 2

    def test_a_note(self, run: Run, two: Folder) -> None:
        assert run("transcripts", "note", OLD)[1] == "No note.\n"
        run("transcripts", "note", OLD, "Ask for", "a number")
        assert run("transcripts", "note", OLD)[1] == "Ask for a number\n"
        run("transcripts", "note", OLD, "-", typed="two\nlines\n")
        assert run("transcripts", "note", OLD)[1] == "two\nlines\n"
        assert run("transcripts", "note", OLD, "--clear", "x")[0] == 2
        run("transcripts", "note", OLD, "--clear")
        assert run("transcripts", "note", OLD)[1] == "No note.\n"


class TestTrash:
    def test_there_and_back(self, run: Run, two: Folder) -> None:
        _, out, _ = run("transcripts", "delete", OLD)
        assert f"transcripts restore {OLD}" in out
        assert ids(run("transcripts", "list", "--json")[1]) == [NEW]
        (item,) = json.loads(run("transcripts", "trash", "--json")[1])
        assert (item["id"], item["interview"]["id"]) == (OLD, OLD)
        assert "Title of golden-set" in run("transcripts", "trash")[1]
        assert "Restored" in run("transcripts", "restore", "aaa111")[1]
        assert ids(run("transcripts", "list", "--json")[1]) == [NEW, OLD]
        assert "empty" in run("transcripts", "trash")[1]

    @pytest.mark.parametrize(("typed", "kept"), [("y\n", False), ("n\n", True), ("\n", True), ("", True)])
    def test_in_a_terminal_it_asks(self, run: Run, two: Folder, typed: str, *, kept: bool) -> None:
        _, out, _ = run("transcripts", "delete", OLD, typed=typed, terminal=True)
        assert "to the trash?" in out
        assert (OLD in ids(run("transcripts", "list", "--json")[1])) is kept

    def test_unless_told_not_to(self, run: Run, two: Folder) -> None:
        assert "trash?" not in run("transcripts", "delete", OLD, "--yes", terminal=True)[1]

    def test_what_is_not_there(self, run: Run, two: Folder) -> None:
        code, _, err = run("transcripts", "restore", OLD)
        assert (code, "transcripts trash" in err) == (1, True)


class TestIndex:
    def test_made_anew(self, run: Run, two: Folder) -> None:
        assert run("transcripts", "reindex")[:2] == (0, "2 interviews in the index.\n")
        assert two.home.index_file.exists()

    def test_a_foreign_file_in_its_place_is_replaced_and_that_is_said(self, run: Run, two: Folder) -> None:
        two.home.index_file.parent.mkdir()
        two.home.index_file.write_bytes(b"something else" * 1000)
        code, out, err = run("transcripts", "list", "--json")
        assert (code, ids(out)) == (0, [NEW, OLD])
        assert "built anew" in err

    def test_a_bar_only_on_a_terminal_and_only_for_many(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bar("Indexing")(500, 1000)
        assert capsys.readouterr().err == ""
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        draw = bar("Indexing")
        draw(1, 10)
        assert capsys.readouterr().err == ""
        draw(500, 1000)
        draw(1000, 1000)
        told = capsys.readouterr().err
        assert "500 of 1,000" in told
        assert told.endswith("1,000 of 1,000\n")


class TestCompare:
    def test_two_attempts(self, run: Run, two: Folder) -> None:
        code, out, err = run("compare", "aaa111", f"{NEW}:1")
        assert (code, err) == (0, "")
        assert "cannot be compared" not in out
        assert ["The", "question", "2.0", "4.0", "+2.0"] in [line.split() for line in out.splitlines()]
        assert "real [-notes.-] {+notes from nurses, each marked twice.+}" in " ".join(out.split())

    def test_as_json(self, run: Run, two: Folder) -> None:
        data = json.loads(run("transcripts", "compare", OLD, NEW, "--json")[1])
        assert (data["comparable"], data["delta"]) == (True, 2.0)
        assert [c["delta"] for c in data["criteria"]] == [2.0, 2.0]
        assert {p["change"] for p in data["words"]} == {"kept", "added", "dropped"}

    def test_why_they_cannot_be_compared(self, run: Run, two: Folder) -> None:
        third = "20261121T080000Z-drill-ccc333"
        two.write(third, *interview(third, level=4, grader=FULL_GRADER, question="other-question"))
        _, out, _ = run("compare", OLD, third)
        assert "The levels cannot be compared:" in out
        assert "coverage estimate (±1 level), the other a full grade" in out
        assert "Different questions" in out
        assert "+2.0" not in out

    def test_two_grades_of_one_answer(self, run: Run, folder: Folder) -> None:
        again: list[Event] = [
            GradingStarted(at=at(99), exchange=0, run="1.2", grader=FULL_GRADER, rubric_hash="0f0f"),
            GradingFinished(at=at(99), exchange=0, run="1.2"),
        ]
        folder.write(OLD, *interview(OLD), *again)
        _, out, _ = run("compare", OLD, "--grades")
        assert "grade 1" in out
        assert "grade 2" in out
        assert "What was said" not in out
        assert run("compare", OLD, "--grades", "2", "1")[0] == 0
        assert run("compare", OLD, "--grades", "1", "3")[0] == 2

    def test_a_repeated_question_alone(self, run: Run, two: Folder) -> None:
        third = "20261121T080000Z-drill-ccc333"
        again = interview(third, "Again.", redo_of=AttemptRef(interview=OLD, exchange=0))
        two.write(third, *again)
        _, out, _ = run("compare", "ccc333")
        assert f"first:  {OLD}:1" in out

    @pytest.mark.parametrize(
        ("argv", "told"),
        [
            ((OLD,), "repeats no earlier one"),
            ((OLD, "--grades"), "one grade"),
            ((OLD, NEW, "--grades"), "name one interview"),
            ((f"{OLD}:7", NEW), "no question 7"),
            (("nothing", NEW), "no transcript"),
        ],
    )
    def test_what_cannot_be_done_is_said(self, run: Run, two: Folder, argv: tuple[str, ...], told: str) -> None:
        code, _, err = run("compare", *argv)
        assert code in (1, 2)
        assert told in err
