"""Imports a file: what would be written, checked, with every problem at its place in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interview_coach.authoring.beginning import LONGEST_TITLE, sound_title
from interview_coach.authoring.files import Kind, NewFile
from interview_coach.authoring.importing.assembling import Draft, bank_draft, by_rubric, clean, rubric_draft
from interview_coach.authoring.importing.cards import read_cards
from interview_coach.authoring.importing.locating import at_source, problems_of
from interview_coach.authoring.importing.markdown import read_markdown
from interview_coach.authoring.importing.objects import read_objects
from interview_coach.authoring.importing.sheets import read_sheet
from interview_coach.authoring.importing.source import Form, Source, form_of, read_source
from interview_coach.authoring.importing.told import Entry, Place, Reading
from interview_coach.authoring.matching import Matcher
from interview_coach.authoring.shapes import Shape
from interview_coach.authoring.shelf import Shelf
from interview_coach.authoring.yaml_text import yaml_text
from interview_coach.library.document import Document
from interview_coach.library.groups import file_id
from interview_coach.library.problems import Problem
from interview_coach.library.schemas import schema_line
from interview_coach.library.words import slug_of


@dataclass(frozen=True)
class Imported:
    """What came of a source. Nothing may be written where a problem is an error."""

    files: tuple[NewFile, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    """What was decided for the author, in whole sentences."""

    @property
    def usable(self) -> bool:
        """Whether the files may be written."""
        return bool(self.files) and all(problem.severity == "advice" for problem in self.problems)


def import_file(
    path: Path,
    shelf: Shelf,
    kind: Kind = "bank",
    *,
    form: Form | None = None,
    rubric: str | None = None,
    title: str = "",
) -> Imported:
    """Return the files that the source ``path`` makes.

    Args:
        path: the source.
        shelf: where they go.
        kind: what they are to be.
        form: the format of the source; told by its name and beginning by default.
        rubric: the id of the rubric that questions are graded against; by default that which their topics name, else
            that which suits their words best.
        title: the title; by default the source's own, else its file name.

    Raises:
        ContentError: there is no such rubric, or the title is too long.
    """
    if rubric is not None:
        shelf.library.rubric(rubric)
    source = read_source(path)
    if any(fault.severity == "error" for fault in source.faults):
        return Imported((), tuple(problems_of(source, source.faults)))
    form = form or form_of(source)
    if form is Form.YAML:
        return _as_it_stands(source, shelf, kind)
    reading = _read(source, form, kind)
    problems = problems_of(source, [*source.faults, *reading.faults])
    if not reading.entries or any(problem.severity == "error" for problem in problems):
        return Imported((), tuple(problems))
    head = _head(reading, source, title)
    drafts, notes = _drafts(reading, head, shelf, kind, rubric)
    files = []
    for its_id, draft in drafts:
        named = {"id": its_id} | {key: value for key, value in draft.shape.items() if key != "id"}
        path = shelf.path(kind, its_id)
        head_lines = f"{schema_line(kind, path).removeprefix('# ')}\nImported from {source.path.name}."
        file = NewFile(kind, its_id, path, yaml_text(named, draft.comments, head=head_lines))
        files.append(file)
        problems += [at_source(problem, draft, source) for problem in shelf.problems(file)]
    return Imported(tuple(files), tuple(sorted(problems, key=lambda p: (p.line, p.column))), tuple(notes))


def _read(source: Source, form: Form, kind: Kind) -> Reading:
    readers: dict[Form, Callable[[], Reading]] = {
        Form.MARKDOWN: lambda: read_markdown(source.text, kind),
        Form.CSV: lambda: read_sheet(source.text, kind),
        Form.ANKI: lambda: read_cards(source.text),
        Form.JSON: lambda: read_objects(source.text, kind),
    }
    reading = readers[form]()
    if not reading.entries and not reading.faults:
        reading.error(Place(), "there is nothing to import in this file")
    return reading


def _head(reading: Reading, source: Source, title: str) -> Shape:
    about = reading.about
    told = clean(about.whole)
    title = sound_title(title) or _cut(told.get("title") or about.first("title"))
    head: Shape = {"title": title or title_from(source.path)}
    described = "\n\n".join(clean(t.text) for t in about.told if t.field == "description")
    competency = told.get("competency") or clean(about.first("section"))
    head |= {"competency": competency} if competency else {}
    head |= {"description": described} if described else {}
    return head | {key: value for key, value in told.items() if key not in ("title", "id", "rubric")}


def title_from(path: Path) -> str:
    """Return a title made from the name of a file."""
    words = path.stem.replace("_", " ").replace("-", " ").strip()
    return _cut(words[:1].upper() + words[1:]) or "Imported"


def _cut(title: object) -> str:
    """Return a title that was found in a source, on one line that is not too long."""
    words = " ".join(clean(str(title)).split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"


def _drafts(
    reading: Reading, head: Shape, shelf: Shelf, kind: Kind, rubric: str | None
) -> tuple[list[tuple[str, Draft]], list[str]]:
    if kind == "rubric":
        return [(shelf.new_id(kind, head["title"]), rubric_draft(head, reading.entries))], []
    rubrics = shelf.library.rubrics
    names = {slug_of(r.title, fallback="-"): r.id for r in rubrics.values()} | {name: name for name in rubrics}
    told = clean(str(reading.about.whole.get("rubric") or reading.about.first("rubric")))
    named = rubric or names.get(slug_of(told, fallback="-"))
    notes = []
    if told and rubric is None and named is None:
        notes.append(f"There is no rubric “{told}”.")
    parts = {rubric: reading.entries} if rubric else by_rubric(reading.entries, names)
    if (nameless := parts.pop("", None)) is not None:
        default = named or _fitting(nameless, shelf)
        parts[default] = sorted([*parts.get(default, ()), *nameless], key=lambda entry: entry.place)
        if named is None:
            notes.append(f"Graded against the rubric {default}, whose words suit best; --rubric ID takes another one.")
    drafts = []
    taken = set(shelf.question_ids)
    used: set[str] = set()
    for name, entries in parts.items():
        title = head["title"] if len(parts) == 1 else f"{head['title']}: {rubrics[name].title}"
        its_id = shelf.new_id(kind, title if title not in used else f"{title} {name}")
        used.add(title)
        own = head | {"title": _cut(title)}
        if len(parts) > 1:
            own.pop("competency", None)
        draft = bank_draft(_in_order(own), entries, rubrics[name], taken)
        taken |= {question["id"] for question in draft.shape["questions"]}
        drafts.append((its_id, draft))
        notes += _renamed(entries, draft)
    if len(parts) > 1:
        notes.append(f"{len(parts)} question banks, since their topics are graded against different rubrics.")
    return drafts, notes


def _in_order(head: Shape) -> Shape:
    """Return the fields of a bank in the order of a file."""
    order = ("title", "competency", "description")
    return {name: head[name] for name in order if name in head} | head


def _renamed(entries: Sequence[Entry], draft: Draft) -> list[str]:
    notes = []
    for entry, question in zip(entries, draft.shape["questions"], strict=True):
        wanted = entry.whole.get("id") or entry.first("id")
        if wanted and wanted != question["id"]:
            notes.append(f"The id {wanted} is taken; that question is {question['id']} now.")
    return notes


def _fitting(entries: Iterable[Entry], shelf: Shelf) -> str:
    """Return the rubric whose words suit the questions best; the first one where none has a word in common."""
    text = "\n".join(
        str(part)
        for entry in entries
        for part in (*(t.text for t in entry.told), *(entry.whole.get(n, "") for n in ("ask", "title", "key_points")))
    )
    library = shelf.library
    fits = Matcher(library.rubrics, library.questions()).fits(text)
    return fits[0].rubric if fits else next(iter(library.rubrics))


def _as_it_stands(source: Source, shelf: Shelf, kind: Kind) -> Imported:
    """Take over a file of a bank or a rubric with its comments, if it is sound beside all others."""
    document = Document.of(source.path, source.text.encode())
    its_id = file_id(document, kind)
    file = NewFile(kind, its_id, shelf.path(kind, its_id), source.text)
    problems = [_moved(problem, source) for problem in shelf.problems(file)]
    if file.path.exists():
        problems.append(Problem(source.path, 1, 1, "", f"there is {file.path} already, and nothing is written over"))
    return Imported((file,), (*problems_of(source, source.faults), *problems))


def _moved(problem: Problem, source: Source) -> Problem:
    return replace(problem, path=source.path)
