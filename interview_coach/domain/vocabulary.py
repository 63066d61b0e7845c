"""The closed sets of words that plans, events and files use."""

from __future__ import annotations

from enum import StrEnum


class Track(StrEnum):
    """Kind of AI PM role."""

    FOUNDATION_MODEL = "foundation-model"
    PLATFORM = "platform"
    PRODUCT_FEATURE = "product-feature"
    VERTICAL = "vertical"


class Seniority(StrEnum):
    """How senior the role is that the candidate practises for."""

    ASSOCIATE = "associate"
    MID = "mid"
    SENIOR = "senior"
    DIRECTOR = "director"


class Background(StrEnum):
    """Where the candidate comes from; it decides what is doubted and so probed."""

    FROM_PM = "from-pm"
    FROM_TECHNICAL = "from-technical"


class Format(StrEnum):
    """Kind of interview: one question, a whole round, a scene with a stakeholder, or the candidate's own case."""

    DRILL = "drill"
    MOCK = "mock"
    ROLEPLAY = "roleplay"
    PORTFOLIO = "portfolio"


class Difficulty(StrEnum):
    """How hard a question is for a candidate of the middle of its seniorities."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class ProbeKind(StrEnum):
    """What a probe asks for."""

    SPECIFICS = "specifics"
    NUMBER = "number"
    TRADE_OFF = "trade-off"
    COUNTER_EXAMPLE = "counter-example"
    WHAT_IF_WRONG = "what-if-wrong"
    PUSH_BACK = "push-back"


class Style(StrEnum):
    """How an exemplar is worded. Only ``natural`` ones fix the scale; the others test that wording earns nothing."""

    NATURAL = "natural"
    PLAIN = "plain"
    JARGON = "jargon"


class Engine(StrEnum):
    """Who interviews, or who grades."""

    OFFLINE = "offline"
    CLAUDE = "claude"


class Role(StrEnum):
    """Who speaks."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"


class Purpose(StrEnum):
    """Why a turn was said. The first seven are the interviewer's, the last three the candidate's."""

    OPEN = "open"
    PROBE = "probe"
    SPECIFICS = "specifics"
    REASK = "re-ask"
    CLARIFY = "clarify"
    HINT = "hint"
    MOVE_ON = "move-on"
    ANSWER = "answer"
    CLARIFICATION_ASKED = "clarification-asked"
    HINT_ASKED = "hint-asked"


class CloseReason(StrEnum):
    """Why an exchange ended."""

    ANSWERED = "answered"
    PROBES_SPENT = "probes-spent"
    NOT_ANSWERED = "not-answered"
    SKIPPED = "skipped"
    TIME_UP = "time-up"
    ENDED = "ended"


class EndReason(StrEnum):
    """Why an interview ended."""

    COMPLETED = "completed"
    ENDED_EARLY = "ended-early"


class NonAnswer(StrEnum):
    """Why something said does not count as an answer."""

    EMPTY = "empty"
    TOO_SHORT = "too-short"
    DONT_KNOW = "dont-know"
    ECHO = "echo"
    GIBBERISH = "gibberish"
    OFF_TOPIC = "off-topic"
    QUESTION = "question"


class Verdict(StrEnum):
    """The four-step outcome, only ever from a full grader."""

    STRONG_NO_HIRE = "strong-no-hire"
    NO_HIRE = "no-hire"
    HIRE = "hire"
    STRONG_HIRE = "strong-hire"
