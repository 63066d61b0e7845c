"""Print how the offline grader does on answers that it was not tuned on: ``python -m scripts.strangers``.

The same tables stand in docs/offline-grader.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from statistics import fmean, linear_regression

from scripts.tables import table
from tests.support.strangers import LEVELS, Stranger, strangers

CUT = 100
"""Words to which all answers are cut, so that length tells nothing: the strong ones were asked to be longer."""

PAIRS = (("strong", "middling"), ("middling", "weak"), ("strong", "weak"))

Guess = Callable[[Stranger], float]


def main() -> None:
    """Print what the document says about strangers."""
    print("\n".join(lines()))


def lines() -> Iterator[str]:
    """Yield a table of levels, one of errors beside two baselines, and one of pairs in order."""
    answers = strangers()
    asked = len({answer.question for answer in answers})
    yield f"{len(answers)} answers to {asked} questions, each in one go, without follow-ups."
    yield ""
    rows = []
    for kind, level in LEVELS.items():
        found = [a.estimate for a in answers if a.kind == kind]
        rows.append((f"{kind} (level {level:g})", f"{fmean(found):.2f}", f"{min(found):.1f}", f"{max(found):.1f}"))
    yield from table(("written to", "mean estimate", "lowest", "highest"), rows)
    yield ""
    errors = {name: [abs(guess(a) - LEVELS[a.kind]) for a in answers] for name, guess in _guesses(answers).items()}
    yield from table(
        ("", "mean error in levels", "within one level"),
        [(name, f"{fmean(found):.2f}", f"{fmean(e <= 1 for e in found):.0%}") for name, found in errors.items()],
    )
    yield ""
    yield from table(
        ("share of pairs in order (chance .50)", *(f"{better} > {worse}" for better, worse in PAIRS)),
        [
            (name, *(f"{_above(some, *pair):.2f}" for pair in PAIRS))
            for name, some in (("whole answers", answers), (f"all cut to {CUT} words", strangers(CUT)))
        ],
    )


def _guesses(answers: Sequence[Stranger]) -> dict[str, Guess]:
    """Return the estimate and two baselines, both fitted on these very answers, which favours them."""
    slope, start = linear_regression([a.words for a in answers], [LEVELS[a.kind] for a in answers])
    constant = min((g / 10 for g in range(10, 51)), key=lambda g: fmean(abs(LEVELS[a.kind] - g) for a in answers))
    return {
        "offline grader": lambda a: a.estimate,
        f"always {constant:.1f}": lambda _: constant,
        "length alone, fitted on these answers": lambda a: min(5.0, max(1.0, start + slope * a.words)),
    }


def _above(answers: Sequence[Stranger], better: str, worse: str) -> float:
    """Return the share of all pairs in which the better answer has the higher estimate; ties count half."""
    pairs = product(
        [a.estimate for a in answers if a.kind == better],
        [a.estimate for a in answers if a.kind == worse],
    )
    return fmean((high > low) + 0.5 * (high == low) for high, low in pairs)


if __name__ == "__main__":
    main()
