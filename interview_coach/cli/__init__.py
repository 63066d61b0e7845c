"""The command line: one module a group of commands, each importing what it needs when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from interview_coach.cli.parser import build_parser
from interview_coach.errors import CoachError
from interview_coach.paths import reason

INTERRUPTED = 130
"""The exit code of a program that was stopped by Ctrl-C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in ``argv`` (the process's own arguments by default) and return its exit code.

    0 is done, 1 failed with a one-line reason, 2 wrong usage. A traceback is only shown with ``--debug``.
    """
    _open_missing_streams()
    arguments = build_parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()  # whoever read it has gone
        return 0
    except CoachError as error:
        if arguments.debug:
            raise
        print(f"interview-coach: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        if arguments.debug:
            raise
        try:
            sys.stdout.flush()
        except OSError:
            _drop_output()
        what = f"{error.filename}: {reason(error)}" if error.filename else reason(error)
        print(f"interview-coach: the system refused: {what}. Mend that, then try again.", file=sys.stderr)
        return 1
    except Exception as error:
        if arguments.debug:
            raise
        print(
            f"interview-coach: something went wrong that should not have ({type(error).__name__}: {error}). "
            "What you said is saved. Run the command again with --debug for the details.",
            file=sys.stderr,
        )
        return 1
    return code


def _open_missing_streams() -> None:
    """Stand in for standard streams that were closed by whoever started the program: nothing to read, nobody reads."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end


def _drop_output() -> None:
    """Give up what could not be written; otherwise Python would complain again when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
