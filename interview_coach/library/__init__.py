"""Question banks and rubrics on disk, read into domain values or a list of located problems.

A file goes through these steps: ``reading`` (bytes to text), ``parsing`` (text to plain values with places),
``document`` (both together), ``validation`` (fields, by ``file_models``, in the words of ``wording``), ``rubrics`` and
``banks`` (everything across fields, then the value), ``loading`` (all files together) and ``catalogue`` (the result).
"""

from __future__ import annotations

from interview_coach.library.banks import Bank
from interview_coach.library.catalogue import Library, Topic
from interview_coach.library.loading import check_files, load_library
from interview_coach.library.problems import Problem

__all__ = ["Bank", "Library", "Problem", "Topic", "check_files", "load_library"]
