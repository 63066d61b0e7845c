"""Reading many journals fast: questions and rubrics that were met before are not parsed again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Generic, NoReturn, TypeVar

from pydantic_core import from_json

from interview_coach.domain.base import Value
from interview_coach.domain.events import Event, InterviewStarted, parse_event
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.transcript import Transcript
from interview_coach.journal.lines import read_events
from interview_coach.journal.reading import read_bytes, transcript_of

V = TypeVar("V", bound=Value)

KEPT = 400
"""Questions, and rubrics, that are remembered."""

_LOOK_UP = 100
"""Characters by which a text is looked up, before it is compared as a whole."""

_PLAN, _QUESTIONS, _RUBRICS = '"plan":{', ',"questions":[', '],"rubrics":['


class _Strange(Exception):
    """The text is not spelt as the program spells it; it may be right all the same."""


class FastReader:
    """Reads journals one after the other, by one thread; what it returns is what reading each alone returns.

    The plan is most of a journal, and the same questions and rubrics stand in many of them, letter by letter.
    """

    def __init__(self) -> None:
        self._questions = _Known(Question)
        self._rubrics = _Known(Rubric)

    def __call__(self, path: Path) -> Transcript:
        """Return the transcript of the journal at ``path``; raises as ``read_journal`` does."""
        return transcript_of(path, read_events(read_bytes(path), start=self.start))

    def start(self, line: bytes) -> Event | None:
        """Return the start of an interview that ``line`` records; ``None`` where that takes a closer look."""
        try:
            text = line.decode()
            begin = text.index(_QUESTIONS)
            plan = text.index(_PLAN)
            if text.find("{", plan + len(_PLAN), begin) >= 0 or text.find("}", plan, begin) >= 0 or begin < plan:
                return None
            questions, between = self._questions.items(text, begin + len(_QUESTIONS))
            if not text.startswith(_RUBRICS, between):
                return None
            rubrics, end = self._rubrics.items(text, between + len(_RUBRICS))
            data = from_json(f'{text[:begin]},"questions":0,"rubrics":0{text[end + 1 :]}', allow_inf_nan=False)
            if data["plan"]["questions"] != 0 or data["plan"]["rubrics"] != 0:
                return None
            data["plan"] |= {"questions": questions, "rubrics": rubrics}
            event = parse_event(data)
        except (_Strange, ValueError, LookupError, TypeError):
            return None
        return event if isinstance(event, InterviewStarted) else None


class _Known(Generic[V]):
    """The values of one kind that were met, by the text that stands for them."""

    def __init__(self, kind: type[V]) -> None:
        self._parse: Callable[[str], V] = kind.model_validate_json
        self._found: dict[str, list[tuple[str, V]]] = {}
        self._count = 0
        self._decoder = json.JSONDecoder(parse_constant=_no_number)

    def items(self, text: str, at: int) -> tuple[tuple[V, ...], int]:
        """Return the values of the array whose first one begins at ``at``, and where its bracket closes."""
        found: list[V] = []
        while True:
            value, at = self._value(text, at)
            found.append(value)
            if not text.startswith(",", at):
                break
            at += 1
        if not text.startswith("]", at):
            raise _Strange
        return tuple(found), at

    def _value(self, text: str, at: int) -> tuple[V, int]:
        key = text[at : at + _LOOK_UP]
        for known, value in self._found.get(key, ()):
            if text.startswith(known, at):
                return value, at + len(known)
        _, end = self._decoder.raw_decode(text, at)
        value = self._parse(text[at:end])
        self._keep(key, text[at:end], value)
        return value, end

    def _keep(self, key: str, text: str, value: V) -> None:
        if self._count >= KEPT:
            self._found.clear()
            self._count = 0
        self._found.setdefault(key, []).append((text, value))
        self._count += 1


def _no_number(_: str) -> NoReturn:
    raise _Strange
