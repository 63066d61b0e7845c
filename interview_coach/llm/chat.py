"""What a chat model is to the rest of the program: a request goes in, pieces of a reply come out."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from pydantic import Field

from interview_coach.domain.base import Value
from interview_coach.domain.usage import Agent, Usage
from interview_coach.domain.vocabulary import Role

LONGEST_PAUSE = 60.0
"""Seconds; an endpoint that asks for a longer one is not waited for."""


class Effort(StrEnum):
    """How much a model should think before it speaks; models that know no such thing are not told."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class FormMode(StrEnum):
    """How a model is made to fill in a form, from the safest to the one that every endpoint understands."""

    SCHEMA = "schema"
    """The endpoint holds the reply to a JSON schema."""
    TOOL = "tool"
    """The model must call a tool that takes the form."""
    TEXT = "text"
    """The schema stands in the prompt, and the reply is searched for JSON."""


class Stop(StrEnum):
    """Why a reply ended."""

    DONE = "done"
    CUT_SHORT = "cut-short"
    """There was no room for more, in the reply or in the model's context."""
    REFUSED = "refused"
    """The model declined."""


class Part(Value):
    """A piece of a prompt. Everything up to a part with ``cache`` is worth keeping for the next request."""

    text: str
    cache: bool = False


class Message(Value):
    """What one side said. The interviewer is the model's own side."""

    role: Role
    parts: tuple[Part, ...]


class Form(Value):
    """What the model fills in, instead of speaking freely."""

    name: str = Field(pattern=r"^[a-z_]{1,60}$")
    description: str
    schema_: dict[str, Any] = Field(description="JSON schema: objects closed, every property required.")


class Request(Value):
    """One request to a model."""

    system: tuple[Part, ...]
    messages: tuple[Message, ...] = Field(min_length=1)
    max_tokens: int = Field(gt=0)
    effort: Effort = Effort.LOW
    form: Form | None = None
    mode: FormMode = FormMode.SCHEMA


@dataclass(frozen=True, slots=True)
class Begun:
    """The endpoint took the request up. What it will have cost if the reply breaks off now is in ``usage``."""

    usage: Usage
    model: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life without a word: the model is thinking."""


@dataclass(frozen=True, slots=True)
class Delta:
    """The next piece of the reply's text; of a form that is filled in, the next piece of its JSON."""

    text: str


@dataclass(frozen=True, slots=True)
class Anew:
    """The reply broke off and begins again: what came before counts for nothing."""

    why: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The reply is whole, or ended for the reason ``stop``. It comes last."""

    stop: Stop
    usage: Usage
    model: str = ""
    request_id: str = ""
    reason: str = ""
    """The endpoint's own word for why it stopped."""


Reply = Begun | Sign | Delta | Anew | Finished


class ChatModel(Protocol):
    """A model at an endpoint."""

    @property
    def name(self) -> str:
        """The model's name at its endpoint."""
        ...

    def stream(self, request: Request) -> AsyncGenerator[Reply, None]:
        """Send ``request`` and yield the reply as it comes; exactly one :class:`Finished` comes last.

        Raises:
            EngineBusy: the endpoint is busy, out of reach, or broke off; it may work a moment later.
            EngineRefused: the request can't succeed as it is; the message says what to do.
        """
        ...


Models = Callable[[Agent, int | None], ChatModel]
"""Gives the model for an agent and an exchange; its requests are counted for them."""
