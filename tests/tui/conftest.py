"""What all tests of the terminal app share: style sheets are parsed once for the process, not once for every app."""

from __future__ import annotations

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_parse = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


def _parse_once(sheet: Stylesheet, css: str, *args: Any, **kwargs: Any) -> list[RuleSet]:
    """Return the rules of ``css``, which depend on the theme's variables too.

    Textual keeps what one app's sheet has parsed in the same way; parsing takes a twelfth of these tests' time.
    """
    key = (css, args, *sorted(kwargs.items()), *sorted(sheet._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, *args, **kwargs)
    return _parsed[key]


Stylesheet._parse_rules = _parse_once  # type: ignore[assignment, method-assign]
