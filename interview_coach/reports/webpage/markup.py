"""HTML that is composed, never concatenated: a plain string is always text, and nothing links out of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from interview_coach.domain.text import spelt_out

VOID = frozenset({"br", "circle", "hr", "line", "meta", "path", "rect"})
"""Elements that have no content; those of SVG close themselves."""

_NAME = re.compile(r"[a-z][a-zA-Z0-9-]*")
_TARGETS = re.compile(r"#[a-z0-9-]+|[A-Za-z0-9][A-Za-z0-9-]*\.html")
_ADDRESSES = frozenset({"action", "background", "data", "formaction", "href", "poster", "src", "srcset"})


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of HTML whose text is escaped already."""

    source: str


Child = Html | str | None
"""What stands in an element: HTML, plain text, or nothing."""

Attribute = str | int | float | bool | None


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """Return an element.

    Args:
        name: the element's name.
        children: what is in it; plain strings are escaped, with control characters spelt out.
        attributes: an underscore stands for a hyphen, one at the end for nothing (``class_``). ``True`` gives the bare
            name; ``None`` and ``False`` leave the attribute out.

    Raises:
        ValueError: an address that is neither in this page nor a page beside it, or a name that is none.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no element")
    opening = name + "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{opening}/>")
    return Html(f"<{opening}>{joined(children).source}</{name}>")


def joined(children: Iterable[Child]) -> Html:
    """Return pieces one after the other."""
    return Html("".join(_source(child) for child in children))


def text(words: str) -> Html:
    """Return plain text as HTML: escaped, with control characters and bidirectional overrides spelt out."""
    return Html(escape(spelt_out(words), quote=True))


def _source(child: Child) -> str:
    if child is None:
        return ""
    return child.source if isinstance(child, Html) else text(child).source


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.removesuffix("_").replace("_", "-")
    if not _NAME.fullmatch(name) or name.startswith("on") or name == "style":
        raise ValueError(f"{name!r} is no attribute of these pages")
    if value is True:
        return f" {name}"
    if name in _ADDRESSES and not _TARGETS.fullmatch(str(value)):
        raise ValueError(f"{value!r} leads out of the page")
    return f' {name}="{text(str(value)).source}"'
