"""An interview that has everything a report can show, hostile words included, and a reader of pages."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from interview_coach.domain.debrief import Debrief, Point, Pointed, Rewrite
from interview_coach.domain.events import (
    CriterionWasGraded,
    Debriefed,
    Event,
    GradingFinished,
    GradingStarted,
    HintAsked,
    InterviewEnded,
    InterviewLabelled,
    KeyPointsFound,
    ModelUsed,
    SelfAssessed,
    UnknownEvent,
)
from interview_coach.domain.grade import Coverage, Evidence, FlagRaised, Graded, GraderInfo, KeyPointFinding
from interview_coach.domain.replay import replay
from interview_coach.domain.rubric import Gate
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.usage import Agent, Usage
from interview_coach.domain.vocabulary import CloseReason, EndReason, Engine, NonAnswer, Purpose, Verdict
from tests.support.events import OFFLINE_GRADER, a_rubric, answered, asked, at, started, ungraded

CLAUDE = GraderInfo(engine=Engine.CLAUDE, model="claude-x", prompt_hash="1f2e3d", full=True, samples=2)

HOSTILE = (
    "<script>document.title='run'</script> <img src=x onerror=\"document.title='run'\"> &lt;b&gt; "
    "\" onmouseover='alert(1)' javascript:alert(2) https://evil.example/ \u202egnp.exe \x1b[31mred " + "long" * 60
)
ANSWER = (
    "First I would sit with the nurses and collect two hundred real notes, so that we have a golden set. Then two "
    f"raters score each summary, and I check how often they agree.\n{HOSTILE}"
)
SECOND = "Everything could fail, so I would watch the error rate weekly."
RUBRIC = a_rubric(
    gates=(
        Gate(
            id="judges", criterion="rigour", at_most=2, caps_verdict_at=Verdict.NO_HIRE, reason="Nobody checked them."
        ),
    )
)


def evidence(quote: str, text: str = ANSWER) -> Evidence:
    """Return evidence in the first answer of an exchange."""
    start = text.index(quote)
    return Evidence(quote=quote, turn=1, start=start, end=start + len(quote))


FLAG = FlagRaised(text="Trusts the judges.", caps_at=2, evidence=evidence("two raters score each summary"))


def a_grading(run: str, grader: GraderInfo, level: float, *, exchange: int = 0, rubric: str = "") -> Iterator[Event]:
    """Yield a whole grading; only a full grader's has a level for the second criterion."""
    quotes = (
        (evidence("collect two hundred real notes"), evidence("real notes, so that we have a golden set"))
        if exchange == 0
        else (evidence("watch the error rate weekly", SECOND),)
    )
    method = Graded(
        criterion="method",
        level=level,
        margin=0 if grader.full else 1,
        reason="It names real examples.",
        evidence=quotes,
        next_level="Says how many.",
        samples=(level - 0.5, level + 0.5) if grader.full else (),
    )
    flags = (FLAG,) if exchange == 0 else ()
    rigour = Graded(criterion="rigour", level=2, reason="Without a number.", red_flags=flags)
    findings = (
        KeyPointFinding(key_point="examples", coverage=Coverage.COVERED, evidence=quotes[:1]),
        KeyPointFinding(key_point="agreement", coverage=Coverage.MISSED),
    )
    yield GradingStarted(at=at(300), exchange=exchange, run=run, grader=grader, rubric_hash=rubric or RUBRIC.hash)
    for grade in (method, rigour if grader.full else ungraded("rigour", "No quote stood there.")):
        yield CriterionWasGraded(at=at(301), exchange=exchange, run=run, grade=grade)
    yield KeyPointsFound(at=at(302), exchange=exchange, run=run, findings=findings)
    yield GradingFinished(at=at(303), exchange=exchange, run=run)


def conversation() -> list[Event]:
    """Return two questions answered, one with a hint and a non-answer, and the self-assessments."""
    return [
        started(2, rubrics=(RUBRIC,), name="20261120T184500Z-mock-abc123"),
        asked(1, text="A hospital has a summariser.\n\nHow would you decide **whether** it is good enough?"),
        answered(95, text=ANSWER),
        asked(100, purpose=Purpose.PROBE, text="Who says that a summary is right?", probe="who-judges"),
        HintAsked(at=at(110), exchange=0),
        asked(112, purpose=Purpose.HINT, text="Think of who judges."),
        answered(150, text="I don't know."),
        asked(
            152,
            purpose=Purpose.MOVE_ON,
            text="Let us go on.",
            noticed=NonAnswer.DONT_KNOW,
            closes=CloseReason.PROBES_SPENT,
        ),
        asked(160, exchange=1, text="And what could go wrong?"),
        answered(200, exchange=1, text=SECOND),
        asked(203, exchange=1, purpose=Purpose.MOVE_ON, text="Thank you.", closes=CloseReason.ANSWERED),
        InterviewEnded(at=at(205), reason=EndReason.COMPLETED),
        SelfAssessed(at=at(210), exchange=0, level=5),
        SelfAssessed(at=at(211), exchange=1, level=None),
    ]


def full_events() -> list[Event]:
    """Return a mock interview with two gradings, a verdict, a debrief, labels, costs, and an event of the future."""
    debrief = Debrief(
        strengths=(Point(text="You begin with examples.", where=Pointed(exchange=0, evidence=evidence("real notes"))),),
        changes=(Point(text="Name a number.", where=Pointed(exchange=0, evidence=evidence("how often they agree"))),),
        rewrite=Rewrite(
            where=Pointed(exchange=1, evidence=evidence("Everything could fail", SECOND)),
            rewritten="Three things worry me.",
            why="It names them.",
        ),
        model="claude-x",
    )
    used = Usage(input_tokens=4000, cache_read_tokens=2000, output_tokens=900)
    return [
        *conversation(),
        *a_grading("1.1", OFFLINE_GRADER, 2.6, rubric="0ther"),
        *a_grading("2.1", CLAUDE, 3.5),
        *a_grading("2.2", CLAUDE, 3.0, exchange=1),
        Debriefed(at=at(400), debrief=debrief),
        ModelUsed(at=at(401), agent=Agent.GRADER, exchange=0, model="claude-x", usage=used, dollars=0.0425),
        InterviewLabelled(at=at(500), name="At <Acme> & Co", tags=("acme",), note=f"Ask Maria.\n{HOSTILE}"),
        UnknownEvent.model_validate({"at": at(600), "kind": "from-the-future", "payload": [1.5, None]}),
    ]


def full_transcript() -> Transcript:
    """Return that interview."""
    return replay(full_events())


def estimated_transcript() -> Transcript:
    """Return the same conversation as the offline coach graded it."""
    return replay([*conversation(), *a_grading("1.1", OFFLINE_GRADER, 3.4)])


class Page(HTMLParser):
    """What stands in a page: its elements with their attributes, its text, and whether every element is closed."""

    VOID = frozenset({"br", "hr", "meta"})

    def __init__(self, source: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(source.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.text += data

    def all(self, name: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of that name."""
        return [attributes for tag, attributes in self.elements if tag == name]

    @property
    def ids(self) -> list[str]:
        """All ids, in order."""
        return [a["id"] for _, a in self.elements if a.get("id")]  # type: ignore[misc]

    @property
    def targets(self) -> list[str]:
        """Where the links lead."""
        return [a["href"] for a in self.all("a")]  # type: ignore[misc]
