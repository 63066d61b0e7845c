"""Forms for banks, questions and rubrics: checked while filled in, and the rest of the file stays byte for byte."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, OptionList, Select, TextArea

from interview_coach.tui.screens.banks import BanksScreen
from interview_coach.tui.screens.dialogs import ChoiceDialog
from interview_coach.tui.screens.form import FormScreen
from interview_coach.tui.widgets.choosing import MarkedSelectionList
from interview_coach.tui.widgets.form_field import FormField
from tests.support.banks import MINE, banks_desk, lines_changed, mine, told
from tests.support.tui import LARGE, Desk
from tests.unit.library.samples import RUBRIC_TEXT


async def _form(seat: Desk, kind: str, its_id: str, key: str = "f") -> FormScreen:
    screen = await seat.on(BanksScreen)
    await screen.look(at=(kind, its_id))
    await seat.press(key)
    return await seat.on(FormScreen)


def _field(seat: Desk, name: str) -> FormField:
    return seat.app.screen.query_one(f"#field-{name}", FormField)


async def _fill(seat: Desk, name: str, text: str) -> None:
    view = _field(seat, name)
    if view.query(Input):
        view.query_one(Input).value = text
    elif view.query(TextArea):
        view.query_one(TextArea).load_text(text)
    else:
        view.query_one(Select).value = text
    await seat.settle()


async def _entries(seat: Desk, name: str, at: int | None = None) -> OptionList:
    options = _field(seat, name).options
    options.focus()
    if at is not None:
        options.highlighted = at
    await seat.settle()
    return options


def _complaint(seat: Desk, name: str) -> str:
    problem = _field(seat, name).query_one(".problem")
    return "" if problem.has_class("hidden") else str(problem.render())


async def test_a_changed_field_changes_its_line_alone_and_none_writes_nothing(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        await _form(seat, "bank", "mine")
        await seat.press("ctrl+s")
        await seat.on(BanksScreen)
        assert mine(tmp_path) == MINE and "Saved" not in told(seat)
        await _form(seat, "question", "measure")
        await _fill(seat, "title", "Counting")
        await _fill(seat, "minutes", "7.5")
        await _fill(seat, "difficulty", "hard")
        _field(seat, "formats").query_one(MarkedSelectionList).select("drill")
        await seat.press("ctrl+s")
        assert lines_changed(MINE, mine(tmp_path)) == (
            ["  - ask: >-", "    title: Measure"],
            [
                "  - id: measure",  # under which it was practised
                "    ask: >-",
                "    title: Counting",
                "    formats: [drill]",
                "    difficulty: hard",
                "    minutes: 7.5",
            ],
        )
        assert "Saved: mine.yaml" in told(seat) and "Counting" in seat.shown()


async def test_it_says_what_is_wrong_while_it_is_filled_in_and_keeps_nothing_that_is(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        await _form(seat, "question", "measure")
        await _fill(seat, "minutes", "99")
        assert _complaint(seat, "minutes") == "`minutes` must be at most 60, found `99`"
        await _fill(seat, "minutes", "seven")
        assert "expected a number" in _complaint(seat, "minutes")
        await seat.press("ctrl+s")
        await seat.on(FormScreen)
        assert "Not yet" in told(seat) and mine(tmp_path) == MINE
        await _fill(seat, "minutes", "7")
        assert not _complaint(seat, "minutes")
        await _fill(seat, "ask", " ")
        assert "`ask` is missing" in str(seat.words("#general"))
        await seat.press("escape")
        await seat.on(ChoiceDialog)
        await seat.press("d")
        await seat.on(BanksScreen)
        assert mine(tmp_path) == MINE


async def test_entries_are_added_changed_moved_and_deleted_and_comments_stay(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        await _form(seat, "question", "how-would-you-decide-whether-our-summariser-is-good")
        await _entries(seat, "hints", 1)
        await seat.press("enter")
        await _fill(seat, "text", "Think: of errors")
        await seat.press("ctrl+s")
        await _entries(seat, "hints")
        await seat.press("plus")
        await _fill(seat, "text", "Think of launch")
        await seat.press("ctrl+s")
        await _entries(seat, "hints", 2)
        await seat.press("ctrl+up")
        await _entries(seat, "key-points")
        await seat.press("plus")
        await _fill(seat, "text", "Names a number")
        await _fill(seat, "criterion", "plans-response")
        await _fill(seat, "cues", "two percent\nat least ninety")
        await seat.press("ctrl+s", "ctrl+s")
        await seat.on(BanksScreen)
        text = mine(tmp_path)
        wanted = MINE.replace(
            "      - 'Think of errors'\n", "      - Think of launch\n      - 'Think: of errors'\n"
        ).replace(
            "    hints:\n",
            "    key_points:\n      - text: Names a number\n        criterion: plans-response\n"
            "        cues: [two percent, at least ninety]\n    hints:\n",
        )
        assert text == wanted
        await _form(seat, "question", "how-would-you-decide-whether-our-summariser-is-good")
        await _entries(seat, "hints", 0)
        await seat.press("delete", "ctrl+s")
        assert lines_changed(text, mine(tmp_path)) == (["      - Think of users   # who else?"], [])


async def test_a_new_question_stands_behind_the_chosen_one_with_its_key_points(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        first = "how-would-you-decide-whether-our-summariser-is-good"
        await _form(seat, "question", first, key="a")
        await seat.press("ctrl+s")
        await seat.on(FormScreen)
        await _fill(seat, "ask", "Who is hurt\nby it?")
        await _entries(seat, "key-points")
        await seat.press("plus")
        await _fill(seat, "text", "Names people")
        await seat.press("ctrl+s", "ctrl+s")
        await seat.on(BanksScreen)
        added = "  - ask: |-\n      Who is hurt\n      by it?\n    key_points: [Names people]\n\n"
        assert mine(tmp_path) == MINE.replace("  - ask: >-\n", f"{added}  - ask: >-\n")
        assert "5 questions" in seat.words("#top")


async def test_the_form_of_a_bank_offers_the_rubrics_that_there_are(tmp_path: Path) -> None:
    async with banks_desk(tmp_path) as seat:
        await _form(seat, "bank", "mine")
        await _fill(seat, "description", "Two questions of mine.")
        await _fill(seat, "competency", "Not A Slug")
        assert "an id is lower-case words" in _complaint(seat, "competency")
        await _fill(seat, "competency", "launches")
        await seat.press("ctrl+s")
        assert lines_changed(MINE, mine(tmp_path)) == (
            [],
            ["competency: launches", "description: Two questions of mine."],
        )


async def test_the_weights_of_a_rubric_must_sum_to_one_and_can_be_balanced(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, size=LARGE) as seat:
        own = tmp_path / "data" / "rubrics" / "mine.yaml"
        own.parent.mkdir()
        own.write_text(RUBRIC_TEXT.replace("failure-modes", "mine"))
        await _form(seat, "rubric", "mine")
        options = await _entries(seat, "criteria", 0)
        before = options.option_count
        await seat.press("enter")
        await _fill(seat, "weight", "0.9")
        await _fill(seat, "levels-3", "")
        await seat.press("ctrl+s")
        await seat.on(FormScreen)
        assert "level 3 has no anchor text" in " ".join(
            str(view.query_one(".problem").render()) for view in seat.app.screen.query(FormField)
        ) + seat.words("#general")
        await _fill(seat, "levels-3", "Names some failures.")
        await seat.press("ctrl+s")
        assert "must sum to 1" in _complaint(seat, "criteria")
        await seat.press("ctrl+s")
        await seat.on(FormScreen)
        await seat.press("ctrl+b")
        assert not _complaint(seat, "criteria") and options.option_count == before
        await seat.press("ctrl+s")
        await seat.on(BanksScreen)
        assert "Names some failures." in own.read_text()
        gone, _ = lines_changed(RUBRIC_TEXT.replace("failure-modes", "mine"), own.read_text())
        assert all("weight" in line or "3:" in line or '"3"' in line for line in gone), gone


async def test_a_file_that_changed_meanwhile_is_not_written_over_and_a_broken_one_opened_in_no_form(
    tmp_path: Path,
) -> None:
    async with banks_desk(tmp_path) as seat:
        await _form(seat, "question", "measure")
        await _fill(seat, "title", "Counting")
        theirs = MINE.replace("My questions", "Theirs")
        (tmp_path / "data" / "question_banks" / "mine.yaml").write_text(theirs)
        await seat.press("ctrl+s")
        await seat.on(ChoiceDialog)
        await seat.press("k")
        assert mine(tmp_path) == theirs
        (draft,) = (tmp_path / "data" / "question_banks").glob("mine.yaml.draft-*")
        assert "Counting" in draft.read_text()
        (tmp_path / "data" / "question_banks" / "mine.yaml").write_text(MINE + "x: [\n")
        await seat.press("f")
        assert isinstance(seat.app.screen, BanksScreen) and "in your editor first" in told(seat)


async def test_on_a_small_screen_the_field_in_focus_shows_with_its_label_the_first_one_first(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, size=(40, 15)) as seat:
        await _form(seat, "question", "measure")
        assert isinstance(seat.app.focused, Input) and "Title" in seat.shown()
        await seat.press(*["tab"] * 6)
        focused = seat.app.focused
        assert focused is not None
        assert seat.app.screen.query_one("#form").region.contains_region(focused.region)
        await seat.press(*["shift+tab"] * 6)
        await seat.press(*"! ", "ctrl+s")
        await seat.on(BanksScreen)
        assert "    title: Measure!\n" in mine(tmp_path)
