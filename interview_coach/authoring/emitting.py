"""Writes a single new value as YAML, in the style of the one that it replaces.

The words of YAML are ruamel.yaml's: it knows what must be quoted, and how. Each piece is read back by the library
before it is taken, because the two do not agree about everything: plain ``yes`` is text to one, a truth to the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import StringIO
from typing import Any

from interview_coach.library.parsing import Plain, parse

WIDTH = 110
"""Columns after which a folded text goes on in the next line."""

_ENDLESS = 1 << 30
_SHORT = 80
"""Columns that a list of words may take to stand on one line."""


def block(value: Plain, *, entry: bool, column: int, style: str = "", offset: int = 2) -> list[str]:
    """Return the lines of ``value`` behind ``field:`` or, where it is an ``entry`` of a list, behind a dash.

    The first line is what stands behind the colon or the dash, without the space between; the others are whole lines.

    Args:
        value: plain values as a file holds them.
        entry: whether it stands behind a dash.
        column: that of the field's name or of the dash.
        style: how the text that it replaces is written: ``"``, ``'``, ``|``, ``>``, or plain.
        offset: how far the dashes of a list stand to the right of the list's name.
    """
    first, *others = _lines(_styled(value, style, WIDTH - column), entry=entry, column=column, offset=offset)
    return [first, *(" " * column + line if line else "" for line in others)]


def inline(value: Plain, *, style: str = "") -> str:
    """Return ``value`` on one line, as it stands within ``[…]`` or ``{…}``."""
    from ruamel.yaml.comments import CommentedSeq

    holder = CommentedSeq([_flow(value, style)])
    holder.fa.set_flow_style()
    return _dumped(holder, offset=0).strip()[1:-1].strip()


def _lines(value: Any, *, entry: bool, column: int, offset: int) -> list[str]:
    """Return ``value`` as lines that are shifted to the left by ``column``, without the dash or the colon."""
    folded = not isinstance(value, str) or type(value).__name__ == "FoldedScalarString"
    width = WIDTH - column if folded else _ENDLESS
    dumped = _dumped([value] if entry else {"k": value}, offset=offset, width=width)
    first, *others = dumped.rstrip("\n").split("\n")
    if not entry:
        return [first[2:].removeprefix(" "), *others]
    return [first[offset + 2 :], *(line[offset:] for line in others)]


@cache
def _representer() -> Any:
    from ruamel.yaml.representer import RoundTripRepresenter

    class Representer(RoundTripRepresenter):
        """Says ``null`` where nothing stands: an empty place would be filled by what follows."""

    Representer.add_representer(type(None), lambda self, _: self.represent_scalar("tag:yaml.org,2002:null", "null"))
    return Representer


def _dumped(value: Any, *, offset: int, width: int = _ENDLESS) -> str:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.Representer = _representer()
    yaml.indent(mapping=2, sequence=2 + offset, offset=offset)
    yaml.width = max(width, 40)
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()


def _styled(value: Plain, style: str, room: int) -> Any:
    """Return ``value`` with the style in which each of its texts is to be written."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, str):
        return _text(value, style, room)
    if isinstance(value, dict):
        return CommentedMap((int(k) if k.isdigit() else k, _styled(v, "", room - 2)) for k, v in value.items())
    if isinstance(value, list):
        if all(isinstance(v, str) and "\n" not in v for v in value) and sum(len(v) + 2 for v in value) < _SHORT:
            words: Any = _flow(value, "")
            return words
        return CommentedSeq(_styled(v, "", room - 4) for v in value)
    return value


def _flow(value: Plain, style: str) -> Any:
    """Return ``value`` as it can stand within brackets."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, str):
        return next(piece for piece in _candidates(value, style if style in ("'", '"') else "") if _holds(piece, value))
    if isinstance(value, dict):
        made: Any = CommentedMap((int(k) if k.isdigit() else k, _flow(v, "")) for k, v in value.items())
    elif isinstance(value, list):
        made = CommentedSeq(_flow(v, "") for v in value)
    else:
        return value
    made.fa.set_flow_style()
    return made


def _text(value: str, style: str, room: int) -> Any:
    """Return ``value`` in the style that it had, else in the one that reads best and holds it unchanged."""
    from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

    blocks: list[Any] = []
    if style == ">" or (not style and "\n" not in value and len(value) > room):
        blocks.append(FoldedScalarString(value))
    elif style == "|" or "\n" in value:
        blocks.append(LiteralScalarString(value))
    for piece in (*blocks, *_candidates(value, style)):
        if _holds(piece, value, room=room):
            return piece
    raise AssertionError("double quotes hold every text")


def _candidates(value: str, style: str) -> Iterator[Any]:
    """Yield ``value`` as it may stand on one line, what is wished for first."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, PlainScalarString, SingleQuotedScalarString

    if "\n" not in value:
        if style == "'":
            yield SingleQuotedScalarString(value)
        elif style != '"' and value and value == value.strip():
            yield PlainScalarString(value)
    yield DoubleQuotedScalarString(value)


def _holds(piece: Any, value: str, *, room: int = 0) -> bool:
    """Return whether the library reads ``value`` from the way in which ``piece`` is written."""
    from ruamel.yaml.comments import CommentedSeq
    from ruamel.yaml.scalarstring import FoldedScalarString

    if room:
        width = max(room, 40) if isinstance(piece, FoldedScalarString) else _ENDLESS
        read = parse(_dumped({"k": piece}, offset=0, width=width))
        return not read.flaws and bool(read.data == {"k": value})
    holder = CommentedSeq([piece])
    holder.fa.set_flow_style()
    read = parse(_dumped(holder, offset=0))
    return not read.flaws and bool(read.data == [value])
