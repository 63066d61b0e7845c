"""``due``, ``practice --due``, ``progress`` and ``plan`` in the shell."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from interview_coach.cli import main
from interview_coach.wiring import coach as coach_module
from tests.support.shipped import shipped_questions

Run = Callable[..., tuple[int, str, str]]

QUESTION = shipped_questions()[0]
assert QUESTION.model_answer is not None
ANSWER = f"{QUESTION.model_answer.text}\n.\n"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def days_in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days begin and end as the tests say, wherever the machine stands."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*argv: str, typed: str = "", day: float = 0) -> tuple[int, str, str]:
        at = NOW + timedelta(days=day)
        monkeypatch.setattr(coach_module.Coach.__init__, "__kwdefaults__", DEFAULTS | {"clock": lambda: at})
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8"))
        try:
            code = main(argv)
        except SystemExit as error:
            code = int(error.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


DEFAULTS = dict(coach_module.Coach.__init__.__kwdefaults__ or {})


def drilled(run: Run, day: float = 0) -> str:
    code, out, _ = run("practice", "--question", QUESTION.id, typed=ANSWER, day=day)
    assert code == 0
    return out.split()[-1]


class TestDue:
    def test_nothing_yet(self, run: Run) -> None:
        code, out, _ = run("due")
        assert (code, "none of these questions was practised yet" in out) == (0, True)
        code, _, err = run("practice", "--due")
        assert (code, "none of these questions was practised yet" in err) == (1, True)

    def test_what_is_due_is_listed_and_asked_again(self, run: Run) -> None:
        first = drilled(run)
        assert "Next: " in run("due")[1]
        code, out, _ = run("due", day=9)
        assert code == 0
        assert out.startswith("1 question due for practice:\n")
        assert QUESTION.title in out
        assert "estimated recall" in out
        data = json.loads(run("due", "--json", day=9)[1])
        assert data["due"][0]["card"]["question"] == QUESTION.id
        code, out, err = run("practice", "--due", typed=ANSWER, day=9)
        assert (code, err) == (0, "")
        told = json.loads(run("transcripts", "show", out.split()[-1], "--json", day=9)[1])
        assert told["plan"]["redo_of"] == {"interview": first, "exchange": 0}
        assert run("due", day=9)[1].startswith("Nothing is due today. Next: ")

    def test_later_and_ungraded_only_where_all_is_wanted(self, run: Run) -> None:
        drilled(run)
        assert "Later:" not in run("due")[1]
        out = run("due", "--all", "--topic", QUESTION.competency)[1]
        assert "Later:" in out
        others = [q for q in shipped_questions() if q.competency == QUESTION.competency and q.id != QUESTION.id]
        assert f"Never practised: {len(others)} questions" in out
        assert all(q.id in out for q in others)
        never = json.loads(run("due", "--json")[1])["never_practised"]
        assert len(never) == len(shipped_questions()) - 1

    @pytest.mark.parametrize("option", [["--track", "platform"], ["--seed", "1"], ["--question", "x"]])
    def test_what_a_repetition_decides_itself_is_refused(self, run: Run, option: list[str]) -> None:
        code, _, err = run("practice", "--due", *option)
        assert (code, option[0] in err) == (2, True)

    def test_an_impossible_topic_is_refused(self, run: Run) -> None:
        for command in (["due"], ["progress"], ["practice", "--due"]):
            code, _, err = run(*command, "--topic", "No Topic")
            assert (code, "is no id" in err) == (2, True)


class TestProgress:
    def test_nothing_yet(self, run: Run) -> None:
        code, out, _ = run("progress")
        assert (code, "No question was answered yet" in out) == (0, True)

    def test_figures_with_what_they_rest_on(self, run: Run) -> None:
        for day in range(3):
            drilled(run, day=day)
        code, out, err = run("progress", day=2)
        assert (code, err) == (0, "")
        for words in (
            "3 questions answered in 3 interviews, 3 with a level",
            "Streak: 3 days in a row",
            "(of 3 levels;",
            "3 levels, too few for a trend (5 are needed)",
            "WHAT IT TOOK",
            "may be a level off",
        ):
            assert words in " ".join(out.split()), words
        assert all(len(line) <= 80 for line in out.splitlines())

    def test_a_chart_has_a_mark_for_every_level(self, run: Run) -> None:
        for day in range(3):
            drilled(run, day=day)
        out = run("progress", "--topic", QUESTION.competency, day=2)[1]
        assert out.count("●") == 3
        assert "5 │" in out and "1 │" in out

    def test_filters(self, run: Run) -> None:
        drilled(run)
        drilled(run, day=5)
        answered = [
            json.loads(run("progress", "--json", *options, day=6)[1])["answered"]
            for options in ([], ["--since", "2026-11-23"], ["--track", "platform"], ["--topic", "nothing-of-it"])
        ]
        assert answered == [2, 1, 0, 0]
        assert run("progress", "--since", "soon")[0] == 2


class TestPlan:
    def test_the_first_plan_has_two_weeks(self, run: Run) -> None:
        code, out, err = run("plan")
        assert (code, err) == (0, "")
        assert "No interview in sight" in out
        assert "Today, Sat 21 Nov 2026" in out
        assert "Fri 4 Dec 2026" in out

    def test_what_is_set_is_remembered(self, run: Run) -> None:
        assert run("plan", "--date", "2026-12-10", "--minutes", "45", "--track", "platform")[0] == 0
        out = run("plan", "--days", "3")[1]
        assert "Interview on Thu 10 Dec 2026, in 19 days.\nFor: platform, mid, from-pm; 45 minutes a day." in out
        assert "… and 17 days more" in out
        assert "No interview in sight" in run("plan", "--no-date")[1]

    def test_material_is_ticked_off_and_taken_back(self, run: Run) -> None:
        assert "☑ Inspired, by Marty Cagan" in run("plan", "--studied", "inspired")[1]
        out = run("plan", "--not-studied", "inspired", "--material")[1]
        assert "☐ Inspired, by Marty Cagan" in out
        code, _, err = run("plan", "--studied", "inspird")
        assert (code, "did you mean `inspired`" in err) == (2, True)

    def test_answers_are_ticked_off(self, run: Run) -> None:
        drilled(run)
        out = run("plan", day=0.1)[1]
        assert "Done today:" in out
        assert f"☑ {QUESTION.title[:40]}" in out
        run("plan", "--minutes", "30")
        assert "DONE BEFORE TODAY, since Sat 21 Nov 2026" in run("plan", day=1)[1]

    @pytest.mark.parametrize(
        ("argv", "said"),
        [
            (["--date", "2026-11-20"], "has passed"),
            (["--date", "2030-01-01"], "more than two years away"),
            (["--date", "soon"], "is no date"),
            (["--minutes", "5"], "no whole number between 10 and 480"),
            (["--minutes", "½"], "no whole number"),
            (["--at", "18:30"], "--at is for calendars"),
            (["--at", "25:99", "--format", "ics"], "no time of day"),
            (["--json", "--format", "md"], "contradict each other"),
            (["--date", "2026-12-10", "--no-date"], "contradict each other"),
            (["--format", "text", "--output", "x.txt"], "--format names it"),
        ],
    )
    def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
        self, run: Run, data_folder: Path, argv: list[str], said: str
    ) -> None:
        code, out, err = run("plan", *argv)
        assert (code, out) == (2, "")
        assert said in err
        assert not (data_folder / "study-plan.json").exists()

    def test_files_by_their_name(self, run: Run, tmp_path: Path) -> None:
        for name, begins in (("p.ics", "BEGIN:VCALENDAR"), ("p.md", "# Study plan"), ("p.json", "{")):
            target = tmp_path / "out" / name
            assert run("plan", "--output", str(target))[:2] == (0, f"{target}\n")
            assert target.read_text(encoding="utf-8").startswith(begins)
            code, _, err = run("plan", "--output", str(target))
            assert (code, "already" in err) == (1, True)
            assert run("plan", "--output", str(target), "--force")[0] == 0

    def test_a_calendar_with_a_time_of_day(self, run: Run) -> None:
        code, out, _ = run("plan", "--format", "ics", "--at", "18:30")
        assert code == 0
        assert "DTSTART:20261121T183000" in out

    def test_a_broken_goal_is_told(self, run: Run, data_folder: Path) -> None:
        (data_folder / "study-plan.json").write_text("{")
        code, out, err = run("plan")
        assert (code, out) == (1, "")
        assert "Move it away" in err

    def test_json(self, run: Run) -> None:
        data = json.loads(run("plan", "--json")[1])
        assert len(data["days"]) == 14
        assert len(data["needs"]) == len({q.competency for q in shipped_questions()})
