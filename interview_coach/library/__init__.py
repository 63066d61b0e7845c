"""Question banks and rubrics on disk, read into domain values or a list of located problems."""
