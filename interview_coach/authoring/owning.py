"""Which files are the user's own: those can be edited and deleted. What came with the program can be copied."""

from __future__ import annotations

from pathlib import Path

from interview_coach.library.sources import real_path
from interview_coach.paths import Home, shipped_banks, shipped_rubrics

SHIPPED = frozenset(
    """
    ai-feasibility ai-user-research data-strategy ethics evaluation-design experimentation-and-metrics failure-modes
    model-selection monitoring-and-mlops portfolio-and-story probabilistic-products product-fundamentals
    product-teardown prompt-and-context-design rag-and-agents stakeholder-scenarios technical-literacy
    """.split()
)
"""The names of the files that come with the program, of banks and of rubrics alike.

In a checkout the user's own files lie in the same folders, so the folder alone does not tell.
"""


def is_own(path: Path, home: Home) -> bool:
    """Return whether the file ``path`` lies in the data folder ``home`` and did not come with the program."""
    folder = real_path(path.parent)
    if folder not in (real_path(home.question_banks), real_path(home.rubrics)):
        return False
    shipped = (real_path(shipped_banks()), real_path(shipped_rubrics()))
    return folder not in shipped or path.stem not in SHIPPED
