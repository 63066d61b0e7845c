"""The options of each group of commands."""
