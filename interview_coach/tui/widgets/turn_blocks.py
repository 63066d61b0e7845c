"""What a transcript consists of when it is read back: a block for each utterance, with its times and its marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from textual.content import Content

from interview_coach.domain.evidence import Mark
from interview_coach.domain.transcript import Transcript, Turn
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.utterances import Said, Voice, all_said
from interview_coach.tui.widgets.flowing import line_breaks
from interview_coach.tui.widgets.marked_answer import marked
from interview_coach.tui.words import clock

_EMPHASIS = re.compile(r"(\*{1,2})(?=\S)(.+?)(?<=\S)\1")


@dataclass(frozen=True)
class Block:
    """One utterance, or a note between them."""

    exchange: int
    turn: int | None
    """``None`` for what is no turn."""
    voice: Voice
    head: str
    """Who speaks, and when."""
    body: str
    """What was said, as it is on disk; empty where only the head says something."""
    marks: tuple[Mark, ...] = ()

    def content(self, chosen: str | None) -> Content:
        """Return the words with their marks; those of the criterion ``chosen`` stand out."""
        body = self.body.replace("\t", " ")
        if self.voice is Voice.INTERVIEWER:
            return emphasised(body)
        return marked(body, self.marks, chosen) if self.marks else Content(shown(body))

    def lines(self, width: int) -> list[tuple[int, int]]:
        """Return where the lines of the content start and end in ``width`` cells."""
        if not self.body:
            return []
        plain = self.content(None).plain if self.marks or "*" in self.body else shown(self.body.replace("\t", " "))
        return line_breaks(plain, width)


def blocks(transcript: Transcript, marks_of: Mapping[int, Sequence[Mark]]) -> tuple[Block, ...]:
    """Return all blocks of an interview, with the marks that each exchange has."""
    began = list(accumulate((e.active_seconds for e in transcript.exchanges), initial=0.0))
    by_turn: dict[tuple[int, int], list[Mark]] = {}
    for exchange, marks in marks_of.items():
        for mark in marks:
            by_turn.setdefault((exchange, mark.evidence.turn), []).append(mark)
    return tuple(_block(transcript, said, began[said.exchange], by_turn) for said in all_said(transcript))


def _block(
    transcript: Transcript, said: Said, began: float, by_turn: Mapping[tuple[int, int], Sequence[Mark]]
) -> Block:
    utterance, head = said.utterance, one_line(said.utterance.name)
    if said.turn is None:
        title = transcript.exchanges[said.exchange].question.title
        if head.startswith("Question "):
            head = f"{head} · {one_line(title, 80)}"
        return Block(said.exchange, None, utterance.voice, head, utterance.text)
    turn = transcript.exchanges[said.exchange].turns[said.turn]
    times = f"{clock(began + turn.active_at)} · {local_time(turn.at, transcript.started_at)}"
    return Block(
        exchange=said.exchange,
        turn=said.turn,
        voice=utterance.voice,
        head=f"{head}{_not_taken(turn)} · {times}",
        body=utterance.text,
        marks=tuple(by_turn.get((said.exchange, said.turn), ())),
    )


def _not_taken(turn: Turn) -> str:
    return f" · no answer: {turn.noticed.value.replace('-', ' ')}" if turn.noticed else ""


def local_time(at: datetime, began: datetime) -> str:
    """Return the local time of day, with the date where it is another day than the one on which it ``began``."""
    try:
        here, day = at.astimezone(), began.astimezone().date()
    except (OverflowError, ValueError, OSError):  # a journal may name an instant at the very end of the calendar
        return f"{at.year}"
    return f"{here:%H:%M:%S}" if here.date() == day else f"{here.day} {here:%b} {here:%H:%M}"


def emphasised(text: str) -> Content:
    """Return ``text`` with what stands between asterisks in bold, without them; nothing else is markup."""
    pieces: list[Content] = []
    place = 0
    for match in _EMPHASIS.finditer(text):
        pieces.append(Content(shown(text[place : match.start()])))
        pieces.append(Content.styled(shown(match[2]), "bold" if len(match[1]) == 2 else "italic"))
        place = match.end()
    return Content("").join([*pieces, Content(shown(text[place:]))])
