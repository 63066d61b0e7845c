"""From entries to the shape of files: one bank for each rubric that the questions are graded against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from interview_coach.authoring.importing.told import Entry, Place
from interview_coach.authoring.shapes import Shape
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.text import storable, without_unsafe
from interview_coach.lexical.tokens import content_stems
from interview_coach.library.file_models import CriterionFile, FileModel, QuestionFile
from interview_coach.library.problems import Location
from interview_coach.library.words import FreeIds, slug_of

_NUMBER = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(?:m|min|mins|minutes?|')?\.?$", re.IGNORECASE)
_PERCENT = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(%?)$")
_WORDS = re.compile(r"[,;|/\s]+")
_CHOICES = ("formats", "tracks", "seniorities", "backgrounds")
_TEXTS = ("id", "title", "ask", "intent", "source")
_LEVELS = ("1", "2", "3", "4", "5")


@dataclass
class Draft:
    """The shape of a file to be, where each value in it was told, and comments to stand in it."""

    shape: Shape
    places: dict[Location, Place] = field(default_factory=dict)
    comments: dict[Location, str] = field(default_factory=dict)

    def place(self, location: Location) -> Place:
        """Return where the value at ``location`` was told, or what it belongs to."""
        while location not in self.places and location:
            location = location[:-1]
        return self.places.get(location, Place())


def bank_draft(head: Shape, entries: Iterable[Entry], rubric: Rubric, taken: Iterable[str]) -> Draft:
    """Return the bank of ``entries``; ``taken`` are ids that its questions must not have.

    Ids are given to questions that have none, or one that is taken.
    """
    draft = Draft({**head, "rubric": rubric.id, "questions": []})
    free = FreeIds(taken)
    section = ""
    for number, entry in enumerate(entries):
        at: Location = ("questions", number)
        question, places = _question(entry, rubric)
        wanted = question.get("id")
        if not isinstance(wanted, str) or not wanted:
            wanted = slug_of(str(question.get("title") or question.get("ask") or ""), fallback="question")
        draft.shape["questions"].append(_in_order(question | {"id": free.like(wanted)}, QuestionFile))
        draft.places[at] = entry.place
        draft.places |= {(*at, *way): place for way, place in places.items()}
        if (topic := entry.first("section")) and topic != section:
            draft.comments[at] = topic
            section = topic
    return draft


def rubric_draft(head: Shape, entries: list[Entry]) -> Draft:
    """Return the rubric of ``entries``: weights in percent or none at all, and levels left out, are filled in."""
    draft = Draft({**head, "criteria": []})
    for number, entry in enumerate(entries):
        at: Location = ("criteria", number)
        criterion, places = _criterion(entry)
        draft.shape["criteria"].append(criterion)
        draft.places[at] = entry.place
        draft.places |= {(*at, *way): place for way, place in places.items()}
        if between := _fill_levels(criterion):
            levels = " and ".join(between)
            draft.comments[(*at, "levels")] = f"Nothing was said about level {levels}: put what is done there in words."
    _fill_weights(draft.shape["criteria"])
    draft.shape["criteria"] = [_in_order(criterion, CriterionFile) for criterion in draft.shape["criteria"]]
    return draft


def clean(value: Any) -> Any:
    """Return ``value`` without what no file can hold and no terminal should see."""
    if isinstance(value, str):
        return without_unsafe(storable(value)).strip()
    if isinstance(value, dict):
        return {clean(str(key)): clean(part) for key, part in value.items()}
    return [clean(part) for part in value] if isinstance(value, list) else value


def _question(entry: Entry, rubric: Rubric) -> tuple[Shape, dict[Location, Place]]:
    question: Shape = {}
    places: dict[Location, Place] = dict(entry.places)
    for told in entry.told:
        name, text = told.field, clean(told.text)
        if name in _TEXTS:
            question[name] = (
                f"{question[name]}\n\n{text}" if name in ("intent", "source") and name in question else text
            )
        elif name == "minutes":
            question[name] = _number(text)
        elif name == "difficulty":
            question[name] = text.lower()
        elif name in _CHOICES:
            question[name] = [word for word in _WORDS.split(text.lower()) if word]
        elif name.startswith("answer-"):
            _append(question, places, "exemplars", {"level": int(name[-1]), "text": text}, told.place)
        elif name == "key_point":
            _append(question, places, "key_points", text, told.place)
        elif name == "hint":
            _append(question, places, "hints", text, told.place)
        elif name == "follow_up":
            _append(question, places, "probes", {"ask": text}, told.place)
        elif name == "context":
            about, _, tell = text.partition(": ")
            fact = {"about": about, "tell": tell} if tell else {"about": " ".join(text.split()[:6]), "tell": text}
            _append(question, places, "context", fact, told.place)
        places.setdefault((name,), told.place)
    question |= {key: _kept(key, value) for key, value in clean(entry.whole).items()}
    _aim(question, rubric)
    return question, places


def _in_order(group: Shape, model: type[FileModel]) -> Shape:
    """Return the fields of ``group`` in the order of a file."""
    return {name: group[name] for name in model.model_fields if name in group} | group


def _kept(name: str, value: Any) -> Any:
    """Return a field that stood there as it stands in a file, save that a single text may stand for a list of one."""
    lists = (*_CHOICES, "hints", "key_points")
    return [value] if name in lists and isinstance(value, str) and value else value


def _append(question: Shape, places: dict[Location, Place], name: str, value: Any, place: Place) -> None:
    entries = question.setdefault(name, [])
    places[name, len(entries)] = place
    entries.append(value)


def _aim(question: Shape, rubric: Rubric) -> None:
    """Give every probe without one something to aim at: the key point that shares most words with it."""
    probes = question.get("probes")
    aimless = [p for p in probes if isinstance(p, dict) and "aims_at" not in p] if isinstance(probes, list) else []
    if not aimless:
        return
    points = question.get("key_points")
    points = [{"text": p} if isinstance(p, str) else p for p in points] if isinstance(points, list) else []
    if points:
        question["key_points"] = points
    named = [p for p in points if isinstance(p, dict) and isinstance(p.get("text"), str)]
    free = FreeIds(str(p["id"]) for p in named if p.get("id"))
    for point in named:
        if not point.get("id"):
            text = point.pop("text")
            point |= {"id": free.like(slug_of(text, fallback="key-points")), "text": text}
    for probe in aimless:
        said = content_stems(str(probe.get("ask", "")))
        best = max(named, key=lambda p: len(said & content_stems(p["text"])), default=None)
        probe["aims_at"] = best["id"] if best else rubric.criteria[0].id


def _criterion(entry: Entry) -> tuple[Shape, dict[Location, Place]]:
    criterion: Shape = {}
    levels: dict[str, str] = {}
    places: dict[Location, Place] = dict(entry.places)
    for told in entry.told:
        name, text = told.field, clean(told.text)
        if name.startswith("level-"):
            levels[name[-1]] = text
            places["levels", name[-1]] = told.place
        elif name == "weight":
            criterion[name] = _weight(text)
        elif name == "indicator":
            _append(criterion, places, "indicators", text, told.place)
        elif name == "red_flag":
            _append(criterion, places, "red_flags", {"text": text}, told.place)
        else:
            criterion[name] = text
        places.setdefault((name,), told.place)
    criterion |= clean(entry.whole)
    if levels:
        criterion["levels"] = {level: levels[level] for level in _LEVELS if level in levels}
    return criterion, places


def _fill_levels(criterion: Shape) -> list[str]:
    """Fill in the levels between two that were told; return which they are."""
    levels = criterion.get("levels")
    if not isinstance(levels, dict):
        return []
    known = [level for level in _LEVELS if levels.get(level)]
    filled = []
    for level in _LEVELS:
        below = max((k for k in known if k < level), default=None)
        above = min((k for k in known if k > level), default=None)
        if level not in known and below and above:
            levels[level] = f"More than at level {below}, and less than at level {above}."
            filled.append(level)
    criterion["levels"] = {level: levels[level] for level in sorted(levels)}
    return filled


def _fill_weights(criteria: list[Shape]) -> None:
    """Make weights that were told as points or in percent shares of 1; where none was told, all are alike."""
    weights = [criterion.get("weight") for criterion in criteria]
    numbers = [w for w in weights if isinstance(w, int | float) and not isinstance(w, bool)]
    if not criteria or (numbers and len(numbers) < len(criteria)):
        return
    total = sum(numbers)
    if not numbers:
        shares = [1 / len(criteria)] * len(criteria)
    elif total > 1.5 and all(n > 0 for n in numbers):
        shares = [n / total for n in numbers]
    else:
        return
    rounded = [round(share, 4) for share in shares]
    rounded[0] = round(rounded[0] + 1 - sum(rounded), 4)
    for criterion, share in zip(criteria, rounded, strict=True):
        criterion["weight"] = share


def _number(text: str) -> Any:
    """Return the number of minutes that ``text`` tells; the text itself where it is none, to be complained of."""
    found = _NUMBER.match(text)
    number = float(found.group(1).replace(",", ".")) if found else None
    if number is None:
        return text
    return int(number) if number == int(number) else number


def _weight(text: str) -> Any:
    found = _PERCENT.match(text)
    if found is None:
        return text
    number = float(found.group(1).replace(",", "."))
    return number / 100 if found.group(2) and number <= 1 else number


def by_rubric(entries: Iterable[Entry], names: Mapping[str, str]) -> dict[str, list[Entry]]:
    """Return the entries of each rubric, told as such or by a topic of that name; of the others under ``""``.

    ``names`` are the ids of rubrics by what they are called, as slugs.
    """
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        told = [slug_of(t.text, fallback="-") for t in entry.told if t.field in ("rubric", "section")]
        found.setdefault(next((names[name] for name in told if name in names), ""), []).append(entry)
    return found
