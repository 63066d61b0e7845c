"""A job posting: text, Markdown or HTML, cut into the sentences that questions can refer to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from interview_coach.authoring.importing.blocks import without_markup
from interview_coach.authoring.importing.html_text import plain_text
from interview_coach.authoring.importing.source import read_source
from interview_coach.domain.text import without_unsafe
from interview_coach.errors import ContentError
from interview_coach.grading.quotes import span_of

MOST_CHARACTERS = 40_000
"""Longer postings are none; it is also what a request may cost."""

FEWEST_WORDS = 4
LONGEST_SENTENCE = 400

_END = re.compile(r"(?<=[.!?;])\s+(?=\S)|\n+")
_MARK = re.compile(r"^\s*(?:[-*+•·▪–]|\d{1,2}[.)]|#{1,6}|>)\s+")
_HTML = re.compile(r"\A\s*(?:<!doctype html|<html|<body|<div|<p\b|<ul\b|<h1)", re.IGNORECASE)


@dataclass(frozen=True)
class Posting:
    """What somebody wants to be hired for. Nothing in it is trusted."""

    path: Path
    text: str

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences and points that say something, each once, as they stand in the text."""
        found = (_MARK.sub("", part).strip() for part in _END.split(self.text))
        return tuple(dict.fromkeys(s for s in found if len(s.split()) >= FEWEST_WORDS and len(s) <= LONGEST_SENTENCE))

    def quoted(self, quote: str) -> str | None:
        """Return ``quote`` as it stands in the posting; ``None`` where it does not."""
        span = span_of(quote, self.text)
        return " ".join(self.text[span[0] : span[1]].split()) if span else None


def read_posting(path: Path) -> Posting:
    """Return the posting in ``path``.

    Raises:
        ContentError: it cannot be read, is no UTF-8 text, says nothing, or is longer than any posting.
    """
    source = read_source(path)
    if wrong := [fault for fault in source.faults if fault.severity == "error"]:
        raise ContentError(f"--job: {path}:{wrong[0].place.line}:{wrong[0].place.column}: {wrong[0].message}.")
    if len(source.text) > 10 * MOST_CHARACTERS:
        raise ContentError(_too_long(path, len(source.text)))
    text = source.text
    if path.suffix.lower() in (".html", ".htm") or _HTML.match(text):
        text = without_unsafe(plain_text(text)[0])
    text = "\n".join(without_markup(line) for line in text.split("\n")).strip()
    if len(text) > MOST_CHARACTERS:
        raise ContentError(_too_long(path, len(text)))
    posting = Posting(path, text)
    if not posting.sentences:
        raise ContentError(f"--job: {path} says nothing that a question could be made of.")
    return posting


def _too_long(path: Path, length: int) -> str:
    most = f"{MOST_CHARACTERS:,}"
    return f"--job: {path} has {length:,} characters; a posting has at most {most}. Keep what says what you would do."
