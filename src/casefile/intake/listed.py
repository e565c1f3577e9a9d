"""A list that another program wrote, CSV or XLSX, as rows whose cells are known by what they hold. Values only.

Which heading means what is said in casefile.yaml; without that the usual headings of five languages are known, which
are data beside this module. Nothing is guessed silently: what was taken for what is told.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from casefile import files
from casefile.errors import CaseError, Problem, Source
from casefile.intake.grid import Cell, Row

LARGEST, ROWS = 20_000_000, 100_000
_HEAD = 40  # rows that may stand above the headings
_DELIMITERS = ";\t,|"
_SIGNS = {b"%PDF": "a PDF", b"\xd0\xcf\x11\xe0": "of an old Office format, or protected by a password"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it holds by our words, and where it stands."""

    source: Source
    cells: Mapping[str, Cell]

    def text(self, word: str) -> str:
        """What a cell says, on one line; empty where there is no such column."""
        cell = self.cells.get(word)
        return " ".join(cell.words.split()) if cell else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of a list, and which of its headings were taken for what."""

    name: str
    headings: Mapping[str, str]
    lines: tuple[Line, ...]


def open_list(
    path: Path, shown: str, wanted: Mapping[str, str], needed: Sequence[str], *, delimiter: str, encoding: str
) -> Listed:
    """The rows of a list. `wanted` gives headings by our words, empty for the usual ones; `needed` are the words that
    have to be there, `a|b` for one of two.

    CaseError when the file cannot be read, has no such headings, or hides rows.
    """
    content = _content(path, shown)
    tables = _workbook(path) if content.startswith(b"PK") else (_csv(content, shown, delimiter, encoding),)
    found = [each for table in tables if (each := _headed(table, shown, wanted, needed))]
    if len(found) > 1:
        raise CaseError(Problem(f"{shown} has several sheets with these headings", hint="keep one", rule="list"))
    if not found:
        raise CaseError(_no_headings(tables, shown, wanted, needed))
    return found[0]


def _content(path: Path, shown: str) -> bytes:
    with files.reported(path, "read"):
        if not path.is_file():
            raise CaseError(Problem(f"{shown} is no file", hint="give a CSV or an XLSX", rule="list"))
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    kind = next((kind for sign, kind in _SIGNS.items() if content.startswith(sign)), "")
    if kind:
        raise CaseError(Problem(f"{shown} is {kind}", hint="save the list as CSV or XLSX", rule="list"))
    if len(content) > LARGEST:
        message = f"{shown} is larger than {LARGEST // 1_000_000} MB"
        raise CaseError(Problem(message, hint="give it in parts", rule="list"))
    return content


def _workbook(path: Path) -> tuple[tuple[Row, ...], ...]:
    from casefile.intake import workbook
    from casefile.intake.package import open_package

    return workbook.returned(open_package(path), ROWS).tables


def _csv(content: bytes, shown: str, delimiter: str, encoding: str) -> tuple[Row, ...]:
    try:
        text = content.decode("utf-8-sig" if encoding.casefold() in ("utf-8", "utf8") else encoding)
    except (UnicodeDecodeError, LookupError) as error:
        hint = "name its encoding in casefile.yaml, such as open_items: {encoding: cp1252}"
        raise CaseError(Problem(f"{shown} is not written in {encoding}", hint=hint, rule="list")) from error
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True)
    try:
        return tuple(_cells(row, rows.line_num) for row in rows if any(map(str.strip, row)))
    except csv.Error as error:
        place = Source(shown, rows.line_num, 1)
        raise CaseError(Problem(f"no CSV: {error}", place, "look at the quotation marks", "list")) from error


def _delimiter(text: str) -> str:
    """What parts the columns: the sign that most of the first lines have most of."""
    head = text.splitlines()[:_HEAD]
    return max(_DELIMITERS, key=lambda sign: sum(line.count(sign) > 1 for line in head) * 100 + text.count(sign) / 1e6)


def _cells(row: Sequence[str], line: int) -> Row:
    return tuple(Cell(f"{line}:{column}", text.strip()) for column, text in enumerate(row, 1))


def _headed(table: Sequence[Row], shown: str, wanted: Mapping[str, str], needed: Sequence[str]) -> Listed | None:
    """The table below its headings, None when it has no such row."""
    for at, row in enumerate(table[:_HEAD]):
        columns = _columns(row, wanted)
        if all(any(each in columns for each in one.split("|")) for one in needed):
            below = [each for each in table[at + 1 :] if any(not cell.is_empty for cell in each)]
            if hidden := [cell for each in below for cell in each if cell.hidden and not cell.is_empty]:
                message = f"{shown}: {hidden[0].hidden} is hidden, and it is not said whether it counts"
                hint = "show all rows and columns, or delete what does not count, and save it"
                raise CaseError(Problem(message, hint=hint, rule="list"))
            headings = {word: row[column].words for word, column in columns.items()}
            return Listed(shown, headings, tuple(_lines(below, columns, shown)))
    return None


def _columns(row: Row, wanted: Mapping[str, str]) -> dict[str, int]:
    """Which column holds what: by the headings that are wanted, else by the usual ones, the most usual first."""
    names = {_plain(cell.words): column for column, cell in reversed(list(enumerate(row))) if cell.words}
    if wanted:
        return {word: names[_plain(heading)] for word, heading in wanted.items() if _plain(heading) in names}
    found: dict[str, int] = {}
    for word, heading in _usual():
        if heading in names and names[heading] not in found.values():
            found.setdefault(word, names[heading])
    return found


def _plain(heading: str) -> str:
    return " ".join(heading.replace("’", "'").casefold().split()).rstrip(":")


@cache
def _usual() -> tuple[tuple[str, str], ...]:
    rows = resources.files("casefile.intake").joinpath("headings.csv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple((word, _plain(heading)) for word, heading in (row.split(",", 1) for row in rows))


def _lines(rows: Sequence[Row], columns: Mapping[str, int], shown: str) -> Iterator[Line]:
    for row in rows:
        cells = {word: row[column] for word, column in columns.items() if column < len(row)}
        yield Line(_source(row[0].place, shown), cells)


def _source(place: str, shown: str) -> Source:
    """Where a row stands: a CSV's line, or in a workbook the row of its cell."""
    line = (
        place.partition(":")[0] if ":" in place else "".join(each for each in place.split(" of ")[0] if each.isdigit())
    )
    return Source(shown, int(line or 1), 1)


def _no_headings(
    tables: Sequence[Sequence[Row]], shown: str, wanted: Mapping[str, str], needed: Sequence[str]
) -> Problem:
    first = next((row for table in tables for row in table if sum(not cell.is_empty for cell in row) > 1), ())
    known = _columns(first, wanted)
    lacking = [one.replace("|", " or ") for one in needed if not any(each in known for each in one.split("|"))]
    names = ", ".join(cell.words for cell in first if not cell.is_empty)
    message = f"{shown} has no column for {', '.join(lacking)}; its headings: {names or 'none'}"
    example = ", ".join(f"{one.split('|')[0]}: …" for one in needed)
    hint = f"say in casefile.yaml which is which: open_items: {{columns: {{{example}}}}}"
    return Problem(message, hint=hint, rule="list")
