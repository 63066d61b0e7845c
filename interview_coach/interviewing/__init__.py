"""Holding an interview: the running interview, and the interviewers that can hold it."""
