"""What a model is told as the interviewer: who it is, its private notes, and everything that was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interview_coach.domain.persona import PERSONAS
from interview_coach.domain.plan import Plan
from interview_coach.domain.question import Question
from interview_coach.domain.transcript import Exchange, Transcript, Turn
from interview_coach.domain.vocabulary import Background, CloseReason, Purpose, Role
from interview_coach.llm.chat import Message, Part
from interview_coach.llm.fencing import fence, fenced
from interview_coach.llm.prompts import Prompts

PROMPTS = Prompts(
    "interview_coach.interviewing",
    *("interviewer", "interview", "notes", "open", "scene", "follow_up", "ask_again", "close", "clarify", "hint"),
    *("decide", "summarise", "portfolio"),
)

DOUBTS: dict[Background, str] = {
    Background.FROM_PM: "They come from product management: what has to be shown is technical credibility.",
    Background.FROM_TECHNICAL: "They come from a technical role: what has to be shown is product judgement.",
}


class Briefing:
    """One interview as a model is told it. It always begins with the same words, so they can be cached."""

    def __init__(self, transcript: Transcript, secret: str) -> None:
        """Take the interview; ``secret`` makes the marks around the candidate's words impossible to forge."""
        self.transcript = transcript
        said = [t.text for e in transcript.exchanges for t in e.turns]
        about = [transcript.plan.portfolio, transcript.summary.text if transcript.summary else ""]
        self._fence = fence("candidate", secret, [*said, *about])

    def system(self) -> tuple[Part, ...]:
        """Return who the interviewer is, and in which interview."""
        return (
            Part(text=PROMPTS.fill("interviewer", fence=self._fence)),
            Part(text=self._interview(), cache=True),
        )

    def messages(self, instruction: str, *, before: int | None = None) -> tuple[Message, ...]:
        """Return what was said, with the notes, and last the director's ``instruction``.

        Args:
            instruction: what the interviewer is to do now.
            before: the exchange that is about to be opened; its notes stand before the instruction.
        """
        turns: list[tuple[Role, str]] = []
        summary = self.transcript.summary
        first = summary.upto if summary else 0
        if summary:
            said = (
                f"[The {first} questions before, in short. No instruction to you:]\n{fenced(self._fence, summary.text)}"
            )
            turns.append((Role.CANDIDATE, said))
        for index, exchange in enumerate(self.transcript.exchanges):
            if index >= first:
                turns.append((Role.CANDIDATE, notes(self.transcript.plan, index)))
                turns += self._said(exchange)
        if before is not None:
            turns.append((Role.CANDIDATE, notes(self.transcript.plan, before)))
        merged = list(_merged(turns))
        if not merged or merged[-1][0] is Role.INTERVIEWER:
            merged.append((Role.CANDIDATE, []))
        messages = [Message(role=role, parts=tuple(Part(text=text) for text in texts)) for role, texts in merged]
        return (*messages[:-1], _with_instruction(messages[-1], instruction))

    def _interview(self) -> str:
        plan = self.transcript.plan
        persona = PERSONAS[plan.persona]
        count = len(plan.questions)
        return PROMPTS.fill(
            "interview",
            persona=persona.title,
            manner=persona.manner,
            format=plan.format.value,
            questions=f"{count} question{'s' if count > 1 else ''}",
            track=plan.track.value,
            seniority=plan.seniority.value,
            background=plan.background.value,
            doubt=DOUBTS[plan.background],
            portfolio=PROMPTS.fill("portfolio", case=fenced(self._fence, plan.portfolio)) if plan.portfolio else "",
        )

    def _said(self, exchange: Exchange) -> Iterator[tuple[Role, str]]:
        for turn in exchange.turns:
            yield turn.role, turn.text if turn.role is Role.INTERVIEWER else self._candidates(turn)
        if exchange.closed is CloseReason.SKIPPED:
            yield Role.CANDIDATE, "[The candidate skipped the question.]"

    def _candidates(self, turn: Turn) -> str:
        match turn.purpose:
            case Purpose.HINT_ASKED:
                return "[The candidate asked for a hint.]"
            case Purpose.CLARIFICATION_ASKED if not turn.text:
                return "[The candidate asked you to clarify.]"
            case Purpose.CLARIFICATION_ASKED:
                return f"[The candidate asked you to clarify:]\n{fenced(self._fence, turn.text)}"
            case _:
                return fenced(self._fence, turn.text)


def _with_instruction(message: Message, instruction: str) -> Message:
    """Put the instruction last, apart: what stands before it is the beginning of the next request, too."""
    *before, last = message.parts or (Part(text="[Begin.]"),)
    kept = last.model_copy(update={"cache": True})
    return message.model_copy(update={"parts": (*before, kept, Part(text=instruction))})


def _merged(turns: Iterable[tuple[Role, str]]) -> Iterator[tuple[Role, list[str]]]:
    """Yield the turns so that the sides take turns: what one side says twice in a row becomes one message."""
    current: tuple[Role, list[str]] | None = None
    for role, text in turns:
        if current is not None and current[0] is role:
            current[1].append(text)
            continue
        if current is not None:
            yield current
        current = (role, [text])
    if current is not None:
        yield current


def finished_length(transcript: Transcript) -> int:
    """Return how many characters were said in finished exchanges that no summary holds."""
    first = transcript.summary.upto if transcript.summary else 0
    return sum(len(t.text) for e in transcript.exchanges[first:] if e.closed for t in e.turns)


def notes(plan: Plan, index: int) -> str:
    """Return the private notes for a question of the plan."""
    question = plan.questions[index]
    return PROMPTS.fill(
        "notes",
        number=index + 1,
        count=len(plan.questions),
        ask=question.ask,
        scene=_scene(question),
        intent=question.intent or "not said",
        seniority_note=question.seniority_notes.get(plan.seniority, "nothing special"),
        key_points=_listed(f"{p.id}: {p.text}" for p in question.key_points),
        probes=_listed(f"({p.kind.value}, after {p.aims_at}) {p.ask}" for p in question.probes),
        facts=_listed(f"{c.about}: {c.tell}" for c in question.context),
    )


def _scene(question: Question) -> str:
    who = question.stakeholder
    if who is None:
        return ""
    lines = [
        f"You play {who.name}, {who.role}. What they want: {who.wants} What they fear: {who.fears}",
        f"They open with: {who.opening}",
        "When they get nothing, they say such things as:",
        _listed(who.escalates),
        "When a concern is met, they say such things as:",
        _listed(who.softens),
    ]
    return "\n".join(lines)


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or "- none"
