"""Lints of probes and key points: every authored follow-up can be asked, and gives nothing away."""

from __future__ import annotations

from collections.abc import Iterator

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.lexical.cues import CueIndex
from interview_coach.lexical.tokens import sentences, stems
from interview_coach.linting.findings import Finding, Severity

VALUABLE = 2.0
"""Weight from which a key point deserves a probe of its own."""

GIVEN_AWAY = 0.4
"""Share of a key point's cues that its probe may say at most."""

Place = tuple[str | int, ...]


def lint_probes(question: Question, rubric: Rubric, place: Place) -> Iterator[Finding]:
    """Find probes that can never be asked or that give their key point away, and key points without one."""
    points = {p.id: p for p in question.key_points}
    aims = set(points) | {c.id for c in rubric.criteria}
    said: dict[tuple[str, ...], str] = {stems(question.ask): "the question", stems(question.spoken): "the question"}
    for number, probe in enumerate(question.probes):
        where = (*place, "probes", number)
        if probe.aims_at not in aims:
            yield Finding(
                (*where, "aims_at"), f"the probe {probe.id!r} can never be asked: {probe.aims_at!r} is no aim"
            )
        words = stems(probe.ask)
        if words in said:
            yield Finding(
                (*where, "ask"), f"the probe {probe.id!r} can never be asked: it says the same as {said[words]}"
            )
        said.setdefault(words, f"the probe {probe.id!r}")
        point = points.get(probe.aims_at)
        if point and point.cues:
            index = CueIndex(point.cues)
            told = {hit.cue for s in sentences(probe.ask) for hit in index.find(s, negated=True)}
            if len(told) > GIVEN_AWAY * len(point.cues):
                yield Finding((*where, "ask"), f"the probe {probe.id!r} says what it should draw out")
    probed = {probe.aims_at for probe in question.probes}
    for number, found in enumerate(question.key_points):
        if found.weight >= VALUABLE and not {found.id, found.criterion} & probed:
            yield Finding(
                (*place, "key_points", number),
                f"no probe is after the key point {found.id!r}, which weighs {found.weight:g}",
                Severity.ADVICE,
            )
