"""Filters and orders in SQL. Everything that a user gives goes in as a value, never as text of a statement."""

from __future__ import annotations

from collections.abc import Iterable

from interview_coach.journal.index.filters import VERDICTS, Filters, Sort, SortBy, instant
from interview_coach.journal.index.passages import MOST_PASSAGES
from interview_coach.journal.index.query import Query

Values = tuple[str | int, ...]

_COLUMNS = {SortBy.DATE: "started"}
"""The columns that are not called like what they hold."""


def words(slugs: Iterable[str]) -> str:
    """Return slugs as one text in which each can be found with the spaces around it."""
    return f" {' '.join(slugs)} " if slugs else " "


def where(filters: Filters) -> tuple[str, Values]:
    """Return the condition on the table ``journal j`` that ``filters`` make, with its values."""
    found: list[tuple[str, str | int]] = []
    if query := Query.parse(filters.text):
        inner = f"SELECT rowid / {MOST_PASSAGES} FROM passage WHERE passage MATCH ?"  # noqa: S608
        found.append((f"j.key IN ({inner})", query.fts))
    for column, wanted in (("practises", filters.competency), ("graders", filters.grader)):
        if wanted is not None:
            found.append((f"instr(j.{column}, ?)", f" {wanted} "))
    found += [("instr(j.tags, ?)", f" {tag} ") for tag in filters.tags]
    for column, value in (("track", filters.track), ("format", filters.format), ("engine", filters.engine)):
        if value is not None:
            found.append((f"j.{column} = ?", value.value))
    if filters.verdict is not None:
        found.append(("j.verdict = ?", VERDICTS.index(filters.verdict)))
    if filters.since is not None:
        found.append(("j.started >= ?", instant(filters.since)))
    if filters.until is not None:
        found.append(("j.started < ?", instant(filters.until)))
    if filters.unfinished:
        found.append(("j.unfinished = ?", 1))
    return " AND ".join(clause for clause, _ in found) or "1", tuple(value for _, value in found)


def order(sort: Sort) -> str:
    """Return the order that ``sort`` means; nothing comes last, and the newest first among equals."""
    column = f"j.{_COLUMNS.get(sort.by, sort.by.value)}"
    way = "DESC" if sort.descending else "ASC"
    ties = "" if sort.by is SortBy.DATE else "j.started DESC, "
    id_way = way if sort.by is SortBy.DATE else "DESC"
    return f"{column} {way} NULLS LAST, {ties}j.id {id_way}"
