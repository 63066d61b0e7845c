from __future__ import annotations

import pytest

from interview_coach.domain.naming import spaced
from interview_coach.library import load_library


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("evaluation-design", "Evaluation design"),
        ("monitoring-and-mlops", "Monitoring and MLOps"),
        ("ml-basics", "ML basics"),
        ("rag", "RAG"),
        ("html-mail", "Html mail"),
        ("", ""),
    ],
)
def test_a_slug_reads_as_words(slug: str, words: str) -> None:
    assert spaced(slug) == words


def test_shipped_competencies_read_as_their_banks_are_titled() -> None:
    library = load_library(None)
    titles = {bank.title for bank in library.banks}
    written = {title.lower(): title for title in titles}
    differing = {s for b in library.banks if (s := spaced(b.competency)).lower() in written and s not in titles}
    assert differing == set()
