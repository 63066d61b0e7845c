"""Planning an interview: which questions, in which order, from what the candidate chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from interview_coach.domain.conversation import PROBE_BUDGETS
from interview_coach.domain.plan import Choices, Plan
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.vocabulary import Difficulty, Engine, Format
from interview_coach.errors import PlanError
from interview_coach.interviewing.choosing import stable_number
from interview_coach.interviewing.weights import weight

SAFETY_TOPICS = frozenset({"ethics", "failure-modes"})
"""A round in which nobody asks about harm or failure is no AI PM round: an unrestricted mock holds one of these."""

_DIFFICULTIES = tuple(Difficulty)


def make_plan(
    choices: Choices,
    questions: Sequence[Question],
    rubrics: Mapping[str, Rubric],
    *,
    recent: Sequence[str],
    seed: int,
    portfolio: str = "",
) -> Plan:
    """Return the plan of an interview.

    Questions that do not fit the candidate's track, seniority and background are taken only where none fits;
    :func:`what_was_relaxed` then says so. Where there are fewer questions than asked for, the plan is shorter.

    Args:
        choices: what the candidate chose.
        questions: all there are.
        rubrics: by id; a question whose rubric is missing cannot be planned.
        recent: ids of questions asked lately, the most recent first; others are preferred.
        seed: decides between equals; the same seed gives the same plan.
        portfolio: the candidate's own case, where they brought one.

    Raises:
        PlanError: nothing fits; the message says what to loosen.
    """
    usable = {q.id: q for q in reversed(questions) if q.rubric in rubrics}
    pool = [usable[i] for i in dict.fromkeys(q.id for q in questions) if i in usable]
    if choices.question_id is not None:
        chosen = [_exactly(choices.question_id, choices.format, questions, usable)]
    else:
        chosen = _chosen(choices, pool, _Preference(recent, seed))
    return Plan(
        format=choices.format,
        track=choices.track,
        seniority=choices.seniority,
        background=choices.background,
        persona=choices.persona,
        questions=tuple(chosen),
        rubrics=tuple(rubrics[i] for i in dict.fromkeys(q.rubric for q in chosen)),
        time=choices.time,
        probe_budget=PROBE_BUDGETS[choices.format],
        engine=choices.engine or Engine.OFFLINE,
        seed=seed,
        portfolio=portfolio,
    )


def what_was_relaxed(plan: Plan) -> str | None:
    """Say in one sentence which of the candidate's choices the questions do not fit; ``None`` where all fit."""
    misses = {
        f"the track {plan.track}": any(q.tracks and plan.track not in q.tracks for q in plan.questions),
        f"the seniority {plan.seniority}": any(
            q.seniorities and plan.seniority not in q.seniorities for q in plan.questions
        ),
        f"the background {plan.background}": any(
            q.backgrounds and plan.background not in q.backgrounds for q in plan.questions
        ),
    }
    missed = [what for what, misses_it in misses.items() if misses_it]
    if not missed:
        return None
    subject = "This question was" if len(plan.questions) == 1 else "Some of these questions were"
    return f"{subject} not written for {_listed(missed, 'or')}: nothing closer was found."


class _Preference:
    """Orders questions: not asked lately first, then the longest ago; the seed decides between equals."""

    def __init__(self, recent: Sequence[str], seed: int) -> None:
        self._ago = {question_id: -ago for ago, question_id in reversed(list(enumerate(recent)))}
        self._never = -len(recent)
        self._seed = seed

    def __call__(self, question: Question) -> tuple[int, int]:
        return self._ago.get(question.id, self._never), stable_number(self._seed, question.id)

    def is_fresh(self, question: Question) -> bool:
        """Return whether the question was not asked lately."""
        return question.id not in self._ago

    def topics(self, known: Iterable[str], choices: Choices) -> list[str]:
        """Return the topics in the order in which they get their turn: by chance, the weightier ones mostly sooner.

        Weighted sampling without replacement after Efraimidis and Spirakis (2006): the keys ``u ** (1 / weight)``.
        """

        def key(topic: str) -> float:
            chance: float = (stable_number(self._seed, "topic", topic) % 1_000_003 + 1) / 1_000_004
            heavy = weight(topic, choices.track, choices.seniority, choices.background)
            return -float(chance ** (1 / heavy))

        return sorted(known, key=lambda topic: (key(topic), topic))


def _exactly(question_id: str, form: Format, questions: Sequence[Question], usable: Mapping[str, Question]) -> Question:
    question = usable.get(question_id)
    if question is None:
        lacking = next((q for q in questions if q.id == question_id), None)
        if lacking is not None:
            raise PlanError(f"The question {question_id!r} cannot be asked: its rubric {lacking.rubric!r} is missing.")
        raise PlanError(f"There is no question {question_id!r}.{_suggestion(question_id, usable)}")
    if not _suits(question, form):
        others = [f.value for f in Format if _suits(question, f)]
        remedy = f"choose the format {_listed(others, 'or')}" if others else "no format suits it"
        raise PlanError(f"The question {question_id!r} is not meant for the format {form}: {remedy}.")
    return question


def _chosen(choices: Choices, pool: Sequence[Question], preference: _Preference) -> list[Question]:
    candidates = _candidates(choices, pool)
    fitting = [q for q in candidates if q.fits(choices.track, choices.seniority, choices.background)]
    candidates = sorted(fitting or _least_misfit(choices, candidates), key=preference)
    if choices.format not in (Format.MOCK, Format.PORTFOLIO):
        return candidates[:1]
    picked = _spread(candidates, choices, preference)
    return sorted(picked, key=lambda q: (_DIFFICULTIES.index(q.difficulty), preference(q)[1]))


def _candidates(choices: Choices, pool: Sequence[Question]) -> list[Question]:
    """Return the questions of the format and the topics; raises :class:`PlanError` where there are none."""
    if not pool:
        raise PlanError("There are no questions to ask: add a question bank, or repair those that have problems.")
    known = {q.competency for q in pool}
    for topic in choices.topics:
        if topic not in known:
            raise PlanError(f"There are no questions on the topic {topic!r}.{_suggestion(topic, known)}")
    suited = [q for q in pool if _suits(q, choices.format) and (choices.topics or not _wants_a_case(q, choices.format))]
    on_topic = [q for q in suited if not choices.topics or q.competency in choices.topics]
    if on_topic:
        return on_topic
    if not suited:
        raise PlanError(f"No question is meant for the format {choices.format}: choose another format.")
    topics = _listed([repr(t) for t in choices.topics], "or")
    others = _listed(sorted({q.competency for q in suited}), "or")
    raise PlanError(
        f"No question on the topic {topics} is meant for the format {choices.format}: "
        f"choose another format, or another topic ({others})."
    )


def _least_misfit(choices: Choices, candidates: Sequence[Question]) -> list[Question]:
    """Return the questions that fit the most of track, seniority and background."""

    def misfits(question: Question) -> int:
        return (
            (bool(question.tracks) and choices.track not in question.tracks)
            + (bool(question.seniorities) and choices.seniority not in question.seniorities)
            + (bool(question.backgrounds) and choices.background not in question.backgrounds)
        )

    least = min(map(misfits, candidates))
    return [q for q in candidates if misfits(q) == least]


def _spread(candidates: Sequence[Question], choices: Choices, preference: _Preference) -> list[Question]:
    """Pick questions over as many topics as there are, the weightier ones sooner.

    Nothing asked lately is taken while anything else is left; of a topic's questions, the difficulty that was taken
    least comes first, then what is most preferred. Where no topics were chosen, one question on safety is always
    among them.
    """
    order = preference.topics({q.competency for q in candidates}, choices)
    left, picked = list(candidates), list[Question]()
    topics, difficulties = Counter[str](), Counter[Difficulty]()

    def take(among: Sequence[Question]) -> None:
        fresh = [q for q in among if preference.is_fresh(q)] or among
        topic = min({q.competency for q in fresh}, key=lambda t: (topics[t], order.index(t)))
        question = min((q for q in fresh if q.competency == topic), key=lambda q: difficulties[q.difficulty])
        left.remove(question)
        picked.append(question)
        topics[question.competency] += 1
        difficulties[question.difficulty] += 1

    if not choices.topics and (safety := [q for q in left if q.competency in SAFETY_TOPICS]):
        take(safety)
    while left and len(picked) < choices.questions:
        take(left)
    return picked


def _suits(question: Question, form: Format) -> bool:
    """Return whether ``question`` can be asked in that format: a roleplay needs somebody to play."""
    return form in question.formats and (form is not Format.ROLEPLAY or question.stakeholder is not None)


def _wants_a_case(question: Question, form: Format) -> bool:
    """Return whether the question is about a case of the candidate's own, in a format that does not say so."""
    return Format.PORTFOLIO in question.formats and form is not Format.PORTFOLIO


def _suggestion(wrong: str, known: Iterable[str]) -> str:
    names = sorted(known)
    close = get_close_matches(wrong, names, n=1)
    if close:
        return f" Did you mean {close[0]!r}?"
    return f" There are: {', '.join(names)}." if len(names) <= 20 else ""


def _listed(words: Sequence[str], conjunction: str) -> str:
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}" if most else last
