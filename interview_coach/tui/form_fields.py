"""Which fields the forms of banks, questions and rubrics have, and how each is filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from interview_coach.domain.vocabulary import (
    Background,
    Difficulty,
    Format,
    ProbeKind,
    Seniority,
    Style,
    Track,
    Verdict,
)
from interview_coach.tui.safe_text import one_line

Way = Literal["line", "prose", "number", "choice", "several", "phrases", "entries"]
"""A line, a text, a number, one or several of a few words, phrases line by line, or groups with a form of their own."""

Options = Literal["rubrics", "criteria", "aims"]
"""Words that depend on what else there is: rubrics, criteria of the rubric, criteria and key points."""


@dataclass(frozen=True)
class Field:
    """A field of a form: its name in the file, its words on the screen, and what it takes."""

    name: str
    title: str
    way: Way = "line"
    about: str = ""
    options: type[StrEnum] | Options | tuple[str, ...] = ()
    form: Form | None = None
    """Of what an entry consists; ``None`` where entries are mere texts."""
    within: str = ""
    """The name of the group of fields that it stands in, where that is not the form's own."""

    @property
    def steps(self) -> tuple[str, ...]:
        """The way from the form's place in the file to the field's."""
        return (self.within, self.name) if self.within else (self.name,)

    @property
    def id(self) -> str:
        """Its name among widgets."""
        return "-".join(("field", *self.steps)).replace("_", "-")


@dataclass(frozen=True)
class Form:
    """A form: what it is for, its fields, and how an entry is told from its neighbours in a list."""

    noun: str
    fields: tuple[Field, ...]
    summary: Callable[[dict[str, Any]], str] = lambda fields: str(fields.get("text", ""))


def summary(form: Form | None, entry: object) -> str:
    """Return a line about an entry of a list."""
    if form is None or isinstance(entry, str):
        return one_line(str(entry), 160)
    return one_line(form.summary(entry) if isinstance(entry, dict) else str(entry), 160)


def _levels(value: dict[str, Any]) -> str:
    return f"Level {value.get('level', '?')} · {value.get('text', '')}"


_CUES = Field(
    "cues", "Cues", "phrases", "Phrases that show that it was said, one on each line, two or three words each."
)
_CAPS = Field("caps_at", "Caps the level at", "choice", options=("1", "2", "3", "4", "5"))
_CRITERION = Field("criterion", "Criterion", "choice", "The side of the answer that it counts for.", "criteria")

CONTEXT = Form(
    "fact",
    (
        Field("about", "About", about="What it is about, in a few words that somebody would ask with."),
        Field("tell", "Told", "prose", "The fact, as the interviewer says it."),
    ),
    lambda fields: f"{fields.get('about', '')}: {fields.get('tell', '')}",
)
KEY_POINT = Form(
    "key point",
    (
        Field("text", "What a strong answer covers", "prose"),
        _CRITERION,
        Field("weight", "Weight", "number", "Beside the other key points; 1 is usual."),
        _CUES,
    ),
)
PROBE = Form(
    "follow-up",
    (
        Field("ask", "What the interviewer asks", "prose"),
        Field("kind", "Asks for", "choice", options=ProbeKind),
        Field("aims_at", "Aims at", "choice", "A key point of this question, or a criterion.", "aims"),
    ),
    lambda fields: str(fields.get("ask", "")),
)
HINT = Form("hint", (Field("text", "Hint", "prose"),))
RED_FLAG = Form("red flag", (Field("text", "What shows it", "prose"), _CRITERION, _CAPS, _CUES))
EXEMPLAR = Form(
    "answer",
    (
        Field("level", "Level", "choice", options=("1", "2", "3", "4", "5")),
        Field("style", "Style", "choice", options=Style),
        Field("text", "The answer, as somebody says it", "prose"),
    ),
    _levels,
)
STAKEHOLDER = (
    Field("name", "Name", within="stakeholder"),
    Field("role", "Role", within="stakeholder"),
    Field("wants", "Wants", "prose", within="stakeholder"),
    Field("fears", "Fears", "prose", within="stakeholder"),
    Field("opening", "Says first", "prose", "In character.", within="stakeholder"),
    Field("escalates", "Says when given nothing", "entries", form=HINT, within="stakeholder"),
    Field("softens", "Says when a concern was met", "entries", form=HINT, within="stakeholder"),
)
QUESTION = Form(
    "question",
    (
        Field("title", "Title", about="A few words; made from the question where you leave it empty."),
        Field("ask", "The question, as the interviewer says it", "prose"),
        Field("intent", "What it is meant to show", "prose"),
        Field("minutes", "Minutes", "number", "Up to 60; 6 where you leave it empty."),
        Field("difficulty", "Difficulty", "choice", options=Difficulty),
        Field("formats", "Formats", "several", options=Format),
        Field("tracks", "Tracks (none means all)", "several", options=Track),
        Field("seniorities", "Seniorities (none means all)", "several", options=Seniority),
        Field("backgrounds", "Backgrounds (none means all)", "several", options=Background),
        Field("context", "Told when asked for", "entries", form=CONTEXT),
        Field("key_points", "Key points", "entries", "What a strong answer covers.", form=KEY_POINT),
        Field("probes", "Follow-ups", "entries", form=PROBE),
        Field("hints", "Hints, weakest first", "entries", form=HINT),
        Field("red_flags", "Red flags", "entries", form=RED_FLAG),
        Field("exemplars", "Answers at levels 1, 3 and 5", "entries", form=EXEMPLAR),
    ),
    lambda fields: str(fields.get("title") or fields.get("ask", "")),
)
SCENE = Form("question", (*QUESTION.fields, *STAKEHOLDER), QUESTION.summary)
"""A question with somebody whom the interviewer plays."""

BANK = Form(
    "question bank",
    (
        Field("title", "Title"),
        Field("description", "Description", "prose"),
        Field("rubric", "Rubric", "choice", "What answers are graded against.", "rubrics"),
        Field(
            "competency", "Competency", about="lower-case-words-with-hyphens; the rubric's where you leave it empty."
        ),
        Field("questions", "Questions", "entries", form=QUESTION),
    ),
)
INDICATOR = Form("sign", (Field("text", "Sign that it is met", "prose"), _CUES))
CRITERION_FLAG = Form("red flag", (Field("text", "What shows it", "prose"), _CAPS, _CUES))
CRITERION = Form(
    "criterion",
    (
        Field("title", "Title"),
        Field("weight", "Weight", "number", "Above 0; the weights of all criteria sum to 1."),
        Field("description", "Description", "prose"),
        *(Field(str(n), f"Level {n}: what was done", "prose", within="levels") for n in range(1, 6)),
        Field("indicators", "Signs", "entries", form=INDICATOR),
        Field("red_flags", "Red flags", "entries", form=CRITERION_FLAG),
    ),
    lambda fields: f"{fields.get('weight', '?')} · {fields.get('title', '')}",
)
GATE = Form(
    "gate",
    (
        _CRITERION,
        Field("at_most", "Holds back at this level or less", "number", "1 to 5."),
        Field("caps_verdict_at", "The verdict is at most", "choice", options=Verdict),
        Field("reason", "Reason", "prose"),
    ),
    lambda fields: f"{fields.get('criterion', '')}: {fields.get('reason', '')}",
)
RUBRIC = Form(
    "rubric",
    (
        Field("title", "Title"),
        Field("description", "Description", "prose"),
        Field("criteria", "Criteria", "entries", "Their weights sum to 1.", form=CRITERION),
        Field("gates", "Gates: what caps the verdict", "entries", form=GATE),
    ),
)
