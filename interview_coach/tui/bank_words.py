"""A bank, a question or a rubric as the Banks screen shows it: what is heard, and what only the interviewer knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from interview_coach.tui.safe_text import shown
from interview_coach.tui.words import counted, spaced

if TYPE_CHECKING:
    from interview_coach.domain.question import Question
    from interview_coach.domain.rubric import Criterion, Rubric
    from interview_coach.library.banks import Bank
    from interview_coach.library.problems import Problem

Part = str | Content | tuple[str, str]

_MOST_CUES = 8


def question_words(question: Question, rubric: Rubric | None) -> Content:
    """Return a question with all that an interviewer knows of it."""
    return Content.assemble(*_question(question, rubric))


def bank_words(bank: Bank, *, own: bool) -> Content:
    """Return what a bank is, and its questions by title."""
    return Content.assemble(
        *_title(bank.title),
        _line(f"{counted(len(bank.questions), 'question')} on {spaced(bank.competency)}, graded by {bank.rubric}"),
        _line(f"{'Yours' if own else 'Came with the program'}: {bank.path}"),
        *([f"\n{shown(bank.description)}\n"] if bank.description else []),
        *_section("Questions", (f"{q.title} · {q.difficulty} · {q.minutes:g} min" for q in bank.questions)),
    )


def rubric_words(rubric: Rubric, path: object, *, own: bool) -> Content:
    """Return a rubric with its criteria, levels and gates."""
    parts: list[Part] = [*_title(rubric.title)]
    parts.append(_line(f"{rubric.id} · {counted(len(rubric.criteria), 'criterion').replace('ions', 'ia')}"))
    parts.append(_line(f"{'Yours' if own else 'Came with the program'}: {path}"))
    if rubric.description:
        parts.append(f"\n{shown(rubric.description)}\n")
    for criterion in rubric.criteria:
        parts += _criterion(criterion)
    gates = (f"{g.criterion} at {g.at_most:g} or less: at most {g.caps_verdict_at}. {g.reason}" for g in rubric.gates)
    parts += _section("Gates: what caps the verdict", gates)
    parts += _section("What else is expected", (f"{who}: {note}" for who, note in rubric.seniority_notes.items()))
    return Content.assemble(*parts)


def file_words(path: object, problems: Iterable[Problem]) -> Content:
    """Return what keeps a file from being used."""
    found = [f"line {p.line}, column {p.column}: {p.sentence}" for p in problems]
    return Content.assemble(
        *_title(str(path)),
        _line("Nothing of this file can be used before this is mended. Press e to open it."),
        *_section(counted(len(found), "problem").capitalize(), found),
    )


def part_words(title: str, about: str) -> Content:
    """Return a heading with a few words below it."""
    return Content.assemble(*_title(title), about)


def _question(question: Question, rubric: Rubric | None) -> Iterator[Part]:
    yield from _title(question.title)
    forms = ", ".join(question.formats)
    yield _line(f"{question.id} · {forms} · {question.difficulty} · {question.minutes:g} min")
    meant = [*question.tracks, *question.seniorities, *question.backgrounds]
    if meant:
        yield _line(f"for {', '.join(meant)}")
    yield from _section("The candidate hears", [question.ask], mark="")
    if question.source:
        yield from _section("Where it comes from", [f"“{question.source}”"], mark="")
    if question.intent:
        yield from _section("What it is meant to show", [question.intent], mark="")
    if who := question.stakeholder:
        said = [f"Wants: {who.wants}", f"Fears: {who.fears}", f"Opens with: {who.opening}"]
        said += [f"When given nothing: {words}" for words in who.escalates]
        said += [f"When a concern was met: {words}" for words in who.softens]
        yield from _section(f"The interviewer plays {who.name}, {who.role}", said)
    yield from _section("Told when asked for", (f"{c.about}: {c.tell}" for c in question.context))
    points = (f"{p.text}{_counts_for(p.criterion)}{_weight(p.weight)}{_cues(p.cues)}" for p in question.key_points)
    yield from _section("Key points of a strong answer", points)
    yield from _section("Follow-ups", (f"{p.ask} ({p.kind}, after {p.aims_at})" for p in question.probes))
    hints = (f"{number}. {hint}" for number, hint in enumerate(question.hints, 1))
    yield from _section("Hints, weakest first", hints, mark="")
    flags = (f"{f.text} Caps {f.criterion} at {f.caps_at}.{_cues(f.cues)}" for f in question.red_flags)
    yield from _section("Red flags", flags)
    for exemplar in question.exemplars:
        style = "" if exemplar.style == "natural" else f", {exemplar.style}"
        yield from _section(f"An answer at level {exemplar.level}{style}", [exemplar.text], mark="")
    yield from _section("What else is expected", (f"{who}: {note}" for who, note in question.seniority_notes.items()))
    if rubric is not None:
        criteria = (f"{c.weight:.0%} {c.title}" for c in rubric.criteria)
        yield from _section(f"Graded by {rubric.title}", criteria)


def _criterion(criterion: Criterion) -> Iterator[Part]:
    yield from _heading(f"{criterion.weight:.0%} {criterion.title}")
    if criterion.description:
        yield f"{shown(criterion.description)}\n"
    for level in sorted(criterion.levels):
        yield (f"{level} ", "bold")
        yield f"{shown(criterion.levels[level])}\n"
    for indicator in criterion.indicators:
        yield f"• {shown(indicator.text)}{shown(_cues(indicator.cues))}\n"
    for flag in criterion.red_flags:
        yield f"• Red flag: {shown(flag.text)} Caps it at {flag.caps_at}.{shown(_cues(flag.cues))}\n"


def _title(title: str) -> Iterator[Part]:
    yield (shown(title), "bold $text-primary")
    yield "\n"


def _line(text: str) -> Part:
    return (f"{shown(text)}\n", "dim")


def _heading(text: str) -> Iterator[Part]:
    yield "\n"
    yield (shown(text), "bold")
    yield "\n"


def _section(heading: str, texts: Iterable[str], *, mark: str = "• ") -> Iterator[Part]:
    first = True
    for text in texts:
        if first:
            yield from _heading(heading)
        first = False
        yield f"{mark}{shown(text)}\n"


def _counts_for(criterion: str | None) -> str:
    return f" Counts for {criterion}." if criterion else ""


def _weight(weight: float) -> str:
    return f" Weighs {weight:g}." if weight != 1 else ""


def _cues(cues: tuple[str, ...]) -> str:
    more = f" and {len(cues) - _MOST_CUES} more" if len(cues) > _MOST_CUES else ""
    return f" Heard in: {', '.join(cues[:_MOST_CUES])}{more}." if cues else ""
