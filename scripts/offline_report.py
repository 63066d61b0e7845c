"""Write docs/offline-grader.md, what the offline grader's estimates are worth: ``python -m scripts.offline_report``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from textwrap import fill

from interview_coach.grading.offline import ALGORITHM
from scripts.measuring import Order, Placed, gaps, orders, placed, topics
from scripts.strangers import lines as strangers_lines
from scripts.tables import table

DOCUMENT = Path(__file__).parent.parent / "docs" / "offline-grader.md"

HEAD = """\
# What the offline grader's estimates are worth

Written by `python -m scripts.offline_report` from the shipped banks and rubrics; a test holds it against them. How the
grader works and why stands in [decisions/0007](decisions/0007-offline-calibration.md).
"""

ORDER = """
## Does it see the exemplars in their order?

Each question has a natural answer at the levels 1, 3 and 5. "On the mean" is the share of questions whose three
answers rise in coverage, the criteria weighed as in the rubric; "on single criteria" is the share of steps (1 to 3,
3 to 5) that rise. Coverage is what is compared, before a question's own exemplars make a scale of it. Authors check
their cues against these exemplars, so the figures say that the content is sound, not how the grader does on people.
"""

PLACES = """
## Where does it put exemplars of questions that it does not know?

Leaving one question out at a time: its three exemplars are put on the scale that the exemplars of the other
questions under the same rubric make (of all others, where there are few). "As for strangers" uses the shares at
which the product takes a level as reached (`REACHED_AT`), which suit people who have never seen the cues, and place
exemplars too high.
"""

TWINS = """
## Does jargon pay?

Some questions have a level 5 answer in everyday words and its twin in heavy jargon. Estimates end at 4.7, so the
coverage of the plain one is given too, as a share of its twin's.
"""

TOPIC = """
## Does it notice the answer to another question?

Every model answer, given to every other question under the same rubric: the cues are largely the same, the products
are not. True answers are strangers' strong and middling ones, and exemplars at level 3 and above, each held against
everything that was written about its question but itself. Questions about a case of the candidate's own cannot
tell, and are left out.
"""

STRANGERS = """
## How does it do on people who have not seen the cues?

"""

READING = """
## How to read all this

- The exemplars were written with the cues at hand or in sight, so on them everything looks good, and length alone
  does nearly as well: better answers are longer. Strangers' answers are the honest measure, and there length alone
  does better still, since the strong ones were asked to be longer. Cut to the same length, weak answers are still
  told apart, strong and middling ones hardly.
- Strangers' answers, too, were written by language models in the voices of many candidates. No answer of a real
  interview with a human grade stands behind any figure here.
- Nothing here says whether a thing was thought through. The grader hears what was touched upon. Hence "estimate", a
  margin of one level, and no verdict.
- A model answer that was read off the scorecard scores as what it is: a model answer.
"""


def main() -> None:
    """Write the document."""
    DOCUMENT.write_text(report(), encoding="utf-8")
    print(f"wrote {DOCUMENT}")


def report() -> str:
    """Return the document."""
    return "\n".join(
        [
            HEAD,
            f"Way of estimating: `{ALGORITHM}`.",
            ORDER,
            *_ordered(orders()),
            PLACES,
            *_placed(placed()),
            TWINS,
            *_twins(),
            TOPIC,
            *_topics(),
            STRANGERS + "\n".join(strangers_lines()),
            READING,
        ]
    )


def _ordered(found: Sequence[Order]) -> Iterator[str]:
    by_bank: dict[str, list[Order]] = {}
    for order in found:
        by_bank.setdefault(order.question.bank, []).append(order)
    rows = [(bank, *_shares(some)) for bank, some in sorted(by_bank.items())]
    yield from table(("bank", "questions", "on the mean", "on single criteria"), [*rows, ("all", *_shares(found))])


def _shares(found: Sequence[Order]) -> tuple[str, str, str]:
    steps = sum(order.rising_steps for order in found) / sum(order.steps for order in found)
    return str(len(found)), f"{fmean(order.on_mean for order in found):.0%}", f"{steps:.1%}"


def _placed(found: Sequence[Placed]) -> Iterator[str]:
    guesses = {
        "offline grader, leaving the question out": [one.left_out for one in found],
        "the same, as for strangers": [one.by_strangers for one in found],
        "always 3": [3.0 for _ in found],
        "length alone, leaving the question out": [one.by_length for one in found],
    }
    levels = sorted({one.level for one in found})
    rows = []
    for name, guess in guesses.items():
        errors = [abs(g - one.level) for g, one in zip(guess, found, strict=True)]
        means = [fmean(g for g, one in zip(guess, found, strict=True) if one.level == level) for level in levels]
        rows.append(
            (name, f"{fmean(errors):.2f}", f"{fmean(e <= 1 for e in errors):.0%}", *(f"{mean:.2f}" for mean in means))
        )
    yield from table(("", "mean error in levels", "within one level", *(f"mean at {n}" for n in levels)), rows)


def _twins() -> Iterator[str]:
    found = gaps()
    levels, coverage = [gap.levels for gap in found], [gap.coverage for gap in found]
    yield from table(
        (f"{len(found)} pairs of twins", "mean", "lowest", "highest"),
        [
            ("plain minus jargon, in levels", f"{fmean(levels):+.2f}", f"{min(levels):+.2f}", f"{max(levels):+.2f}"),
            ("coverage of plain by jargon", f"{fmean(coverage):.2f}", f"{min(coverage):.2f}", f"{max(coverage):.2f}"),
        ],
    )


def _topics() -> Iterator[str]:
    found = topics()
    yield from table(
        ("", "answers", "taken for off the topic"),
        [
            ("to another question of the rubric", str(found.wrong), _of(found.wrong_caught, found.wrong)),
            ("true answers", str(found.true), _of(found.true_lost, found.true)),
        ],
    )
    yield ""
    yield fill(
        f"A true answer is more like its question than a wrong one in {found.separation:.2%} of all pairs. With all "
        f"that holds estimates down, {found.wrong_above_2} of the {found.wrong} wrong answers get more than 2.0 on the "
        f"mean. Questions that cannot tell: {found.incomparable}; there, {found.untold_above_2} of {found.untold} "
        f"wrong answers get more. As shipped, {found.held_exemplars} exemplars and {found.held_strangers} strangers' "
        "answers of level 3 and above are held at 2 by any guard.",
        width=116,
    )


def _of(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})"


if __name__ == "__main__":
    main()
