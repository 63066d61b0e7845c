"""``key``: keep the endpoint's key in the system's keyring, or take it out."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from getpass import getpass

from interview_coach.cli.output import say
from interview_coach.keys import VARIABLE, forget_key, store_key
from interview_coach.paths import find_home


def set_key(arguments: Namespace) -> int:
    """Ask for the key, unseen, or read it from standard input, and store it."""
    key = getpass("Key (not shown): ") if sys.stdin.isatty() else sys.stdin.readline()
    store_key(find_home(os.environ), key)
    say("The key is in your system's keyring. `interview-coach doctor` tries it.")
    if os.environ.get(VARIABLE, "").strip():
        say(f"{VARIABLE} is set as well, and comes first.")
    return 0


def forget(arguments: Namespace) -> int:
    """Take the key out of the keyring."""
    say("The key is forgotten." if forget_key(find_home(os.environ)) else "There was no key in the keyring.")
    return 0
