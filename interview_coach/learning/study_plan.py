"""The study plan: from where the candidate stands and when the interview is, what to do on each day until then.

It is made anew each time, from the attempts before today; what was done today ticks tasks off and moves none. So the
same journals give the same plan the whole day long, and tomorrow's plan takes up what was not done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from interview_coach.domain.attempt import Attempt
from interview_coach.domain.question import Question
from interview_coach.domain.study import StudyGuide
from interview_coach.learning.allotting import Allotment
from interview_coach.learning.days import Zone, day_of, day_words
from interview_coach.learning.goal import Goal
from interview_coach.learning.needs import TARGET, Need, needs, practices, question_minutes
from interview_coach.learning.reading import SESSION
from interview_coach.learning.rhythm import WITHOUT_A_DATE, reading_days
from interview_coach.learning.schedule import RETENTION, cards, in_order
from interview_coach.learning.standing import Standing, same_grader, standings
from interview_coach.learning.tasks import Day, StudyItem, StudyPlan, Task
from interview_coach.learning.ticking import done_by_day, ticked

LATELY = 14
"""Days back to which answers count as a competency's turn."""


def study_plan(
    goal: Goal,
    attempts: Iterable[Attempt],
    *,
    questions: Iterable[Question],
    titles: Mapping[str, str],
    weights: Mapping[str, float],
    guide: StudyGuide,
    now: datetime,
    zone: Zone,
    retention: float = RETENTION,
) -> StudyPlan:
    """Return the plan as of ``now``.

    Args:
        goal: when, for which role, how many minutes a day.
        attempts: all of them, in any order.
        questions: all that can be asked.
        titles: of competencies, as their banks call them.
        weights: how likely each competency is asked about for that role.
        guide: what there is to study.
        now: the present instant.
        zone: where days begin and end.
        retention: share of questions that shall still be known when they come back.
    """
    today = day_of(now, zone)
    known = in_order(attempts, now, zone)
    before = [a for a in known if day_of(a.at, zone) < today]
    questions = list(questions)
    practised = practices(questions, titles)
    standing = standings(before)
    needed = needs(practised, standing, weights)
    interview_on = goal.interview_on if goal.interview_on and goal.interview_on >= today else None
    allotment = Allotment(
        practised=practised,
        needs=needed,
        cards=cards(before, now=now, zone=zone, retention=retention),
        minutes_of={(q.bank, q.id): question_minutes(q) for q in questions},
        reading=[m for m in guide.material if goal.studied.get(m.id, today) >= today],
        lately=Counter(a.competency for a in before if a.answered and (today - day_of(a.at, zone)).days <= LATELY),
        minutes=goal.minutes,
        interview_on=interview_on,
        reading_minutes=_reading_minutes(goal, interview_on, today),
        retention=retention,
    )
    planned = _planned(allotment, goal, today, interview_on) if practised else []
    done = done_by_day(known, goal.studied, guide.material, zone)
    ticks = (name for name, day in goal.studied.items() if day == today)
    days = [_day(on, tasks, interview_on) for on, tasks in planned] or [Day(on=today)]
    days[0] = days[0].model_copy(
        update={"tasks": ticked(days[0].tasks, known[len(before) :], ticks), "done": tuple(done.get(today, ()))}
    )
    return StudyPlan(
        goal=goal,
        on=today,
        days_left=(interview_on - today).days if interview_on else None,
        days=tuple(days),
        past=tuple(Day(on=day, done=tuple(done[day])) for day in sorted(done) if goal.began_on <= day < today),
        needs=needed,
        material=tuple(_material(guide, goal, planned)),
        notes=(
            *_notes(goal, needed, today, interview_on, began=len(before) < len(known)),
            *_notes_on_graders(standing),
        ),
    )


def _planned(allotment: Allotment, goal: Goal, today: date, interview_on: date | None) -> list[tuple[date, list[Task]]]:
    """Return every day from today on with its tasks. What was studied today stays on today, and on no day after."""
    count = (interview_on - today).days + 1 if interview_on else WITHOUT_A_DATE
    planned = [(today, allotment.day(today))]
    allotment.leave_out(goal.studied)
    for offset in range(1, count):
        on = today + timedelta(days=offset)
        planned.append((on, allotment.day(on)))
    return planned


def _reading_minutes(goal: Goal, interview_on: date | None, today: date) -> int | None:
    if interview_on is None:
        return None
    return min(goal.minutes, SESSION) * reading_days(min(goal.began_on, today), interview_on)


def _day(on: date, tasks: Iterable[Task], interview_on: date | None) -> Day:
    note = ""
    if interview_on == on:
        note = "The interview. Nothing to practise: you have."
    elif interview_on is not None and (interview_on - on).days == 1:
        note = "The day before: half the time, nothing new."
    return Day(on=on, tasks=tuple(tasks), note=note)


def _material(guide: StudyGuide, goal: Goal, planned: list[tuple[date, list[Task]]]) -> Iterable[StudyItem]:
    first: dict[str, date] = {}
    for day, tasks in planned:
        for task in tasks:
            if task.material:
                first.setdefault(task.material, day)
    for item in guide.material:
        yield StudyItem(material=item, studied_on=goal.studied.get(item.id), planned_on=first.get(item.id))


def _notes(
    goal: Goal, needed: tuple[Need, ...], today: date, interview_on: date | None, *, began: bool
) -> Iterable[str]:
    if goal.interview_on is None:
        yield "Without a date, the next two weeks are planned."
    elif interview_on is None:
        yield f"The interview was on {day_words(goal.interview_on)}; set a new date. The next two weeks are planned."
    if not needed:
        yield "There are no questions to practise with: `interview-coach banks check` says why."
    elif all(n.level is None for n in needed):
        when = "before today" if began else "yet"
        tomorrow = " Today's levels count from tomorrow on." if began else ""
        yield f"Nothing has a level {when}, so the plan goes by what is asked most for this role.{tomorrow}"
    elif all(n.level is not None and n.level >= TARGET for n in needed):
        yield f"Everything stands at {TARGET:g} or above: the plan keeps it so."
    if goal.began_on > today:
        yield f"The plan was begun on {day_words(goal.began_on)}, which is still to come: check this machine's clock."


def _notes_on_graders(standing: Iterable[Standing]) -> Iterable[str]:
    scales = [s.scale for s in standing if s.scale is not None]
    if any(not scale.full for scale in scales):
        yield "Levels of the offline coach are estimates (±1), so what is weakest may be something else."
    if any(not same_grader(scales[0], scale) for scale in scales[1:]):
        yield "Different graders stand behind these levels; which topic is weaker than which is less sure for it."
    if len({scale.seniority for scale in scales if scale.full}) > 1:
        yield "Some levels were graded for another seniority than others; which topic is weaker is less sure for it."
