"""Journals on disk: append with fsync, replay, repair of torn tails, locks, drafts."""
