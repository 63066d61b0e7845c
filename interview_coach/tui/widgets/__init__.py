"""Widgets: they show values and post messages; none does I/O."""
