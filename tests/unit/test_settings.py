from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.plan import Choices, TimeLimit
from interview_coach.domain.vocabulary import Engine, Format
from interview_coach.errors import SettingsError, StorageError
from interview_coach.paths import Home
from interview_coach.settings import DEFAULT_THEME, Settings, load_settings, remember, remembered_choices


def load(folder: Path, config: str | bytes | None = None, **environ: str) -> Settings:
    if config is not None:
        raw = config if isinstance(config, bytes) else config.encode()
        (folder / "config.toml").write_bytes(raw)
    return load_settings({"INTERVIEW_COACH_HOME": str(folder), **environ})


def refused(folder: Path, config: str | bytes | None = None, **environ: str) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        load(folder, config, **environ)
    assert raised.value.exit_code == 2
    return str(raised.value).splitlines()


def test_defaults(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert found == Settings(home=Home(tmp_path), engine=None, theme=DEFAULT_THEME, editor=None)
    assert list(tmp_path.iterdir()) == []


def test_variables_over_file_over_defaults(tmp_path: Path) -> None:
    config = 'theme = "nord"\neditor = "nano"\nengine = "offline"\n'
    found = load(tmp_path, config, INTERVIEW_COACH_THEME="gruvbox", INTERVIEW_COACH_ENGINE="auto")
    assert (found.theme, found.editor, found.engine) == ("gruvbox", "nano", None)
    assert load(tmp_path, INTERVIEW_COACH_THEME=" ").theme == "nord"
    assert load(tmp_path).engine is Engine.OFFLINE


def test_which_editor(tmp_path: Path) -> None:
    both = {"VISUAL": "code --wait", "EDITOR": "vi"}
    assert load(tmp_path, **both).editor == "code --wait"
    assert load(tmp_path, EDITOR="vi", VISUAL="").editor == "vi"
    assert load(tmp_path, 'editor = "nano"', **both).editor == "nano"
    assert load(tmp_path, INTERVIEW_COACH_EDITOR="hx", **both).editor == "hx"


def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    said = refused(tmp_path, 'engine = "gpt"\ntheme = 5\nthem = "x"\nzebra = 1\n', INTERVIEW_COACH_ENGINE="cloud")
    config = tmp_path / "config.toml"
    assert said == [
        f"{config}: there is no setting 'them'. Did you mean 'theme'?",
        f"{config}: there is no setting 'zebra'. There are: engine, theme, editor, interviewer_model, grader_model, "
        "samples, max_cost, retention.",
        "INTERVIEW_COACH_ENGINE: engine is 'cloud'; it must be one of auto, offline, claude.",
        f"{config}: theme is 5; it must be a name.",
    ]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (b"theme = \n", "not valid TOML.*line 1"),
        (b"a = 1\na = 2\n", "not valid TOML.*line 2"),
        (b'theme = "\xff"', r"not UTF-8 text \(byte 9\)"),
        (b"\x00\x01", "not valid TOML"),
        (b"x = " + b"[" * 5000, "not valid TOML"),
        (b"# " + b"x" * 1_100_000, "larger than"),
        (b'theme = ""', "theme is ''"),
        (b"engine = true", "engine is True"),
        (b"[editor]\na = 1", "editor is {'a': 1}; it must be a command"),
    ],
)
def test_a_broken_file_is_explained_with_its_place(tmp_path: Path, config: bytes, said: str) -> None:
    lines = refused(tmp_path, config)
    assert len(lines) == 1 and str(tmp_path / "config.toml") in lines[0]
    with pytest.raises(SettingsError, match=said):
        load(tmp_path)


def test_a_folder_in_place_of_the_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    assert "cannot be read: it is a folder" in refused(tmp_path)[0]


def test_a_pipe_or_a_device_in_place_of_the_file_is_explained_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    os.mkfifo(path)
    assert "cannot be read: it is no regular file" in refused(tmp_path)[0]
    path.unlink()
    path.symlink_to("/dev/zero")
    assert "cannot be read: it is no regular file" in refused(tmp_path)[0]


def test_a_home_that_is_a_file_has_no_settings(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert load_settings({"INTERVIEW_COACH_HOME": str(tmp_path / "file")}).theme == DEFAULT_THEME


@settings(max_examples=80)
@given(st.binary(max_size=80))
def test_no_file_makes_it_fail_otherwise(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.mktemp("home")
    try:
        load(folder, raw)
    except SettingsError as error:
        assert str(folder / "config.toml") in str(error)


class TestRemembering:
    def test_choices_come_back(self, tmp_path: Path) -> None:
        home = Home(tmp_path / "new" / "home")
        chosen = Choices(format=Format.MOCK, topics=("ethics",), questions=5, time=TimeLimit(minutes=7.5))
        remember(home, chosen)
        assert remembered_choices(home) == chosen
        assert stat.S_IMODE(home.remembered_file.stat().st_mode) == 0o600
        assert list(home.root.iterdir()) == [home.remembered_file]

    @pytest.mark.parametrize("raw", [None, b"", b"{", b"\xff", b"[]", b'{"questions": 0}', b'{"format": "duel"}'])
    def test_what_cannot_be_read_gives_the_defaults(self, tmp_path: Path, raw: bytes | None) -> None:
        home = Home(tmp_path)
        if raw is not None:
            home.remembered_file.write_bytes(raw)
        assert remembered_choices(home) == Choices()
        remember(home, Choices(questions=9))
        assert remembered_choices(home).questions == 9

    def test_a_folder_in_place_of_the_file(self, tmp_path: Path) -> None:
        home = Home(tmp_path)
        home.remembered_file.mkdir()
        assert remembered_choices(home) == Choices()
        with pytest.raises(StorageError, match="Cannot remember these choices"):
            remember(home, Choices())

    def test_a_pipe_in_place_of_the_file_is_not_waited_for_and_makes_way(self, tmp_path: Path) -> None:
        home = Home(tmp_path)
        os.mkfifo(home.remembered_file)
        assert remembered_choices(home) == Choices()
        remember(home, Choices(questions=7))
        assert remembered_choices(home).questions == 7

    def test_what_a_kill_left_behind_is_cleared_away(self, tmp_path: Path) -> None:
        home = Home(tmp_path)
        leftover = tmp_path / ".last-setup.json.123.tmp"
        leftover.write_bytes(b"{")
        os.utime(leftover, (0, 0))
        remember(home, Choices())
        assert list(tmp_path.iterdir()) == [home.remembered_file]

    def test_a_full_disk_keeps_the_old_ones(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        home = Home(tmp_path)
        remember(home, Choices(questions=4))

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", full)
            with pytest.raises(StorageError, match="no space left"):
                remember(home, Choices(questions=5))
        assert remembered_choices(home).questions == 4

    def test_a_checkout_is_not_closed_to_others(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o755)
        remember(Home(tmp_path), Choices())
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    "url",
    [
        *("localhost:11434", "ftp://host", "http://", "http://[::1", "http://host:99999", "http://u:hush@host"),
        *("http://host/v1", "http://host/v1/messages", "http://host?key=hush", "http://a b"),
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as told:
        load_settings({"INTERVIEW_COACH_HOME": str(tmp_path), "ANTHROPIC_BASE_URL": url})
    assert "ANTHROPIC_BASE_URL must be an address" in str(told.value)
    assert "hush" not in str(told.value)


def test_an_address_may_end_with_a_slash(tmp_path: Path) -> None:
    settings = load_settings({"INTERVIEW_COACH_HOME": str(tmp_path), "ANTHROPIC_BASE_URL": "http://localhost:11434/"})
    assert settings.base_url == "http://localhost:11434"


@pytest.mark.parametrize(
    "line", ["samples = true", "max_cost = true", "samples = 0", "max_cost = -1", "retention = 1.0", 'samples = "x"']
)
def test_numbers_are_numbers(line: str, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(line)
    with pytest.raises(SettingsError, match="must be a"):
        load_settings({"INTERVIEW_COACH_HOME": str(tmp_path)})
