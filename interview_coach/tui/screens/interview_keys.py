"""The keys of an interview: ones that every terminal and tmux deliver, with function keys beside them."""

from __future__ import annotations

from textual.binding import Binding, BindingType

BINDINGS: list[BindingType] = [
    Binding(
        "ctrl+s,f2,ctrl+enter",
        "send",
        "Send",
        priority=True,
        id="interview.send",
        tooltip="Send what the box holds (also F2, and Ctrl+Enter where the terminal knows it)",
    ),
    Binding(
        "ctrl+t,f3", "hint", "Hint", priority=True, id="interview.hint", tooltip="The next hint; recorded (also F3)"
    ),
    Binding(
        "ctrl+l,f4",
        "clarify",
        "Clarify",
        priority=True,
        id="interview.clarify",
        tooltip="Ask for a fact about the case; your draft stays (also F4)",
    ),
    Binding(
        "ctrl+n,f8", "skip", "Skip", priority=True, id="interview.skip", tooltip="On to the next question (also F8)"
    ),
    Binding(
        "ctrl+r,f9",
        "pause",
        "Pause",
        priority=True,
        id="interview.pause",
        tooltip="Stop the clock, or let it go on (also F9)",
    ),
    Binding(
        "ctrl+o",
        "editor",
        "Editor",
        priority=True,
        id="interview.editor",
        tooltip="Write the answer in your own editor",
    ),
    Binding("f5", "retry", "Try again", priority=True, id="interview.retry", tooltip="Try again what failed"),
    Binding(
        "f6",
        "stand_in",
        "Offline coach",
        priority=True,
        id="interview.stand_in",
        tooltip="Let the offline coach take this turn; that it did is recorded",
    ),
    Binding(
        "f7",
        "put_aside",
        "Leave",
        priority=True,
        id="interview.put_aside",
        tooltip="Leave for now, and continue from this very point later",
    ),
    Binding(
        "ctrl+g,escape",
        "stop",
        "Stop",
        id="interview.stop",
        tooltip="Leave for now, or end and see the scorecard (also Esc)",
    ),
    Binding(
        "escape",
        "cancel",
        "Cancel",
        priority=True,
        id="interview.cancel",
        tooltip="Stop waiting for the interviewer; what you wrote is kept",
    ),
    Binding(
        "enter", "continue", "Continue", id="interview.continue", tooltip="On to your own view, then the scorecard"
    ),
    Binding("ctrl+up", "scroll_back", "Scroll up", show=False, id="interview.up", tooltip="Read earlier words"),
    Binding(
        "ctrl+down", "scroll_on", "Scroll down", show=False, id="interview.down", tooltip="Back to the newest words"
    ),
]
