"""What the user set: environment variables over ``config.toml`` over defaults. And what they chose last."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError

from interview_coach.domain.base import Value
from interview_coach.domain.plan import Choices
from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import SettingsError, StorageError
from interview_coach.keys import find_key
from interview_coach.paths import Home, clear_leftovers, find_home, make_private, read_regular, reason, write_private

PREFIX = "INTERVIEW_COACH_"
DEFAULT_THEME = "textual-dark"
CONFIG_LIMIT = 1_000_000
"""Bytes from which a file is no settings file."""

INTERVIEWER_MODEL = "claude-sonnet-5-5"
"""By default: quick, and good at conversation."""

GRADER_MODEL = "claude-opus-5-5"
"""By default: another model than the interviewer's, and the more careful one."""

DEFAULT_URL = "https://api.anthropic.com"

AUTO = "auto"
"""The engine's name for "whatever is available"."""


def _sound(url: str) -> str:
    """Return the address of an endpoint without a slash at its end; raises ``ValueError`` where it is none."""
    parts = urlsplit(url)
    whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    if not whole or parts.username or parts.query or parts.fragment or any(c.isspace() for c in url):
        raise ValueError
    if parts.path.rstrip("/").endswith(("/v1", "/messages")):
        raise ValueError
    return url.rstrip("/")


def _no_truth(value: Any) -> Any:
    """Refuse ``true`` and ``false`` where a number is wanted: they would count as 1 and 0."""
    if isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - pydantic takes no other
    return value


class Settings(Value):
    """The settings in force; passed to whoever needs them."""

    home: Home
    engine: Engine | None = None
    """The engine to use; ``None`` chooses by what is available."""
    interviewer_model: str = Field(default=INTERVIEWER_MODEL, min_length=1, max_length=200)
    """The model that interviews, by its name at the endpoint."""
    grader_model: str = Field(default=GRADER_MODEL, min_length=1, max_length=200)
    """The model that grades, and writes the debrief."""
    samples: Annotated[int, BeforeValidator(_no_truth)] = Field(default=1, ge=1, le=9)
    """How often a model grades each exchange; levels are the mean."""
    max_cost: Annotated[float | None, BeforeValidator(_no_truth)] = Field(default=None, gt=0, le=10_000)
    """Dollars that an interview may take, grading included; ``None`` sets no limit."""
    retention: Annotated[float, BeforeValidator(_no_truth)] = Field(default=0.9, ge=0.7, le=0.97)
    """Share of questions that shall still be known when they come back for practice; more means sooner and oftener."""
    base_url: Annotated[str, AfterValidator(_sound)] = DEFAULT_URL
    """Where models are asked (``ANTHROPIC_BASE_URL``)."""
    api_key: SecretStr | None = None
    auth_token: SecretStr | None = None
    theme: str = Field(default=DEFAULT_THEME, min_length=1)
    """A theme of the terminal app, by its name."""
    editor: str | None = None
    """The command that opens an answer in an editor; ``None`` where the user named none."""


FIELDS = ("engine", "theme", "editor", "interviewer_model", "grader_model", "samples", "max_cost", "retention")
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
    _add_endpoint(values, sources, environ, home)
    try:
        settings = Settings(home=home, **values)
    except ValidationError as error:
        problems += [_explain(str(e["loc"][0]), values, sources) for e in error.errors()]
    if problems:
        raise SettingsError("\n".join(dict.fromkeys(problems)))
    return settings


def _add_endpoint(values: dict[str, Any], sources: dict[str, str], environ: Mapping[str, str], home: Home) -> None:
    """Take over where models are asked, and with which key: the names are the vendor's own."""
    if url := environ.get("ANTHROPIC_BASE_URL", "").strip():
        values["base_url"], sources["base_url"] = url, "ANTHROPIC_BASE_URL"
    values["api_key"] = find_key(environ, home)
    if token := environ.get("ANTHROPIC_AUTH_TOKEN", "").strip():
        values["auth_token"] = SecretStr(token)


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
    wanted = _WANTED.get(field, "a name")
    if field == "base_url":  # there may be a password in it
        return f"{sources[field]} must be {wanted}."
    return f"{sources[field]}: {field} is {values[field]!r}; it must be {wanted}."


_WANTED = {
    "engine": f"one of {', '.join((AUTO, *Engine))}",
    "editor": "a command",
    "samples": "a whole number from 1 to 9",
    "max_cost": "a number of dollars above 0",
    "retention": "a number from 0.7 to 0.97",
    "base_url": "an address such as http://localhost:11434, with no name and password, and without /v1 at its end",
}


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
