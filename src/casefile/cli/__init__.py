"""The command line: one file a command, which parses, calls one function and prints. The clock is read here only."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs `casefile` with the arguments (default: those of the process) and ends the process with its exit code."""
    from casefile.cli.boundary import run

    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
