"""Talking to language models. Everything outside this package knows :class:`ChatModel` and nothing of a vendor."""

from interview_coach.llm.chat import (
    Anew,
    Begun,
    ChatModel,
    Delta,
    Effort,
    Finished,
    Form,
    FormMode,
    Message,
    Part,
    Reply,
    Request,
    Sign,
    Stop,
)

__all__ = [
    "Anew",
    "Begun",
    "ChatModel",
    "Delta",
    "Effort",
    "Finished",
    "Form",
    "FormMode",
    "Message",
    "Part",
    "Reply",
    "Request",
    "Sign",
    "Stop",
]
