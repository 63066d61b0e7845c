"""Checks of content that need more than a schema: cues, probes, and how the offline grader places exemplars."""
