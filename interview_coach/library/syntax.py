"""What the YAML parser complains of, in words for people who do not know YAML."""

from __future__ import annotations

import yaml

from interview_coach.library.reading import Flaw

_QUOTES = "text that holds `: ` or starts with a special character belongs in quotes"

_IN_WORDS: tuple[tuple[str, str], ...] = (
    ("mapping values are not allowed", f"a second `: ` stands here, or the line is indented too far; {_QUOTES}"),
    ("cannot start any token", f"text cannot start with this character; {_QUOTES}"),
    ("found a tab character", "a tab stands here; indent with spaces"),
    ("could not find expected ':'", "a `:` is missing after the field's name, or a quote is not closed"),
    ("found unexpected end of stream", "a quote is opened here that is never closed"),
    ("expected ',' or ']'", "a list that starts with `[` needs a `,` or a `]` here"),
    ("expected ',' or '}'", "a group that starts with `{` needs a `,` or a `}` here"),
    ("expected key", f"this line does not fit: check its indentation, and quotes in the line above; {_QUOTES}"),
    ("expected <block end>", f"this line does not fit: check its indentation, and quotes in the line above; {_QUOTES}"),
    ("expected '-' indicator", "this line does not fit: a `-` is missing, or its indentation differs from the list's"),
    ("block sequence entries are not allowed", "a list cannot start here; put it in a line of its own"),
    ("block collections are not allowed", "a list cannot start here; put it in a line of its own"),
    ("block mapping", "a field cannot start here; put it in a line of its own"),
    ("unknown escape character", "a `\\` in double quotes starts an escape; use single quotes, or write `\\\\`"),
    (
        "hexdecimal number",
        "a `\\x` or `\\u` in double quotes needs hexadecimal digits; use single quotes for a plain `\\`",
    ),
    ("invalid Unicode character", "this escape stands for no character"),
    ("alphabetic or numeric character", f"`&` and `*` have a meaning of their own in YAML; {_QUOTES}"),
    ("undefined tag handle", f"`!` has a meaning of its own in YAML; {_QUOTES}"),
    (
        "chomping or indentation",
        "only an indentation of 1 to 9, `-` or `+` may follow `|` or `>`; start the text on the next line",
    ),
    ("expected comment or line break", "after `|` or `>` the text starts on the next line"),
    ("maximum depth", "values are nested too deep here"),
    ("document start", "this line does not fit: every line of a file belongs to a field or to a list"),
)


def in_plain_words(error: yaml.YAMLError, text: str) -> Flaw:
    """Return the flaw that the parser's ``error``, found in ``text``, tells of."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    start = getattr(error, "context_mark", None)
    if "end of stream" in problem and start:
        mark = start
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if mark and text[mark.index : mark.index + 1] == "\t":
        return Flaw(line, column, "a tab stands here; indent with spaces")
    for sign, words in _IN_WORDS:
        if sign in problem:
            opened = f"; it starts in line {start.line + 1}" if start and sign.startswith("expected ','") else ""
            return Flaw(line, column, words + opened)
    where = f" ({context})" if context else ""
    return Flaw(line, column, f"this cannot be read as YAML{where}; {_QUOTES}")
