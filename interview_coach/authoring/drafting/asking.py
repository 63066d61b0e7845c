"""Asks a model for questions or a rubric, and takes over what code can vouch for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from interview_coach.authoring.drafting.outcome import Chosen, Outcome
from interview_coach.authoring.drafting.posting import Posting
from interview_coach.authoring.drafting.replies import (
    FEWEST_CRITERIA,
    questions_form,
    read_criteria,
    read_questions,
    rubric_form,
)
from interview_coach.authoring.shapes import Shape
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.vocabulary import Role
from interview_coach.errors import ReplyUnusable
from interview_coach.llm.chat import ChatModel, Effort, Message, Part, Request
from interview_coach.llm.fencing import fence, fenced
from interview_coach.llm.forms import FormFiller
from interview_coach.llm.prompts import Prompts

PROMPTS = Prompts("interview_coach.authoring.drafting", "author", "questions", "request", "rubric")

ROOM_FOR_A_QUESTION = 3_000
"""Tokens, three answers and some thought included."""

ROOM = 6_000
"""Tokens beside those."""


class Author:
    """Drafts with a language model. Every sentence that it says to have taken from the posting is looked up there."""

    def __init__(self, model: ChatModel, *, secret: str) -> None:
        """Ask ``model``; ``secret`` keeps the marks around the posting unforgeable."""
        self._model = model
        self._secret = secret
        self._forms = FormFiller()

    async def questions(
        self, posting: Posting, rubrics: Mapping[str, Rubric], count: int, known: Sequence[Question]
    ) -> Outcome:
        """Return at most ``count`` questions for ``posting``.

        Args:
            posting: what to prepare for.
            rubrics: those that questions may be graded against, by id.
            count: how many are wanted.
            known: questions that there are already.

        Raises:
            ReplyUnusable: nothing in the replies can be used.
            EngineError: the endpoint failed, or the budget is spent.
        """
        only = f", graded against {', '.join(rubrics)}" if len(rubrics) <= 3 else ""
        wish = PROMPTS.fill("request", posting=self._posting(posting), count=count, only=only)
        request = self._request(posting, rubrics, "questions", wish, ROOM + count * ROOM_FOR_A_QUESTION)

        def complaint(reply: Mapping[str, Any]) -> str:
            found, left_out = read_questions(reply, posting, rubrics, known)
            if found and not left_out:
                return ""
            said = "\n".join(left_out) or "The form is empty."
            return f"{said}\nFill in the whole form again, with sources copied letter by letter."

        replies = await self._forms.fill(self._model, request, questions_form(list(rubrics)), complaint)
        found, left_out = _best([read_questions(reply, posting, rubrics, known) for reply in replies])
        if not found:
            raise ReplyUnusable(
                "\n".join(
                    [f"{self._model.name} drafted nothing that could be used, so nothing was written.", *left_out]
                )
            )
        if len(found) > count:
            left_out = [*left_out, f"{len(found) - count} more than were wanted were left out."]
        return Outcome(tuple(found[:count]), {}, tuple(left_out))

    async def rubric(self, posting: Posting, examples: Mapping[str, Rubric]) -> tuple[Shape, list[str], list[str]]:
        """Return a rubric without an id for ``posting``, the source of each criterion, and what was left out.

        Raises:
            ReplyUnusable: nothing in the replies can be used.
            EngineError: the endpoint failed, or the budget is spent.
        """
        request = self._request(posting, examples, "rubric", self._posting(posting), ROOM + 3 * ROOM_FOR_A_QUESTION)

        def complaint(reply: Mapping[str, Any]) -> str:
            found, _, left_out = read_criteria(reply, posting)
            if len(found) >= FEWEST_CRITERIA and not left_out:
                return ""
            said = "\n".join(left_out) or "There are too few criteria."
            return f"{said}\nFill in the whole form again, with sources copied letter by letter."

        replies = await self._forms.fill(self._model, request, rubric_form(), complaint)
        read = [read_criteria(reply, posting) for reply in replies]
        best = max(range(len(read)), key=lambda n: (len(read[n][0]), n))
        criteria, sources, left_out = read[best]
        if len(criteria) < FEWEST_CRITERIA:
            raise ReplyUnusable(
                "\n".join(
                    [f"{self._model.name} drafted no rubric that could be used, so nothing was written.", *left_out]
                )
            )
        shape: Shape = {name: text for name in ("title", "description") if (text := _text(replies[best].get(name)))}
        return shape | {"criteria": criteria}, sources, left_out

    def _request(
        self, posting: Posting, rubrics: Mapping[str, Rubric], task: str, wish: str, room: int
    ) -> Request:  # fmt: skip
        listed = "\n\n".join(_rubric(rubric) for rubric in rubrics.values())
        rules = PROMPTS.fill("author", fence=self._mark(posting), rubrics=listed)
        return Request(
            system=(Part(text=rules), Part(text=PROMPTS.fill(task), cache=True)),
            messages=(Message(role=Role.CANDIDATE, parts=(Part(text=wish),)),),
            max_tokens=room,
            effort=Effort.MEDIUM,
        )

    def _mark(self, posting: Posting) -> str:
        return fence("posting", self._secret, [posting.text])

    def _posting(self, posting: Posting) -> str:
        return fenced(self._mark(posting), posting.text)


def _best(read: Sequence[tuple[list[Chosen], list[str]]]) -> tuple[list[Chosen], list[str]]:
    """Return the reading with the most questions; of two alike the second, which mends the first."""
    return max(reversed(read), key=lambda one: len(one[0]))


def _rubric(rubric: Rubric) -> str:
    lines = [f"### {rubric.id}: {rubric.title}", rubric.description]
    lines += [f"- {criterion.id}: {criterion.title}" for criterion in rubric.criteria]
    return "\n".join(line for line in lines if line)


def _text(value: object) -> str:
    return " ".join(value.split())[:200] if isinstance(value, str) else ""
