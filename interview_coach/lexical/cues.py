"""Finding authored cue phrases in sentences, by stems, in order, with a simple view of negation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from interview_coach.lexical.tokens import Sentence, Token, content_stems, stems
from interview_coach.lexical.words import CLAUSE_OPENERS, NEGATORS, NOT_QUITE_NEGATORS

LARGEST_GAP = 2
"""Other words that may stand between two neighbouring words of a cue."""

NEGATION_WINDOW = 4
"""Words before a cue in which a negation turns it around."""

FEWEST_LOOSE_STEMS = 2
"""Content words that a cue must have for being found where they stand apart or in another order."""

DENIAL_BEHIND = 3
"""Words behind a phrase in which a negation denies it."""

_DENIALS = (
    ("not", "true", "that"),
    ("isn't", "true", "that"),
    ("not", "the", "case", "that"),
    ("false", "that"),
    ("don't", "believe", "that"),
    ("don't", "think", "that"),
)
"""Openings that deny the rest of the clause, however long it is."""


# A rubric's cues stand in the cue book of each of its questions.
_stems = lru_cache(maxsize=16_384)(stems)
_content_stems = lru_cache(maxsize=16_384)(content_stems)


class Hit(NamedTuple):
    """A cue found in a sentence: its number, its first and last token there, and how it stands there."""

    cue: int
    first: int
    last: int
    exact: bool = True
    """Whether its words stand in order and close together; else only its content words stand in the sentence."""
    negated: bool = False


class CueIndex:
    """Cues, compiled for finding them all in one pass over a sentence."""

    def __init__(self, cues: Iterable[str]) -> None:
        phrases = tuple(cues)
        self.stems: tuple[tuple[str, ...], ...] = tuple(_stems(cue) for cue in phrases)
        self._parts: tuple[frozenset[str], ...] = tuple(frozenset(parts) for parts in self.stems)
        self._content: tuple[frozenset[str], ...] = tuple(_content_stems(cue) for cue in phrases)
        self._by_first: dict[str, list[int]] = defaultdict(list)
        for number, parts in enumerate(self.stems):
            if parts:
                self._by_first[parts[0]].append(number)
        self._by_rarest: dict[str, list[int]] = defaultdict(list)
        common = Counter(part for parts in self._content for part in parts)
        for number, content in enumerate(self._content):
            if len(content) >= FEWEST_LOOSE_STEMS:
                self._by_rarest[min(content, key=lambda part: (common[part], part))].append(number)

    def scan(self, sentence: Sentence) -> list[Hit]:
        """Return every place where a cue stands exactly, and once each cue whose content words merely stand there."""
        tokens = sentence.tokens
        words = [token.stem for token in tokens]
        present = frozenset(words)
        hits: list[Hit] = []
        for position, word in enumerate(words):
            for number in self._by_first.get(word, ()):
                if self._parts[number] <= present:
                    last = _follow(words, self.stems[number], position)
                    if last is not None:
                        hits.append(Hit(number, position, last))
        exact = {hit.cue for hit in hits}
        for word in present:
            for number in self._by_rarest.get(word, ()):
                if number not in exact and self._content[number] <= present:
                    places = [i for i, part in enumerate(words) if part in self._content[number]]
                    hits.append(Hit(number, places[0], places[-1], exact=False))
        if not hits:
            return hits
        denied = _denied_from(tokens)
        return [
            hit._replace(
                negated=_is_negated(tokens, hit.first, denied)
                or (not hit.exact and _is_negated(tokens, hit.last, denied))
            )
            for hit in hits
        ]

    def find(self, sentence: Sentence, *, negated: bool = False) -> Iterator[Hit]:
        """Yield every place where a cue stands exactly, those under a negation only if ``negated``."""
        for hit in self.scan(sentence):
            if hit.exact and (negated or not hit.negated):
                yield hit


def denied_behind(sentence: Sentence, last: int) -> bool:
    """Return whether the words just behind the token ``last`` deny what it ends: "a tick box isn't permission"."""
    for token in sentence.tokens[last + 1 : last + 1 + DENIAL_BEHIND]:
        if token.opens_clause or token.word in CLAUSE_OPENERS:
            return False
        if token.word in NEGATORS:
            return True
    return False


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
                end = next((i for i in range(begin, len(words)) if words[i] == "but"), len(words))
                spans.append(range(begin, end))
    return tuple(spans)
