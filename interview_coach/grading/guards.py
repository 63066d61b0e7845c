"""What holds an estimate down whatever cues were found: too few words, word lists, borrowed words, another topic."""

from __future__ import annotations

from collections.abc import Sequence

from interview_coach.lexical.answers import is_soup
from interview_coach.lexical.coverage import Reading
from interview_coach.lexical.topic import ALIKE, Topic

CAP = 2.0
"""The highest level when a guard holds."""

FEWEST_WORDS = 25
"""Words in all answers to a question below which no more than the beginning of a criterion can be shown."""

DENSEST = 0.56
"""Share of an answer's words that may belong to cues: .53 at most in the shipped exemplars, .61 at least in lists of
the rubric's own cues, however they are joined."""

FEWEST_CUES = 3
MANY_CUES = 100
"""With so many cues to hear, fewer than :data:`FEWEST_CUES` of them are chance, and lists of them a temptation."""

BESIDE_AT_LEAST = 4
BESIDE_EACH_CUE = 0.2
"""Different content words that must stand beside the cues: so many, and so many more for each cue. Strangers' answers
of 45 words and more have as many, and whole ones far more; cues set into empty sentences have half at most."""

ALIKE_BESIDE = 0.3 * ALIKE
"""Likeness to the question that the words beside the cues must have."""

FEWEST_FRAMES = 6
FRAMES_APART = 0.7
"""Share of the sentences that must differ in their frames, from :data:`FEWEST_FRAMES` sentences on: .95 and more in
strangers' answers and in the exemplars; "I would think about X. I would think about Y." has one frame."""


def held_back(readings: Sequence[Reading], topic: Topic, *, known_cues: int) -> str | None:
    """Return why the answers to a question can reach :data:`CAP` at most; ``None`` where nothing holds them back.

    Args:
        readings: what was read in the answers, without those that are none at all.
        topic: what the question is about.
        known_cues: how many cues there are for the question and its rubric.
    """
    words = sum(reading.words for reading in readings)
    own = [token for reading in readings for token in reading.own]
    if words < FEWEST_WORDS:
        return f"Only {words} words were said; that is too little to show more."
    if len(own) < FEWEST_WORDS:
        return "Nearly all of this stands in the question or in what the coach shows: say it in your own words."
    in_cues = sum(reading.words_in_cues for reading in readings)
    if is_soup(own) or in_cues > DENSEST * words:
        return "This is a list of terms, not an answer: say what you would do with them, in sentences."
    if known_cues >= MANY_CUES and _is_filled_in(readings, topic):
        return "There is hardly anything beside the terms: say what you would do with them here, in sentences."
    if known_cues >= MANY_CUES and len({s.cue for reading in readings for s in reading.spans}) < FEWEST_CUES:
        return "Hardly anything was heard of what a strong answer to this question holds."
    if not topic.holds(own):
        return "The answer is about something else than the question."
    return None


def _is_filled_in(readings: Sequence[Reading], topic: Topic) -> bool:
    """Tell whether the answers are cues set into sentences that say nothing by themselves."""
    frames = [frame for reading in readings for frame in reading.frames if len(frame) > 1]
    if len(frames) >= FEWEST_FRAMES and len(set(frames)) < FRAMES_APART * len(frames):
        return True
    cues = frozenset[int]().union(*(reading.cues for reading in readings))
    if len(cues) < FEWEST_CUES:
        return False
    beside = [token for reading in readings for token in reading.beside]
    said = {token.stem for token in beside if token.is_content}
    return len(said) < BESIDE_AT_LEAST + BESIDE_EACH_CUE * len(cues) or not topic.holds(beside, ALIKE_BESIDE)
