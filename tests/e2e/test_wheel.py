"""What is built from the checkout works on its own: installed into an empty environment, far from the checkout."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

from tests.e2e.running import ANSWER, Place

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 300.0
"""Seconds that pip may take: it builds, and fetches from the machine's index."""


def pip(*arguments: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def sources(folder: Path) -> Path:
    """Copy what git keeps, and would keep, to ``folder``: a build leaves nothing in the checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (CHECKOUT / name).is_file():  # git also names what was deleted and not committed yet
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, folder / name)
    return folder


def versions(lock: Path) -> str:
    """Return the lock file's versions as constraints, without their hashes."""
    lines = (line.partition("\\")[0].strip() for line in lock.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if "==" in line and not line.startswith(("#", "-")))


def built(checkout: Path, folder: Path) -> Path:
    """Build the wheel of ``checkout``, put it into ``folder`` and return it."""
    pip("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, checkout)
    (wheel,) = folder.glob("*.whl")
    return wheel


def installed(wheel: Path, folder: Path) -> Path:
    """Install ``wheel`` and what it needs into a new environment and return the environment's programs."""
    venv.create(folder, with_pip=False)
    programs = Path(sysconfig.get_path("scripts", scheme="venv", vars={"base": str(folder)}))
    constraints = wheel.parent / "constraints.txt"
    constraints.write_text(versions(CHECKOUT / "requirements.lock"))
    pip("--python", programs / "python", "install", "--quiet", "--no-compile", "--constraint", constraints, wheel)
    return programs


def test_the_wheel_works_on_its_own(place: Place, tmp_path: Path) -> None:
    checkout = sources(tmp_path / "sources")
    wheel = built(checkout, tmp_path)
    assert_holds_everything(wheel, checkout)
    environment = tmp_path / "environment"
    alone = Place(place.folder, program=installed(wheel, environment) / "interview-coach")

    doctor = alone.run("doctor", "--json")
    assert doctor.code == 0
    report = json.loads(doctor.out)
    for name in ("shipped question banks", "shipped rubrics"):
        assert Path(report["folders"][name]).is_relative_to(environment)
    assert report["content"]["problems"] == report["missing"] == []

    banks = json.loads(alone.run("banks", "list", "--json").out)
    assert {bank["id"] for bank in banks} >= {file.stem for file in (checkout / "question_banks").glob("*.yaml")}
    assert all(bank["shipped"] and Path(bank["path"]).is_relative_to(environment) for bank in banks)
    assert alone.run("rubrics", "check").code == 0
    assert len(json.loads(alone.run("plan", "--json").out)["material"]) >= 25

    done = alone.run("practice", "--seed", "1", typed=f"{ANSWER}\n.\n/end\n")
    assert (done.code, done.err) == (0, "")
    assert done.id == alone.transcript.id
    with alone.terminal() as terminal:
        terminal.wait_for("Engine: offline")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def assert_holds_everything(wheel: Path, checkout: Path) -> None:
    """Check that the wheel holds the package with its style sheets and content, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = checkout / "interview_coach"
    wanted = {file.relative_to(checkout).as_posix() for file in package.rglob("*") if file.is_file()}
    for folder in ("question_banks", "rubrics", "schemas"):
        wanted |= {f"interview_coach/content/{folder}/{file.name}" for file in (checkout / folder).iterdir()}
    wanted.add("interview_coach/content/study-plan/material.yaml")
    assert names == wanted
