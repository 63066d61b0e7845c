"""Prompts are Markdown files that anybody can read; what they became is known by their hash."""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib.resources import files
from string import Template


class Prompts:
    """The prompt files of one agent. ``$names`` in them are filled in by code; nothing else is interpreted."""

    def __init__(self, package: str, *names: str) -> None:
        """Take the files ``names`` (without ``.md``) of ``package``; they are read when first needed."""
        self._package = package
        self._names = names

    @cached_property
    def _texts(self) -> dict[str, str]:
        folder = files(self._package) / "prompts"
        return {name: (folder / f"{name}.md").read_text(encoding="utf-8") for name in self._names}

    @cached_property
    def hash(self) -> str:
        """12 hexadecimal digits that change when any of the files changes (SHA-256)."""
        whole = "\0".join(f"{name}\0{text}" for name, text in sorted(self._texts.items()))
        return hashlib.sha256(whole.encode()).hexdigest()[:12]

    def fill(self, name: str, /, **values: object) -> str:
        """Return the prompt with ``values`` in place, verbatim; raises ``KeyError`` where one is missing.

        Lines that hold nothing but an empty value are left out.
        """
        words = {key: str(value) for key, value in values.items()}
        lines = ((line, Template(line).substitute(words)) for line in self._texts[name].splitlines())
        return "\n".join(filled for line, filled in lines if filled.strip() or not line.strip()).strip()
