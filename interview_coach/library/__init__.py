"""Question banks and rubrics on disk, read into domain values or a list of located problems.

A file goes through these steps: ``reading`` (bytes to text), ``parsing`` (text to plain values with places),
``document`` (both together), ``validation`` (fields, by ``file_models``, in the words of ``wording``), ``rubrics`` and
``banks`` (everything across fields, then the value), ``pieces`` (what one file holds; ``remembering`` keeps it),
``assembling`` (all files together), ``loading`` (from folders to the library) and ``catalogue`` (the result).
``rendering`` shows problems.
"""

from __future__ import annotations

from interview_coach.library.banks import Bank
from interview_coach.library.catalogue import Library, Topic
from interview_coach.library.loading import check_files, check_text, load_library, problems_in
from interview_coach.library.problems import Problem
from interview_coach.library.remembering import FileCache

__all__ = [
    "Bank",
    "FileCache",
    "Library",
    "Problem",
    "Topic",
    "check_files",
    "check_text",
    "load_library",
    "problems_in",
]
