"""A process that appends answers to a journal and says so after each; tests kill it.

Usage: ``python -m tests.support.appender <data folder> <letters in each answer>``. Prints the journal's path, then the
number of each accepted answer. Each answer was kept as a draft before.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from interview_coach.journal.drafts import Draft, DraftStore
from interview_coach.journal.journal import Journal
from interview_coach.paths import Home
from tests.support.events import answered, asked, started


def numbered(number: int, letters: int) -> str:
    """Return the text of the answer with that number."""
    return f"{number}:" + "x" * letters


async def main(folder: Path, letters: int) -> None:
    """Append for ever."""
    journal = Journal.create(Home(folder), started())
    drafts = DraftStore(journal.path)
    print(journal.path, flush=True)
    await journal.append(asked(0))
    number = 0
    while True:
        drafts.save(Draft(exchange=0, text=numbered(number, letters)))
        await journal.append(answered(number, text=numbered(number, letters)))
        await asyncio.to_thread(drafts.flush)
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
