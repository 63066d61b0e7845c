"""How values of a file are shown in messages: short, harmless, and with the word that was probably meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
import zlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from interview_coach.domain.text import spelt_out

SHOWN = 60
"""Characters of a value that are shown in a message."""

_LONGEST_GUESSED = 80
_SLUG_LENGTH = 56
_MOST_LISTED = 40


def harmless(text: str) -> str:
    """Return ``text`` on one line, with every unsafe character shown as its number."""
    return spelt_out(text).replace("\n", " ").replace("\t", " ")


def shown(value: object) -> str:
    """Return ``value`` between backquotes, cut to a readable length."""
    text = harmless(str(value)[: SHOWN + 1])
    return f"`{text[: SHOWN - 1]}…`" if len(text) > SHOWN else f"`{text}`"


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` that was probably meant by ``word``; ``None`` where none is near."""
    return _closest(word, tuple(known)) if len(word) <= _LONGEST_GUESSED else None


@lru_cache(maxsize=1024)
def _closest(word: str, known: tuple[str, ...]) -> str | None:
    """Look for the word that was meant; the same slip is often made many times in a file."""
    spellings = {_plain(k): k for k in known}
    found = difflib.get_close_matches(_plain(word), spellings, n=1, cutoff=0.6)
    return spellings[found[0]] if found else None


def a(noun: str) -> str:
    """Return ``noun`` with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``: did you mean `…`?``, or nothing where no known word is near."""
    return meant(closest(word, known))


def meant(guess: str | None) -> str:
    """Return ``: did you mean `guess`?``, or nothing where there is no guess."""
    return f": did you mean {shown(guess)}?" if guess else ""


def listed(words: Iterable[str], *, joined_by: str = "and") -> str:
    """Return ``a, b and c``; empty where there are no words."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {joined_by} {last}" if first else last


def one_of(words: Iterable[str]) -> str:
    """Return ``a, b or c``, on one line; of very many words only the first."""
    first = [harmless(word[:_LONGEST_GUESSED]) for word in islice(words, _MOST_LISTED + 1)]
    if len(first) > _MOST_LISTED:
        return f"{', '.join(first[:_MOST_LISTED])}, …"
    return listed(first, joined_by="or")


def slug_of(text: str, *, fallback: str) -> str:
    """Return an id made from the first words of ``text``.

    Text without Latin letters or digits gives ``fallback`` with a number that depends on the text alone.
    """
    latin = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode().lower().replace("'", "")
    slug = "-".join(re.findall(r"[a-z0-9]+", latin))
    if not slug:
        return f"{fallback}-{zlib.crc32(text.encode(errors='replace')):08x}"
    if len(slug) <= _SLUG_LENGTH:
        return slug
    whole_words = slug[: _SLUG_LENGTH + 1].rpartition("-")[0]
    return whole_words or slug[:_SLUG_LENGTH]


class FreeIds:
    """Gives out ids that are unlike ``taken`` and unlike one another."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def like(self, slug: str) -> str:
        """Return ``slug``, with a number behind it where it is taken."""
        found, number = slug, self._numbers.get(slug, 1)
        while found in self._taken:
            number += 1
            found = f"{slug}-{number}"
        self._numbers[slug] = number
        self._taken.add(found)
        return found


def _plain(word: str) -> str:
    return word.strip().lower().replace("_", "-").replace(" ", "-")
