"""What every page has: head, style sheet, and a policy under which a browser loads and runs nothing."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from interview_coach.reports.webpage.markup import Child, Html, tag

LANGUAGE = "en"


def page(title: str, *body: Child, kind: str) -> bytes:
    """Return a whole page as UTF-8.

    Args:
        title: what the browser's tab says.
        body: what stands in it.
        kind: ``screen``, or ``paper`` for pages that are meant for the printer.
    """
    style = stylesheet()
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light" if kind == "paper" else "light dark"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        Html(f"<style>{style}</style>"),
    )
    whole = tag("html", head, tag("body", *body), lang=LANGUAGE, class_=kind)
    return f"<!doctype html>\n{whole.source}\n".encode()


@cache
def stylesheet() -> str:
    """Return the style sheet of all pages."""
    return Path(__file__).with_name("report.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """Allow this one style sheet, by its hash, and nothing else."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
