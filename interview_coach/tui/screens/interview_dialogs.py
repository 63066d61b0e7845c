"""What an interview asks the candidate back: before text could be lost, before it stops, what is to be clarified."""

from __future__ import annotations

from interview_coach.tui.screens.dialogs import Answer, AskDialog, ChoiceDialog
from interview_coach.tui.words import counted


def what_to_clarify() -> AskDialog:
    """Ask what the candidate wants to know."""
    return AskDialog(
        question="What would you like to know?",
        details="Ask for a fact about the case: who uses it, how many. Your draft stays in the box.",
        placeholder="Leave empty to be told something useful",
    )


LAST = "This is the last question: to skip it ends the interview."
KEPT = "What you have said to it is kept, and graded."


def skip_the_last(*, answered: bool) -> ChoiceDialog:
    """Ask whether to skip a question after which nothing comes, ``answered`` in part or not: ``skip``."""
    return ChoiceDialog(
        question="Skip the rest of this question?" if answered else "Skip this question?",
        details=f"{LAST} {KEPT}" if answered else LAST,
        answers=[Answer("stay", "b", "Go back"), Answer("skip", "k", "Skip it, and end")],
    )


def skip_with_text(words: int, *, last: bool) -> ChoiceDialog:
    """Ask what becomes of the unsent text of a question that is skipped: ``send``, ``keep`` or ``discard``."""
    return ChoiceDialog(
        question="Skip this question?",
        details=f"{_unsent(words)} {LAST if last else ''}".rstrip(),
        answers=[
            Answer("stay", "b", "Go back"),
            Answer("send", "s", "Send it instead"),
            Answer("keep", "k", "Skip; the text stays in the box"),
            Answer("discard", "d", "Skip, and discard the text"),
        ],
    )


def end_with_text(words: int, *, can_send: bool) -> ChoiceDialog:
    """Ask what becomes of unsent text when the interview ends: ``send``, where that is possible, or ``discard``."""
    answers = [Answer("stay", "b", "Go back"), Answer("discard", "d", "Discard it, and end")]
    if can_send:
        answers.insert(1, Answer("send", "s", "Send it, then end"))
    return ChoiceDialog(question="End with text in the box?", details=_unsent(words), answers=answers)


def editors_text() -> ChoiceDialog:
    """Ask whether to ``take`` what was written in the editor; else the box stays as it is."""
    return ChoiceDialog(
        question="Take the text from your editor?",
        details="The app stopped while your editor was open, and what you wrote there differs from what is in the box. "
        "The one that you do not take is kept: the box can be undone, the editor's text stays in a file.",
        answers=[Answer("stay", "b", "Stay with the box"), Answer("take", "t", "Take the editor's text")],
    )


def stop() -> ChoiceDialog:
    """Ask whether to ``leave`` for now or to ``end``."""
    return ChoiceDialog(
        question="Stop here?",
        details="Leave, and you can continue from this very point later. End, and you get your scorecard now.",
        answers=[
            Answer("stay", "b", "Go on"),
            Answer("leave", "l", "Leave for now"),
            Answer("end", "e", "End and see the scorecard"),
        ],
    )


def _unsent(words: int) -> str:
    return f"The box holds {counted(words, 'word')} that you have not sent."
