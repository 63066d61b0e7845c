"""Interviews on disk: one append-only file each, safe against crashes, with the draft of the answer beside it."""
