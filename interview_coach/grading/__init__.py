"""Grading exchanges against rubrics, with evidence that code has verified."""
