"""The command line: one file a command, which parses, calls one function and prints. The clock is read here only."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

_RARELY = 200_000  # objects that are made before Python looks for circles of dead ones: looking is a quarter of a start


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs `casefile` with the arguments (default: those of the process) and ends the process with its exit code."""
    gc.set_threshold(_RARELY, *gc.get_threshold()[1:])
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it looks for some in every package there is
    from casefile.cli.boundary import run

    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
