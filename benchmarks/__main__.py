"""`python -m benchmarks [--share 1] [--rounds 5] [--out FILE] [NAME …]`: runs the rows and writes the table."""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.report import Result, table
from benchmarks.rows import ROWS, Row, Scale
from benchmarks.timing import in_turn


def main(arguments: list[str]) -> str:
    """Runs what is asked for, and returns the table that was written."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Ours beside each peer that is installed."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="rows to run; without any, all")
    parser.add_argument("--share", type=float, default=1.0, help="of the data: 0.1 is a tenth")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("results.md"))
    given = parser.parse_args(arguments)
    known = {row.name: row for row in ROWS}
    if unknown := [name for name in given.names if name not in known]:
        parser.error(f"no row '{unknown[0]}'; there are: {', '.join(known)}")
    command = f'make bench BENCH="{shlex.join(arguments)}"' if arguments else "make bench"
    rows = [known[name] for name in given.names] or ROWS
    found: list[Result] = []
    for row in rows:
        found.append(_measured(row, Scale(given.share), given.rounds))
        text = table(found, date.today(), command)  # noqa: DTZ011 - the day here
        given.out.write_text(text)  # after each row: the next may take minutes
    return text


def _measured(row: Row, scale: Scale, rounds: int) -> Result:
    print(f"{row.name} …", file=sys.stderr, flush=True)  # noqa: T201 - it takes minutes, and somebody waits
    with tempfile.TemporaryDirectory(prefix="casefile-bench-") as folder:
        contenders = row.prepare(Path(folder), scale)
        return Result(row.title, row.goal(scale), in_turn(contenders, rounds, Path(folder)))


if __name__ == "__main__":
    print(main(sys.argv[1:]))  # noqa: T201 - the table is what was asked for
