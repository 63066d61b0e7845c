"""What the user set: environment variables over ``config.toml`` over defaults. And what they chose last."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import Field, ValidationError

from interview_coach.domain.base import Value
from interview_coach.domain.plan import Choices
from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import SettingsError, StorageError
from interview_coach.paths import Home, clear_leftovers, find_home, make_private, read_regular, reason, write_private

PREFIX = "INTERVIEW_COACH_"
DEFAULT_THEME = "textual-dark"
CONFIG_LIMIT = 1_000_000
"""Bytes from which a file is no settings file."""

AUTO = "auto"
"""The engine's name for "whatever is available"."""


class Settings(Value):
    """The settings in force; passed to whoever needs them."""

    home: Home
    engine: Engine | None = None
    """The engine to use; ``None`` chooses by what is available."""
    theme: str = Field(default=DEFAULT_THEME, min_length=1)
    """A theme of the terminal app, by its name."""
    editor: str | None = None
    """The command that opens an answer in an editor; ``None`` where the user named none."""


FIELDS = ("engine", "theme", "editor")
"""What ``config.toml`` may set."""


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings in force.

    Raises:
        SettingsError: names every wrong setting at once, with its file or variable, and the remedy.
    """
    home = find_home(environ)
    values, problems = _from_file(home)
    sources = dict.fromkeys(values, str(home.config_file))
    for name in FIELDS:
        variable = f"{PREFIX}{name.upper()}"
        if chosen := environ.get(variable, "").strip():
            values[name], sources[name] = chosen, variable
    if "editor" not in values:
        values["editor"] = environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip() or None
    if values.get("engine") == AUTO:
        values["engine"] = None
    try:
        settings = Settings(home=home, **values)
    except ValidationError as error:
        problems += [_explain(str(e["loc"][0]), values, sources) for e in error.errors()]
    if problems:
        raise SettingsError("\n".join(dict.fromkeys(problems)))
    return settings


def _from_file(home: Home) -> tuple[dict[str, Any], list[str]]:
    """Read ``config.toml``; the second part of the answer tells what is wrong in it."""
    path = home.config_file
    try:
        raw = read_regular(path, CONFIG_LIMIT)
    except (FileNotFoundError, NotADirectoryError):
        return {}, []
    except OSError as error:
        return {}, [f"{path} cannot be read: {reason(error)}. Mend that, or move it away."]
    import tomllib

    try:
        values = tomllib.loads(raw.decode())
    except UnicodeDecodeError as error:
        return {}, [f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8."]
    except (ValueError, RecursionError) as error:
        return {}, [f"{path} is not valid TOML: {error}."]
    problems = [f"{path}: there is no setting {name!r}. {_suggest(name)}" for name in values if name not in FIELDS]
    return {name: values[name] for name in FIELDS if name in values}, problems


def _suggest(name: str) -> str:
    close = get_close_matches(name, FIELDS, n=1)
    return f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(FIELDS)}."


def _explain(field: str, values: Mapping[str, Any], sources: Mapping[str, str]) -> str:
    wanted = {"engine": f"one of {', '.join((AUTO, *Engine))}", "editor": "a command"}.get(field, "a name")
    return f"{sources[field]}: {field} is {values[field]!r}; it must be {wanted}."


def remembered_choices(home: Home) -> Choices:
    """Return what was chosen for the last interview; the defaults where nothing readable is remembered."""
    try:
        return Choices.model_validate_json(read_regular(home.remembered_file, CONFIG_LIMIT))
    except (OSError, ValidationError):
        return Choices()


def remember(home: Home, choices: Choices) -> None:
    """Keep ``choices`` for the next interview.

    Raises:
        StorageError: they cannot be written; what was remembered before still is.
    """
    if not home.root.is_dir():
        make_private(home.root)
    clear_leftovers(home.root)
    try:
        write_private(home.remembered_file, choices.model_dump_json(indent=2).encode())
    except OSError as error:
        raise StorageError(
            f"Cannot remember these choices in {home.remembered_file}: {reason(error)}. The interview is not affected."
        ) from error
