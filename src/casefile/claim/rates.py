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


DAY = timedelta(days=1)


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
        row = self.rows[number - 1]
        if row.known_until and day > row.known_until:
            again = self.rows[number].valid_from
            raise CaseError(self._gap(day, f"is known until {row.known_until} and again from {again}", asked))
        return row

    def last_known(self, day: date) -> Row:
        """The newest row on `day`, whether or not it is known to hold still. CaseError before the first."""
        found = bisect_right(self.rows, day, key=lambda row: row.valid_from)
        return self.rows[found - 1] if found else self.at(day)

    @property
    def ends(self) -> tuple[date, ...]:
        """The first days that are not known, each after a stretch that is."""
        return tuple({*(row.known_until + DAY for row in self.rows if row.known_until), self.known_until + DAY})

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
        start = max((end for end in self.ends if self.rows and end <= day), default=day)
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
    table = csv.DictReader(lines, restkey="one cell too many", strict=True)
    if wrong := _head(table, file):
        raise CaseError(wrong)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        for cells in table:
            given = {key: cell for key, cell in cells.items() if cell not in ("", None)}
            try:
                rows.append(_fresh(reading.build(Row, given, file), rows))
            except CaseError as error:
                problems += [replace(problem, source=Source(file, table.line_num)) for problem in error.problems]
    except csv.Error as error:
        hint = "a cell that begins with a quote has to end with one"
        problems.append(Problem(f"this is no CSV: {error}", Source(file, table.line_num), hint, "csv"))
    if problems or not rows:
        raise CaseError(problems or Problem("the series has no row", Source(file), "add one", "empty"))
    return tuple(sorted(rows, key=lambda row: row.valid_from))


def _head(table: csv.DictReader[str], file: str) -> Problem | None:
    """What is wrong with the first line, which names the columns."""
    names = list(table.fieldnames or ())
    missing = [name for name in ("valid_from", "percent", "source") if name not in names]
    if missing and names:
        return Problem(f"the first line has no column {missing[0]}", Source(file, 1), f"write `{HEADER}`", "header")
    twice = next((name for name in names if names.count(name) > 1), "")
    return (
        Problem(f"two columns are called '{twice}'", Source(file, 1), "keep one of them", "header") if twice else None
    )


def _fresh(row: Row, before: list[Row]) -> Row:
    """The row. CaseError when its day stands in the file already, or its end lies before its beginning."""
    if any(one.valid_from == row.valid_from for one in before):
        raise CaseError(Problem(f"a second value for {row.valid_from}", hint="keep one of them", rule="twice"))
    if row.known_until and row.known_until < row.valid_from:
        message = f"known_until {row.known_until} lies before valid_from {row.valid_from}"
        raise CaseError(Problem(message, hint="mend one of the two", rule="order"))
    return row
