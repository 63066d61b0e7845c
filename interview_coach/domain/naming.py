"""Slugs as people read them."""

from __future__ import annotations

_SPELT = {word.lower(): word for word in ("AI", "API", "LLM", "LLMs", "ML", "MLOps", "PM", "RAG", "UX")}
"""Words that are no ordinary words, by how a slug has them."""


def spaced(slug: str) -> str:
    """Return a slug as words: ``monitoring-and-mlops`` becomes ``Monitoring and MLOps``."""
    words = " ".join(_SPELT.get(word, word) for word in slug.split("-"))
    return words[:1].upper() + words[1:]
