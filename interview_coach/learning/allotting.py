"""Fills the days of a study plan: what the rhythm brings, reviews that come due, drills by need, reading in the rest.

A plan is a projection. It supposes that every task is done and that reviews go well; tomorrow it is made anew from what
really happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from interview_coach.domain.study import Material
from interview_coach.domain.vocabulary import Format
from interview_coach.learning.due import DueItem, most_urgent
from interview_coach.learning.needs import Need, Practice
from interview_coach.learning.rating import Rating
from interview_coach.learning.reading import ReadingList
from interview_coach.learning.rhythm import days_before, reads, special
from interview_coach.learning.schedule import Card, reviewed
from interview_coach.learning.tasks import Kind, Task

MOST_DRILLS = 3
"""Drills on one day: whoever has more time reads."""

MOCK_QUESTIONS = (2, 5)
"""Questions of a mock interview, at least and at most, as the day's minutes allow."""

LEAST_READING = 10
"""Minutes below which it is not worth opening a book."""

FORMATS = {Kind.MOCK: Format.MOCK, Kind.ROLEPLAY: Format.ROLEPLAY, Kind.PORTFOLIO: Format.PORTFOLIO}


class Allotment:
    """Fills one day after the other; remembers what the days before have taken."""

    def __init__(
        self,
        *,
        practised: Sequence[Practice],
        needs: Sequence[Need],
        cards: Mapping[tuple[str, str], Card],
        minutes_of: Mapping[tuple[str, str], int],
        reading: Iterable[Material],
        lately: Mapping[str, int],
        minutes: int,
        interview_on: date | None,
        reading_minutes: int | None,
        retention: float,
    ) -> None:
        """Take everything that a plan depends on.

        Args:
            practised: what can be practised.
            needs: how much each competency needs it.
            cards: every question that was attempted.
            minutes_of: what each question takes that can be asked, by bank and id.
            reading: material that was not studied yet, in the order to take it in.
            lately: answers to each competency in the last days, so that a plan made anew goes on where it stood.
            minutes: for each day.
            interview_on: the day of the interview, if there is one.
            reading_minutes: from the beginning of the plan to the interview; ``None`` where none is in sight.
            retention: share of questions that shall still be known when they come back.
        """
        self._practised = {p.competency: p for p in practised}
        self._drilled = {p.competency for p in practised if Format.DRILL in p.formats}
        self._needs = {n.competency: n for n in needs}
        self._cards = {key: card for key, card in cards.items() if key in minutes_of}
        self._minutes_of = minutes_of
        self._minutes = minutes
        self._interview_on = interview_on
        self._retention = retention
        total = sum(lately.values())
        self._credit = {n.competency: n.share * total - lately.get(n.competency, 0) for n in needs}
        self._reading = ReadingList(reading, self._needs, reading_minutes)
        formats = {f for p in practised for f in p.formats}
        self._possible = {kind for kind, form in FORMATS.items() if form in formats}

    def day(self, on: date) -> list[Task]:
        """Return the tasks of that day; they exceed its minutes only where the first alone does."""
        before = days_before(on, self._interview_on)
        if self._interview_on is not None and before <= 0:
            return []
        if self._interview_on is not None and before == 1:
            return self._last_day(on)
        tasks: list[Task] = []
        kind = special(before, self._possible)
        if kind is not None:
            self._add(tasks, self._special(kind, on))
        if reads(before):
            self._read(tasks, on)
        self._review(tasks, on, self._minutes // 2)
        self._drill(tasks, on)
        if not any(task.material for task in tasks):
            self._read(tasks, on)
        return tasks

    def leave_out(self, studied: Iterable[str]) -> None:
        """Plan this material on none of the days that follow."""
        self._reading.leave_out(studied)

    def _last_day(self, on: date) -> list[Task]:
        """Return half a day's work: what is due, or one drill where nothing is."""
        tasks: list[Task] = []
        self._review(tasks, on, self._minutes // 2)
        if not tasks:
            self._add(tasks, self._next_drill(on, []))
        return tasks

    def _add(self, tasks: list[Task], task: Task | None) -> bool:
        """Add ``task`` where there is time for it, or where it is the first; return whether it was added."""
        if task is None or (tasks and sum(t.minutes for t in tasks) + task.minutes > self._minutes):
            return False
        tasks.append(task)
        return True

    def _special(self, kind: Kind, on: date) -> Task:
        if kind is Kind.MOCK:
            return self._mock(on)
        practised = [p for p in self._practised.values() if FORMATS[kind] in p.formats]
        title = "A scene with a stakeholder" if kind is Kind.ROLEPLAY else "Walk through your own case"
        why = (
            "Somebody who wants something from you, and pushes back."
            if kind is Kind.ROLEPLAY
            else "Most loops begin with something that you did."
        )
        return Task(id=f"{on}-{kind}", kind=kind, minutes=max(p.minutes for p in practised), title=title, why=why)

    def _mock(self, on: date) -> Task:
        each = sum(p.minutes for p in self._practised.values()) / len(self._practised)
        fewest, most = MOCK_QUESTIONS
        count = max(fewest, min(most, int(self._minutes // each)))
        return Task(
            id=f"{on}-{Kind.MOCK}",
            kind=Kind.MOCK,
            minutes=round(count * each),
            title=f"Mock interview, {count} questions",
            why="One round in one sitting, over several topics.",
            questions=count,
        )

    def _review(self, tasks: list[Task], on: date, minutes: int) -> None:
        """Add reviews that are due, the most forgotten first, for about so many minutes."""
        taken = 0
        for item in most_urgent(self._cards.values(), on):
            task = self._review_task(item, on)
            if (taken and taken + task.minutes > minutes) or not self._add(tasks, task):
                return
            taken += task.minutes
            self._cards[item.card.key] = reviewed(item.card, Rating.GOOD, on, self._retention)
            self._took(item.card.competency)

    def _review_task(self, item: DueItem, on: date) -> Task:
        card = item.card
        return Task(
            id=f"{on}-{Kind.REVIEW}-{card.bank}-{card.question}",
            kind=Kind.REVIEW,
            minutes=self._minutes_of[card.key],
            title=f"Again: {card.title}",
            why=item.why,
            competency=card.competency,
            bank=card.bank,
            question=card.question,
            last=card.last,
        )

    def _drill(self, tasks: list[Task], on: date) -> None:
        used = [t.competency for t in tasks if t.competency]
        for _ in range(MOST_DRILLS):
            task = self._next_drill(on, used)
            if task is None or task.competency is None or not self._add(tasks, task):
                return
            used.append(task.competency)
            self._took(task.competency)

    def _next_drill(self, on: date, used: Sequence[str]) -> Task | None:
        """Return a drill of the competency that is furthest behind its share, if any is left for that day."""
        free = self._drilled - set(used)
        if not free:
            return None
        competency = max(sorted(free), key=lambda c: self._credit[c] + self._needs[c].share)
        return Task(
            id=f"{on}-{Kind.DRILL}-{competency}",
            kind=Kind.DRILL,
            minutes=self._practised[competency].minutes,
            title=f"Drill: {self._practised[competency].title}",
            why=self._needs[competency].why,
            competency=competency,
        )

    def _took(self, competency: str) -> None:
        """Let every competency's credit grow by its share, and take one from the one that had its turn."""
        for name, need in self._needs.items():
            self._credit[name] += need.share
        if competency in self._credit:
            self._credit[competency] -= 1

    def _read(self, tasks: list[Task], on: date) -> None:
        left = self._minutes - sum(t.minutes for t in tasks)
        if left < LEAST_READING or (session := self._reading.next(left)) is None:
            return
        material, minutes = session
        self._add(
            tasks,
            Task(
                id=f"{on}-{Kind.MATERIAL}-{material.id}",
                kind=Kind.MATERIAL,
                minutes=minutes,
                title=material.title,
                why=material.do,
                competency=next((c for c in material.competencies if c in self._needs), None),
                material=material.id,
            ),
        )
