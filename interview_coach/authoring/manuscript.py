"""A bank or a rubric as somebody edits it: the text of the file, and changes that touch nothing else in it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from interview_coach.authoring.changes import Change, Drop, Insert, Move, Put, changed, emptied_by, value_at
from interview_coach.authoring.splicing import CannotSplice, Splice, Splicer, spliced
from interview_coach.domain.vocabulary import Seniority
from interview_coach.errors import ContentError
from interview_coach.library.file_models import BankFile, FileModel, LevelName, RubricFile
from interview_coach.library.groups import fill_question_ids, groups, text
from interview_coach.library.parsing import Plain, parse
from interview_coach.library.problems import Location
from interview_coach.library.reading import decode
from interview_coach.library.sources import Kind, kind_of
from interview_coach.library.validation import model_at

_MARK = "\ufeff"
_FREE_ORDER = {"levels": get_args(LevelName), "seniority_notes": tuple(Seniority)}


@dataclass(frozen=True)
class Manuscript:
    """The whole text of a file, and what it says. A byte order mark and the ends of lines stay as they are."""

    path: Path
    text: str
    kind: Kind
    data: Plain = field(repr=False, compare=False)

    @classmethod
    def of(cls, path: Path, raw: bytes) -> Manuscript:
        """Return the manuscript with the content ``raw``.

        Raises:
            ContentError: it cannot be read as YAML, so it cannot be edited other than as text.
        """
        decoded = decode(raw)
        if not isinstance(decoded, str):
            raise ContentError(f"{path}:{decoded.line}:{decoded.column}: {decoded.message}.")
        likely: Kind = "rubric" if path.parent.name == "rubrics" else "bank"
        return cls._read(path, raw.decode("utf-8"), kind_of(raw, likely))

    @classmethod
    def _read(cls, path: Path, text: str, kind: Kind) -> Manuscript:
        parsed = parse(text.removeprefix(_MARK).replace("\r\n", "\n"))
        if parsed.flaws or not parsed.whole or not isinstance(parsed.data, dict):
            where = f"{path}:{parsed.flaws[0].line}:{parsed.flaws[0].column}" if parsed.flaws else str(path)
            why = parsed.flaws[0].message if parsed.flaws else "it holds no fields"
            raise ContentError(f"{where}: {why}. Mend that in your editor first.")
        return cls(path, text, kind, parsed.data)

    def value(self, *at: str | int) -> Plain:
        """Return the value at the location ``at``; ``None`` where there is none."""
        return value_at(self.data, at)

    def question(self, question_id: str) -> Location | None:
        """Return where the question of that id stands; ids that the file leaves out are those of the library."""
        data = deepcopy(self.data)
        fill_question_ids(data)
        return next((("questions", n) for n, q in groups(data, "questions") if text(q, "id") == question_id), None)

    def with_changes(self, *changes: Change) -> Manuscript:
        """Return the manuscript with ``changes`` made, one after the other.

        Every character that they are not about stays. Comment lines right above an entry of a list belong to it:
        they are moved and dropped with it.

        Raises:
            KeyError: one of them is about a place that there is not.
            ContentError: the file is written in a way in which one cannot be made without touching other things.
        """
        made = self
        for change in changes:
            made = made._with(change)
        return made

    def with_puts(self, *puts: Put) -> Manuscript:
        """Return the manuscript with ``puts`` made at once: quicker for many places that have nothing in common.

        Raises:
            KeyError, ContentError: as :meth:`with_changes`.
        """
        wanted = self.data
        for change in puts:
            wanted = changed(wanted, change)
        return self._made(puts, wanted)

    def _with(self, change: Change) -> Manuscript:
        return self._made([change], changed(self.data, change))

    def _made(self, changes: Sequence[Change], wanted: Plain) -> Manuscript:
        """Return the manuscript with ``changes``, which must say what ``wanted`` says."""
        mark = _MARK if self.text.startswith(_MARK) else ""
        body = self.text.removeprefix(_MARK)
        splicer = Splicer(body, self._order)
        try:
            new = mark + spliced(body, [self._splice(splicer, change) for change in changes])
            made = self._read(self.path, new, self.kind)
        except (CannotSplice, ContentError):
            raise self._refusal(changes[0].at) from None
        if made.data != wanted:
            raise self._refusal(changes[0].at)
        return made

    def _splice(self, splicer: Splicer, change: Change) -> Splice:
        if isinstance(change, Put):
            return splicer.put(change)
        if isinstance(change, Insert):
            return splicer.insert(change)
        if isinstance(change, Move):
            return splicer.move(change)
        return splicer.drop(Drop(emptied_by(self.data, change.at)))

    def _order(self, at: Location) -> tuple[str, ...]:
        """Return the names of the fields beside the one at ``at`` in the order in which they are written."""
        names = [step for step in at[:-1] if isinstance(step, str)]
        if names and names[-1] in _FREE_ORDER and isinstance(at[-1], str):
            return tuple(str(name) for name in _FREE_ORDER[names[-1]])
        top: type[FileModel] = RubricFile if self.kind == "rubric" else BankFile
        return tuple(model_at(top, at[:-1]).model_fields)

    def _refusal(self, at: Location) -> ContentError:
        where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at).removeprefix(".")
        why = "is written in a way that can only be changed in a text editor"
        return ContentError(f"{self.path}: `{where}` {why}. Nothing was changed.")
