"""The line of keys: what fits shows whole, the way out and help always, and a click is a key press."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from interview_coach.tui.screens.banks import BanksScreen
from interview_coach.tui.screens.help import HelpScreen
from interview_coach.tui.widgets.key_line import Key, KeyLine, fitting
from tests.support.banks import banks_desk

_KEYS = st.lists(
    st.builds(
        Key,
        key=st.just("x"),
        shown=st.sampled_from(["x", "^s", "⏎"]),
        does=st.text("ab日", min_size=1, max_size=9),
        about=st.just(""),
        stays=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda key: key.does,
)


@given(keys=_KEYS, width=st.integers(0, 60))
def test_what_fits_shows_whole_and_what_stays_goes_last(keys: list[Key], width: int) -> None:
    found = fitting(keys, width)
    assert list(found) == [key for key in keys if key in found]
    assert sum(key.width + 1 for key in found) <= width + 1
    staying, passing = [k for k in keys if k.stays], [k for k in keys if not k.stays]
    for some in (staying[::-1], passing):
        shown = [key in found for key in some]
        assert shown == sorted(shown, reverse=True)
    assert all(key in found for key in staying) or not any(key in found for key in passing)
    if sum(key.width + 1 for key in keys) <= width + 1:
        assert list(found) == keys


async def test_a_line_is_as_wide_as_its_screen_and_a_click_on_a_key_presses_it(tmp_path: Path) -> None:
    async with banks_desk(tmp_path, size=(50, 20)) as seat:
        line = seat.app.screen.query_one(KeyLine)
        assert [key.does for key in line.keys] == ["Search", "Edit", "Form", "Add", "Back", "Help"]
        last = seat.shown().splitlines()[-1]
        assert last.rstrip().endswith("esc Back f1 Help")
        await seat.pilot.hover(KeyLine, offset=(last.index("Back"), 0))
        assert line.tooltip == next(key.about for key in line.keys if key.does == "Back") != "Back"
        await seat.click("KeyLine", offset=(last.index("Help"), 0))
        await seat.on(HelpScreen)
        await seat.press("escape")
        await seat.on(BanksScreen)
        await seat.pilot.resize_terminal(140, 20)
        await seat.until(lambda: line.size.width == 140)
        assert {"Delete", "Export", "Coverage"} <= {key.does for key in line.keys}
        await seat.pilot.resize_terminal(9, 20)
        await seat.until(lambda: line.size.width == 9)
        assert [key.does for key in line.keys] == ["Help"]
