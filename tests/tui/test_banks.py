"""The Banks screen: what it shows, editing in a real editor, watching the files, practising a question."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from interview_coach.journal.locking import JournalLock
from interview_coach.tui.screens.banks import BanksScreen
from interview_coach.tui.screens.coverage import CoverageScreen
from interview_coach.tui.screens.dialogs import AskDialog, ChoiceDialog
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.screens.problems import ProblemsScreen
from interview_coach.tui.screens.scorecard import ScorecardScreen
from tests.support.banks import MINE, banks_desk, lines_changed, mine, told
from tests.support.tui import LARGE, Desk

BROKEN = "title: Broken\nrubric: failure-mode\nquestions:\n  - ask: What?\n    minuts: 7\n"
HOSTILE = 'title: "[red]Evil[/red] [@click=app.quit]x[/]"\nrubric: failure-modes\nquestions: [{ask: "[b]Bold[/b]?"}]\n'


async def _choose(seat: Desk, kind: str, its_id: str) -> BanksScreen:
    screen = await seat.on(BanksScreen)
    await screen.look(at=(kind, its_id))
    await seat.settle()
    assert screen.row is not None and screen.row.key == (kind, its_id)
    return screen


async def _write(seat: Desk, text: str) -> None:
    ask = await seat.on(AskDialog)
    ask.query_one(Input).value = text
    await seat.press("enter")


async def test_home_leads_to_the_banks_with_a_search_and_escape_leads_back(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        assert "My questions" in seat.shown() and "Support bots" in seat.shown()
        assert seat.words("#top") == "Banks and rubrics · 2 banks · 4 questions · 1 rubric"
        await seat.press("slash", *"refund 40")
        assert "The refund bot" in seat.shown() and "My questions" not in seat.shown()
        await seat.press("enter", "down", "down")
        assert "THE REFUND BOT" in seat.words("#detail").upper()
        await seat.press("escape")
        assert "My questions" in seat.shown() and not seat.app.screen.query_one(Input).value
        await seat.press("slash", *"zzz")
        assert "Nothing matches" in seat.shown()
        await seat.press("escape", "escape")
        assert "Drill" in seat.shown()


async def test_a_question_is_shown_as_the_interviewer_sees_it_and_help_names_every_key(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, size=LARGE) as seat:
        await _choose(seat, "question", "refund-bot")
        words = seat.words("#detail")
        for part in (
            "A bot promised 40 refunds. What now?",
            "volume: 900 chats a day.",
            "Stops the harm first Counts for plans-response. Weighs 2. Heard in: switch it off, pull the plug.",
            "How fast? (number, after stop-it)",
            "1. Think of now",
            "Nobody is hurt Caps names-failures at 2.",
            "An answer at level 5, plain",
            "senior: Owns the decision.",
            "Graded by",
        ):
            assert part in words
        await seat.press("f1")
        for words in ("Practise this question now", "Search in all banks", "Move the question up in its bank"):
            assert words in seat.shown()
        await seat.press("escape", "ctrl+p", *"coverage")
        assert "How many questions there are for whom" in seat.shown()
        await seat.press("enter")
        await seat.on(CoverageScreen)
        assert "Drill" in seat.shown() and "Failure modes" in seat.shown()
        await seat.press("right")
        assert "Foundation" in seat.shown()
        await seat.press("left", "left")
        assert "Hard" in seat.shown()


async def test_files_that_cannot_be_used_hide_nothing_and_none_is_obeyed(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, size=LARGE, evil=HOSTILE, broken=BROKEN) as seat:
        await _choose(seat, "file", str(tmp_path / "data" / "question_banks" / "broken.yaml"))
        words = seat.words("#detail")
        assert "no rubric `failure-mode`: `failure-modes` exists" in words and "did you mean `minutes`" in words
        assert "My questions" in seat.shown() and "2 problems" in seat.words("#top")
        await _choose(seat, "bank", "evil")
        assert "[red]Evil[/red] [@click=app.quit]x[/]" in seat.shown()
        await seat.press("right", "right")
        assert "[b]Bold[/b]?" in seat.words("#detail")
        await seat.press("f")
        assert "[b]Bold[/b]?" in seat.shown()


async def test_a_problem_is_shown_with_its_line_and_opens_the_editor_there(tmp_path: Path) -> None:
    script = """sed -i 's/minuts/minutes/; s/failure-mode$/failure-modes/' "$FILE" """
    async with banks_desk(tmp_path, broken=BROKEN, editor=script, size=LARGE) as seat:
        await seat.press("m")
        await seat.on(ProblemsScreen)
        assert "✗ broken.yaml:2:9 no rubric" in seat.shown()
        await seat.press("down")
        assert "5 |     minuts: 7" in seat.words("#excerpt") and "^^^^^^ minutes" in seat.words("#excerpt")
        await seat.press("enter")
        assert (tmp_path / "opened").read_text() == "+5\n"
        assert "nothing is wrong" in seat.words("#top")
        assert mine(tmp_path, "broken") == BROKEN.replace("minuts", "minutes").replace(
            "failure-mode\n", "failure-modes\n"
        )
        await seat.press("escape")
        assert "3 banks" in seat.words("#top")


async def test_the_editor_opens_at_the_question_and_what_it_wrote_is_there_at_once(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, editor="""sed -i 's/Measure/Count/' "$FILE" """) as seat:
        await _choose(seat, "question", "measure")
        await seat.press("e")
        assert (tmp_path / "opened").read_text() == "+12\n"
        assert mine(tmp_path) == MINE.replace("Measure", "Count")
        assert "Count" in seat.shown() and "Saved: mine.yaml" in told(seat)
        assert [p.name for p in (tmp_path / "data" / "question_banks").iterdir()] == ["mine.yaml"]


async def test_an_edit_that_is_not_valid_can_be_mended_and_the_old_version_stands_until_then(tmp_path: Path) -> None:
    script = f"""
        if test -e {tmp_path}/again; then sed -i 's/rubrik/rubric/' "$FILE"
        else sed -i 's/rubric/rubrik/; s/Measure/Count/' "$FILE"; touch {tmp_path}/again; fi"""
    async with banks_desk(tmp_path, editor=script) as seat:
        await seat.press("e")
        await seat.on(ChoiceDialog)
        assert "`rubrik`: did you mean `rubric`?" in seat.shown() and mine(tmp_path) == MINE
        await seat.press("e")
        assert mine(tmp_path) == MINE.replace("Measure", "Count")
        assert (tmp_path / "opened").read_text() == "+1\n+3\n"


async def test_an_edit_that_is_not_valid_is_kept_beside_or_dropped(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, editor="""echo 'x: [' >> "$FILE" """) as seat:
        for key in ("d", "escape"):
            await seat.press("e", key)
            drafts = list((tmp_path / "data" / "question_banks").glob("mine.yaml.draft-*"))
            kept = [] if key == "d" else [MINE + "x: [\n"]
            assert mine(tmp_path) == MINE and [p.read_text() for p in drafts] == kept
            assert all(str(p) in told(seat) for p in drafts)
            assert "2 banks" in seat.words("#top")


async def test_an_edit_from_elsewhere_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    bank = tmp_path / "data" / "question_banks" / "mine.yaml"
    script = f"""sed -i 's/Measure/Count/' "$FILE"; sed -i 's/My questions/Theirs/' {bank}"""
    async with banks_desk(tmp_path, editor=script, size=LARGE) as seat:
        await seat.press("e")
        await seat.on(ChoiceDialog)
        assert '-title: "Theirs"' in seat.shown() and "+    title: Count" in seat.shown()
        await seat.press("k")
        assert mine(tmp_path) == MINE.replace("My questions", "Theirs")
        (draft,) = bank.parent.glob("mine.yaml.draft-*")
        assert draft.read_text() == MINE.replace("Measure", "Count")
        await seat.press("e", "m")
        assert mine(tmp_path) == MINE.replace("Measure", "Count").replace("My questions", "Theirs")


async def test_two_windows_do_not_edit_one_file_at_a_time(tmp_path: Path) -> None:
    copy = tmp_path / "data" / "question_banks" / ".mine.editing.yaml"
    async with banks_desk(tmp_path, editor="""echo '# mine' >> "$FILE" """) as seat:
        other = JournalLock(copy)
        copy.write_text("what the other window's editor stored")
        await seat.press("e")
        assert "open in the editor of another window" in told(seat)
        assert copy.read_text() == "what the other window's editor stored" and mine(tmp_path) == MINE
        copy.unlink()
        other.release()
        await seat.press("e")
        assert mine(tmp_path) == f"{MINE}# mine\n"


async def test_a_failing_editor_leaves_the_file_and_its_copy(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, editor='echo more >> "$FILE"; exit 3') as seat:
        await seat.press("e")
        assert mine(tmp_path) == MINE and "exit 3" in told(seat)
        (copy,) = (tmp_path / "data" / "question_banks").glob(".mine.editing-*.yaml")
        assert str(copy) in told(seat) and copy.read_text() == MINE + "more\n"


async def test_where_a_search_finds_nothing_every_key_of_the_tree_is_harmless(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        await seat.press("slash", "q", "q", "q", "tab")
        await seat.on(BanksScreen)
        for key in ("home", "end", "up", "down", "left", "right", "enter", "space", "shift+up", "shift+down", "p", "e"):
            await seat.press(key)
        assert "Nothing matches" in seat.words("#detail")
        await seat.press("escape")
        assert "2 banks" in seat.words("#top")


async def test_an_edit_elsewhere_shows_without_a_restart_and_the_place_is_kept(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        screen = await _choose(seat, "question", "measure")
        before = screen.library
        await screen.look()
        assert screen.library is before
        bank = tmp_path / "data" / "question_banks" / "mine.yaml"
        bank.write_text(MINE.replace("What would you measure", "What would you watch") + "  - ask: And then?\n")
        await screen.look()
        assert "5 questions" in seat.words("#top") and "What would you watch" in seat.words("#detail")
        assert screen.row is not None and screen.row.id == "measure"
        bank.unlink()
        await screen.look()
        assert "1 bank · 2 questions" in seat.words("#top")


async def test_a_question_is_practised_now_and_the_screen_comes_back_to_it(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        await _choose(seat, "question", "measure")
        await seat.press("p")
        screen = await seat.on(InterviewScreen)
        assert [q.id for q in screen.session.transcript.plan.questions] == ["measure"]
        await seat.press("escape", "l")
        back = await seat.on(BanksScreen)
        assert back.row is not None and back.row.id == "measure"


async def test_an_interview_keeps_the_version_that_it_started_with(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        await _choose(seat, "question", "refund-bot")
        await seat.press("p")
        screen = await seat.on(InterviewScreen)
        before = screen.session.transcript.plan.model_dump_json()
        shipped = tmp_path / "shipped"
        (shipped / "question_banks" / "support-bots.yaml").unlink()
        rubric = shipped / "rubrics" / "failure-modes.yaml"
        rubric.write_text(rubric.read_text().replace("Failure modes", "Something else"))
        seat.coach.reload_library()
        await seat.answer("I would switch it off at once, and then find out who was hurt by the forty refunds.")
        journal = screen.session.id
        await seat.press("escape", "e", "3")
        card = await seat.on(ScorecardScreen)
        await seat.until(lambda: card.query_one("#grading").has_class("hidden"))
        kept = seat.coach.store.read(journal).transcript
        assert kept.plan.model_dump_json() == before
        exchange = kept.exchanges[0]
        assert exchange.question.ask == "A bot promised 40 refunds. What now?"
        assert exchange.grade is not None and exchange.grade.finished
        await seat.press("escape")
        await seat.on(BanksScreen)
        again = await seat.coach.regrade(journal)
        assert again.exchanges[0].rubric.title == kept.plan.rubrics[0].title != "Something else"


async def test_a_new_bank_begins_from_a_template_and_is_chosen(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, shipped=True) as seat:
        await seat.press("n")
        await seat.on(ChoiceDialog)
        await seat.press("r")
        await _write(seat, "Scenes")
        screen = await seat.on(BanksScreen)
        text = mine(tmp_path, "scenes")
        assert "title: Scenes" in text and "stakeholder:" in text
        assert screen.row is not None and screen.row.key == ("bank", "scenes")


async def test_what_came_with_the_program_is_copied_beside_or_in_its_place(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, editor="""sed -i 's/promised 40/promised 50/' "$FILE" """) as seat:
        shipped = tmp_path / "shipped" / "question_banks" / "support-bots.yaml"
        original = shipped.read_text()
        for key, name in (("b", "my-support-bots"), ("r", "my-support-bots-2")):
            await _choose(seat, "bank", "support-bots")
            await seat.press("e", key)
            await seat.until(lambda name=name: f"Saved: {name}.yaml" in told(seat))  # type: ignore[misc]
            gone, new = lines_changed(original, mine(tmp_path, name))
            assert "    ask: A bot promised 50 refunds. What now?" in new, name
            assert shipped.read_text() == original
            assert "3 banks" in seat.words("#top") and "problem" not in seat.words("#top")
            if key == "r":
                assert "replaces: support-bots" in new and gone == [
                    "id: support-bots",
                    "    ask: A bot promised 40 refunds. What now?",
                ]


async def test_questions_are_moved_and_deleted_own_files_go_to_the_trash_and_shipped_ones_stay(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        await _choose(seat, "question", "measure")
        await seat.press("ctrl+up")
        moved = mine(tmp_path)
        assert sorted(moved.splitlines()) == sorted(MINE.splitlines())
        assert moved.index("title: Measure") < moved.index("# the first") < moved.index("- ask: How would")
        await seat.press("d", "d")
        left = mine(tmp_path)
        gone, new = lines_changed(MINE, left)
        assert not new and "    title: Measure" in gone and "  # the first" not in gone
        await _choose(seat, "bank", "mine")
        await seat.press("d")
        await seat.on(ChoiceDialog)
        await seat.press("escape")
        assert mine(tmp_path) == left
        await seat.press("d", "d")
        assert "1 bank · 2 questions" in seat.words("#top")
        (grave,) = (tmp_path / "data" / "trash").iterdir()
        assert (grave / "mine.yaml").read_text() == left
        await _choose(seat, "bank", "support-bots")
        await seat.press("d")
        assert seat.app.screen.is_modal is False


async def test_on_a_narrow_screen_enter_reads_and_escape_goes_back(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, size=(40, 15)) as seat:
        await _choose(seat, "question", "measure")
        assert "What would you" not in seat.shown()
        await seat.press("enter")
        assert "What would you" in seat.shown()
        await seat.press("escape")
        assert "My questions" in seat.shown() and isinstance(seat.app.screen, BanksScreen)


async def test_notes_are_imported_after_a_look_at_what_they_make_or_it_is_said_what_to_mend(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("question\n")
    notes = tmp_path / "notes.md"
    notes.write_text("# From my notes\n\n- What would you do about [b]bias[/b]?\n  - Hint: think of users\n")
    async with banks_desk(tmp_path, size=LARGE) as seat:
        for name, why in (("none.md", "no such file"), ("empty.csv", "nothing to import")):
            await seat.press("i")
            await _write(seat, str(tmp_path / name))
            await seat.until(lambda why=why: why in seat.shown() or why in told(seat))  # type: ignore[misc]
            await seat.press("escape" if isinstance(seat.app.screen, ChoiceDialog) else "f5")
        await seat.press("i")
        await _write(seat, str(notes))
        await seat.on(ChoiceDialog)
        assert "What would you do about" in seat.shown() and len(list((tmp_path / "data").rglob("*.yaml"))) == 1
        await seat.press("w")
        await seat.until(lambda: "3 banks" in seat.words("#top"))
        assert "think of users" in mine(tmp_path, "from-my-notes")


async def test_a_bank_is_exported_where_it_is_wished_and_over_nothing(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    async with banks_desk(tmp_path, size=LARGE) as seat:
        for _ in range(2):
            await seat.press("x")
            await seat.on(ChoiceDialog)
            await seat.press("c")
            await _write(seat, str(target))
            await seat.on(BanksScreen)
        await seat.until(lambda: "already" in told(seat))
        assert "Written:" in told(seat) and "What would you measure" in target.read_text()
