"""A bank, a question or a rubric as plain text: what the candidate hears, and what only the interviewer knows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from interview_coach.domain.question import Question, Stakeholder
from interview_coach.domain.rubric import Criterion, Rubric
from interview_coach.domain.vocabulary import Seniority
from interview_coach.library.banks import Bank

WIDTH = 100
_CUES_SHOWN = 6


def bank_text(bank: Bank, rubric: Rubric | None) -> str:
    """Return ``bank`` with all of its questions; ``rubric`` is what they are graded against."""
    lines = [
        *_title(bank.title),
        f"Bank {bank.id} · competency {bank.competency} · rubric {_rubric_name(bank, rubric)}",
    ]
    lines += [f"Shipped with the program: {bank.path}" if bank.shipped else f"Your own: {bank.path}"]
    if bank.description:
        lines += ["", *_wrapped(bank.description)]
    for number, question in enumerate(bank.questions, 1):
        lines += ["", "", f"{number}. {question.title}", *_question_lines(question)]
    return "\n".join(lines)


def question_text(question: Question, rubric: Rubric | None) -> str:
    """Return ``question``; ``rubric`` is what it is graded against."""
    lines = [*_title(question.title), f"From the bank {question.bank}", *_question_lines(question)]
    if rubric is not None:
        lines += ["", f"GRADED AGAINST {rubric.title} ({rubric.id})"]
        lines += [f"  {c.weight:.0%} {c.title} ({c.id})" for c in rubric.criteria]
    return "\n".join(lines)


def rubric_text(rubric: Rubric, path: object, *, shipped: bool) -> str:
    """Return ``rubric``, which stands in the file ``path``."""
    lines = [*_title(rubric.title), f"Rubric {rubric.id} · hash {rubric.hash}"]
    lines += [f"Shipped with the program: {path}" if shipped else f"Your own: {path}"]
    if rubric.description:
        lines += ["", *_wrapped(rubric.description)]
    for criterion in rubric.criteria:
        lines += ["", "", *_criterion(criterion)]
    if rubric.gates:
        lines += ["", "", "GATES: what caps the verdict"]
        for gate in rubric.gates:
            lines += _item(
                f"{gate.criterion} at {gate.at_most:g} or less: at most {gate.caps_verdict_at}. {gate.reason}"
            )
    lines += _notes(rubric.seniority_notes)
    return "\n".join(lines)


def _title(title: str) -> list[str]:
    return [title, "=" * min(len(title), WIDTH)]


def _rubric_name(bank: Bank, rubric: Rubric | None) -> str:
    return f"{bank.rubric} ({rubric.title}, hash {rubric.hash})" if rubric else bank.rubric


def _question_lines(question: Question) -> Iterator[str]:
    yield f"{question.id} · {', '.join(question.formats)} · {question.difficulty} · {question.minutes:g} min"
    meant = [*question.tracks, *question.seniorities, *question.backgrounds]
    if meant:
        yield f"for {', '.join(meant)}"
    yield from _section("THE CANDIDATE HEARS", [question.ask], bullets=False)
    if question.source:
        yield from _section("WHERE IT COMES FROM", [f"“{question.source}”"], bullets=False)
    if question.intent:
        yield from _section("WHAT IT IS MEANT TO SHOW", [question.intent], bullets=False)
    if question.stakeholder is not None:
        yield from _stakeholder(question.stakeholder)
    yield from _section("TOLD WHEN ASKED FOR", (f"{c.about}: {c.tell}" for c in question.context))
    points = (
        f"{p.text}{_for(p.criterion)}{f' Weighs {p.weight:g}.' if p.weight != 1 else ''}{_cues(p.cues)}"
        for p in question.key_points
    )
    yield from _section("KEY POINTS OF A STRONG ANSWER", points)
    yield from _section("FOLLOW-UPS", (f"{p.ask} [{p.kind}, after {p.aims_at}]" for p in question.probes))
    yield from _section("HINTS", question.hints)
    flags = (f"{f.text} Caps {f.criterion} at {f.caps_at}.{_cues(f.cues)}" for f in question.red_flags)
    yield from _section("RED FLAGS", flags)
    for exemplar in question.exemplars:
        style = "" if exemplar.style == "natural" else f", {exemplar.style}"
        yield from _section(f"AN ANSWER AT LEVEL {exemplar.level}{style}", [exemplar.text], bullets=False)
    yield from _notes(question.seniority_notes)


def _stakeholder(who: Stakeholder) -> Iterator[str]:
    said = [f"Wants: {who.wants}", f"Fears: {who.fears}", f"Opens with: {who.opening}"]
    said += [f"When given nothing: {line}" for line in who.escalates]
    said += [f"When a concern was met: {line}" for line in who.softens]
    yield from _section(f"THE INTERVIEWER PLAYS {who.name}, {who.role}", said)


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield f"{criterion.title} ({criterion.id}), {criterion.weight:.0%} of the level"
    if criterion.description:
        yield from _wrapped(criterion.description)
    for level in sorted(criterion.levels):
        yield from _item(criterion.levels[level], f"{level}  ")
    yield from _section("SIGNS", (f"{i.text}{_cues(i.cues)}" for i in criterion.indicators))
    flags = (f"{f.text} Caps it at {f.caps_at}.{_cues(f.cues)}" for f in criterion.red_flags)
    yield from _section("RED FLAGS", flags)


def _notes(notes: Mapping[Seniority, str]) -> Iterator[str]:
    yield from _section("WHAT ELSE IS EXPECTED", (f"{who}: {note}" for who, note in notes.items()))


def _for(criterion: str | None) -> str:
    return f" Counts for {criterion}." if criterion else ""


def _cues(cues: tuple[str, ...]) -> str:
    more = f" and {len(cues) - _CUES_SHOWN} more" if len(cues) > _CUES_SHOWN else ""
    return f" Heard in: {', '.join(cues[:_CUES_SHOWN])}{more}." if cues else ""


def _section(heading: str, texts: Iterable[str], *, bullets: bool = True) -> Iterator[str]:
    first = True
    for text in texts:
        if first:
            yield from ("", heading)
        first = False
        yield from _item(text, "- " if bullets else "")


def _item(text: str, mark: str = "- ") -> Iterator[str]:
    for number, line in enumerate(_wrapped(text, WIDTH - 2 - len(mark))):
        yield f"  {mark if number == 0 else ' ' * len(mark)}{line}"


def _wrapped(text: str, width: int = WIDTH) -> Iterator[str]:
    for paragraph in text.split("\n"):
        yield from textwrap.wrap(paragraph, width, break_on_hyphens=False) or [""]
