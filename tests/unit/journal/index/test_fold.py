"""Whatever happens to journals and index, after a synchronisation the index says what the journals say."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.events import Event, InterviewLabelled
from interview_coach.journal.index import sqlite as sqlite_module
from interview_coach.journal.index.base import Index
from interview_coach.journal.index.keeping import IndexKeeper
from interview_coach.journal.index.memory import MemoryIndex
from interview_coach.journal.index.syncing import refresh, sync
from interview_coach.journal.lines import as_line
from interview_coach.paths import Home
from tests.support.archives import Content, Folder, content
from tests.support.events import at
from tests.support.strategies import interviews

NAMES = ("20261118T080000Z-drill-a", "20261119T080000Z-mock-b", "notes", "caf\u00e9", "\udce9")
WORDS = ("title", "quest", "x", '"title of"', "café", "cafe", "bold", "é")


def rebuilt(home: Home) -> Content:
    index = MemoryIndex()
    sync(index, home.transcripts)
    return content(index, *WORDS)


class Disturbed(RuntimeError):
    """The process died."""


def crash_while_writing(keeper: IndexKeeper, home: Home) -> None:
    """Let a synchronisation die between two statements of a transaction."""
    whole, last = sqlite_module._PUT, sqlite_module._PUT[-1]
    sqlite_module._PUT = (*whole[:-1], last.replace("json_each(?)", "json_each(?), no_such_table"))
    try:
        index = keeper._current()
        sync(index, home.transcripts)
    except Exception:
        pass
    finally:
        sqlite_module._PUT = whole


def act(pick: Callable[..., Any], folder: Folder, keeper: IndexKeeper, events: list[Event]) -> None:
    """Do something to the journals or to the index."""
    home = folder.home
    name = pick(*NAMES)
    path = home.transcripts / f"{name}.jsonl"
    old = path.read_bytes() if path.exists() else b""
    match pick(*range(9)):
        case 0 | 1 | 2:
            folder.write(name, *events)
        case 3:
            folder.write_bytes(name, old[: pick(*range(0, len(old) + 1, 1 + len(old) // 7))])
        case 4:
            label = InterviewLabelled(at=at(9), name=pick("café", ""), tags=("a", "b"), note=pick("x y", "\x00x"))
            folder.write_bytes(name, old + as_line(label))
        case 5:
            path.unlink(missing_ok=True)
        case 6:
            folder.write_bytes(name, pick(b"", b"rubbish", b'{"kind": "new", "schema_version": 9}\n'))
        case 7:
            crash_while_writing(keeper, home)
        case 8:
            for file in home.index_file.parent.glob(pick("*", "*-wal", "*-shm")):
                file.write_bytes(b"x" * 5000) if pick(True, False) else file.unlink()
    if pick(True, False):
        keeper.attempt(lambda index: refresh(index, path))


@settings(max_examples=40)
@given(data=st.data())
def test_the_index_is_a_fold_over_the_journals(data: st.DataObject) -> None:
    def pick(*options: Any) -> Any:
        return data.draw(st.sampled_from(options))

    root = Path(tempfile.mkdtemp())
    try:
        folder, keeper = Folder(Home(root)), IndexKeeper(Home(root))
        for _ in range(data.draw(st.integers(1, 8))):
            act(pick, folder, keeper, data.draw(interviews(max_events=8)))
            if pick(True, False, False):
                keeper.do(lambda index: sync(index, folder.home.transcripts))
        keeper.do(lambda index: sync(index, folder.home.transcripts))

        def told(index: Index) -> Content:
            return content(index, *WORDS)

        assert keeper.do(told) == rebuilt(folder.home)
    finally:
        shutil.rmtree(root)
