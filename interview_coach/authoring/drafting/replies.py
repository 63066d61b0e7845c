"""What a model may fill in as an author, and what of it is taken over. Each question stands or falls alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from interview_coach.authoring.drafting.outcome import Chosen
from interview_coach.authoring.drafting.posting import Posting
from interview_coach.authoring.shapes import Shape
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.text import without_unsafe
from interview_coach.domain.vocabulary import Difficulty, ProbeKind
from interview_coach.lexical.tokens import content_stems
from interview_coach.library.words import FreeIds, shown, slug_of
from interview_coach.llm.chat import Form
from interview_coach.llm.schemas import TEXT, Schema, closed, list_of, one_of

MOST_POINTS = 9
MOST_CUES = 16
SAME = 0.75
"""Share of the content words of the shorter question in the other from which the two are the same question."""

FEWEST_WORDS = 6
"""Content words from which questions are compared."""

FEWEST_CRITERIA = 2
MOST_CRITERIA = 6

_NUMBER: Schema = {"type": "integer"}
_LEVELS = ("one", "two", "three", "four", "five")
_ANSWERS = {"weak": 1, "decent": 3, "strong": 5}

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class _Point(_Reply):
    text: _Words
    criterion: str = ""
    cues: tuple[str, ...] = Field(default=(), max_length=100)


class _Probe(_Reply):
    ask: _Words
    kind: ProbeKind = ProbeKind.SPECIFICS
    after: int = 1


class _Question(_Reply):
    source: _Words
    rubric: str
    title: _Line
    ask: _Words
    intent: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000)] = ""
    difficulty: Difficulty = Difficulty.MEDIUM
    minutes: int = Field(default=6, ge=1, le=60)
    key_points: tuple[_Point, ...] = Field(min_length=1, max_length=30)
    probes: tuple[_Probe, ...] = Field(default=(), max_length=30)
    hints: tuple[_Words, ...] = Field(default=(), max_length=10)
    answers: dict[str, _Words] = Field(default_factory=dict, max_length=10)


class _Criterion(_Reply):
    source: _Words
    title: _Line
    description: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000)] = ""
    weight: int = Field(default=1, ge=1, le=5)
    levels: dict[str, _Words] = Field(max_length=10)
    indicators: tuple[_Point, ...] = Field(default=(), max_length=30)


_R = TypeVar("_R", bound=_Reply)


def questions_form(rubrics: Sequence[str]) -> Form:
    """Return the form for questions that are graded against one of ``rubrics``."""
    question = closed(
        source=TEXT,
        rubric=one_of(rubrics),
        title=TEXT,
        ask=TEXT,
        intent=TEXT,
        difficulty=one_of(Difficulty),
        minutes=_NUMBER,
        key_points=list_of(closed(text=TEXT, criterion=TEXT, cues=list_of(TEXT))),
        probes=list_of(closed(ask=TEXT, kind=one_of(ProbeKind), after=_NUMBER)),
        hints=list_of(TEXT),
        answers=closed(**dict.fromkeys(_ANSWERS, TEXT)),
    )
    return Form(name="questions", description="The questions.", schema_=closed(questions=list_of(question)))


def rubric_form() -> Form:
    """Return the form for a rubric."""
    criterion = closed(
        source=TEXT,
        title=TEXT,
        description=TEXT,
        weight=_NUMBER,
        levels=closed(**dict.fromkeys(_LEVELS, TEXT)),
        indicators=list_of(closed(text=TEXT, cues=list_of(TEXT))),
    )
    schema = closed(criteria=list_of(criterion), title=TEXT, description=TEXT)
    return Form(name="rubric", description="The rubric.", schema_=schema)


def read_questions(
    reply: Mapping[str, Any], posting: Posting, rubrics: Mapping[str, Rubric], known: Sequence[Question]
) -> tuple[list[Chosen], list[str]]:
    """Return the questions of a reply that can be vouched for, and why the others were left out.

    Args:
        reply: what was filled in.
        posting: in which every source must stand.
        rubrics: those that may be named, by id.
        known: questions that there are already, which are not to be repeated.
    """
    found: list[Chosen] = []
    left_out: list[str] = []
    asked = [(f"the question {q.id}", content_stems(q.ask)) for q in known]
    for number, entry in enumerate(_entries(reply, "questions"), 1):
        question, why = _checked(entry, _Question)
        if question is not None and question.rubric not in rubrics:
            why = f"there is no rubric {shown(question.rubric)} to choose"
        elif question is not None:
            source = posting.quoted(question.source)
            same = _same(question.ask, asked)
            if source is None:
                why = f"its source does not stand in the posting: {shown(question.source)}"
            elif same:
                why = f"it is nearly {same}"
            else:
                found.append(Chosen(question.rubric, _shape(question, source, rubrics[question.rubric])))
                asked.append((f"question {number} of the same draft", content_stems(question.ask)))
        if why:
            name = f" ({shown(question.title)})" if question is not None else ""
            left_out.append(f"Question {number}{name} was left out: {why}.")
    return found, left_out


def read_criteria(reply: Mapping[str, Any], posting: Posting) -> tuple[list[Shape], list[str], list[str]]:
    """Return the criteria that can be vouched for, the source of each, and why the others were left out."""
    found: list[Shape] = []
    sources: list[str] = []
    left_out: list[str] = []
    free, weights = FreeIds(()), []
    for number, entry in enumerate(_entries(reply, "criteria"), 1):
        criterion, why = _checked(entry, _Criterion)
        if criterion is not None:
            source = posting.quoted(criterion.source)
            if source is None:
                why = f"its source does not stand in the posting: {shown(criterion.source)}"
            elif any(level not in criterion.levels for level in _LEVELS):
                why = "a level is missing"
            elif len(found) >= MOST_CRITERIA:
                why = f"a rubric has {MOST_CRITERIA} criteria at most"
            else:
                found.append(_criterion_shape(criterion, free.like(slug_of(criterion.title, fallback="criterion"))))
                sources.append(source)
                weights.append(criterion.weight)
        if why:
            left_out.append(f"Criterion {number} was left out: {why}.")
    for shape, weight in zip(found, weights, strict=True):
        shape["weight"] = round(weight / sum(weights), 4)
    if found:
        found[0]["weight"] = round(found[0]["weight"] + 1 - sum(shape["weight"] for shape in found), 4)
    return found, sources, left_out


def _entries(reply: Mapping[str, Any], name: str) -> list[Any]:
    entries = reply.get(name)
    return entries if isinstance(entries, list) else []


def _checked(entry: Any, model: type[_R]) -> tuple[_R | None, str]:
    """Return the entry as far as it is filled in well, and what is wrong with it."""
    try:
        return model.model_validate(entry), ""
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "it"
        return None, f"{place} is not filled in as it should be ({first['msg'][:1].lower()}{first['msg'][1:]})"


def _same(ask: str, asked: Sequence[tuple[str, frozenset[str]]]) -> str:
    """Return the name of the question that ``ask`` repeats; empty where it repeats none."""
    mine = content_stems(ask)
    for name, theirs in asked:
        size = min(len(mine), len(theirs))
        if size >= FEWEST_WORDS and len(mine & theirs) >= SAME * size:
            return name
    return ""


def _shape(question: _Question, source: str, rubric: Rubric) -> Shape:
    criteria = {criterion.id for criterion in rubric.criteria}
    free = FreeIds(())
    points: list[Shape] = []
    for point in question.key_points[:MOST_POINTS]:
        shape: Shape = {"id": free.like(slug_of(point.text, fallback="point")), "text": point.text}
        if point.criterion in criteria:
            shape["criterion"] = point.criterion
        if cues := _cues(point.cues):
            shape["cues"] = cues
        points.append(shape)
    probes = [
        {"ask": probe.ask, "kind": str(probe.kind), "aims_at": points[min(max(probe.after, 1), len(points)) - 1]["id"]}
        for probe in question.probes[:MOST_POINTS]
    ]
    exemplars = [{"level": n, "text": question.answers[w]} for w, n in _ANSWERS.items() if w in question.answers]
    shape = {"title": " ".join(question.title.split()), "ask": question.ask, "intent": question.intent}
    shape |= {"difficulty": str(question.difficulty), "minutes": question.minutes, "key_points": points}
    shape |= {"probes": probes, "hints": list(question.hints), "exemplars": exemplars, "source": source}
    return {name: _clean(value) for name, value in shape.items() if value not in ("", [])}


def _criterion_shape(criterion: _Criterion, its_id: str) -> Shape:
    indicators = [
        {"text": point.text} | ({"cues": cues} if (cues := _cues(point.cues)) else {})
        for point in criterion.indicators[:MOST_POINTS]
    ]
    levels = {str(number): criterion.levels[name] for number, name in enumerate(_LEVELS, 1)}
    shape: Shape = {"id": its_id, "title": " ".join(criterion.title.split()), "weight": 0.0}
    shape |= {"description": criterion.description, "levels": levels, "indicators": indicators}
    return {name: _clean(value) for name, value in shape.items() if value not in ("", [])}


def _cues(cues: Sequence[str]) -> list[str]:
    """Return the cues that a file may hold, each once."""
    tidy = (" ".join(without_unsafe(cue).split()) for cue in cues)
    return list(dict.fromkeys(cue for cue in tidy if 2 <= len(cue) <= 80))[:MOST_CUES]


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return without_unsafe(value).strip()
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list) else value
