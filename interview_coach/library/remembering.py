"""Remembers what files held, so that only those that changed are read again."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_
from pathlib import Path

from interview_coach.library.banks import Rubrics
from interview_coach.library.catalogue import Library
from interview_coach.library.pieces import BankPiece, Piece, RubricPiece, bank_piece, rubric_piece
from interview_coach.library.problems import Problem
from interview_coach.library.reading import read_bytes
from interview_coach.library.sources import Source, kind_of

_SETTLED = 2_000_000_000
"""Nanoseconds after which the time of a file's last change tells the next change from it, on every file system."""

_Signature = tuple[int, ...]


@dataclass
class Opened:
    """A file that was looked at: ``raw`` is its content or why that cannot be had; ``None`` where it did not change."""

    source: Source
    raw: bytes | str | None
    kept: RubricPiece | BankPiece | None = None
    signature: _Signature | None = None
    digest: bytes = b""
    lasting: bool = True
    """Whether this is what the file really holds, to be remembered."""

    @property
    def is_rubric(self) -> bool:
        """Whether the file holds a rubric, as far as can be told without reading it as one."""
        if isinstance(self.raw, bytes):
            return kind_of(self.raw, self.source.likely) == "rubric"
        return isinstance(self.kept, RubricPiece) if self.kept else self.source.likely == "rubric"


@dataclass
class _Kept:
    piece: RubricPiece | BankPiece
    signature: _Signature | None
    """``None`` where it cannot tell whether the file changed."""
    digest: bytes
    """Of the content, where the signature cannot tell; else empty."""


class FileCache:
    """What was read of each file, for as long as the file stays as it is. Not for several threads at once."""

    def __init__(self) -> None:
        self._kept: dict[Path, _Kept] = {}
        self._last: tuple[Library, Sequence[Piece], Sequence[Problem]] | None = None

    def open(self, source: Source, instead: bytes | None = None) -> Opened:
        """Return the content of the file, unless it is known not to have changed since it was read.

        ``instead`` is a content to take for it, once, whatever the file holds.
        """
        if instead is not None:
            return Opened(source, instead, lasting=False)
        signature = _signature(source.path)
        kept = self._kept.get(source.path)
        if kept is None or kept.piece.source != source:
            return self._opened(source, read_bytes(source.path), None, signature)
        if signature is not None and signature == kept.signature:
            return Opened(source, None, kept.piece, signature, kept.digest)
        raw = read_bytes(source.path)
        return self._opened(source, raw, kept if kept.digest and _digest(raw) == kept.digest else None, signature)

    def rubric(self, opened: Opened) -> RubricPiece:
        """Return what the rubric file holds."""
        if isinstance(opened.kept, RubricPiece):
            return opened.kept
        piece = rubric_piece(opened.source, self._raw(opened))
        self._keep(opened, piece)
        return piece

    def bank(self, opened: Opened, rubrics: Rubrics) -> BankPiece:
        """Return what the bank file holds when it is read with ``rubrics``."""
        kept = opened.kept
        if isinstance(kept, BankPiece) and kept.rubric is not None:
            named = kept.rubric.id
            if rubrics.usable.get(named) is kept.rubric:
                return kept
        piece = bank_piece(opened.source, self._raw(opened), rubrics)
        if isinstance(kept, BankPiece) and kept.value is None and piece == kept:
            return kept
        self._keep(opened, piece)
        return piece

    def recall(self, pieces: Sequence[Piece], problems: Sequence[Problem]) -> Library | None:
        """Return the library that was last made of just these ``pieces``."""
        if self._last is None:
            return None
        library, its_pieces, its_problems = self._last
        same = len(pieces) == len(its_pieces) and all(map(is_, pieces, its_pieces)) and problems == its_problems
        return library if same else None

    def made(self, library: Library, pieces: Sequence[Piece], problems: Sequence[Problem]) -> None:
        """Remember that ``library`` was made of ``pieces``, and of the ``problems`` of folders."""
        self._last = (library, pieces, problems)

    def _opened(self, source: Source, raw: bytes | str, kept: _Kept | None, signature: _Signature | None) -> Opened:
        trusted = _trusted(signature)
        if kept:
            kept.signature = trusted
        return Opened(source, raw, kept.piece if kept else None, trusted, b"" if trusted else _digest(raw))

    def _raw(self, opened: Opened) -> bytes | str:
        return read_bytes(opened.source.path) if opened.raw is None else opened.raw

    def _keep(self, opened: Opened, piece: RubricPiece | BankPiece) -> None:
        if opened.lasting:
            self._kept[opened.source.path] = _Kept(piece, opened.signature, opened.digest)


def _digest(raw: bytes | str) -> bytes:
    return hashlib.blake2b(raw, digest_size=16).digest() if isinstance(raw, bytes) else raw.encode()


def _signature(path: Path) -> _Signature | None:
    """Return what changes when the file is written; ``None`` where there is no such file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev, found.st_mode


def _trusted(signature: _Signature | None) -> _Signature | None:
    """Return ``signature``, unless the file changed so lately that the next change could leave it as it is."""
    if signature is None or time.time_ns() - max(signature[:2]) < _SETTLED:
        return None
    return signature
