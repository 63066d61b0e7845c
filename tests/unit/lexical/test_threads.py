"""Grading and hearing run in threads: what they find must not depend on that."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from interview_coach.lexical.tokens import stem
from tests.support.shipped import shipped_questions

WORDS = sorted({word.lower() for q in shipped_questions() for e in q.exemplars for word in e.text.split()})


def test_threads_find_the_same_stems() -> None:
    serial = [stem.__wrapped__(word) for word in WORDS]
    with ThreadPoolExecutor(4) as threads:
        for found in threads.map(lambda _: [stem.__wrapped__(word) for word in WORDS], range(12)):
            assert found == serial
