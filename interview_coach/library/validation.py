"""Checks the fields of a document against a file model; tells all mistakes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from interview_coach.library.document import Document
from interview_coach.library.file_models import MAX_ENTRIES, MAX_QUESTIONS, FileModel
from interview_coach.library.parsing import Plain
from interview_coach.library.problems import Complaint, Location
from interview_coach.library.wording import in_words
from interview_coach.library.words import a, closest, meant, shown


def check_fields(document: Document, model: type[FileModel]) -> Iterator[Complaint]:
    """Return, one by one, what is wrong with the fields of ``document``, which is to be read as ``model``.

    Optional fields that have a name but no value yet, as they are while somebody writes, are removed from its data.
    """
    data = document.data
    if not isinstance(data, dict):
        found = "nothing" if data is None else "a list" if isinstance(data, list) else "a single value"
        return iter([Complaint((), f"expected the fields of {a(model.noun)}, such as `title: …`, found {found}")])
    too_long = list(_cut(data, ()))
    errors = _errors(data, model)
    if _without_empties(data, errors):
        errors = _errors(data, model)
    return chain(too_long, _complaints(document, model, errors))


def _cut(holder: Plain, at: Location) -> Iterator[Complaint]:
    """Cut lists with more entries than any may have to that length, so that no file can cost much; tell of each."""
    for name, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
        if isinstance(value, list):
            most = MAX_QUESTIONS if (*at, name) == ("questions",) else MAX_ENTRIES
            if len(value) > most:
                del value[most:]
                yield Complaint((*at, name), f"{shown(name)} has too many entries; at most {most:,} are allowed")
        if isinstance(value, dict | list):
            yield from _cut(value, (*at, name))


def _errors(data: Plain, model: type[FileModel]) -> list[ErrorDetails]:
    """Return the validator's findings, without lists that it takes for empty because all of their entries are wrong."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [e for e in error.errors(include_url=False) if not (e["type"] == "too_short" and e["input"])]
    return []


def _without_empties(data: Plain, errors: Sequence[ErrorDetails]) -> bool:
    """Remove the fields without a value that ``errors`` are about; return whether there were any."""
    removed = False
    unknown = {error["loc"][:-1] for error in errors if error["loc"][-1:] == ("[key]",)}
    unknown |= {error["loc"] for error in errors if error["type"] == "extra_forbidden"}
    for error in errors:
        *way, name = error["loc"] or ("",)
        if error["input"] is None and isinstance(name, str) and error["loc"] not in unknown:
            holder = data
            for step in way:
                holder = holder[step]
            if isinstance(holder, dict) and name in holder:
                del holder[name]
                removed = True
    return removed


def _complaints(document: Document, model: type[FileModel], errors: Sequence[ErrorDetails]) -> Iterator[Complaint]:
    missing: dict[Location, list[str]] = {}
    for error in errors:
        if error["type"] == "missing":
            missing.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
    meant: set[Location] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            holder = error["loc"][:-1]
            complaint, instead = _unknown_field(error["loc"], model, missing.get(holder, ()))
            meant.add((*holder, instead))
            yield complaint
    for error in errors:
        location = error["loc"]
        if error["type"] == "missing" and location not in meant:
            yield _missing_field(document, location, model_at(model, location[:-1]))
        elif error["type"] not in ("missing", "extra_forbidden"):
            at_key = location[-1:] == ("[key]",)
            location = location[:-1] if at_key else location
            told = in_words(error, document.word_at(location))
            yield Complaint(location, told.message, at_key, told.expected, told.suggestion)


def _unknown_field(location: Location, model: type[FileModel], missing: Sequence[str]) -> tuple[Complaint, str]:
    """Return the complaint, and the missing field that was probably meant: then it needs no complaint of its own.

    ``missing`` are the fields that the same group needs and lacks.
    """
    holder, name = model_at(model, location[:-1]), str(location[-1])
    guess = closest(name, missing) or closest(name, holder.model_fields)
    fields = ", ".join(holder.model_fields)
    message = f"{shown(name)}{meant(guess)}" if guess else f"{shown(name)} is no field of {a(holder.noun)}"
    complaint = Complaint(location, message, True, f"a field of {a(holder.noun)}: {fields}", guess or "")
    return complaint, guess if guess and guess in missing else ""


def _missing_field(document: Document, location: Location, holder: type[FileModel]) -> Complaint:
    if document.has(location):
        return Complaint(location, f"`{location[-1]}` is empty; {a(holder.noun)} needs it")
    return Complaint(location[:-1], f"`{location[-1]}` is missing; {a(holder.noun)} needs it")


def model_at(model: type[FileModel], location: Location) -> type[FileModel]:
    """Return the file model of the group of fields at ``location``, where ``model`` is the whole file's."""
    for name in location:
        if isinstance(name, str) and name in model.model_fields:
            model = _model_within(model.model_fields[name].annotation) or model
    return model


def _model_within(annotation: object) -> type[FileModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, FileModel):
        return annotation
    within: Callable[[object], type[FileModel] | None] = _model_within
    return next((found for part in get_args(annotation) if (found := within(part))), None)
