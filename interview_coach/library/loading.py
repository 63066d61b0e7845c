"""Reads all files into a library. One bad file never hides the others."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import compress
from operator import not_
from pathlib import Path

from interview_coach.library.assembling import Assembly
from interview_coach.library.catalogue import Library
from interview_coach.library.problems import Problem
from interview_coach.library.remembering import FileCache
from interview_coach.library.sources import Source, expand, find_sources, likely_kind, real_path, same_files
from interview_coach.paths import Home


def load_library(home: Home | None, extra: Sequence[Path] = (), *, cache: FileCache | None = None) -> Library:
    """Return the library: what was shipped, what is in the data folder, and ``extra`` files or folders of such files.

    Nothing is raised for a bad file: a rubric with a problem is left out; so is a question with a problem, and a bank
    with a problem that lies in none of its questions. Of two with the same id the first one found stays, unless the
    other one says that it replaces it. With a ``cache`` only files that changed since the last time are read, and where
    nothing did, the result is the very library of the last time.
    """
    sources, problems = find_sources(home, extra)
    return _load(sources, problems, cache or FileCache(), {})


def check_files(paths: Iterable[Path], home: Home | None = None) -> list[Problem]:
    """Return the problems of the files, or folders of files, at ``paths``, each file's from its top to its end.

    They are checked together with the shipped library and what is in ``home``, whose rubrics they may name.
    """
    folder_problems: list[Problem] = []
    wanted = list(expand(paths, folder_problems))
    return [*folder_problems, *problems_in(load_library(home, wanted), wanted)]


def check_text(
    path: Path,
    text: str | bytes,
    home: Home | None = None,
    extra: Sequence[Path] = (),
    *,
    cache: FileCache | None = None,
) -> list[Problem]:
    """Return the problems that the file ``path`` would have, and no other, if it held ``text``.

    The file need not exist. It is checked in the place of what it holds now, together with everything else in the
    library of ``home`` and ``extra``.
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    sources, problems = find_sources(home, extra)
    real = real_path(path)
    if all(real_path(source.path) != real for source in sources):
        sources.append(Source(path, likely_kind(path)))
    return problems_in(_load(sources, problems, cache or FileCache(), {real: raw}), [path])


def problems_in(library: Library, files: Iterable[Path]) -> list[Problem]:
    """Return those problems of ``library`` that are about ``files``."""
    these = same_files(files)
    wanted = {path for path in {p.path for p in library.problems} if same_files([path]) <= these}
    return [p for p in library.problems if p.path in wanted]


def _load(
    sources: Iterable[Source], problems: Sequence[Problem], cache: FileCache, instead: Mapping[Path, bytes]
) -> Library:
    """Return the library of ``sources``; ``instead`` are contents to take in place of those on disk, by real path."""
    with _collector_at_rest():
        opened = [cache.open(source, instead.get(real_path(source.path))) for source in sources]
        hold_rubrics = [file.is_rubric for file in opened]
        rubric_pieces = [cache.rubric(file) for file in compress(opened, hold_rubrics)]
        assembly = Assembly(problems)
        rubrics = assembly.take_rubrics(rubric_pieces)
        bank_pieces = [cache.bank(file, rubrics) for file in compress(opened, map(not_, hold_rubrics))]
        pieces = [*rubric_pieces, *bank_pieces]
        library = cache.recall(pieces, problems)
        if library is None:
            library = assembly.take_banks(bank_pieces)
            if not instead:
                cache.made(library, pieces, problems)
        return library


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the cyclic garbage collector from walking, over and over, the many values that come into being.

    They hold no cycles; without this a fifth of the time of loading is the collector's.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
