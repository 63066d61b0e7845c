"""Values of the wrong kind, put in odd places of a file."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

ODD: list[Any] = [
    None, True, 0, -1, 2.5, 10**30, 1e300, "", " ", "x", "../up", "x" * 300, [], {}, [None], [[]], {"a": None}, ["x"],
    {"id": 1}, "names-failures ", "Names-failures", "roleplay", ["roleplay"], "5", 5, {"1": "a"}, "two\nlines",
]  # fmt: skip


def replace_something(chance: random.Random, data: Any) -> None:
    """Put something odd in place of a value at a depth of its own choosing."""
    holder, key = data, chance.choice(list(data))
    while isinstance(holder[key], dict | list) and holder[key] and chance.random() < 0.8:
        holder = holder[key]
        key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
    holder[key] = deepcopy(chance.choice(ODD))
