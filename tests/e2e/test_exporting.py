"""Interviews that leave one machine and come to another: real processes, real files, a disk that fills."""

from __future__ import annotations

import json
import resource
from dataclasses import replace
from pathlib import Path

from interview_coach.domain.text import spelt_out
from tests.e2e.running import ANSWER, Place
from tests.support.reports import HOSTILE, Page

DRILL = ("practice", "--topic", "ethics", "--seed", "1")


def test_an_interview_goes_to_a_mentor_and_to_another_machine(place: Place, tmp_path: Path) -> None:
    held = place.run(*DRILL, typed=f"{ANSWER}\n{HOSTILE}\n.\n/end\n")
    assert held.code == 0

    exported = place.run("transcripts", "export", held.id)
    assert (exported.code, exported.out, exported.err) == (0, f"{held.id}.html\n", "")
    page = Page((place.folder / f"{held.id}.html").read_bytes())
    assert spelt_out(HOSTILE) in page.text
    assert not page.all("script")

    assert place.run("transcripts", "export", held.id, "--output", "it.json").code == 0
    (tmp_path / "elsewhere").mkdir()
    elsewhere = Place(tmp_path / "elsewhere")
    for told in ("Added", "Already here"):
        done = elsewhere.run("transcripts", "import", str(place.folder / "it.json"))
        assert (done.code, done.out, done.err) == (0, f"{told}: {held.id}\n", "")
    shown = [p.run("transcripts", "show", held.id, "--json").out for p in (place, elsewhere)]
    assert json.loads(shown[0]) == json.loads(shown[1])


def test_a_disk_that_fills_keeps_what_is_whole(place: Place) -> None:
    held = place.run(*DRILL, typed=f"{ANSWER}\n.\n/end\n")
    small = 2000

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (small, small))

    done = place.run("transcripts", "export", held.id, "--output", "new/report.html", before=little_room)
    assert done.code == 1
    assert done.err.startswith("interview-coach: Could not write new/report.html: ")
    assert "nothing half-written is left" in done.err
    assert list((place.folder / "new").iterdir()) == []
    assert place.run("transcripts", "show", held.id).code == 0


def test_how_far_it_is_shows_in_a_terminal(place: Place) -> None:
    held = place.run(*DRILL, typed=f"{ANSWER}\n.\n/end\n")
    journal = place.home.transcripts / f"{held.id}.jsonl"
    for n in range(200):
        (place.home.transcripts / f"copy-{n}.jsonl").write_bytes(journal.read_bytes())
    with replace(place, extra={"TERM": "xterm"}).terminal(
        "transcripts", "export", "--all", "--format", "md"
    ) as terminal:
        terminal.wait_for("201 interviews in interview-reports")
        assert "Exporting [##############################] 201 of 201" in terminal.screen
        assert terminal.wait_for_end() == 0
    assert len(list((place.folder / "interview-reports").iterdir())) == 201
