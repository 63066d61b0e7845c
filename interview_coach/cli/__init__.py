"""The command line: one module a group of commands, each importing what it needs when it runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from interview_coach.cli.parser import build_parser
from interview_coach.cli.streams import complain, drop, prepare_streams
from interview_coach.errors import CoachError
from interview_coach.paths import reason

INTERRUPTED = 130
"""The exit code of a program that was stopped by Ctrl-C."""

LONGEST = 300
"""Characters that are told of an error that nobody foresaw."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in ``argv`` (the process's own arguments by default) and return its exit code.

    0 is done, 1 failed with a one-line reason, 2 wrong usage, 128 and more stopped by a signal. A traceback is only
    shown with ``--debug``.
    """
    prepare_streams()
    debug = False
    try:
        try:
            arguments = build_parser().parse_args(argv)
        except SystemExit as told:  # help, the version, or what is wrong with the options
            code = told.code if isinstance(told.code, int) else 0
        else:
            debug = arguments.debug
            code = arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        drop(sys.stdout)  # whoever read it has gone
        return 0
    except Exception as error:
        if debug:
            raise
        return _failed(error)
    return code


def _failed(error: Exception) -> int:
    """Tell in one sentence what went wrong, and return the exit code."""
    if isinstance(error, CoachError):
        complain(str(error))
        return error.exit_code
    if isinstance(error, OSError):
        try:
            sys.stdout.flush()
        except OSError:
            drop(sys.stdout)
        what = f"{error.filename}: {reason(error)}" if error.filename else reason(error)
        complain(f"the system refused: {what}. Mend that, then try again.")
    elif isinstance(error, UnicodeError):
        complain(f"this encoding cannot be used ({error}). Set PYTHONIOENCODING=utf-8, then try again.")
    else:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST]
        complain(
            f"something went wrong that should not have ({what}). What you said is saved. Run the command again with "
            "--debug for the details."
        )
    return 1
