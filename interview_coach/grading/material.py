"""What a model is told as the grader: question, rubric and graded examples; and, apart, the candidate's words."""

from __future__ import annotations

from collections.abc import Iterable

from interview_coach.domain.question import Exemplar, Question
from interview_coach.domain.rubric import Criterion, Rubric
from interview_coach.domain.transcript import Exchange, Turn
from interview_coach.domain.vocabulary import Purpose, Role, Seniority
from interview_coach.grading.reply import flags_of
from interview_coach.llm.chat import Message, Part
from interview_coach.llm.fencing import fence, fenced
from interview_coach.llm.prompts import Prompts

PROMPTS = Prompts("interview_coach.grading", "grader", "rubric", "material", "answer")

ANCHORS = (1, 3, 5)
"""The levels whose exemplars are shown."""


class Material:
    """One exchange as a grader is told it. Nothing in it comes from the interviewer's notes or opinion."""

    def __init__(self, exchange: Exchange, seniority: Seniority | None, secret: str) -> None:
        """Take the exchange; ``secret`` makes the marks around the candidate's words impossible to forge."""
        self.exchange = exchange
        self._seniority = seniority
        said = [t.text for t in exchange.turns]
        self._fence = fence("candidate", secret, said)
        self._other = fence("interviewer", secret, said)

    def system(self) -> tuple[Part, ...]:
        """Return how to grade, and against what; the same for every answer to the same question."""
        question, rubric = self.exchange.question, self.exchange.rubric
        return (
            Part(text=PROMPTS.fill("grader", fence=self._fence, other=self._other)),
            Part(
                text=PROMPTS.fill(
                    "rubric",
                    rubric=rubric.title,
                    criteria="\n\n".join(_criterion(c) for c in rubric.criteria),
                    seniority_note=self._note(rubric),
                ),
                cache=True,
            ),
            Part(
                text=PROMPTS.fill(
                    "material",
                    ask=question.ask,
                    scene=_scene(question),
                    seniority=self._seniority or "not said",
                    seniority_note=self._note(question),
                    red_flags=_listed(f"{f.id} ({f.criterion}): {f.text}" for f in flags_of(question, rubric)),
                    key_points=_listed(f"{p.id}: {p.text}" for p in question.key_points),
                    exemplars="\n\n".join(_exemplar(e) for e in _shown(question)) or "There are none.",
                ),
                cache=True,
            ),
        )

    def _note(self, of: Question | Rubric) -> str:
        return of.seniority_notes.get(self._seniority, "") if self._seniority else ""

    def messages(self, criteria: Iterable[Criterion] = ()) -> tuple[Message, ...]:
        """Return the conversation, the candidate's words between marks; ``criteria`` are those to grade, else all."""
        only = ", ".join(c.id for c in criteria)
        text = PROMPTS.fill(
            "answer",
            conversation="\n\n".join(self._turn(t) for t in self.exchange.turns),
            only=f", only the criteria {only}" if only else "",
        )
        return (Message(role=Role.CANDIDATE, parts=(Part(text=text),)),)

    def _turn(self, turn: Turn) -> str:
        if turn.role is Role.INTERVIEWER:
            return fenced(self._other, turn.text)
        if turn.purpose is Purpose.HINT_ASKED:
            return "(The candidate asked for a hint.)"
        what = "asked" if turn.purpose is Purpose.CLARIFICATION_ASKED else "answered"
        return f"CANDIDATE {what}:\n{fenced(self._fence, turn.text)}"


def _shown(question: Question) -> Iterable[Exemplar]:
    return (e for e in question.calibration() if e.level in ANCHORS)


def _scene(question: Question) -> str:
    who = question.stakeholder
    return f"The interviewer played {who.name}, {who.role}, and opened with: {who.opening}" if who else ""


def _criterion(criterion: Criterion) -> str:
    lines = [f"### {criterion.id}: {criterion.title}", criterion.description]
    lines += [f"Level {level}: {criterion.levels[level]}" for level in sorted(criterion.levels)]
    lines += ["Indicators:", _listed(f"{i.id}: {i.text}" for i in criterion.indicators)]
    return "\n".join(line for line in lines if line)


def _exemplar(exemplar: Exemplar) -> str:
    return f"An answer at level {exemplar.level} overall:\n{exemplar.text}"


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or "- none"
