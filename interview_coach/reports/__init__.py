"""Renderings of a transcript with its scorecard."""
