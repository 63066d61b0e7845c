"""Putting an utterance together so that nothing is said twice in an interview."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import Role
from interview_coach.interviewing.choosing import stable_number

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
_WORD = re.compile(r"\w+")
_CHUNK = re.compile(r"(?:\S+\s*){1,3}")


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences of ``text`` as they are compared: lower case, words only."""
    for part in _SENTENCE_END.split(text):
        if words := _WORD.findall(part.casefold()):
            yield " ".join(words)


class Speech:
    """An utterance in the making. It knows every sentence that the interviewer said before."""

    def __init__(self, transcript: Transcript, index: int) -> None:
        """Begin an utterance in the exchange ``index``; what is chosen depends on the transcript alone."""
        turns = [t for e in transcript.exchanges for t in e.turns if t.role is Role.INTERVIEWER]
        self._before = "\n".join(turn.text for turn in turns)
        self._said = set(sentences_of(self._before))
        self._key = (transcript.plan.seed, index, len(turns))
        self._parts: list[str] = []

    @property
    def text(self) -> str:
        """The utterance so far."""
        return " ".join(self._parts).replace(" \n\n ", "\n\n").strip()

    def is_new(self, text: str) -> bool:
        """Return whether no sentence of ``text`` was said before."""
        return self._said.isdisjoint(sentences_of(text))

    def holds(self, fragment: str) -> bool:
        """Return whether ``fragment`` stood in anything that was said before this utterance."""
        return fragment in self._before

    def add(self, text: str) -> None:
        """Say ``text``, whether or not it is new."""
        self._parts.append(text)
        self._said.update(sentences_of(text))

    def pick(self, pool: Sequence[str]) -> bool:
        """Say one phrase of ``pool`` that is new; say nothing where none is. Return whether anything was said."""
        fresh = [phrase for phrase in pool if self.is_new(phrase)]
        if fresh:
            self.add(fresh[self.number(len(fresh), pool[0])])
        return bool(fresh)

    def next_of(self, lines: Sequence[str]) -> bool:
        """Say the first of ``lines`` that is new, verbatim; return whether there was one."""
        line = next((line for line in lines if self.is_new(line)), None)
        if line is not None:
            self.add(line)
        return line is not None

    def break_paragraph(self) -> None:
        """Let what follows begin a paragraph of its own."""
        self._parts.append("\n\n")

    def number(self, below: int, what: str) -> int:
        """Return a number from 0 to ``below - 1`` for the choice ``what``, the same whenever it is asked again."""
        return stable_number(*self._key, what) % below


def chunks(text: str) -> Sequence[str]:
    """Cut ``text`` into groups of up to three words, white space kept."""
    return _CHUNK.findall(text)
