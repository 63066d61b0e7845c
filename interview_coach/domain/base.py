"""What every value of the domain shares: immutability, and names that are safe in files and addresses."""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
"""A name made of lower-case words joined by hyphens: ``failure-modes``."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Words that must not be empty; white space around them is dropped."""


class Value(BaseModel):
    """An immutable value.

    Fields that a newer version wrote are ignored, so an old program reads a new journal. Validators are built at
    the first use, which keeps start-up short. Numbers are finite, because JSON knows no others.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, allow_inf_nan=False)


def fingerprint(value: BaseModel) -> str:
    """Return 12 hexadecimal digits that change when ``value`` changes (SHA-256 of its JSON)."""
    return hashlib.sha256(value.model_dump_json().encode()).hexdigest()[:12]
