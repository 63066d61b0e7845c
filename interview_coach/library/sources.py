"""Which files make up the library: shipped ones, those in the data folder, and those that were named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from interview_coach.library.problems import Problem
from interview_coach.paths import PROJECT, Home, shipped_banks, shipped_rubrics

Kind = Literal["bank", "rubric"]

_TELLING = re.compile(rb"\n[\"']?(questions|criteria)[\"']?[ \t]*:")
_SUFFIXES = frozenset({".yaml", ".yml"})

SHIPPED = frozenset(
    """
    ai-feasibility ai-user-research data-strategy ethics evaluation-design experimentation-and-metrics failure-modes
    model-selection monitoring-and-mlops portfolio-and-story probabilistic-products product-fundamentals
    product-teardown prompt-and-context-design rag-and-agents stakeholder-scenarios technical-literacy
    """.split()
)
"""The names of the files that come with the program, of banks and of rubrics alike.

In a checkout the user's own files lie in the same folders, so the folder alone does not tell.
"""


@dataclass(frozen=True)
class Source:
    """A file to read. ``likely`` is what it holds where its content does not tell."""

    path: Path
    likely: Kind
    shipped: bool = False


def find_sources(home: Home | None, extra: Sequence[Path]) -> tuple[list[Source], list[Problem]]:
    """Return every file once, shipped ones first, and the problems of the folders themselves.

    Without a data folder ``home``, what a user put beside the shipped files of a checkout is left out.
    """
    problems: list[Problem] = []
    beside = [
        *(Source(path, "rubric", is_shipped(path)) for path in _files_in(shipped_rubrics(), problems)),
        *(Source(path, "bank", is_shipped(path)) for path in _files_in(shipped_banks(), problems)),
    ]
    found = [source for source in beside if source.shipped]
    if home is not None:
        found += [source for source in beside if not source.shipped]
        found += [Source(path, "rubric") for path in _files_in(home.rubrics, problems)]
        found += [Source(path, "bank") for path in _files_in(home.question_banks, problems)]
    found += [Source(path, likely_kind(path)) for path in expand(extra, problems)]
    return _each_once(found), problems


def is_shipped(path: Path) -> bool:
    """Return whether the file ``path`` came with the program."""
    folder = real_path(path.parent)
    if folder not in (real_path(shipped_banks()), real_path(shipped_rubrics())):
        return False
    return folder.parent != real_path(PROJECT) or path.stem in SHIPPED


def expand(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    """Yield ``paths``, with the files of a folder in its place; adds what is wrong with folders to ``problems``."""
    for path in paths:
        if _is_folder(path):
            yield from _files_in(path, problems)
        else:
            yield path


def same_files(paths: Iterable[Path]) -> frozenset[Path]:
    """Return ``paths`` in the form in which two names of one file are equal."""
    return frozenset(real_path(path) for path in paths)


def kind_of(raw: bytes, likely: Kind) -> Kind:
    """Return what a file with the content ``raw`` holds, by its fields; ``likely`` where they do not tell."""
    names = {found.group(1) for found in _TELLING.finditer(b"\n" + raw)}
    return "bank" if b"questions" in names else "rubric" if names else likely


def _each_once(sources: Iterable[Source]) -> list[Source]:
    """Return ``sources`` without repetition; a file that was also named keeps the name that it was given last."""
    found: dict[Path, Source] = {}
    for source in sources:
        real = real_path(source.path)
        found[real] = replace(found[real], path=source.path) if real in found else source
    return list(found.values())


def _files_in(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the YAML files directly in ``folder``, by name. A folder that does not exist holds none."""
    try:
        paths = sorted(folder.iterdir())
        inside = folder.resolve()
    except FileNotFoundError:
        return
    except NotADirectoryError:
        if folder.exists():  # and not something above it that is no folder
            problems.append(Problem(folder, 1, 1, "", "this is a file where a folder is looked for; move it away"))
        return
    except OSError as error:
        problems.append(Problem(folder, 1, 1, "", f"this folder cannot be read: {error.strerror or 'unknown reason'}"))
        return
    for path in paths:
        if path.suffix.lower() not in _SUFFIXES or path.name.startswith("."):
            continue
        if path.is_symlink() and not real_path(path).is_relative_to(inside):
            message = "this is a link to a file outside of the folder; copy the file here, or name it with `--bank`"
            problems.append(Problem(path, 1, 1, "", message))
            continue
        yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def real_path(path: Path) -> Path:
    """Return ``path`` without links, or as it is where there is no such place."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path


def likely_kind(path: Path) -> Kind:
    """Return what a file that was named holds, by the folder that it lies in."""
    return "rubric" if path.parent.name == "rubrics" else "bank"
