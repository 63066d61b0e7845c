"""Keys: from the environment, else from the keyring; never in a file of ours."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError, PasswordSetError

from interview_coach.errors import SettingsError
from interview_coach.keys import MARK, VARIABLE, find_key, forget_key, store_key
from interview_coach.paths import Home

KEY = "sk-ant-from-the-keyring"


class Pocket(KeyringBackend):
    """A keyring that lives as long as the test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise PasswordSetError("locked")
        self.held[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError("not there")
        del self.held[service, username]


@pytest.fixture
def pocket() -> Iterator[Pocket]:
    before, pocket = keyring.get_keyring(), Pocket()
    keyring.set_keyring(pocket)
    yield pocket
    keyring.set_keyring(before)


def test_a_stored_key_is_found_and_can_be_forgotten(pocket: Pocket, tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    assert find_key({}, home) is None
    store_key(home, f" {KEY}\n")
    found = find_key({}, home)
    assert found is not None and found.get_secret_value() == KEY
    assert KEY not in repr(found)
    assert all(KEY.encode() not in f.read_bytes() for f in home.root.rglob("*") if f.is_file())
    assert forget_key(home)
    assert find_key({}, home) is None
    assert not forget_key(home)


def test_the_environment_comes_first(pocket: Pocket, tmp_path: Path) -> None:
    store_key(Home(tmp_path), KEY)
    found = find_key({VARIABLE: " sk-ant-other "}, Home(tmp_path))
    assert found is not None and found.get_secret_value() == "sk-ant-other"


@pytest.mark.parametrize("wrong", ["", "  \n", "two words", "a\x1bb"])
def test_what_is_no_key_is_not_stored(wrong: str, pocket: Pocket, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no key"):
        store_key(Home(tmp_path), wrong)
    assert not pocket.held
    assert not (tmp_path / MARK).exists()


def test_a_keyring_that_refuses_is_told_without_the_key(pocket: Pocket, tmp_path: Path) -> None:
    pocket.locked = True
    with pytest.raises(SettingsError, match=VARIABLE) as told:
        store_key(Home(tmp_path), KEY)
    assert KEY not in str(told.value)


def test_without_the_package_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(SettingsError, match="-m pip install keyring"):
        store_key(Home(tmp_path), KEY)
    (tmp_path / MARK).touch()
    assert find_key({}, Home(tmp_path)) is None


def test_who_has_stored_no_key_never_waits_for_a_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert find_key({}, Home(tmp_path)) is None
