"""``key``."""

from __future__ import annotations

from interview_coach.cli.building import Commands, command, later


def add(commands: Commands) -> None:
    """Add ``key``."""
    key = command(commands, "key", "keep the key for Claude in the system's keyring")
    actions = key.add_subparsers(title="actions", metavar="ACTION", required=True)
    command(actions, "set", "ask for the key and store it").set_defaults(run=later("key", "set_key"))
    command(actions, "forget", "take the key out of the keyring").set_defaults(run=later("key", "forget"))
