from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from interview_coach import paths
from interview_coach.errors import SettingsError, StorageError
from interview_coach.paths import (
    Home,
    NotAFile,
    find_home,
    make_private,
    read_regular,
    shipped_banks,
    shipped_rubrics,
    write_private,
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_variable_moves_all_data(tmp_path: Path) -> None:
    home = find_home({"INTERVIEW_COACH_HOME": str(tmp_path / "elsewhere")})
    assert home.root == tmp_path / "elsewhere"
    parts = (home.transcripts, home.trash, home.question_banks, home.rubrics, home.config_file, home.remembered_file)
    assert len({*parts}) == 6 and all(p.parent == home.root for p in parts)
    assert not home.root.exists()


def test_relative_and_tilde_paths_become_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert find_home({"INTERVIEW_COACH_HOME": "data"}).root == tmp_path / "data"
    assert find_home({"INTERVIEW_COACH_HOME": " ~/data "}).root == tmp_path / "me" / "data"


@pytest.mark.parametrize("environ", [{}, {"INTERVIEW_COACH_HOME": ""}, {"INTERVIEW_COACH_HOME": "  "}])
def test_without_it_the_platform_decides(environ: dict[str, str]) -> None:
    root = find_home(environ).root
    assert root.is_absolute() and root.name == "interview-coach"


def test_an_unknown_user_is_explained() -> None:
    with pytest.raises(SettingsError, match=r"INTERVIEW_COACH_HOME is '~nobody-here/x'"):
        find_home({"INTERVIEW_COACH_HOME": "~nobody-here/x"})


def test_shipped_content_is_that_of_the_checkout() -> None:
    root = Path(__file__).parents[2]
    assert (shipped_banks(), shipped_rubrics()) == (root / "question_banks", root / "rubrics")


def test_shipped_content_of_an_installed_package_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "interview_coach" / "content" / "rubrics"
    content.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "interview_coach" / "paths.py"))
    assert shipped_rubrics() == content


def test_importing_touches_no_file_and_loads_little(tmp_path: Path) -> None:
    code = (
        "import interview_coach.paths, sys; print(*sorted({'platformdirs', 'pydantic', 'filelock'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "INTERVIEW_COACH_HOME": str(tmp_path / "none")},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""
    assert not (tmp_path / "none").exists()


def test_private_folders_are_private_all_the_way(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private(tmp_path / "a" / "b")
    assert (mode(tmp_path / "a"), mode(tmp_path / "a" / "b"), mode(tmp_path)) == (0o700, 0o700, 0o755)
    (tmp_path / "a" / "b").chmod(0o755)
    make_private(tmp_path / "a" / "b")
    assert mode(tmp_path / "a" / "b") == 0o700


@pytest.mark.parametrize("where", ["file", "file/below", "x" * 300, "dangling", "dangling/below"])
def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "dangling").symlink_to("nowhere")
    with pytest.raises(StorageError, match=r"Cannot make the folder .*INTERVIEW_COACH_HOME"):
        make_private(tmp_path / where)


@pytest.mark.parametrize("durable", [False, True])
def test_writing_replaces_the_whole_file(tmp_path: Path, durable: bool) -> None:
    path = tmp_path / "file.json"
    path.write_text("a long old content")
    path.chmod(0o644)
    write_private(path, b"new", durable=durable)
    assert path.read_bytes() == b"new" and mode(path) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_failed_write_leaves_the_old_content_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "file.json"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(OSError, match="No space"):
            write_private(path, b"new", durable=True)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_regular_files_are_read_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == b"12345"
    with pytest.raises(NotAFile, match="larger than 4 bytes"):
        read_regular(path, 4)
    with pytest.raises(NotAFile, match="it is a folder"):
        read_regular(tmp_path, 9)
    os.mkfifo(tmp_path / "pipe")
    for other in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(NotAFile, match="no regular file"):
            read_regular(other, 9)
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "none", 9)


def test_reasons_are_words() -> None:
    assert paths.reason(OSError(errno.ENOSPC, "No space left on device")) == "no space left on device"
    assert paths.reason(OSError("odd")) == "odd"
    assert paths.reason(OSError()) == "the system does not say why"


def test_homes_are_values() -> None:
    assert Home(Path("/a")) == Home(Path("/a"))
