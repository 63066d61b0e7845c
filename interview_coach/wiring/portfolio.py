"""The candidate's own case: a PRD, a case study, notes; a text file of theirs."""

from __future__ import annotations

from pathlib import Path

from interview_coach.domain.text import storable, without_unsafe
from interview_coach.errors import ContentError
from interview_coach.paths import read_regular, reason

LIMIT = 200_000
"""Bytes that a case may have."""

MOST_CHARACTERS = 40_000
"""Characters that an interviewer can be expected to have read: about 6,000 words."""


def read_portfolio(path: Path) -> str:
    """Return the case in ``path``, a Markdown or text file.

    Raises:
        ContentError: it cannot be read, is no UTF-8 text, is empty, or is longer than anybody would read.
    """
    try:
        raw = read_regular(path, LIMIT)
    except OSError as error:
        why = f"--portfolio: {path} cannot be read: {reason(error)}"
        raise ContentError(f"{why}. Name a text or Markdown file.") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(
            f"--portfolio: {path} is not UTF-8 text (byte {error.start}). Save it as plain text or Markdown."
        ) from error
    text = without_unsafe(storable(text.replace("\r\n", "\n"))).strip()
    if not any(c.isalnum() for c in text):
        raise ContentError(f"--portfolio: {path} is empty. Write down problem, idea, measure and outcome.")
    if len(text) > MOST_CHARACTERS:
        raise ContentError(
            f"--portfolio: {path} has {len(text):,} characters; an interviewer reads at most {MOST_CHARACTERS:,}. "
            "Bring a shorter version."
        )
    return text
