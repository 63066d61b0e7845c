"""How fast past interviews are listed, searched, opened and indexed, among thousands of them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from benchmarks.journals import NEWEST, journal, write_journals
from benchmarks.report import Figure, percentile
from interview_coach.domain.vocabulary import Format
from interview_coach.journal.index.entry import Entry
from interview_coach.journal.index.filters import Sort, SortBy
from interview_coach.journal.index.passages import Passage, Where
from interview_coach.journal.index.sqlite import SqliteIndex
from interview_coach.journal.index.syncing import refresh, sync
from interview_coach.journal.listing import Listing
from interview_coach.journal.store import JournalStore
from interview_coach.paths import Home

JOURNALS, FEW, MANY = 10_000, 10, 100_000
TYPED = (
    "evaluation", "golden set", "hallucination rate", "precision and recall", "the model", "rollback plan", "nurse",
    "\"error rate\" threshold", "would measure", "latency budget", "stakeholder", "ba", "users who complain",
)  # fmt: skip
"""What is typed into the search box, letter by letter."""

_MEMORY = """
import resource, sys
from pathlib import Path
from interview_coach.paths import Home
from interview_coach.journal.index.keeping import IndexKeeper
keeper = IndexKeeper(Home(Path(sys.argv[1])))
for offset in range(0, 500, 100):
    keeper.do(lambda index: index.page(offset=offset, limit=100))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def archive() -> list[Figure]:
    """Measure with journals as years of practice would leave them."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Home(Path(folder) / "small"), Home(Path(folder) / "large")
        write_journals(small.transcripts, FEW)
        write_journals(large.transcripts, JOURNALS)
        few, many = _index(small), _index(large)
        sync(few, small.transcripts)
        return [*_rebuild(many, large), *_lists(many, large), *_search(many), *_growth(few, small, many, large)]


def _index(home: Home) -> SqliteIndex:
    return SqliteIndex(home.index_file, home.transcripts)


def _seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the median of so many runs."""
    spent = []
    for _ in range(times):
        before = time.perf_counter()
        work()
        spent.append(time.perf_counter() - before)
    return percentile(spent, 0.5)


def _rebuild(index: SqliteIndex, home: Home) -> Iterator[Figure]:
    before = time.process_time()
    wall = _seconds(lambda: sync(index, home.transcripts))
    speed = JOURNALS / wall
    cores = (time.process_time() - before) / wall
    what = f"index of {JOURNALS:,} journals: rebuilt, journals a second"
    yield Figure(what, f"{speed:,.0f} on {cores:.1f} cores", ">= 1,000")
    again = _seconds(lambda: sync(index, home.transcripts), 3)
    yield Figure("the same: nothing changed, until that is known", f"{again * 1000:.0f} ms", "-")


def _lists(index: SqliteIndex, home: Home) -> Iterator[Figure]:
    opened = _seconds(lambda: (index.page(limit=100), index.count()), 9)
    yield Figure(f"list of {JOURNALS:,}: first page", f"{opened * 1000:.1f} ms", "<= 100 ms")
    worst = max(_seconds(lambda by=by: index.page(sort=Sort(by=by), offset=5000, limit=100), 5) for by in SortBy)  # type: ignore[misc]
    yield Figure("the same: a page in the middle, the slowest order", f"{worst * 1000:.1f} ms", "<= 100 ms")
    mocks = [item.id for item in index.page(limit=500) if item.format is Format.MOCK]
    store = JournalStore(home)
    spent = [_seconds(lambda name=name: store.read(name)) for name in mocks[:40]]  # type: ignore[misc]
    yield Figure("opening a mock interview among them: p95", f"{percentile(spent, 0.95) * 1000:.1f} ms", "<= 50 ms")
    attempts = _seconds(index.attempts, 3)
    yield Figure("all attempts of them, for the learning loop", f"{attempts * 1000:.0f} ms", "-")


def _search(index: SqliteIndex) -> Iterator[Figure]:
    typed = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    spent = {text: _seconds(lambda text=text: index.search(text, limit=20), 3) for text in typed}  # type: ignore[misc]
    slowest = max(spent, key=spent.__getitem__)
    p95 = percentile(list(spent.values()), 0.95) * 1000
    yield Figure("a search among them, letter by letter: p95", f"{p95:.1f} ms", "<= 30 ms")
    yield Figure("the same: the slowest", f"{spent[slowest] * 1000:.1f} ms ({slowest!r})", "-")


def _growth(few: SqliteIndex, small: Home, many: SqliteIndex, large: Home) -> Iterator[Figure]:
    """Yield what must not grow with the number of interviews."""
    at_few, at_many = _adding(few, small), _adding(many, large)
    memory_few, memory_many = _memory(small), _memory(large)
    _fill_up(many, MANY - JOURNALS)
    at_most = _adding(many, large)
    costs = " / ".join(f"{cost * 1000:.1f}" for cost in (at_few, at_many, at_most))
    yield Figure(f"adding one interview at {FEW} / {JOURNALS:,} / {MANY:,}", f"{costs} ms", "the same")
    ratio = memory_many / memory_few
    yield Figure(f"memory for five pages of {JOURNALS:,}, against {FEW}", f"{ratio:.2f} x", "1.0 x")


def _adding(index: SqliteIndex, home: Home) -> float:
    """Return the seconds that one more interview takes."""
    spent = []
    for number in range(1_000_001, 1_000_040):
        name, content = journal(number)
        path = home.transcripts / name
        path.write_bytes(content)
        spent.append(_seconds(lambda path=path: refresh(index, path)))  # type: ignore[misc]
        path.unlink()
        refresh(index, path)
    return percentile(spent, 0.5)


def _memory(home: Home) -> float:
    command = [sys.executable, "-c", _MEMORY, str(home.root)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _fill_up(index: SqliteIndex, count: int) -> None:
    """Add interviews to the index that stand in no file, with a few words each."""
    passages = (Passage(Where.CANDIDATE, 0, 1, "I would collect real notes and have two people mark each of them."),)
    with index.kept_open():
        for first in range(0, count, 5000):
            entries = []
            for number in range(first, min(count, first + 5000)):
                at = NEWEST - timedelta(hours=12 * JOURNALS + number)
                listing = Listing(id=f"filled-{number}", started_at=at, format=Format.DRILL, titles=("A title",))
                entries.append(Entry(f"filled-{number}.jsonl", "1:1:1", listing, (), passages))
            index.put(entries)
