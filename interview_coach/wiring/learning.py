"""What front ends can ask about learning: what is due, how it goes, what to do next. Everything here reads files."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from interview_coach.domain.attempt import Attempt
from interview_coach.domain.plan import Plan
from interview_coach.domain.question import Question
from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import NothingDue
from interview_coach.interviewing.repeating import Again, plan_again, stands_alone
from interview_coach.learning.days import Zone, day_of, day_words
from interview_coach.learning.due import DueItem, DueList, due_list
from interview_coach.learning.progress import Progress, Scope, progress
from interview_coach.learning.schedule import Card, cards
from interview_coach.wiring.engines import report
from interview_coach.wiring.studying import Studying

if TYPE_CHECKING:
    from interview_coach.wiring.coach import Coach


class Learning:
    """Answers from the journals alone. All methods block: call them in a thread."""

    def __init__(self, coach: Coach, clock: Callable[[], datetime], *, zone: Zone = None) -> None:
        """Take the coach whose journals are read, the clock (UTC) and the candidate's time zone."""
        self._coach = coach
        self._clock = clock
        self._zone = zone

    @cached_property
    def studying(self) -> Studying:
        """The study plan."""
        return Studying(self._coach, self, self._clock, self._zone)

    def today(self) -> date:
        """Return the candidate's day."""
        return day_of(self._clock(), self._zone)

    def attempts(self) -> Sequence[Attempt]:
        """Return all attempts in the order of time, as the journals stand now.

        Raises:
            StorageError: the folder of the journals cannot be read.
        """
        self._coach.archive.sync()
        return self._coach.archive.attempts()

    def due(self, *, competencies: Sequence[str] = ()) -> DueList:
        """Return what is due today, in these competencies or in all."""
        attempts = [a for a in self.attempts() if not competencies or a.competency in competencies]
        known = {(q.bank, q.id) for q in self._coach.library().questions()}
        return due_list(self._cards(attempts), today=self.today(), known=known)

    def untried(self, *, competencies: Sequence[str] = ()) -> tuple[Question, ...]:
        """Return the questions that were never answered, in these competencies or in all, in the banks' order."""
        tried = {(a.bank, a.question) for a in self.attempts() if a.answered}
        return tuple(
            q
            for q in self._coach.library().questions()
            if (q.bank, q.id) not in tried and (not competencies or q.competency in competencies)
        )

    def progress(self, scope: Scope | None = None) -> Progress:
        """Return how it goes, over all attempts or those in ``scope``."""
        topics = {q.competency for q in self._coach.library().questions()}
        return progress(self.attempts(), now=self._clock(), zone=self._zone, scope=scope or Scope(), topics=topics)

    def review(self, count: int = 1, *, competencies: Sequence[str] = (), engine: Engine | None = None) -> Plan:
        """Return the plan of an interview over what is most due: a drill or a roleplay for one, a mock for several.

        Questions are worded as they stand in the banks now, and linked to their last attempts. A roleplay, and a
        question about a case of the candidate's own, are asked alone, however many are wanted.

        Raises:
            NothingDue: the message says what is next, and when.
            JournalError: the last attempt was deleted a moment ago.
            SettingsError: that engine can't be used.
        """
        listed = self.due(competencies=competencies)
        if not listed.due:
            raise NothingDue(nothing_due(listed))
        return self.repeat(listed.due, count, engine=engine)

    def again(self, bank: str, question: str, *, engine: Engine | None = None) -> Plan:
        """Return the plan of an interview that repeats the last attempt at a question, be it due or not.

        Raises:
            NothingDue: it was never asked, or stands in no bank any more.
            JournalError: the last attempt was deleted a moment ago.
            SettingsError: that engine can't be used.
        """
        card = self._cards(self.attempts()).get((bank, question))
        if card is None:
            raise NothingDue("That question was never asked, so there is nothing to repeat.")
        return self._repeat([card], 1, engine)

    def repeat(self, items: Sequence[DueItem], count: int, *, engine: Engine | None = None) -> Plan:
        """Return the plan of an interview over the first ``count`` of ``items``, as :meth:`review` makes it."""
        return self._repeat([item.card for item in items], count, engine)

    def _cards(self, attempts: Sequence[Attempt]) -> Mapping[tuple[str, str], Card]:
        return cards(attempts, now=self._clock(), zone=self._zone, retention=self._coach.settings.retention)

    def _repeat(self, found: Sequence[Card], count: int, engine: Engine | None) -> Plan:
        library = self._coach.library()
        questions = {(q.bank, q.id): q for q in library.questions()}
        again = [
            Again(card.last, question, library.rubrics[question.rubric])
            for card in found
            if (question := questions.get(card.key)) is not None
        ]
        if not again:
            raise NothingDue("That stands in no bank any more; it can be asked again from its transcript.")
        first = again[0]
        chosen = [first]
        if not stands_alone(first.question):
            chosen += [a for a in again[1:] if not stands_alone(a.question)][: max(1, count) - 1]
        base = self._coach.store.read(first.ref.interview).transcript.plan
        plan = plan_again(base, chosen, seed=secrets.randbelow(2**31))
        return plan.model_copy(update={"engine": report(self._coach.settings, engine).engine})


def nothing_due(listed: DueList) -> str:
    """Say that nothing is due, and what is next."""
    if listed.coming:
        soonest = listed.coming[0]
        return f"Nothing is due today. Next: {soonest.card.title}. {soonest.why}"
    if listed.ungraded:
        count = len(listed.ungraded)
        return (
            f"Nothing is due: {count} question{'s were' if count > 1 else ' was'} asked, and none has a level yet. "
            "`interview-coach grade ID --missing` grades what has none."
        )
    if listed.gone:
        count = len(listed.gone)
        return (
            f"Nothing is due that a bank still holds; {count} question{'s' if count > 1 else ''} that you practised "
            f"stand{'' if count > 1 else 's'} in none any more. `interview-coach due --all` names what that is."
        )
    return (
        f"Nothing is due on {day_words(listed.on)}: none of these questions was practised yet. "
        "`interview-coach practice` begins."
    )
