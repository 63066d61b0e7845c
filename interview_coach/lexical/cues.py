"""Finding authored cue phrases in sentences, by stems, in order, with a simple view of negation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from interview_coach.lexical.tokens import Sentence, Token, stems
from interview_coach.lexical.words import CLAUSE_OPENERS, NEGATORS, NOT_QUITE_NEGATORS

LARGEST_GAP = 2
"""Other words that may stand between two neighbouring words of a cue."""

NEGATION_WINDOW = 4
"""Words before a cue in which a negation turns it around."""

_DENIALS = (
    ("not", "true", "that"),
    ("isn't", "true", "that"),
    ("not", "the", "case", "that"),
    ("false", "that"),
    ("don't", "believe", "that"),
    ("don't", "think", "that"),
)
"""Openings that deny the rest of the clause, however long it is."""


class Hit(NamedTuple):
    """A cue found in a sentence: its number, and its first and last token there."""

    cue: int
    first: int
    last: int


class CueIndex:
    """Cues, compiled for finding them all in one pass over a sentence."""

    def __init__(self, cues: Iterable[str]) -> None:
        self.stems: tuple[tuple[str, ...], ...] = tuple(stems(cue) for cue in cues)
        self._by_first: dict[str, list[int]] = defaultdict(list)
        for number, parts in enumerate(self.stems):
            if parts:
                self._by_first[parts[0]].append(number)

    def find(self, sentence: Sentence, *, negated: bool = False) -> Iterator[Hit]:
        """Yield every place where a cue stands, those under a negation only if ``negated``."""
        tokens = sentence.tokens
        words = [token.stem for token in tokens]
        denied = None
        for position, word in enumerate(words):
            for number in self._by_first.get(word, ()):
                last = _follow(words, self.stems[number], position)
                if last is None:
                    continue
                if denied is None:
                    denied = _denied_from(tokens)
                if negated or not _is_negated(tokens, position, denied):
                    yield Hit(number, position, last)


def _follow(words: Sequence[str], parts: tuple[str, ...], position: int) -> int | None:
    """Return the index of the last word of the cue that begins at ``position``; ``None`` where it breaks off."""
    for part in parts[1:]:
        for candidate in range(position + 1, min(position + 2 + LARGEST_GAP, len(words))):
            if words[candidate] == part:
                position = candidate
                break
        else:
            return None
    return position


def _is_negated(tokens: tuple[Token, ...], first: int, denied: tuple[range, ...]) -> bool:
    """Tell whether an odd number of negations reaches the token ``first``: two of them make a yes."""
    if any(first in span for span in denied):
        return True
    count = 0
    for index in range(first - 1, max(-1, first - 1 - NEGATION_WINDOW), -1):
        if tokens[index + 1].opens_clause or tokens[index].word in CLAUSE_OPENERS:
            break
        if tokens[index].word in NEGATORS and tokens[index + 1].word not in NOT_QUITE_NEGATORS:
            count += 1
    return count % 2 == 1


def _denied_from(tokens: tuple[Token, ...]) -> tuple[range, ...]:
    """Return the spans that an opening like "it is not true that" denies, up to the next "but"."""
    words = [token.word for token in tokens]
    if "that" not in words:
        return ()
    spans = []
    for phrase in _DENIALS:
        for start in range(len(words) - len(phrase) + 1):
            if tuple(words[start : start + len(phrase)]) == phrase:
                begin = start + len(phrase)
                end = next((i for i in range(begin, len(words)) if words[i] in {"but", "because"}), len(words))
                spans.append(range(begin, end))
    return tuple(spans)
