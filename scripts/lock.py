"""Renew the lock files: what `make practice` and `make test` install, pinned with hashes, without index addresses."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILD_TOOLS = ("hatchling", "editables")
"""Needed to install the checkout itself, without fetching anything that is not locked."""


def main() -> None:
    """Write both lock files; raises ``CalledProcessError`` where the resolver finds no solution."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = [*project["project"]["dependencies"], *BUILD_TOOLS]
    _compile("requirements.lock", runtime)
    _compile("requirements-dev.lock", [*runtime, *project["dependency-groups"]["dev"]])


def _compile(name: str, requirements: list[str]) -> None:
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "-", "--output-file", str(ROOT / name), "--quiet"),
        *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header"),
        *("--no-emit-index-url", "--no-emit-find-links"),
    ]
    subprocess.run(command, input="\n".join(requirements), text=True, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
