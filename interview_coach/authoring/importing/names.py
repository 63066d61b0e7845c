"""What people call the fields of questions and criteria: the names of columns, and the labels of points."""

from __future__ import annotations

import re
from typing import Literal

from interview_coach.library.words import closest

Kind = Literal["bank", "rubric"]

_BOTH = {
    "id": "id, slug, key, identifier",
    "title": "title, name, heading, short title",
}

_QUESTION = _BOTH | {
    "ask": "ask, question, prompt, questions, interview question, q, front, text, wording",
    "intent": "intent, purpose, tests, why, what it shows",
    "key_point": "key point, key points, points, covers, looking for, look for, strong answer covers, must mention, "
    "expected, checklist",
    "hint": "hint, hints, nudge, tip, tips",
    "follow_up": "follow up, follow ups, followup, followups, probe, probes, follow up question, follow up questions",
    "answer-1": "answer 1, level 1, weak answer, bad answer, poor answer",
    "answer-2": "answer 2, level 2",
    "answer-3": "answer 3, level 3, middling answer, decent answer, average answer, ok answer",
    "answer-4": "answer 4, level 4",
    "answer-5": "answer, answer 5, level 5, model answer, sample answer, good answer, strong answer, best answer, "
    "back, a, response, solution",
    "minutes": "minutes, min, mins, time, time limit, duration",
    "difficulty": "difficulty, hardness, complexity",
    "formats": "format, formats",
    "tracks": "track, tracks",
    "seniorities": "seniority, seniorities, level of role",
    "backgrounds": "background, backgrounds",
    "context": "context, facts, clarification, clarifications, background facts, given",
    "section": "section, topic, competency, category, theme, area, tag, tags, subject, skill",
    "source": "source, reference, origin, where from",
    "rubric": "rubric",
    "description": "description, about",
}

_CRITERION = _BOTH | {
    "title": "title, criterion, criteria, dimension, name, competency, skill, category, aspect",
    "weight": "weight, weighting, share, percent, percentage, points",
    "description": "description, about, explanation, definition",
    "level-1": "1, level 1, score 1, poor, unsatisfactory, beginning, not shown, strong no hire",
    "level-2": "2, level 2, score 2, weak, developing, below, no hire",
    "level-3": "3, level 3, score 3, fair, adequate, competent, meets, average",
    "level-4": "4, level 4, score 4, good, proficient, strong, above, hire",
    "level-5": "5, level 5, score 5, excellent, exemplary, outstanding, exceeds, strong hire",
    "indicator": "indicator, indicators, signs, sign, evidence, looks like, green flags",
    "red_flag": "red flag, red flags, warning signs, dealbreakers",
}


def _table(names: dict[str, str]) -> dict[str, str]:
    return {word.strip(): field for field, words in names.items() for word in words.split(",")}


_TABLES: dict[Kind, dict[str, str]] = {"bank": _table(_QUESTION), "rubric": _table(_CRITERION)}

LISTS = frozenset({"key_point", "hint", "follow_up", "context", "indicator", "red_flag"})
"""Fields of which a cell may hold several."""


def plain(name: str) -> str:
    """Return ``name`` as names are compared: small letters, single spaces, no hyphens or underscores."""
    return " ".join(re.sub(r"[-_/.\s]+", " ", name.casefold()).strip(" :*#?").split())


def field_of(name: str, kind: Kind) -> str | None:
    """Return the field that is called ``name``; ``None`` where it is no name of any."""
    return _TABLES[kind].get(plain(name))


def suggestion(name: str, kind: Kind) -> str:
    """Return ``: did you mean `…`?`` with the known name that is nearest to ``name``; empty where none is near."""
    guess = closest(plain(name), _TABLES[kind])
    return f": did you mean `{guess}`?" if guess else ""
