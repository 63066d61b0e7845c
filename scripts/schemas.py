"""Renew ``schemas/``: the JSON Schemas of question banks and rubrics, made from the file models."""

from __future__ import annotations

import json
from pathlib import Path

from interview_coach.library.schemas import FILE_NAMES, schema_of

FOLDER = Path(__file__).parent.parent / "schemas"


def schema_files() -> dict[Path, str]:
    """Return what the files hold, by path."""
    return {
        FOLDER / name: json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"
        for kind, name in FILE_NAMES.items()
    }


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for path, text in schema_files().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
