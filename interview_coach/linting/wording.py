"""Lints of what is said aloud: how hard it is to follow, how long it is, what it gives away, and whether it praises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview_coach.domain.question import Question
from interview_coach.domain.vocabulary import Style
from interview_coach.lexical.echo import Shown
from interview_coach.lexical.tokens import content_stems, sentences
from interview_coach.linting.findings import Finding, Severity
from interview_coach.linting.reading import grade_level

Place = tuple[str | int, ...]

HARDEST = 12.0
"""Reading grade above which a spoken question is hard to follow at one hearing; the shipped ones lie below 10."""

SHORTEST_ASK, LONGEST_ASK = 30, 100
LONGEST_KEY_POINT = 40
LONGEST_PROBE = 40
LONGEST_HINT = 50
LONGEST_FACT = 60

EXEMPLARS: dict[int, tuple[int, int]] = {1: (40, 125), 3: (100, 210), 5: (180, 340)}
"""Words, by level: so that level 5 can be said in two to three minutes, and length alone does not fix the scale."""

SHORTEST_TWIN = 140

FEWEST_KINDS = 3

REPEATED = 0.75
"""Share of a key point's content words in the question from which it may say nothing new."""

COPIED = 0.8
"""Share of its words in runs of the question from which it certainly says nothing new."""

ANSWERED = 0.8
"""Share of a probe's content words in the question from which the question may answer it."""

FEWEST_STEMS = 4
"""Content words from which such shares tell anything."""

_PRAISE = re.compile(
    r"(?:^|[.!?]\s+|\bthat(?:'s| is| was) (?:an? )?)(?:very |really |so |such an? )*"
    r"(?:(?:good|great|excellent|nice|fair|smart|interesting|brilliant|clever|solid|strong)"
    r" (?:question|answer|point|idea|thinking|start)|well (?:done|said|put)|spot on|impressive|outstanding|excellent)\b"
    r"|\bi (?:love|like) (?:how you|the way you|your)\b",
    re.IGNORECASE,
)
_OPENS_WITH_PRAISE = re.compile(
    r"\W*(?:good|great|excellent|perfect|nice|right|exactly|fine|correct|lovely|brilliant|impressive|fantastic)\W*[,.!]",
    re.IGNORECASE,
)


def lint_wording(question: Question, place: Place) -> Iterator[Finding]:
    """Find spoken lines that praise, are hard to follow or too long, and what only repeats the question."""
    yield from _praise(question, place)
    yield from _hard_to_follow(question, place)
    yield from _lengths(question, place)
    yield from _repeats(question, place)
    kinds = {probe.kind for probe in question.probes}
    if question.probes and len(kinds) < FEWEST_KINDS:
        advice = (
            f"the probes are of {len(kinds)} kind{'s' if len(kinds) > 1 else ''}; {FEWEST_KINDS} or more would help"
        )
        yield Finding((*place, "probes"), advice, Severity.ADVICE)


def _spoken(question: Question, place: Place) -> Iterator[tuple[Place, str]]:
    """Yield every line that an interviewer says, with its place."""
    yield (*place, "ask"), question.ask
    for number, item in enumerate(question.context):
        yield (*place, "context", number, "tell"), item.tell
    for number, probe in enumerate(question.probes):
        yield (*place, "probes", number, "ask"), probe.ask
    for number, hint in enumerate(question.hints):
        yield (*place, "hints", number), hint
    if question.stakeholder is not None:
        scene = (*place, "stakeholder")
        yield (*scene, "opening"), question.stakeholder.opening
        for name, lines in (("escalates", question.stakeholder.escalates), ("softens", question.stakeholder.softens)):
            for number, line in enumerate(lines):
                yield (*scene, name, number), line


def _praise(question: Question, place: Place) -> Iterator[Finding]:
    for where, line in _spoken(question, place):
        if found := _PRAISE.search(line.replace("’", "'")):
            yield Finding(where, f"an interviewer praises nobody: {found.group()!r}")
        elif _OPENS_WITH_PRAISE.match(line):
            first = line.split()[0]
            yield Finding(where, f"this may sound like praise: {first!r} at the beginning", Severity.ADVICE)


def _hard_to_follow(question: Question, place: Place) -> Iterator[Finding]:
    lines = [((*place, "ask"), question.ask)]
    lines += [((*place, "probes", number, "ask"), probe.ask) for number, probe in enumerate(question.probes)]
    if question.stakeholder is not None:
        lines.append(((*place, "stakeholder", "opening"), question.stakeholder.opening))
    for where, line in lines:
        grade = grade_level(line)
        if grade > HARDEST:
            message = f"hard to follow when heard once: reading grade {grade:.0f}, {HARDEST:.0f} at most would help"
            yield Finding(where, message, Severity.ADVICE)


def _lengths(question: Question, place: Place) -> Iterator[Finding]:
    bounds: list[tuple[Place, str, int, int]] = [((*place, "ask"), question.ask, SHORTEST_ASK, LONGEST_ASK)]
    bounds += [((*place, "context", n), item.tell, 1, LONGEST_FACT) for n, item in enumerate(question.context)]
    bounds += [((*place, "key_points", n), p.text, 1, LONGEST_KEY_POINT) for n, p in enumerate(question.key_points)]
    bounds += [((*place, "probes", n), probe.ask, 1, LONGEST_PROBE) for n, probe in enumerate(question.probes)]
    bounds += [((*place, "hints", n), hint, 1, LONGEST_HINT) for n, hint in enumerate(question.hints)]
    for number, exemplar in enumerate(question.exemplars):
        fewest, most = EXEMPLARS.get(exemplar.level, (1, EXEMPLARS[5][1]))
        shortest = fewest if exemplar.style is Style.NATURAL else min(fewest, SHORTEST_TWIN)
        bounds.append(((*place, "exemplars", number), exemplar.text, shortest, most))
    for where, text, fewest, most in bounds:
        count = len(text.split())
        if not fewest <= count <= most:
            wanted = f"{fewest} to {most}" if fewest > 1 else f"{most} at most"
            yield Finding(where, f"{count} words; {wanted} would help", Severity.ADVICE)


def _repeats(question: Question, place: Place) -> Iterator[Finding]:
    asked = content_stems(f"{question.ask}\n{question.spoken}")
    shown = Shown([question.ask, question.spoken])
    for number, point in enumerate(question.key_points):
        parts = sentences(point.text)
        copied = sum(len(shown.echoed(part.tokens)) for part in parts)
        where = (*place, "key_points", number)
        if copied >= COPIED * sum(len(part.tokens) for part in parts) > 0:
            yield Finding(where, f"the key point {point.id!r} repeats the question")
        elif _stands_in(point.text, asked, REPEATED):
            message = f"the key point {point.id!r} has most of its words from the question: does it say anything new?"
            yield Finding(where, message, Severity.ADVICE)
    for number, probe in enumerate(question.probes):
        if _stands_in(probe.ask, asked, ANSWERED):
            message = f"the probe {probe.id!r} has its words from the question: does the question answer it?"
            yield Finding((*place, "probes", number), message, Severity.ADVICE)


def _stands_in(text: str, known: frozenset[str], share: float) -> bool:
    found = content_stems(text)
    return len(found) >= FEWEST_STEMS and len(found & known) >= share * len(found)
