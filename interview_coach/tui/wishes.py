"""What the candidate may wish on a screen: whoever leads the way there fulfils it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TakeUp:
    """To go on with an interview that is not finished, or to make up for its self-assessment or its grades."""

    interview: str


@dataclass(frozen=True)
class ReadTranscript:
    """To read an interview back."""

    interview: str
    exchange: int | None = None
    """The question to begin with, counted from 0."""
    turn: int | None = None
    """The turn of it to begin with, counted from 0."""


@dataclass(frozen=True)
class ReadScorecard:
    """To see the scorecard of an interview."""

    interview: str


@dataclass(frozen=True)
class PractiseQuestion:
    """To practise a certain question now."""

    question: str
