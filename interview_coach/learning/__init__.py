"""The loop that makes a candidate better: what is due, how it goes, what to do next. Pure functions over attempts."""
