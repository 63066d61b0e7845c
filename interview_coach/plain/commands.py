"""The commands of plain mode: lines that begin with a slash."""

from __future__ import annotations

from enum import StrEnum

END_OF_ANSWER = "."


class Command(StrEnum):
    """What a line can ask for."""

    HINT = "/hint"
    CLARIFY = "/clarify"
    SKIP = "/skip"
    PAUSE = "/pause"
    RETRY = "/retry"
    OFFLINE = "/offline"
    END = "/end"
    HELP = "/help"


HELP_TEXT = """\
Write your answer on as many lines as you like; a line with only a full stop (.) sends it.
/hint             the next hint for this question
/clarify [words]  ask about the question
/skip             leave this question
/pause            stop the clock; again to go on
/retry            try again what failed; an empty line does the same then
/offline          where Claude can't be reached: let the offline coach take this turn
/end              end the interview and see the scorecard
/help             this text
To begin a line of your answer with a slash or to have one that is only a full stop, double it: // or .."""


def parse(line: str) -> tuple[Command, str] | str:
    """Return what a line is: a command with its words, or text of the answer.

    A line that begins with a slash but is no command is text: nothing that was typed is thrown away.
    """
    if not line.startswith("/"):
        return "." if line == ".." else line
    if line.startswith("//"):
        return line[1:]
    name, _, words = line.partition(" ")
    try:
        return Command(name.strip().lower()), words.strip()
    except ValueError:
        return line
