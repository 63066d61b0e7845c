"""Chromium without a window, as the tests and the pictures of reports use it."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_BROWSER = "no browser to open the reports in: install Chromium (on Debian or Ubuntu: apt install chromium)"


def executable() -> str | None:
    """Return the path of a browser; ``None`` where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)
