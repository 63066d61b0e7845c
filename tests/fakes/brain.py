"""What the fake endpoint says when nothing else is asked of it: a plausible interviewer, grader and debriefer."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from tests.fakes.messages_api import Answer, Asked

_CANDIDATE = re.compile(r"<(candidate-[0-9a-f]{16})>\n(.*?)\n</\1>", re.DOTALL)


def words_of(asked: Asked) -> list[str]:
    """Return what stands between the candidate's marks, oldest first, the marks' own explanation left out."""
    parts = [p["text"] for m in asked.body["messages"] for p in m["content"]]
    return [text for _, text in _CANDIDATE.findall("\n".join(parts))]


def schema_of(asked: Asked) -> dict[str, Any] | None:
    """Return the schema of the form that is asked for; ``None`` where it is speech."""
    output = asked.body.get("output_config", {}).get("format")
    if output:
        schema: dict[str, Any] = output["schema"]
        return schema
    if "tools" in asked.body:
        tool: dict[str, Any] = asked.body["tools"][0]["input_schema"]
        return tool
    found = re.search(r"must match this JSON schema:\n(\{.*\})", asked.prompt)
    return json.loads(found.group(1)) if found else None


def purpose_of(asked: Asked) -> str:
    """Return what is asked for: ``speech``, ``decide``, ``grade``, ``debrief`` or ``summary``."""
    schema = schema_of(asked)
    if schema is None:
        return "summary" if "Write down, for yourself" in asked.prompt else "speech"
    names = set(schema["properties"])
    return "decide" if "answers" in names else "debrief" if "rewrite" in names else "grade"


class Brain:
    """Decides, speaks, grades. ``level`` is given to every criterion; ``close`` to every decision."""

    def __init__(self, *, level: int = 4, close: bool = False, answers: str = "yes") -> None:
        self.level = level
        self.close = close
        self.answers = answers
        self.said = 0

    def __call__(self, asked: Asked, number: int) -> Answer:
        """Answer one request."""
        match purpose_of(asked):
            case "decide":
                return Answer(json.dumps(self._decision(asked)), piece=40)
            case "grade":
                return Answer(json.dumps(self._grade(asked)), piece=200)
            case "debrief":
                return Answer(json.dumps(_debrief(words_of(asked))), piece=200)
            case "summary":
                return Answer("The candidate spoke of nurses and counted errors.")
            case _:
                self.said += 1
                return Answer(f"You said something; what would you measure at step {self.said}?")

    def _decision(self, asked: Asked) -> dict[str, Any]:
        notes = asked.prompt.rpartition("Key points of a strong answer, by id:\n")[2].partition("\nFollow-ups")[0]
        ids = _listed(notes)
        return {
            "answers": self.answers,
            "key_points_heard": ids[:1],
            "reason": "There is more to hear.",
            "close": self.close,
            "next_aim": ids[-1] if ids else "none",
        }

    def _grade(self, asked: Asked) -> dict[str, Any]:
        schema = schema_of(asked)
        assert schema is not None
        only = re.search(r"only the criteria ([a-z0-9, -]+)\.", asked.prompt)
        names = only.group(1).split(", ") if only else re.findall(r"^### ([a-z0-9-]+): ", asked.prompt, re.MULTILINE)
        quote = quote_from(words_of(asked))
        reply: dict[str, Any] = {
            "criteria": [
                {
                    "criterion": name,
                    "indicators": [],
                    "quotes": [quote],
                    "reason": "You said so.",
                    "assessable": True,
                    "level": self.level,
                    "next_level": "Say how you would know.",
                    "red_flags": [],
                }
                for name in names
            ]
        }
        if "key_points" in schema["properties"]:
            points = _listed(asked.prompt.partition("## Key points of this question\n")[2].partition("\n\n")[0])
            reply["key_points"] = [{"key_point": p, "quote": quote, "coverage": "covered"} for p in points]
        return reply


def _listed(lines: str) -> list[str]:
    """Return the ids of a list of ``- id: text``."""
    return re.findall(r"^- ([a-z0-9-]+): ", lines, re.MULTILINE)


def quote_from(said: Sequence[str]) -> str:
    """Return a quote of the longest thing that was said."""
    return " ".join(max(said, key=len, default="").split()[:8])


def _debrief(said: Sequence[str]) -> dict[str, Any]:
    point = {"question": 1, "quote": quote_from(said), "text": "You name who is hurt."}
    rewrite = {"question": 1, "quote": quote_from(said), "rewritten": "I would count wrong answers.", "why": "Clear."}
    return {"strengths": [point], "changes": [point], "rewrite": rewrite}
