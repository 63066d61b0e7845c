"""What the tree of the Banks screen shows: banks with their questions, rubrics, and files that cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from interview_coach.tui.safe_text import one_line
from interview_coach.tui.words import counted

if TYPE_CHECKING:
    from interview_coach.library.banks import Bank
    from interview_coach.library.catalogue import Library

Kind = Literal["part", "bank", "question", "rubric", "file"]


@dataclass(frozen=True)
class Row:
    """A line of the tree: ``id`` is that of the bank, the question or the rubric, or the path of a file.

    ``path`` is the file that it stands in, and ``own`` says whether that is the user's.
    """

    kind: Kind
    id: str
    label: str
    path: Path | None = None
    own: bool = False
    mark: str = ""
    """What stands behind the label, quietly: how many, whose, what is wrong."""
    words: str = ""
    """What the search looks into."""
    children: tuple[Row, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What names the same thing after files changed."""
        return self.kind, self.id

    @property
    def form(self) -> Literal["bank", "rubric"]:
        """Whether it belongs to banks or to rubrics."""
        is_rubric = self.kind == "rubric" or self.id == "rubrics"
        return "rubric" if is_rubric or (self.path is not None and self.path.parent.name == "rubrics") else "bank"


IsOwn = Callable[[Path], bool]


def rows(library: Library, is_own: IsOwn) -> tuple[Row, ...]:
    """Return the lines of the tree, the user's own files first."""
    errors: dict[Path, int] = {}
    for problem in library.problems:
        errors[problem.path] = errors.get(problem.path, 0) + (problem.severity == "error")
    banks = [_bank(bank, own=is_own(bank.path), errors=errors.get(bank.path, 0)) for bank in library.banks]
    rubrics = [
        _rubric(rubric.id, rubric.title, path, own=is_own(path), errors=errors.get(path, 0))
        for rubric, path in ((rubric, library.rubric_paths[i]) for i, rubric in library.rubrics.items())
    ]
    used = {bank.path for bank in library.banks} | set(library.rubric_paths.values())
    broken = [
        Row(
            "file", str(path), one_line(path.name), path, is_own(path), mark=counted(number, "problem"), words=path.name
        )
        for path, number in errors.items()
        if number and path not in used
    ]
    return tuple(
        part
        for part in (
            Row("part", "broken", "Cannot be used", mark=str(len(broken)), children=tuple(broken)),
            Row("part", "banks", "Question banks", mark=str(len(banks)), children=_own_first(banks)),
            Row("part", "rubrics", "Rubrics", mark=str(len(rubrics)), children=_own_first(rubrics)),
        )
        if part.children or part.id != "broken"
    )


def matching(all_rows: Sequence[Row], wanted: str) -> tuple[Row, ...]:
    """Return the rows in which every word of ``wanted`` occurs, with what holds them; all rows where none is wanted."""
    words = wanted.casefold().split()
    return tuple(_matching(all_rows, words)) if words else tuple(all_rows)


def walk(some_rows: Sequence[Row]) -> Iterator[Row]:
    """Yield ``some_rows`` with everything below them."""
    for row in some_rows:
        yield row
        yield from walk(row.children)


def _matching(some_rows: Sequence[Row], words: Sequence[str]) -> Iterator[Row]:
    for row in some_rows:
        if row.kind != "part" and all(word in row.words.casefold() for word in words):
            yield row
        elif children := tuple(_matching(row.children, words)):
            yield replace(row, children=children)


def _bank(bank: Bank, *, own: bool, errors: int) -> Row:
    questions = tuple(
        Row(
            "question",
            question.id,
            one_line(question.title),
            bank.path,
            own,
            words=f"{question.title} {question.ask} {question.id} {question.competency}",
        )
        for question in bank.questions
    )
    mark = " · ".join(filter(None, (str(len(questions)), "yours" if own else "", _wrong(errors))))
    words = f"{bank.title} {bank.id} {bank.competency}"
    return Row("bank", bank.id, one_line(bank.title), bank.path, own, mark, words, questions)


def _rubric(its_id: str, title: str, path: Path, *, own: bool, errors: int) -> Row:
    mark = " · ".join(filter(None, ("yours" if own else "", _wrong(errors))))
    return Row("rubric", its_id, one_line(title), path, own, mark, f"{title} {its_id}")


def _wrong(errors: int) -> str:
    return f"! {counted(errors, 'problem')}" if errors else ""


def _own_first(some_rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(sorted(some_rows, key=lambda row: not row.own))
