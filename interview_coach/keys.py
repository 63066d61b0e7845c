"""The key of an endpoint: from the environment, or from the system's keyring where the user put it there.

A key is never written to a file of ours. That there is one in the keyring is told by an empty file, so that nobody who
has none waits for a keyring.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr

from interview_coach.errors import SettingsError, StorageError
from interview_coach.paths import Home, make_private, write_private

VARIABLE = "ANTHROPIC_API_KEY"
SERVICE = "interview-coach"
ACCOUNT = "anthropic-api-key"
MARK = "key-in-keyring"
"""The name of the file in the data folder that tells of a key in the keyring."""


def find_key(environ: Mapping[str, str], home: Home) -> SecretStr | None:
    """Return the key; the environment's comes first. ``None`` where there is none, or the keyring can't be read.

    Raises:
        SettingsError: what stands there can be no key.
    """
    key = environ.get(VARIABLE, "").strip()
    if not key and (home.root / MARK).exists():
        key = _stored().strip()
    if any(c.isspace() or not c.isprintable() or not c.isascii() for c in key):
        raise SettingsError(f"{VARIABLE} is no key: there are blanks or foreign characters in it. Set it again.")
    return SecretStr(key) if key else None


def store_key(home: Home, key: str) -> None:
    """Put ``key`` into the keyring.

    Raises:
        SettingsError: the key is empty or holds white space, or there is no keyring; the message says how to get one.
        StorageError: the data folder can't be written to.
    """
    key = key.strip()
    if not key or any(c.isspace() or not c.isprintable() or not c.isascii() for c in key):
        raise SettingsError("That is no key: it is empty, or there are blanks in it. Nothing was stored.")
    keyring, errors = _keyring()
    try:
        keyring.set_password(SERVICE, ACCOUNT, key)
    except errors as error:
        raise SettingsError(
            f"The system's keyring took no key ({type(error).__name__}). Set {VARIABLE} in your shell instead."
        ) from error
    if not home.root.is_dir():
        make_private(home.root)
    try:
        write_private(home.root / MARK, b"")
    except OSError as error:
        raise StorageError(f"Cannot write to {home.root}: {error.strerror}. The key is in the keyring.") from error


def forget_key(home: Home) -> bool:
    """Take the key out of the keyring; ``False`` where there was none. Raises ``SettingsError`` without a keyring."""
    keyring, errors = _keyring()
    try:
        keyring.delete_password(SERVICE, ACCOUNT)
        there = True
    except errors:
        there = False
    (home.root / MARK).unlink(missing_ok=True)
    return there


def _stored() -> str:
    try:
        keyring, _ = _keyring()
        return keyring.get_password(SERVICE, ACCOUNT) or ""
    except SettingsError:
        return ""
    except Exception:  # a keyring's back end may raise anything; who has no key goes on without one
        return ""


def _keyring() -> tuple[Any, type[Exception]]:
    """Return the keyring package and its error; it is optional, since it brings much along."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:
        raise SettingsError(
            "Keys are kept with the package keyring, which is not installed. Install it with "
            f"`{sys.executable} -m pip install keyring`, or set {VARIABLE} in your shell."
        ) from error
    return keyring, KeyringError
