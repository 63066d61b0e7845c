"""What can be told from words alone: stems, cues, coverage, and what is no answer. Pure computation."""
