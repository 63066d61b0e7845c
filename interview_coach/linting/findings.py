"""What a lint finds: where in a bank or rubric, what is wrong, and how much it matters."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Whether shipped content may have such a finding."""

    ERROR = "error"
    ADVICE = "advice"


class Finding(NamedTuple):
    """One thing that a lint found.

    ``where`` leads to the place from the top of the file, as in ``("questions", 2, "probes", 0, "ask")``.
    """

    where: tuple[str | int, ...]
    message: str
    severity: Severity = Severity.ERROR
