"""What somebody types into a search box, made into words to look for. Nothing typed is ever syntax of the index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

MOST_TERMS = 16
"""Terms of a query that count; whoever pastes a page gets the hits for its first words."""

_TOKEN = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
_PART = re.compile(r'"([^"]*)(?:"|$)|([^\s"]+)')


class Token(NamedTuple):
    """A word of a text, folded, and where it stands: characters counted from 0, ``end`` exclusive."""

    folded: str
    start: int
    end: int


class Term(NamedTuple):
    """Words that must follow each other; with ``prefix``, the last of them may go on."""

    words: tuple[str, ...]
    prefix: bool


@dataclass(frozen=True)
class Query:
    """All terms must stand in one passage. A query without terms finds nothing."""

    terms: tuple[Term, ...]

    @classmethod
    def parse(cls, typed: str) -> Query:
        """Return what ``typed`` asks for: words, and phrases in double quotes.

        The last word may be the beginning of one, unless white space or a quote follows on it. A single Latin letter
        or digit stands for itself: half of all words begin with it.
        """
        typing = typed[-1:].strip() not in ("", '"')
        terms: list[Term] = []
        for part in _PART.finditer(typed):
            words = tuple(token.folded for token in tokens(part[0]))
            last = part.end() == len(typed) and typing
            if words:
                terms.append(Term(words, last and (len(words[-1]) > 1 or not words[-1].isascii())))
        return cls(tuple(terms[:MOST_TERMS]))

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.terms)

    @property
    def fts(self) -> str:
        """The query in the language of SQLite's FTS5; it holds letters, digits, and our own quotes and stars."""
        return " ".join(f'"{" ".join(term.words)}"{"*" if term.prefix else ""}' for term in self.terms)

    def marks(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the terms stand in ``text``, in order, without overlaps: start and end in characters."""
        if not self.terms:
            return ()
        found = list(tokens(text))
        spans = sorted(span for term in self.terms for span in _spans(term, found))
        merged: list[tuple[int, int]] = []
        for start, end in spans:
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)

    def matches(self, text: str) -> bool:
        """Return whether every term stands in ``text``."""
        found = list(tokens(text))
        return bool(self.terms) and all(any(_spans(term, found)) for term in self.terms)


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of ``text``: runs of letters and digits, in lower case and without diacritics."""
    plain = text.isascii()
    for match in _TOKEN.finditer(text):
        yield Token(match[0].lower() if plain else folded(match[0]), match.start(), match.end())


def searchable(text: str) -> str:
    """Return ``text`` such that whoever splits it at what is neither a letter nor a digit gets its folded words.

    The case of ASCII letters is left as it is: every tokenizer folds it.
    """
    return text if text.isascii() else " ".join(map(folded, _TOKEN.findall(text)))


def folded(word: str) -> str:
    """Return ``word`` in lower case and without diacritics."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def _spans(term: Term, found: list[Token]) -> Iterator[tuple[int, int]]:
    *whole, last = term.words
    for place in range(len(found) - len(whole)):
        final = found[place + len(whole)]
        ends = final.folded.startswith(last) if term.prefix else final.folded == last
        if ends and all(found[place + n].folded == word for n, word in enumerate(whole)):
            yield found[place].start, final.end
