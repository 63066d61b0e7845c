"""``doctor``: what is installed, where data lives, which engines there are, what is missing and how to get it."""

from __future__ import annotations

import asyncio
import os
import platform
import sys
from argparse import Namespace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from interview_coach import __version__
from interview_coach.cli.output import print_json, say
from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import CoachError, SettingsError
from interview_coach.paths import Home, make_private, shipped_banks, shipped_rubrics
from interview_coach.settings import Settings, load_settings
from interview_coach.wiring import Coach
from interview_coach.wiring.engines import HOW_TO_GET_CLAUDE, can_ask, report, try_models

PACKAGES = (
    "textual",
    "anthropic",
    "tenacity",
    "keyring",
    "pydantic",
    "PyYAML",
    "ruamel.yaml",
    "snowballstemmer",
    "filelock",
    "fsrs",
    "platformdirs",
)


def doctor(arguments: Namespace) -> int:
    """Print what was found; exit code 1 where something keeps the program from working."""
    found = _examine()
    if arguments.json:
        print_json(found)
    else:
        _print(found)
    return 1 if found["missing"] else 0


def _examine() -> dict[str, Any]:
    settings = load_settings(os.environ)
    missing = _unwritable(settings.home)
    library = Coach(settings).library()
    if not library.questions():
        missing.append("No question can be asked: `interview-coach banks check` says why.")
    used, why, claude = _engines(settings, missing)
    return {
        "version": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES},
        "terminal": {
            "TERM": os.environ.get("TERM", ""),
            "NO_COLOR": bool(os.environ.get("NO_COLOR")),
            "interactive": sys.stdin.isatty() and sys.stdout.isatty(),
            "editor": settings.editor,
        },
        "folders": {
            "data": str(settings.home.root),
            "transcripts": str(settings.home.transcripts),
            "your question banks": str(settings.home.question_banks),
            "your rubrics": str(settings.home.rubrics),
            "shipped question banks": str(shipped_banks()),
            "shipped rubrics": str(shipped_rubrics()),
        },
        "engines": {"offline": "ready", **claude, "used": used, "why": why},
        "content": {
            "banks": len(library.banks),
            "questions": len(library.questions()),
            "rubrics": len(library.rubrics),
            "problems": [str(problem) for problem in library.problems],
        },
        "missing": missing,
    }


def _engines(settings: Settings, missing: list[str]) -> tuple[str, str, dict[str, str]]:
    """Return the engine in use, why, and what was found when Claude was tried, where there is something to try."""
    try:
        chosen = report(settings)
    except SettingsError as error:
        missing.append(str(error))
        return "none", str(error), {"claude": "no key"}
    if not can_ask(settings):
        return chosen.engine.value, chosen.why, {"claude": f"not set up. {HOW_TO_GET_CLAUDE}"}
    found = asyncio.run(try_models(settings))
    if chosen.engine is Engine.CLAUDE:
        missing += [f"{model}: {said}" for model, said in found.items() if not said.startswith("answers")]
    return chosen.engine.value, chosen.why, {f"claude, {model}": said for model, said in found.items()}


def _unwritable(home: Home) -> list[str]:
    """Try to write where journals go."""
    try:
        make_private(home.transcripts)
        probe = home.transcripts / f".doctor-{os.getpid()}"
        probe.write_text("")
        probe.unlink()
    except CoachError as error:
        return [str(error)]
    except OSError as error:
        return [f"Cannot write to {home.transcripts}: {error.strerror}. Mend that, or set INTERVIEW_COACH_HOME."]
    return []


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed; only `key set` needs it" if package == "keyring" else "missing: pip install " + package


def _print(found: dict[str, Any]) -> None:
    say(f"interview-coach {found['version']}, Python {found['python']}, {found['platform']}")
    for title in ("packages", "terminal", "folders", "engines"):
        say(f"\n{title.title()}")
        for name, value in found[title].items():
            say(f"  {name}: {value if value not in (None, '') else '(none)'}")
    content = found["content"]
    say(f"\nContent\n  {content['questions']} questions in {content['banks']} banks, {content['rubrics']} rubrics")
    for problem in content["problems"]:
        say(f"  {problem}")
    say("\nMissing" if found["missing"] else "\nNothing is missing.")
    for line in found["missing"]:
        say(f"  {line}")
