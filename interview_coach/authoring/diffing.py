"""What changed between two versions of a bank or a rubric: by question or criterion, field by field, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from interview_coach.authoring.shapes import Shape
from interview_coach.domain.comparing import Change as WordChange
from interview_coach.domain.comparing import word_changes
from interview_coach.domain.rubric import Rubric

Kind = Literal["added", "dropped", "changed", "moved"]

_NAMED_BY = {"context": "about"}
"""By which field the groups of a list are told apart where they have no id."""

_USUAL = {"minutes": 6.0, "difficulty": "medium", "kind": "specifics", "weight": 1.0, "caps_at": 2, "style": "natural"}
"""What holds of fields that a file may leave out."""

_CONTEXT_WORDS = 6


@dataclass(frozen=True)
class Change:
    """One difference. ``before`` is ``None`` where it was added, ``after`` where it was dropped."""

    way: tuple[str, ...]
    """From the top to the value: names of fields, and ids in place of positions."""
    kind: Kind
    before: Any = None
    after: Any = None


def changes(before: Shape, after: Shape) -> list[Change]:
    """Return the differences of two shapes, in the order of the second."""
    return list(_groups((), before, after))


def _groups(way: tuple[str, ...], before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys([*after, *before]):
        usual = _USUAL.get(name)
        yield from _values((*way, name), before.get(name, usual), after.get(name, usual))


def _values(way: tuple[str, ...], before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before or after, list) and isinstance(after or before, list):
        yield from _lists(way, before or [], after or [])
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _groups(way, before, after)
    else:
        yield Change(way, "added" if before is None else "dropped" if after is None else "changed", before, after)


def _lists(way: tuple[str, ...], before: list[Any], after: list[Any]) -> Iterator[Change]:
    old, new = _named(way[-1], before), _named(way[-1], after)
    for name in dict.fromkeys([*new, *old]):
        if name not in old:
            yield Change((*way, name), "added", None, new[name])
        elif name not in new:
            yield Change((*way, name), "dropped", old[name], None)
        else:
            yield from _values((*way, name), old[name], new[name])
    kept_before = [name for name in old if name in new]
    kept_after = [name for name in new if name in old]
    if kept_before != kept_after:
        yield Change(way, "moved", kept_before, kept_after)


def _named(field: str, entries: Sequence[Any]) -> dict[str, Any]:
    """Return the entries of a list by what tells them apart: an id, else what they say, else their number."""
    found: dict[str, Any] = {}
    for entry in entries:
        name = _name(field, entry)
        number = 1
        free = name
        while free in found:
            number += 1
            free = f"{name} ({number})"
        found[free] = entry
    return found


def _name(field: str, entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    if field == "exemplars":
        return f"level {entry['level']}{' ' + entry['style'] if 'style' in entry else ''}"
    return str(entry.get("id") or entry.get(_NAMED_BY.get(field, "text")) or entry.get("ask") or "")


def comparability(before: Rubric | None, after: Rubric | None, found: Sequence[Change]) -> list[str]:
    """Return in sentences which grades can still be compared."""
    if before is None or after is None:
        return ["One of the rubrics is not known, so nothing can be said about grades."]
    if before.id != after.id:
        return [f"Grades are not comparable: they are given against {before.id} and against {after.id}."]
    if before.hash != after.hash:
        return [f"Grades are not comparable: the rubric {after.id} changed (hash {before.hash} and {after.hash})."]
    edited = sorted({c.way[1] for c in found if c.way[0] == "questions" and len(c.way) > 2})
    said = [f"The rubric {after.id} is the same (hash {after.hash}), so grades stay comparable"]
    if edited:
        questions = "the question that was" if len(edited) == 1 else f"the {len(edited)} questions that were"
        said[0] += f", save for attempts before and after at {questions} edited: {', '.join(edited)}"
    return [f"{said[0]}."]


def diff_text(found: Sequence[Change]) -> str:
    """Return the changes as text: ``+`` added, ``-`` dropped, ``~`` changed; words as ``[-dropped-]`` ``{+added+}``."""
    lines: list[str] = []
    heading: tuple[str, ...] = ()
    for change in found:
        grouped = change.way[0] in ("questions", "criteria") and len(change.way) > 2
        top = change.way[:2] if grouped else ()
        if top and top != heading:
            lines += ["", f"~ {top[0].removesuffix('s').replace('criteria', 'criterion')} {top[1]}"]
        heading = top
        lines.append(("    " if top else "") + _line(change, change.way[len(top) :]))
    return "\n".join(lines).strip("\n")


def _line(change: Change, way: tuple[str, ...]) -> str:
    name = " › ".join(_short(step) for step in way)
    match change.kind:
        case "added":
            return f"+ {name}{_told(change.after, way)}"
        case "dropped":
            return f"- {name}{_told(change.before, way)}"
        case "moved":
            return f"~ {name}: in another order"
        case "changed":
            return f"~ {name}: {_both(change.before, change.after)}"


def _told(value: Any, way: tuple[str, ...]) -> str:
    if isinstance(value, Mapping):
        value = value.get("title") or value.get("ask") or value.get("text") or value.get("tell") or ""
    text = " ".join(str(value).split())
    return f": {_short(text, 100)}" if text and text != way[-1] else ""


def _both(before: Any, after: Any) -> str:
    if not (isinstance(before, str) and isinstance(after, str)) or " " not in before + after:
        return f"{before} → {after}"
    passages = word_changes(before, after)
    parts = []
    for number, passage in enumerate(passages):
        words = passage.text.split()
        if passage.change is WordChange.KEPT:
            parts.append(_around(words, first=number == 0, last=number == len(passages) - 1))
        else:
            dropped = passage.change is WordChange.DROPPED
            parts.append(f"[-{' '.join(words)}-]" if dropped else f"{{+{' '.join(words)}+}}")
    return " ".join(part for part in parts if part)


def _around(words: list[str], *, first: bool, last: bool) -> str:
    """Return kept words, cut to those next to a change."""
    before = [] if first else words[:_CONTEXT_WORDS]
    after = [] if last else words[-_CONTEXT_WORDS:]
    if len(words) <= len(before) + len(after):
        return " ".join(words)
    return " ".join([*before, "…", *after])


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
