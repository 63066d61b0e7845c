"""The pieces of which forms are made: JSON schemas as endpoints hold replies to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TRUTH: Schema = {"type": "boolean"}


def closed(**properties: Schema) -> Schema:
    """Return an object that has all these properties, in this order, and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def list_of(items: Schema) -> Schema:
    """Return a list of such items."""
    return {"type": "array", "items": items}


def one_of(words: Iterable[str]) -> Schema:
    """Return one of these words."""
    return {"type": "string", "enum": [str(word) for word in words]}
