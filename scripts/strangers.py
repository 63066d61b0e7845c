"""Print how the offline grader does on answers that it was not tuned on: ``python -m scripts.strangers``.

The figures in docs/decisions/0007 come from here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from statistics import fmean, linear_regression

from tests.support.strangers import LEVELS, Stranger, strangers

CUT = 100
"""Words to which all answers are cut, so that length tells nothing: the strong ones were asked to be longer."""

Guess = Callable[[Stranger], float]


def main() -> None:
    """Print a table of levels, and one of errors beside two baselines."""
    answers = strangers()
    print(f"{len(answers)} answers to {len({a.question for a in answers})} questions, each in one go\n")
    print(f"{'written to':<24}{'mean estimate':>14}{'lowest':>8}{'highest':>9}")
    for kind, level in LEVELS.items():
        found = [a.estimate for a in answers if a.kind == kind]
        print(f"{kind + f' (level {level:g})':<24}{fmean(found):>14.2f}{min(found):>8.1f}{max(found):>9.1f}")
    print(f"\n{'':<24}{'mean error':>14}{'within one level':>18}")
    for name, guess in _guesses(answers).items():
        errors = [abs(guess(a) - LEVELS[a.kind]) for a in answers]
        print(f"{name:<24}{fmean(errors):>14.2f}{fmean(e <= 1 for e in errors):>18.0%}")
    print("\nshare of pairs in order (chance .50)   strong > middling   middling > weak   strong > weak")
    for name, some in (("whole answers", answers), (f"all cut to {CUT} words", strangers(CUT))):
        shares = [_above(some, *pair) for pair in (("strong", "middling"), ("middling", "weak"), ("strong", "weak"))]
        print(f"{name:<38}{shares[0]:>18.2f}{shares[1]:>18.2f}{shares[2]:>16.2f}")


def _guesses(answers: Sequence[Stranger]) -> dict[str, Guess]:
    """Return the estimate and two baselines, both fitted on these very answers, which favours them."""
    slope, start = linear_regression([a.words for a in answers], [LEVELS[a.kind] for a in answers])
    constant = min((g / 10 for g in range(10, 51)), key=lambda g: fmean(abs(LEVELS[a.kind] - g) for a in answers))
    return {
        "offline grader": lambda a: a.estimate,
        f"always {constant:.1f}": lambda _: constant,
        "length alone": lambda a: min(5.0, max(1.0, start + slope * a.words)),
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
