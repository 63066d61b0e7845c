"""What every value of the domain shares: immutability, and names that are safe in files and addresses."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Self

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

    def altered(self, **update: Any) -> Self:
        """Return a copy in which these fields are others. Like ``model_copy``, which checks nothing either.

        Replaying a journal copies a hundred times; this takes a third of the time, since there is nothing here but
        fields: no private attributes, no descriptors, and no extra fields save in events, which nobody changes.
        """
        copy = type(self).__new__(type(self))
        object.__setattr__(copy, "__dict__", {**self.__dict__, **update})
        object.__setattr__(copy, "__pydantic_fields_set__", self.__pydantic_fields_set__ | update.keys())
        object.__setattr__(copy, "__pydantic_extra__", self.__pydantic_extra__)
        object.__setattr__(copy, "__pydantic_private__", None)
        return copy


_FINGERPRINTS_KEPT = 500
_fingerprints: dict[int, tuple[Value, str]] = {}
"""By identity; the values are kept with their fingerprints, so that no other one can take their place."""


def fingerprint(value: Value) -> str:
    """Return 12 hexadecimal digits that change when ``value`` changes (SHA-256 of its JSON)."""
    known = _fingerprints.get(id(value))
    if known is not None:
        return known[1]
    found = hashlib.sha256(value.model_dump_json().encode()).hexdigest()[:12]
    if len(_fingerprints) >= _FINGERPRINTS_KEPT:
        _fingerprints.clear()
    _fingerprints[id(value)] = (value, found)
    return found
