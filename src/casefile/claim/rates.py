"""Reference rates: a series is a CSV file, complete up to a day; a rate needed beyond it is an error, never a guess.

Columns: valid_from, percent, source, checked (yes: seen in a published source; no: recalled), and optionally
known_until, the last day for which the series is known to be complete once that row is in it.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from casefile import reading
from casefile.errors import CaseError, Problem, Source
from casefile.records import Amount, Day, Record, Text

HEADER = "valid_from,percent,source,checked,known_until"


class Row(Record):
    """The reference rate in percent a year from `valid_from` on, where it is published, and whether that was seen."""

    valid_from: Day
    percent: Amount
    source: Text
    checked: Literal["yes", "no"] = "no"
    known_until: Day | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One reference rate over time, oldest row first; `known_until` is the last day on which it is known."""

    name: str
    rows: tuple[Row, ...]
    known_until: date

    @property
    def file(self) -> str:
        """Where a workspace adds a line."""
        return f"rates/{self.name}.csv"

    def at(self, day: date, asked: Source | None = None) -> Row:
        """The row in force on `day`; `asked` is the place that asks for it.

        CaseError, with the series, the day and the line to add to which file, when it isn't known then.
        """
        if not self.rows:
            raise CaseError(self._gap(day, "has no values yet", asked))
        if day > self.known_until:
            raise CaseError(self._gap(day, f"is known until {self.known_until}", asked))
        number = bisect_right(self.rows, day, key=lambda row: row.valid_from)
        if number == 0:
            raise CaseError(self._gap(day, f"starts on {self.rows[0].valid_from}", asked))
        return self.rows[number - 1]

    def _gap(self, day: date, limit: str, asked: Source | None) -> Problem:
        message = f"the rate of {day} is needed, but the series {self.name} {limit}"
        line, end = self._example(day)
        more = "" if end >= day else f", and lines on to {day}"
        hint = (
            f"add a line such as `{line}`{more}, with the rate as it was published, to {self.file} in your "
            f"workspace; make the file if it is not there, with the first line `{HEADER}`"
        )
        return Problem(message, asked, hint, "rate-unknown")

    def _example(self, day: date) -> tuple[str, date]:
        """A line that fills the gap to the end of a half-year, which is when most rates change, and that day."""
        start = min(day, self.known_until + timedelta(days=1)) if self.rows else day
        end = date(start.year, 6, 30) if start.month < 7 else date(start.year, 12, 31)
        percent = self.rows[-1].percent if self.rows else "0.00"
        return f"{start},{percent},source,no,{end}", end


def series(name: str, rows: tuple[Row, ...]) -> Series:
    """The series of these rows; of two for the same day the later one counts."""
    by_day = {row.valid_from: row for row in rows}
    known_until = max(max(row.valid_from, row.known_until or row.valid_from) for row in by_day.values())
    return Series(name, tuple(by_day[day] for day in sorted(by_day)), known_until)


def read_rows(raw: bytes, file: str) -> tuple[Row, ...]:
    """The rows of a series' file, oldest first. CaseError with all problems, each with its line."""
    try:
        lines = raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        problem = Problem("the file is not UTF-8 text", Source(file), "save it as UTF-8", "encoding")
        raise CaseError(problem) from None
    rows, problems = [], []
    for number, cells in enumerate(csv.DictReader(lines, restkey="one cell too many"), 2):
        given = {key: cell for key, cell in cells.items() if cell not in ("", None)}
        try:
            rows.append(reading.build(Row, given, file))
        except CaseError as error:
            problems += [replace(problem, source=Source(file, number)) for problem in error.problems]
    if problems or not rows:
        raise CaseError(problems or Problem("the series has no row", Source(file), "add one", "empty"))
    return tuple(sorted(rows, key=lambda row: row.valid_from))
