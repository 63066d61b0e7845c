"""Finding a quote in somebody's words. White space, quotation marks, dashes and case may differ; words may not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from interview_coach.domain.grade import Evidence
from interview_coach.domain.transcript import Exchange

FEWEST_LETTERS = 8
"""Letters and digits that a quote must have: shorter ones stand in any answer, and show nothing."""

_SAME = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}


def locate(quote: str, exchange: Exchange) -> Evidence | None:
    """Return where ``quote`` stands in the candidate's answers, worded as it stands there; ``None`` if nowhere.

    White space, typographic quotation marks and dashes, and upper and lower case are taken as equal.
    """
    for turn, said in exchange.answers():
        found = span_of(quote, said.text)
        if found is not None:
            start, end = found
            return Evidence(quote=said.text[start:end], turn=turn, start=start, end=end)
    return None


def span_of(quote: str, text: str) -> tuple[int, int] | None:
    """Return where ``quote`` begins and ends in ``text``, compared as by :func:`locate`; ``None`` if nowhere."""
    wanted = "".join(c for c, _, _ in _folded(quote.strip().strip("\"'“”‘’"))).strip()
    if sum(c.isalnum() for c in wanted) < FEWEST_LETTERS:
        return None
    return _span(wanted, text)


def locate_all(quotes: Iterable[object], exchange: Exchange) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """Return the evidence that was found, without repetition, and the quotes that stand nowhere."""
    found: dict[tuple[int, int, int], Evidence] = {}
    lost: list[str] = []
    for quote in quotes:
        evidence = locate(quote, exchange) if isinstance(quote, str) else None
        if evidence is None:
            lost.append(str(quote))
        else:
            found[evidence.turn, evidence.start, evidence.end] = evidence
    return tuple(found[key] for key in sorted(found)), tuple(lost)


def _span(wanted: str, text: str) -> tuple[int, int] | None:
    folded: Sequence[tuple[str, int, int]] = list(_folded(text))
    place = "".join(c for c, _, _ in folded).find(wanted)
    if place < 0:
        return None
    return folded[place][1], folded[place + len(wanted) - 1][2]


def _folded(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the characters of ``text`` as they are compared, each with where it begins and ends in ``text``.

    A letter and the marks on it are one; what is never seen, such as a soft hyphen, is left out.
    """
    blank = True
    for start, end in _clusters(text):
        cluster = text[start:end]
        if cluster.isspace():
            if not blank:
                yield " ", start, end
            blank = True
            continue
        same = "".join(_SAME.get(c, c) for c in unicodedata.normalize("NFC", cluster) if not _unseen(c))
        for part in same.casefold():
            blank = False
            yield part, start, end


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.combining(text[place]):
            yield start, place
            start = place


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc", "Cs"}
