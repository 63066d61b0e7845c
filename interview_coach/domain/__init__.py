"""Values and rules of interviewing and grading: no I/O, no clock, no logging."""
